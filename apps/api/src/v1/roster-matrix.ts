import type { Catalogue } from "../catalogue.ts";
import { cellOptions, computeCells } from "../prediction/cells.ts";
import type { PredictionPool } from "../prediction/pool.ts";
import type { SetSpec } from "../prediction/set-spec.ts";
import type { Cell } from "../prediction/tasks.ts";

const stores = new WeakMap<Catalogue, Map<number, Promise<readonly Cell[]>>>();

/**
 * Rows of the roster against itself, each computed once for a data version whoever asks, and kept. A row that is begun is
 * finished, also where its asker goes away: the next one needs it too.
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
      row = computeRow(pool, catalogue, roster, at, nodes);
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
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  const options = cellOptions({ method: "auto", seed: 1 }, nodes);
  const work = { rows: [roster[at]!], columns: roster, options };
  for await (const piece of computeCells(pool, catalogue, work, new AbortController().signal))
    cells.push(...piece);
  return cells;
}
