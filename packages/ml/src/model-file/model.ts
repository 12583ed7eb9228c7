import type { Calibration } from "../calibration/calibration.ts";
import { type Column, MATCHUP_COLUMNS, MOVE_COLUMNS } from "../features/feature-list.ts";
import type { Forest } from "../trees/forest.ts";
import { sha256 } from "./sha256.ts";

/** What the model's trees each learn: the match-up's p, how far a move is behind it, how far its worst case behind that. */
export const HEADS = ["win", "gap", "worst"] as const;
export type HeadName = (typeof HEADS)[number];

/** Trees with their calibration. */
export interface Head {
  readonly forest: Forest;
  readonly calibration: Calibration;
}

/** How far nine in ten true values lie from predictions at most, by |p − ½| in equal steps from 0 to ½. */
export type Spread = readonly number[];

/** Where a model comes from; small enough to travel in its file. */
export interface ModelOrigin {
  /** ISO date, given by who trained it. */
  readonly createdAt: string;
  readonly seed: number;
  /** Digest of the game data, where known. */
  readonly dataVersion: string;
  /** Digest or name of the data set. */
  readonly dataset: string;
  readonly nMatchups: number;
  readonly nRows: number;
}

/** A trained model. */
export interface Model {
  readonly heads: Readonly<Record<HeadName, Head>>;
  readonly spread: Spread;
  readonly origin: ModelOrigin;
  /** Of the columns that its trees read; see `SCHEMA`. */
  readonly schema: string;
  /** SHA-256 of the file, in hexadecimal: the model's name. */
  readonly digest: string;
}

const describe = (columns: readonly Column[]): string => columns.map(({ name }) => name).join(",");

/** Names the columns of today's encoder; a model of other columns is refused. Raise the number when a column's meaning changes. */
export const SCHEMA = sha256(
  new TextEncoder().encode(`5|${describe(MATCHUP_COLUMNS)}|${describe(MOVE_COLUMNS)}`),
).slice(0, 16);

/** Columns that a head's rows have. */
export function columnsOf(head: HeadName): readonly Column[] {
  return head === "win" ? MATCHUP_COLUMNS : MOVE_COLUMNS;
}
