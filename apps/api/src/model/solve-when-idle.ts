import { CancelledError, type PredictionTask } from "@predictiondex/answers";
import type { Catalogue } from "../catalogue.ts";
import type { PredictionPool } from "../prediction/pool.ts";

/** What a search by nodes may take, however slow the machine. */
const BUDGET_MS = 20_000;

/** The solver's chance for a question that the model answered; undefined while players want the pool, who go before it. */
export async function solveWhenIdle(
  pool: PredictionPool,
  catalogue: Catalogue,
  task: PredictionTask,
  nodes: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { queued, running } = pool.stats();
  if (queued + running > 0) return undefined;
  try {
    return await solve(pool, catalogue, task, nodes, signal);
  } catch (error) {
    if (error instanceof CancelledError && !signal.aborted) return undefined;
    throw error;
  }
}

async function solve(
  pool: PredictionPool,
  catalogue: Catalogue,
  task: PredictionTask,
  nodes: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const run = { budgetMs: BUDGET_MS, signal, isBackground: true };
  const effort = { method: "auto" as const, nodes, budgetMs: undefined };
  switch (task.kind) {
    case "best-move": {
      const question = { ...task.question, options: { ...task.question.options, ...effort } };
      return (await pool.run(catalogue, { kind: "best-move", question }, run)).prediction?.p;
    }
    case "matchup": {
      const question = { ...task.question, options: { ...task.question.options, ...effort } };
      return (await pool.run(catalogue, { kind: "matchup", question }, run)).prediction?.p;
    }
    default:
      return undefined;
  }
}
