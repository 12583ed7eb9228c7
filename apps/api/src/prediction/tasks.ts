import { answerBestMove, type CheckedBestMove } from "../best-move.ts";
import type { Catalogue } from "../catalogue.ts";
import { CancelledError } from "./cancelled-error.ts";
import { type PredictOptions, predict } from "./predict.ts";
import { type SetSpec, setOf } from "./set-spec.ts";

/** Work for the predictor; everything in it has been checked. */
export type PredictionTask =
  | { readonly kind: "best-move"; readonly question: CheckedBestMove }
  | {
      readonly kind: "row";
      readonly a: SetSpec;
      readonly columns: readonly SetSpec[];
      readonly options: PredictOptions;
    };

/** An answer as it is sent, with what the metrics and the log want to know of it. */
export interface WrittenAnswer {
  readonly json: string;
  readonly p: number;
  readonly method: string;
}

/** One cell of a matrix. */
export interface Cell {
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly method: string;
  /** Slug of the recommended move. */
  readonly move: string;
}

/** What each kind of task gives back. */
export interface TaskResults {
  "best-move": WrittenAnswer;
  row: readonly Cell[];
}
export type ResultOf<T extends PredictionTask> = TaskResults[T["kind"]];

/**
 * Does a task in this very thread.
 * @throws {CancelledError} where `isCancelled` comes true between two match-ups
 */
export function doTask<T extends PredictionTask>(
  catalogue: Catalogue,
  task: T,
  isCancelled: () => boolean,
): ResultOf<T>;
export function doTask(
  catalogue: Catalogue,
  task: PredictionTask,
  isCancelled: () => boolean,
): TaskResults[keyof TaskResults] {
  switch (task.kind) {
    case "best-move": {
      const answer = answerBestMove(catalogue, task.question);
      return { json: JSON.stringify(answer), p: answer.win_probability, method: answer.method };
    }
    case "row": {
      const a = setOf(catalogue, task.a);
      return task.columns.map((column) => {
        if (isCancelled()) throw new CancelledError("nobody waits for the answer");
        const { p, low, high, method, moves } = predict(catalogue, a, setOf(catalogue, column), task.options);
        return { p: round(p), low: round(low), high: round(high), method, move: moves[0]!.move.slug };
      });
    }
  }
}

/** Beyond these decimals, sums of floating-point numbers differ by their order. */
function round(probability: number): number {
  return Math.round(probability * 1e9) / 1e9;
}
