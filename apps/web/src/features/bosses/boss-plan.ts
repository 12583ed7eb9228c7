import type { MatrixRow } from "../../api/get-matrix-rows.ts";

/** One of the player's Pokémon against the whole of a boss's team, as far as it is known. */
export interface PlanRow {
  /** Its own among the rows. */
  readonly key: string;
  /** Undefined while it is computed. */
  readonly row: MatrixRow | undefined;
}

/** The best answer to one of the boss's Pokémon. */
export interface BestPick {
  /** Place in the boss's team, from 0. */
  readonly column: number;
  readonly key: string;
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly isExact: boolean;
  /** Slug of the move to open with. */
  readonly move: string;
}

/** The best answer to each of the boss's Pokémon among the rows known so far; undefined where there is none yet. */
export function pickAnswers(rows: readonly PlanRow[], columns: number): readonly (BestPick | undefined)[] {
  return Array.from({ length: columns }, (_, column) =>
    rows
      .flatMap(({ key, row }) => (row === undefined ? [] : [pickOf(key, row, column)]))
      .reduce<BestPick | undefined>(
        (best, pick) => (best === undefined || pick.p > best.p ? pick : best),
        undefined,
      ),
  );
}

/** A row's value in one column. */
export function pickOf(key: string, row: MatrixRow, column: number): BestPick {
  const [p, low, high] = [row.p[column]!, row.low[column]!, row.high[column]!];
  return { column, key, p, low, high, isExact: row.methods[column] === "exact", move: row.best[column]! };
}

/** Step 0–10 of the heat map's colours for a chance. */
export function heatStep(p: number): number {
  return Math.round(p * 10);
}
