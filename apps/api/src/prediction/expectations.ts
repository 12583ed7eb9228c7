import type { CellsTask, PredictionTask } from "@predictiondex/answers";

/** How long tasks are expected to take, learnt from those before them. */
export interface Expectations {
  /** Milliseconds in a thread. */
  of(task: PredictionTask): number;
  learn(task: PredictionTask, tookMs: number): void;
}

/** How much of what a task holds, and what one of it takes as long as none has been done yet. */
interface Work {
  readonly of: string;
  readonly amount: number;
  readonly firstMs: number;
}

/** Of a kind of which none has been done yet. */
const FIRST_MS = 100;
/** The same of a pair by each method, and of a turn that a search plays. */
const FIRST_EXACT_MS = 500;
const FIRST_MODEL_MS = 1;
const FIRST_TURN_MS = 1 / 500;
/** What the latest task counts for in the mean. */
const WEIGHT = 0.2;

/** Makes expectations: a budget is believed, all else is the running mean of its kind; of lists, for each pair or turn. */
export function createExpectations(): Expectations {
  const means = new Map<string, number>();
  return {
    of(task) {
      const { of, amount, firstMs } = workOf(task);
      return budgetOf(task) ?? amount * (means.get(of) ?? firstMs);
    },
    learn(task, tookMs) {
      if (budgetOf(task) !== undefined) return;
      const { of, amount } = workOf(task);
      const before = means.get(of) ?? tookMs / amount;
      means.set(of, before + WEIGHT * (tookMs / amount - before));
    },
  };
}

function workOf(task: PredictionTask): Work {
  if (task.kind !== "cells") return { of: task.kind, amount: 1, firstMs: FIRST_MS };
  const { method, nodes } = task.options;
  const pairs = pairsOf(task);
  switch (method) {
    case "exact":
      return { of: "exact pairs", amount: pairs, firstMs: FIRST_EXACT_MS };
    case "model":
      return { of: "model pairs", amount: pairs, firstMs: FIRST_MODEL_MS };
    default:
      return { of: "turns of pairs", amount: pairs * nodes, firstMs: FIRST_TURN_MS };
  }
}

function budgetOf(task: PredictionTask): number | undefined {
  switch (task.kind) {
    case "best-move":
    case "matchup":
      return task.question.options.budgetMs;
    case "cells":
      return task.options.budgetMs && task.options.budgetMs * pairsOf(task);
    default:
      return undefined;
  }
}

function pairsOf({ rows, columns }: CellsTask): number {
  return rows.length * columns.length;
}
