import * as layout from "../layout.ts";
import * as effects from "./effects.ts";
import * as stats from "./stats.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BATTLE_WORDS,
  BINDER_GONE,
  CHOSEN_MOVE,
  DRAGGED_OUT,
  EFFECT_BITS,
  FAINTED,
  FORM,
  FORM_WORDS,
  FORMS,
  FRIENDSHIP,
  HEALTHY,
  HP,
  JUST_IN,
  LEAVING,
  LEVEL,
  MAX_HP,
  MEGAS_OPEN,
  MEMBER,
  MEMBER_FORM,
  MEMBER_FORMS,
  MEMBER_FRIENDSHIP,
  MEMBER_MEGAS_OPEN,
  MEMBER_TRANSFORM_SPEEDS,
  MEMBER_WORDS,
  MOVES,
  NO_MEMBER,
  PP,
  RESTED,
  SIDE_A,
  SIDE_B,
  SLEEP,
  SLEEP_CLAUSE,
  STAGE_COUNT,
  STAGES,
  STATUS,
  STATUS_TIME,
  TEAM_ORDER,
  TEAM_RULES,
  TEAM_SIZE,
  TRANSFORM_SPEEDS,
  TRANSFORMED,
} = layout;
const { foeOf } = effects;
const { changeForm } = stats;

const PLACE_BITS = 4;
const FORMS_WORDS = 3 * FORM_WORDS;

/** Where a member (0–5) of a side is stored. */
export function memberAt(side: number, member: number): number {
  return BATTLE_WORDS + ((side === SIDE_A ? 0 : TEAM_SIZE) + member) * MEMBER_WORDS;
}

/** The member at a place (0 is the active one) of a side's order, NO_MEMBER past the last. */
export function memberInPlace(state: Int32Array, side: number, place: number): number {
  return (state[side + TEAM_ORDER]! >> (place * PLACE_BITS)) & 15;
}

/** The stored members of a side that can come in, as a mask of member numbers. */
export function membersWaiting(state: Int32Array, side: number): number {
  let mask = 0;
  for (let place = 1; place < TEAM_SIZE; place++) {
    const member = memberInPlace(state, side, place);
    if (member !== NO_MEMBER && state[memberAt(side, member) + HP]! > 0) mask |= 1 << member;
  }
  return mask;
}

/** Whether the Sleep Clause keeps a side's Pokémon awake: the foe has put another of the side to sleep. */
export function sleepClauseForbids(state: Int32Array, side: number): boolean {
  if ((state[TEAM_RULES]! & SLEEP_CLAUSE) === 0) return false;
  for (let place = 1; place < TEAM_SIZE; place++) {
    const member = memberInPlace(state, side, place);
    if (member === NO_MEMBER) return false;
    const at = memberAt(side, member);
    if (state[at + HP]! > 0 && state[at + STATUS] === SLEEP && state[at + RESTED] === 0) return true;
  }
  return false;
}

/** Cures the stored members of a side. */
export function cureBench(state: Int32Array, side: number): void {
  for (let member = 0; member < TEAM_SIZE; member++) {
    const at = memberAt(side, member);
    if (member === state[side + MEMBER] || state[at + HP]! <= 0) continue;
    state[at + STATUS] = HEALTHY;
    state[at + STATUS_TIME] = 0;
  }
}

/** Marks a target that has to make way for another of its side, which chance picks; false where there is none. */
export function dragOut(state: Int32Array, user: number, target: number): boolean {
  if (membersWaiting(state, target) === 0) return false;
  if (state[user + HP]! > 0 && state[target + HP]! > 0) state[target + LEAVING] = DRAGGED_OUT;
  return true;
}

/** Takes Mega Evolution from a whole side. */
export function closeMegas(state: Int32Array, side: number): void {
  for (let member = 0; member < TEAM_SIZE; member++) state[memberAt(side, member) + MEMBER_MEGAS_OPEN] = 0;
}

/** Stores the PP of the moves that are the Pokémon's own: before Mimic and Transform take them away, and when it leaves. */
export function storePp(state: Int32Array, side: number): void {
  const at = memberAt(side, state[side + MEMBER]!);
  for (let i = 0; i < 4; i++) {
    if (state[side + MOVES + i] === state[at + MOVES + i]) state[at + PP + i] = state[side + PP + i]!;
  }
}

/** Writes what lasts of the active Pokémon to its place in the team. */
export function storeActive(state: Int32Array, side: number): void {
  const at = memberAt(side, state[side + MEMBER]!);
  const fainted = state[side + FAINTED]!;
  state[at + HP] = state[side + HP]!;
  state[at + STATUS] = fainted !== 0 ? HEALTHY : state[side + STATUS]!;
  state[at + STATUS_TIME] = fainted !== 0 ? 0 : state[side + STATUS_TIME]!;
  state[at + RESTED] = state[side + RESTED]!;
  state[at + FAINTED] = fainted;
  state[at + MEMBER_FORM] = state[side + FORM]!;
  state[at + MEMBER_MEGAS_OPEN] = state[side + MEGAS_OPEN]!;
  if (state[side + TRANSFORMED] === 0) storePp(state, side);
}

/** Puts a stored member into its side's block, as it comes in: no stages, no volatile effects, its own form. */
export function loadMember(state: Int32Array, side: number, member: number): void {
  const at = memberAt(side, member);
  state[side + MEMBER] = member;
  state[side + HP] = state[at + HP]!;
  state[side + MAX_HP] = state[at + MAX_HP]!;
  state[side + STATUS] = state[at + STATUS]!;
  state[side + STATUS_TIME] = state[at + STATUS_TIME]!;
  state[side + RESTED] = state[at + RESTED]!;
  state[side + LEVEL] = state[at + LEVEL]!;
  state[side + FAINTED] = 0;
  state[side + FRIENDSHIP] = state[at + MEMBER_FRIENDSHIP]!;
  for (let i = 0; i < STAGE_COUNT; i++) state[side + STAGES + i] = 0;
  for (let i = 0; i < FORMS_WORDS; i++) state[side + FORMS + i] = state[at + MEMBER_FORMS + i]!;
  clearEffects(state, side);
  restoreOwn(state, side, at, state[at + MEMBER_FORM]!);
  state[side + MEGAS_OPEN] = state[at + MEMBER_MEGAS_OPEN]!;
  state[side + JUST_IN] = 1;
  state[side + LEAVING] = 0;
  loadTransformSpeeds(state, SIDE_A);
  loadTransformSpeeds(state, SIDE_B);
}

/** Takes all from a fainted Pokémon that does not last: it lies there until it is replaced. */
export function clearFainted(state: Int32Array, side: number): void {
  const at = memberAt(side, state[side + MEMBER]!);
  // Showdown takes a Mega's form back, but not from one that had transformed.
  const form = state[side + TRANSFORMED] === 0 ? 0 : state[side + FORM]!;
  if (state[side + TRANSFORMED] === 0) storePp(state, side);
  for (let i = 0; i < STAGE_COUNT; i++) state[side + STAGES + i] = 0;
  clearEffects(state, side);
  restoreOwn(state, side, at, form);
  state[side + LEAVING] = 0;
  state[foeOf(side) + BINDER_GONE] = 1;
}

/** Exchanges the active Pokémon's place with that of a member. */
export function swapPlaces(state: Int32Array, side: number, member: number): void {
  const order = state[side + TEAM_ORDER]!;
  let shift = PLACE_BITS;
  while (((order >> shift) & 15) !== member) shift += PLACE_BITS;
  const both = (order & 15) ^ member;
  state[side + TEAM_ORDER] = order ^ both ^ (both << shift);
}

function clearEffects(state: Int32Array, side: number): void {
  for (let at = side + EFFECT_BITS; at < side + CHOSEN_MOVE; at++) state[at] = 0;
  state[side + CHOSEN_MOVE] = 0;
  state[side + TRANSFORMED] = 0;
  state[side + BINDER_GONE] = 0;
}

/** Own moves with their PP, own types, stats and weight in a form. */
function restoreOwn(state: Int32Array, side: number, at: number, form: number): void {
  for (let i = 0; i < 4; i++) {
    state[side + MOVES + i] = state[at + MOVES + i]!;
    state[side + PP + i] = state[at + PP + i]!;
  }
  changeForm(state, side, form);
}

function loadTransformSpeeds(state: Int32Array, side: number): void {
  const from =
    memberAt(side, state[side + MEMBER]!) + MEMBER_TRANSFORM_SPEEDS + 3 * state[foeOf(side) + MEMBER]!;
  for (let i = 0; i < 3; i++) state[side + TRANSFORM_SPEEDS + i] = state[from + i]!;
}
