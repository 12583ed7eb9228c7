// What the kernel's state says of the causes of an event: read before the event changes it.

import type { BattleEvent, LossCause } from "./battle-event.ts";
import { firstType, secondType } from "./kernel/stats.ts";
import * as at from "./layout.ts";
import * as rows from "./tables.ts";
import * as traces from "./trace.ts";

const FORMULA = 0;

/** Traces of what keeps a Pokémon from its move. */
export const HINDRANCES: readonly (readonly [number, Extract<BattleEvent, { kind: "hindered" }>["by"]])[] = [
  [traces.TRACE_RECHARGES, "recharges"],
  [traces.TRACE_ASLEEP, "asleep"],
  [traces.TRACE_FROZEN, "frozen"],
  [traces.TRACE_FLINCHED, "flinched"],
  [traces.TRACE_DISABLED, "disabled"],
  [traces.TRACE_TAUNTED, "taunted"],
  [traces.TRACE_PARALYZED, "paralyzed"],
];

/** Traces of why a move comes to nothing. */
export const OUTCOMES = [
  [traces.TRACE_MISSED, "missed"],
  [traces.TRACE_BLOCKED, "blocked"],
  [traces.TRACE_IMMUNE, "immune"],
] as const;

/** What will take HP from a side's Pokémon at the end of the turn, in that order. */
export function residualLosses(state: Int32Array, side: number): LossCause[] {
  const isUnder = (effect: number): boolean => ((state[side + at.EFFECT_BITS]! >> effect) & 1) !== 0;
  const status = state[side + at.STATUS]!;
  return [
    ...(isUnder(at.LEECH_SEED) ? (["leechSeed"] as const) : []),
    ...(status === at.POISON || status === at.BAD_POISON ? (["poison"] as const) : []),
    ...(status === at.BURN ? (["burn"] as const) : []),
    ...(isUnder(at.TRAPPED) ? (["trap"] as const) : []),
  ];
}

/** Log 2 of a hit's effectiveness by types; 0 where types don't count. */
export function effectivenessOf(state: Int32Array, words: Int32Array, move: number, target: number): number {
  const type = words[move + rows.MOVE_TYPE]!;
  if (type === at.NO_TYPE || words[move + rows.MOVE_DAMAGE] !== FORMULA) return 0;
  const chart = words[rows.CHART_AT]! + type * rows.CHART_WIDTH;
  return words[chart + firstType(state, target)]! + words[chart + secondType(state, target)]!;
}
