import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BOTH_SIDES,
  CHARGED,
  CHARGING,
  DURATION,
  EFFECT_BITS,
  EFFECT_COUNT,
  EFFECT_LIST,
  FAINTED,
  HIDDEN,
  RESIDUAL_EFFECTS,
  SCREEN_COUNT,
  SCREEN_LIST,
  SCREENS,
  SIDE_A,
  SIDE_B,
  SPEEDS_TIE,
  TEAM_RULES,
  TIE_SPEED,
} = layout;
const { discard } = random;

/** Whether a Pokémon is under a volatile effect. */
export function hasEffect(state: Int32Array, side: number, effect: number): boolean {
  return ((state[side + EFFECT_BITS]! >>> effect) & 1) !== 0;
}

/** Starts a volatile effect that the Pokémon is not under, for `duration` turns where it has an end. */
export function startEffect(state: Int32Array, side: number, effect: number, duration: number): void {
  state[side + EFFECT_BITS]! |= 1 << effect;
  if (effect < RESIDUAL_EFFECTS) {
    state[side + DURATION + effect] = duration;
    const count = state[side + EFFECT_COUNT]!;
    state[side + EFFECT_LIST + count] = effect;
    state[side + EFFECT_COUNT] = count + 1;
  }
}

/** Ends a volatile effect; false where the Pokémon is not under it. */
export function endEffect(state: Int32Array, side: number, effect: number): boolean {
  if (!hasEffect(state, side, effect)) return false;
  state[side + EFFECT_BITS]! &= ~(1 << effect);
  if (effect < RESIDUAL_EFFECTS) {
    state[side + DURATION + effect] = 0;
    const last = state[side + EFFECT_COUNT]! - 1;
    let at = side + EFFECT_LIST;
    while (state[at] !== effect) at++;
    for (; at < side + EFFECT_LIST + last; at++) state[at] = state[at + 1]!;
    state[side + EFFECT_LIST + last] = 0;
    state[side + EFFECT_COUNT] = last;
  }
  return true;
}

/** Breaks off a two-turn move. */
export function endCharging(state: Int32Array, side: number): void {
  endEffect(state, side, CHARGING);
  endEffect(state, side, HIDDEN);
  endEffect(state, side, CHARGED);
}

/** Puts up a condition of a side for five turns; false where it stands already. */
export function startScreen(state: Int32Array, side: number, screen: number): boolean {
  if (state[side + SCREENS + screen] !== 0) return false;
  state[side + SCREENS + screen] = 5;
  const count = state[side + SCREEN_COUNT]!;
  state[side + SCREEN_LIST + count] = screen;
  state[side + SCREEN_COUNT] = count + 1;
  return true;
}

/** Takes a condition of a side down. */
export function endScreen(state: Int32Array, side: number, screen: number): void {
  if (state[side + SCREENS + screen] === 0) return;
  state[side + SCREENS + screen] = 0;
  const last = state[side + SCREEN_COUNT]! - 1;
  let at = side + SCREEN_LIST;
  while (state[at] !== screen) at++;
  for (; at < side + SCREEN_LIST + last; at++) state[at] = state[at + 1]!;
  state[side + SCREEN_LIST + last] = 0;
  state[side + SCREEN_COUNT] = last;
}

/** Showdown orders both Pokémon by Speed at many points of a turn, and draws where they tie. */
export function drawSpeedTie(battle: BattleMemory): void {
  if (battle.state[SPEEDS_TIE] !== 0) discard(battle);
}

/** Notes whether both Pokémon are up with the same Speed; to be called whenever that can change. */
export function noteSpeedTie(state: Int32Array): void {
  const tied =
    state[SIDE_A + TIE_SPEED] === state[SIDE_B + TIE_SPEED] &&
    (state[SIDE_A + FAINTED]! | state[SIDE_B + FAINTED]!) === 0;
  state[SPEEDS_TIE] = tied ? 1 : 0;
}

/** Whether this is a team battle. The compiled kernels know: one is for teams, the other for one against one. */
export function inTeams(state: Int32Array): boolean {
  return state[TEAM_RULES] !== 0;
}

/** The other side. */
export function foeOf(side: number): number {
  return BOTH_SIDES - side;
}
