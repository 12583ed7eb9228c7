import { setTimeout as sleep } from "node:timers/promises";
import type { Cell, PredictOptions, SetSpec } from "@predictiondex/answers";
import type { Catalogue } from "../catalogue.ts";
import { OverloadedError } from "../request-errors.ts";
import type { PredictionPool } from "./pool.ts";

/** Match-ups of one task: few enough that others get their turn. */
const CELLS_PER_TASK = 24;
/** What one search by nodes may take, however slow the machine. */
const WITHOUT_BUDGET_MS = 2000;
const RETRY_MS = 200;
const MAX_RETRIES = 100;

/**
 * The value of every pair, in pieces of which two at a time are in the pool, so that smaller requests pass between
 * them. Pieces wait where the pool is full, but the first, which fails.
 * @throws {OverloadedError} where the pool is full at the start, or for long
 */
export async function* computeCells(
  pool: PredictionPool,
  catalogue: Catalogue,
  work: {
    readonly rows: readonly SetSpec[];
    readonly columns: readonly SetSpec[];
    readonly options: PredictOptions;
  },
  signal: AbortSignal,
): AsyncGenerator<readonly Cell[]> {
  const { rows, columns, options } = work;
  const rowsAtOnce = Math.max(1, Math.floor(CELLS_PER_TASK / columns.length));
  const pieces = cut(rows, rowsAtOnce).flatMap((some) =>
    cut(columns, CELLS_PER_TASK).map((part) => ({
      kind: "cells" as const,
      rows: some,
      columns: part,
      options,
    })),
  );
  const start = async (at: number): Promise<readonly Cell[]> => {
    const piece = pieces[at]!;
    const budgetMs = (options.budgetMs ?? WITHOUT_BUDGET_MS) * piece.rows.length * piece.columns.length;
    for (let retries = 0; ; retries++) {
      try {
        return await pool.run(catalogue, piece, { budgetMs, signal });
      } catch (error) {
        if (!(error instanceof OverloadedError) || at === 0 || retries >= MAX_RETRIES) throw error;
        await sleep(RETRY_MS);
      }
    }
  };
  let next = pieces.length > 0 ? settle(start(0)) : undefined;
  for (let at = 0; at < pieces.length; at++) {
    const now = next!;
    next = at + 1 < pieces.length ? settle(start(at + 1)) : undefined;
    const result = await now;
    if ("error" in result) throw result.error;
    yield result.cells;
  }
}

function cut<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}

/** A promise that never rejects, so that one nobody has come to yet is no unhandled rejection. */
function settle(
  cells: Promise<readonly Cell[]>,
): Promise<{ readonly cells: readonly Cell[] } | { readonly error: unknown }> {
  return cells.then(
    (done) => ({ cells: done }),
    (error: unknown) => ({ error }),
  );
}
