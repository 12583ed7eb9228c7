import { type Evaluation, MOVES_OF_A_BATTLE, type PokemonSet } from "@predictiondex/battle";
import { answerBestMove, type CheckedBestMove } from "../best-move.ts";
import type { Catalogue } from "../catalogue.ts";
import { InvalidRequestError } from "../request-errors.ts";
import { round } from "../v1/battle-side.ts";
import { answerDamage, type DamageQuestion } from "../v1/damage-answer.ts";
import { answerInsights, type InsightsQuestion } from "../v1/insights-answer.ts";
import { answerMatchup, type MatchupQuestion } from "../v1/matchup-answer.ts";
import { answerSimulate, type SimulateQuestion } from "../v1/simulate-answer.ts";
import { answerSimulateTeams, type SimulateTeamsQuestion } from "../v1/simulate-teams-answer.ts";
import { answerTurn, type TurnQuestion } from "../v1/turn-answer.ts";
import { cellByModel } from "./by-model.ts";
import { CancelledError } from "./cancelled-error.ts";
import { type PredictOptions, predict } from "./predict.ts";
import { type SetSpec, setOf } from "./set-spec.ts";

/** Work that gives a whole answer; everything in it has been checked. */
export type AnswerTask =
  | { readonly kind: "best-move"; readonly question: CheckedBestMove }
  | { readonly kind: "matchup"; readonly question: MatchupQuestion }
  | { readonly kind: "damage"; readonly question: DamageQuestion }
  | { readonly kind: "simulate"; readonly question: SimulateQuestion }
  | { readonly kind: "simulate-teams"; readonly question: SimulateTeamsQuestion }
  | { readonly kind: "insights"; readonly question: InsightsQuestion }
  | { readonly kind: "turn"; readonly question: TurnQuestion };

/** Work that gives the value of every pair of a row and a column, row by row. */
export interface CellsTask {
  readonly kind: "cells";
  readonly rows: readonly SetSpec[];
  readonly columns: readonly SetSpec[];
  readonly options: PredictOptions;
}

/** Work for the predictor. */
export type PredictionTask = AnswerTask | CellsTask;

/** An answer as it is sent, with what the metrics and the log want to know of a prediction. */
export interface WrittenAnswer {
  readonly json: string;
  readonly prediction: { readonly p: number; readonly method: string } | undefined;
}

/** One cell of a matrix, for the row. */
export interface Cell {
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly method: "exact" | "search" | "model";
  /** Slug of the recommended move. */
  readonly best: string;
  /** Slug of the column's own. */
  readonly answer: string;
}

/** What a task gives back. */
export type ResultOf<T extends PredictionTask> = T extends CellsTask ? readonly Cell[] : WrittenAnswer;
export type TaskResult = readonly Cell[] | WrittenAnswer;

/**
 * Does a task in this very thread.
 * @throws {CancelledError} where `isCancelled` comes true between two match-ups, or two slices of a search
 */
export function doTask<T extends PredictionTask>(
  catalogue: Catalogue,
  task: T,
  isCancelled: () => boolean,
): ResultOf<T>;
export function doTask(catalogue: Catalogue, task: PredictionTask, isCancelled: () => boolean): TaskResult {
  switch (task.kind) {
    case "best-move": {
      const answer = answerBestMove(catalogue, withCancelling(task.question, isCancelled));
      const { win_probability: p, method } = answer;
      return { json: JSON.stringify(answer), prediction: { p, method } };
    }
    case "matchup": {
      const answer = answerMatchup(catalogue, withCancelling(task.question, isCancelled));
      const { p, method } = answer;
      return { json: JSON.stringify(answer), prediction: { p, method } };
    }
    case "damage":
      return { json: JSON.stringify(answerDamage(catalogue, task.question)), prediction: undefined };
    case "simulate": {
      const answer = answerSimulate(catalogue, task.question, isCancelled);
      return { json: JSON.stringify(answer), prediction: undefined };
    }
    case "simulate-teams": {
      const answer = answerSimulateTeams(catalogue, task.question, isCancelled);
      return { json: JSON.stringify(answer), prediction: undefined };
    }
    case "insights": {
      const answer = answerInsights(catalogue, task.question, isCancelled);
      return { json: JSON.stringify(answer), prediction: undefined };
    }
    case "turn":
      return { json: JSON.stringify(answerTurn(catalogue, task.question)), prediction: undefined };
    case "cells":
      return task.rows.flatMap((row) =>
        task.columns.map((column) => cell(catalogue, row, column, task, isCancelled)),
      );
  }
}

function withCancelling<T extends { readonly options: PredictOptions }>(
  question: T,
  isCancelled: () => boolean,
): T {
  return { ...question, options: { ...question.options, isCancelled } };
}

function cell(
  catalogue: Catalogue,
  row: SetSpec,
  column: SetSpec,
  { options }: CellsTask,
  isCancelled: () => boolean,
): Cell {
  if (isCancelled()) throw new CancelledError("nobody waits for the answer");
  const [a, b] = [setOf(catalogue, row), setOf(catalogue, column)];
  const mega = { a: row.mega, b: column.mega };
  const predictor = options.method === "model" ? catalogue.predictor() : undefined;
  if (predictor !== undefined && Math.max(a.moves.length, b.moves.length) <= MOVES_OF_A_BATTLE) {
    const { p, low, high, ...moves } = cellByModel(predictor, { a, b, mega });
    return { p: round(p), low: round(low), high: round(high), method: "model", ...moves };
  }
  const evaluation = namingPair(a, b, () => predict(catalogue, a, b, { ...options, mega, isCancelled }));
  const { p, low, high, method, moves, opponent } = evaluation;
  const [best, answer] = [moves[0]!.move.slug, opponent[0]!.move.slug];
  return { p: round(p), low: round(low), high: round(high), method, best, answer };
}

/** In a list, what is wrong with a match-up says with which. */
function namingPair(a: PokemonSet, b: PokemonSet, evaluate: () => Evaluation): Evaluation {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    const [one, other] = [a.form.names, b.form.names];
    throw new InvalidRequestError(
      error.requestFaults.map(({ pointer, detail: { en, fr } }) => ({
        pointer,
        detail: { en: `${en} (${one.en} against ${other.en})`, fr: `${fr} (${one.fr} contre ${other.fr})` },
      })),
    );
  }
}
