import * as layout from "../layout.ts";
import * as tables from "../tables.ts";
import * as bench from "./bench.ts";
import * as effects from "./effects.ts";
import * as stats from "./stats.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  FOCUS_ENERGY,
  FORM,
  LAST_MOVE,
  MOVES,
  NO_TYPE,
  PP,
  STAGE_COUNT,
  STAGES,
  STATS,
  SUBSTITUTE,
  TIE_SPEED,
  TRANSFORM_SPEEDS,
  TRANSFORMED,
  TYPE_1,
  TYPE_2,
  WEIGHT,
} = layout;
const { flagBit, MOVE_FLAG_BITS, MOVE_PP, MOVE_TYPE } = tables;
const { storePp } = bench;
const { endEffect, hasEffect, inTeams, noteSpeedTie, startEffect } = effects;
const { isOfType } = stats;

const NO_MIMIC = flagBit("no-mimic");
const TRANSFORM_PP = 5;

/** Takes the looks, types, stats (but HP), stages, moves (5 PP each) and Focus Energy of the foe. */
export function transform(state: Int32Array, tables: Int32Array, user: number, target: number): boolean {
  if (state[target + TRANSFORMED] !== 0 || state[user + TRANSFORMED] !== 0) return false;
  if (hasEffect(state, target, SUBSTITUTE)) return false;
  if (inTeams(state)) storePp(state, user);
  state[user + TRANSFORMED] = 1;
  state[user + TYPE_1] = state[target + TYPE_1]!;
  state[user + TYPE_2] = state[target + TYPE_2]!;
  state[user + WEIGHT] = state[target + WEIGHT]!;
  for (let i = 0; i < 5; i++) state[user + STATS + i] = state[target + STATS + i]!;
  for (let i = 0; i < STAGE_COUNT; i++) state[user + STAGES + i] = state[target + STAGES + i]!;
  for (let i = 0; i < 4; i++) {
    const move = state[target + MOVES + i]!;
    state[user + MOVES + i] = move;
    state[user + PP + i] = move === 0 ? 0 : Math.min(TRANSFORM_PP, tables[move + MOVE_PP]!);
  }
  endEffect(state, user, FOCUS_ENERGY);
  if (hasEffect(state, target, FOCUS_ENERGY)) startEffect(state, user, FOCUS_ENERGY, 0);
  // Until Speeds are refreshed, Showdown breaks ties by the new species' Speed at the user's own level and IVs.
  state[user + TIE_SPEED] = state[user + TRANSFORM_SPEEDS + state[target + FORM]!]!;
  noteSpeedTie(state);
  return true;
}

/** Mimic's slot becomes the foe's last move with full PP. */
export function mimicMove(
  state: Int32Array,
  tables: Int32Array,
  user: number,
  target: number,
  mimic: number,
): boolean {
  const last = state[target + LAST_MOVE]!;
  if (last === 0 || state[user + TRANSFORMED] !== 0 || (tables[last + MOVE_FLAG_BITS]! & NO_MIMIC) !== 0)
    return false;
  let slot = -1;
  for (let i = 3; i >= 0; i--) {
    const move = state[user + MOVES + i]!;
    if (move === last) return false;
    if (move === mimic) slot = i;
  }
  if (slot < 0) return false;
  if (inTeams(state)) storePp(state, user);
  state[user + MOVES + slot] = last;
  state[user + PP + slot] = tables[last + MOVE_PP]!;
  return true;
}

/** The user takes the type of its first move. */
export function convertType(state: Int32Array, tables: Int32Array, user: number): boolean {
  const type = tables[state[user + MOVES]! + MOVE_TYPE]!;
  if (isOfType(state, user, type)) return false;
  state[user + TYPE_1] = type;
  state[user + TYPE_2] = NO_TYPE;
  return true;
}
