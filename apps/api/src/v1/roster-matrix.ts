import type { Cell, SetSpec } from "@predictiondex/answers";
import { cellOptions, round } from "@predictiondex/answers";
import type { Catalogue } from "../catalogue.ts";
import { computeCells } from "../prediction/cells.ts";
import type { PredictionPool } from "../prediction/pool.ts";

const stores = new WeakMap<Catalogue, Map<number, Promise<readonly Cell[]>>>();

/**
 * Rows of the roster against itself, each computed once for a data version whoever asks, and kept. A row that is begun is
 * finished, also where its asker goes away: the next one needs it too. What lies below the diagonal is what lies above it,
 * seen from the other side.
 */
export async function* rosterRows(
  pool: PredictionPool,
  catalogue: Catalogue,
  roster: readonly SetSpec[],
  nodes: number,
  signal: AbortSignal,
): AsyncGenerator<readonly Cell[]> {
  const store = stores.get(catalogue) ?? new Map<number, Promise<readonly Cell[]>>();
  stores.set(catalogue, store);
  for (let at = 0; at < roster.length; at++) {
    signal.throwIfAborted();
    let row = store.get(at);
    if (row === undefined) {
      row = computeRow(pool, catalogue, roster, at, nodes, store);
      store.set(at, row);
      row.catch(() => store.delete(at));
    }
    yield await row;
  }
}

async function computeRow(
  pool: PredictionPool,
  catalogue: Catalogue,
  roster: readonly SetSpec[],
  at: number,
  nodes: number,
  store: ReadonlyMap<number, Promise<readonly Cell[]>>,
): Promise<readonly Cell[]> {
  const above = await Promise.all(Array.from({ length: at }, (_, row) => store.get(row)!));
  const cells = above.map((row) => mirrored(row[at]!));
  const options = cellOptions({ method: "auto", seed: 1 }, nodes);
  const work = { rows: [roster[at]!], columns: roster.slice(at), options };
  for await (const piece of computeCells(pool, catalogue, work, new AbortController().signal))
    cells.push(...piece);
  return cells;
}

function mirrored({ p, low, high, method, best, answer }: Cell): Cell {
  return { p: round(1 - p), low: round(1 - high), high: round(1 - low), method, best: answer, answer: best };
}
