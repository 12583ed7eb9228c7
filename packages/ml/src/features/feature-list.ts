// Every feature with its sentence and how it is read from a view. The lists are the encoder: their order is the order
// of a row's values, and docs/MODEL.md's table is printed from them.

import type { Monotone } from "./feature.ts";
import { matchupFeatures } from "./matchup-features.ts";
import { moveFeatures } from "./move-features.ts";
import { sideFeatures } from "./side-features.ts";
import type { MatchupView, SideView } from "./views.ts";

/** A column of the encoded rows. */
export interface Column {
  readonly name: string;
  readonly tells: string;
  readonly monotone: Monotone;
}

const column = ({ name, tells, monotone }: Column): Column => ({ name, tells, monotone });
const sideColumn =
  (side: "own" | "foe") =>
  ({ name, tells, monotone }: Column): Column => ({
    name: `${side}.${name}`,
    tells: `${side === "own" ? "Own side" : "Foe"}: ${tells}`,
    monotone: (side === "own" ? monotone : -monotone || 0) as Monotone,
  });

/** Columns of a match-up's row, seen from one seat. */
export const MATCHUP_COLUMNS: readonly Column[] = [
  ...sideFeatures.map(sideColumn("own")),
  ...sideFeatures.map(sideColumn("foe")),
  ...matchupFeatures.map(column),
];

/** Columns of a move's row: those of its match-up, then its own. */
export const MOVE_COLUMNS: readonly Column[] = [
  ...MATCHUP_COLUMNS,
  ...moveFeatures.map(({ name, tells }) => ({
    name: `move.${name}`,
    tells: `Move: ${tells}`,
    monotone: 0 as const,
  })),
];

/** Writes a match-up's row into `row` from `at` on. */
export function writeMatchupRow(view: MatchupView, row: Float32Array, at: number): void {
  let place = writeSide(view.own, row, at);
  place = writeSide(view.foe, row, place);
  for (const feature of matchupFeatures) row[place++] = feature.of(view);
}

/** Writes the part of a move's row that is behind its match-up's columns. */
export function writeMovePart(view: MatchupView, slot: number, row: Float32Array, at: number): void {
  let place = at;
  const moveView = { view, option: view.own.options[slot]!, slot };
  for (const feature of moveFeatures) row[place++] = feature.of(moveView);
}

function writeSide(side: SideView, row: Float32Array, at: number): number {
  let place = at;
  for (const feature of sideFeatures) row[place++] = feature.of(side);
  return place;
}
