// What the kernel's state says of the causes of an event: read before the event changes it.

import type { BattleEvent, LossCause } from "./battle-event.ts";
import type { STATUS_TEXTS } from "./event-texts.ts";
import * as moveEffects from "./kernel/move-effects.ts";
import { DRAG, KIND_BITS, REPLACE, RESIDUAL } from "./kernel/queue.ts";
import { firstType, secondType } from "./kernel/stats.ts";
import * as at from "./layout.ts";
import type { Side } from "./matchup.ts";
import { STATUS_NAMES } from "./rules/move-rule.ts";
import * as rows from "./tables.ts";
import * as traces from "./trace.ts";

const FORMULA = 0;
const SELF_DESTRUCTS = rows.flagBit("self-destructs");
const CRASHES = rows.flagBit("crashes");
const LEAVES_FIELD = rows.flagBit("leaves");

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

/** What takes HP from the user of a move by its own doing. */
export function ownLoss(words: Int32Array, move: number): LossCause {
  const flags = words[move + rows.MOVE_FLAG_BITS]!;
  if (words[move + rows.MOVE_EFFECT] === moveEffects.MAKE_SUBSTITUTE) return "substitute";
  if ((flags & SELF_DESTRUCTS) !== 0) return "selfDestruct";
  return (flags & CRASHES) !== 0 ? "crash" : "recoil";
}

/** What gives HP to the user of a move; undefined where the move does no more than heal. */
export function ownGain(words: Int32Array, move: number): "drain" | "rest" | undefined {
  if (words[move + rows.MOVE_DRAIN] !== 0) return "drain";
  return words[move + rows.MOVE_EFFECT] === moveEffects.SLEEP_AND_HEAL ? "rest" : undefined;
}

/** Whether a move that gives a status has failed on a foe that has none: its types don't take it. */
export function isTypeProof(state: Int32Array, words: Int32Array, move: number, user: number): boolean {
  const gives = words[move + rows.MOVE_STATUS] !== at.HEALTHY;
  return gives && state[at.BOTH_SIDES - user + at.STATUS] === at.HEALTHY;
}

/** Whether a move does no more than bring another Pokémon in. */
export function movesPokemon(words: Int32Array, move: number): boolean {
  const leaves = (words[move + rows.MOVE_FLAG_BITS]! & LEAVES_FIELD) !== 0;
  return leaves || words[move + rows.MOVE_EFFECT] === moveEffects.FORCE_OUT;
}

/** The event of a member that has just been put into its side's block by an action of this kind. */
export function switchEvent(state: Int32Array, side: number, kind: number): BattleEvent {
  const by = kind === DRAG ? "drag" : kind === REPLACE ? "replacement" : "choice";
  const queue = state.subarray(at.QUEUE, at.QUEUE + state[at.QUEUE_COUNT]!);
  const isAfterTurn = by === "replacement" && !queue.some((action) => (action & KIND_BITS) === RESIDUAL);
  return {
    ...({ kind: "switch", side: nameOf(side), by } as const),
    ...{ hp: state[side + at.HP]!, maxHp: state[side + at.MAX_HP]! },
    ...(isAfterTurn ? { afterTurn: true } : {}),
  };
}

/** A status by its number, HEALTHY excepted. */
export function statusName(status: number): keyof typeof STATUS_TEXTS {
  return STATUS_NAMES[status]! as keyof typeof STATUS_TEXTS;
}

/** The block of a side. */
export function blockOf(side: Side): number {
  return side === "a" ? at.SIDE_A : at.SIDE_B;
}

/** The side of a block. */
export function nameOf(side: number): Side {
  return side === at.SIDE_A ? "a" : "b";
}

/** The event of a volatile effect that starts or ends by a move (its row; 0 for none). */
export function effectEvent(
  state: Int32Array,
  { slugs }: rows.Tables,
  side: number,
  effect: number,
  starts: boolean,
  move: number,
  isFatigue: boolean,
): BattleEvent {
  const disabled = effect === at.DISABLE && starts ? state[side + at.LAST_MOVE]! : undefined;
  const row = disabled ?? (effect === (starts ? at.TRAPPED : at.PROTECT) ? move : undefined);
  return {
    ...({ kind: "effect", side: nameOf(side), effect, starts } as const),
    ...(row === undefined ? {} : { move: slugs[row / rows.ROW_WORDS]! }),
    ...(isFatigue ? { fatigue: true } : {}),
  };
}

/** Whether a move's effect sets stages back. */
export function clearsStages(effect: number): boolean {
  return (
    effect === moveEffects.CLEAR_ALL ||
    effect === moveEffects.CLEAR_TARGET ||
    effect === moveEffects.CLEAR_BOTH
  );
}
