import { setTimeout as sleep } from "node:timers/promises";
import type { Cell, PredictOptions, SetSpec } from "@predictiondex/answers";
import type { Catalogue } from "../catalogue.ts";
import { OverloadedError } from "../request-errors.ts";
import type { PredictionPool } from "./pool.ts";

/** What a piece is expected to take, so that others get their turn; a match-up that takes longer is a piece by itself. */
const PIECE_MS = 150;
/** Match-ups of a piece, however quick. */
const MOST_CELLS = 24;
/** What a piece without a budget may take, however slow the machine. */
const WITHOUT_BUDGET_MS = 20_000;
const RETRY_MS = 200;
const MAX_RETRIES = 100;

/**
 * The value of every pair, in short pieces, so that other requests pass between them: two at a time are in the pool, or one
 * where it is long. Pieces wait where the pool is full, but the first, which fails.
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
  const kind = "cells" as const;
  const cellMs = pool.expectedMs({ kind, rows: rows.slice(0, 1), columns: columns.slice(0, 1), options });
  const cellsAtOnce = Math.min(MOST_CELLS, Math.max(1, Math.floor(PIECE_MS / cellMs)));
  const rowsAtOnce = Math.max(1, Math.floor(cellsAtOnce / columns.length));
  const pieces = cut(rows, rowsAtOnce).flatMap((some) =>
    cut(columns, cellsAtOnce).map((part) => ({ kind, rows: some, columns: part, options })),
  );
  const start = async (at: number): Promise<readonly Cell[]> => {
    const piece = pieces[at]!;
    const budgetMs = options.budgetMs
      ? options.budgetMs * piece.rows.length * piece.columns.length
      : WITHOUT_BUDGET_MS;
    for (let retries = 0; ; retries++) {
      try {
        return await pool.run(catalogue, piece, { budgetMs, signal });
      } catch (error) {
        if (!(error instanceof OverloadedError) || at === 0 || retries >= MAX_RETRIES) throw error;
        await sleep(RETRY_MS);
      }
    }
  };
  const atOnce = cellMs > PIECE_MS ? 1 : 2;
  const inPool: ReturnType<typeof settle>[] = [];
  let next = 0;
  for (let at = 0; at < pieces.length; at++) {
    while (next < Math.min(pieces.length, at + atOnce)) inPool.push(settle(start(next++)));
    const result = await inPool.shift()!;
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
