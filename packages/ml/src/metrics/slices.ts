import { MOVE_RULES } from "@predictiondex/battle/engine";
import type { Move } from "@predictiondex/core";
import type { LabelledSample } from "../samples/sample.ts";

/** A kind of match-up that is measured by itself. */
export interface Slice {
  readonly name: string;
  readonly holds: (labelled: LabelledSample) => boolean;
}

const some =
  (wanted: (move: Move) => boolean) =>
  ({ sample: { a, b } }: LabelledSample): boolean =>
    a.moves.some(wanted) || b.moves.some(wanted);
const rule = (move: Move) => MOVE_RULES[move.slug] ?? {};

/** Slices of every report; a match-up may be in several. */
export const SLICES: readonly Slice[] = [
  { name: "status", holds: some((move) => rule(move).status !== undefined) },
  { name: "sleep", holds: some((move) => rule(move).status === "sleep" || rule(move).effect === "yawn") },
  {
    name: "poison",
    holds: some((move) => /poison/.test(rule(move).status ?? "") || rule(move).effect === "leech-seed"),
  },
  { name: "confusion", holds: some((move) => rule(move).effect === "confuse") },
  { name: "priority", holds: some(({ priority, category }) => priority > 0 && category !== "status") },
  { name: "healing", holds: some((move) => /heal-half|rest/.test(rule(move).effect ?? "")) },
  { name: "drain", holds: some((move) => rule(move).drain !== undefined) },
  { name: "stages", holds: some((move) => move.category === "status" && rule(move).stages !== undefined) },
  { name: "protect", holds: some((move) => rule(move).effect === "protect") },
  { name: "substitute", holds: some((move) => rule(move).effect === "substitute") },
  {
    name: "Speed tie",
    holds: ({ sample: { a, b } }) => a.level === b.level && a.form.baseStats.speed === b.form.baseStats.speed,
  },
  { name: "Mega", holds: ({ sample: { a, b } }) => a.form.kind === "mega" || b.form.kind === "mega" },
  { name: "level gap", holds: ({ sample: { a, b } }) => Math.abs(a.level - b.level) >= 5 },
  { name: "middle of a battle", holds: ({ sample }) => sample.state !== undefined },
];
