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

/** Writes a match-up's row into `row`, and behind it the one from the other seat, whose sides are the same. */
export function writeMatchupRows(
  [view, other]: readonly [MatchupView, MatchupView],
  row: Float32Array,
): void {
  const side = sideFeatures.length;
  const width = MATCHUP_COLUMNS.length;
  writeSide(view.own, row, 0);
  writeSide(view.foe, row, side);
  for (let i = 0; i < matchupFeatures.length; i++) row[2 * side + i] = matchupFeatures[i]!.of(view);
  if (other === view) {
    row.copyWithin(width, 0, width);
    return;
  }
  row.copyWithin(width, side, 2 * side);
  row.copyWithin(width + side, 0, side);
  for (let i = 0; i < matchupFeatures.length; i++) row[width + 2 * side + i] = matchupFeatures[i]!.of(other);
}

/** Writes the part of a move's row that is behind its match-up's columns. */
export function writeMovePart(view: MatchupView, slot: number, row: Float32Array, at: number): void {
  const moveView = { view, option: view.own.options[slot]!, slot };
  for (let i = 0; i < moveFeatures.length; i++) row[at + i] = moveFeatures[i]!.of(moveView);
}

function writeSide(side: SideView, row: Float32Array, at: number): void {
  for (let i = 0; i < sideFeatures.length; i++) row[at + i] = sideFeatures[i]!.of(side);
}
