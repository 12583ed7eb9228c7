import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as bench from "./bench.ts";
import * as effects from "./effects.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  A_WINS,
  B_WINS,
  BIDE,
  BIDE_DAMAGE,
  FAINT_QUEUED,
  FAINTED,
  HP,
  LAST_FAINTED,
  MAX_HP,
  MEMBERS_LEFT,
  ONGOING,
  RESULT,
  SIDE_A,
  SIDE_B,
  SPEEDS_TIE,
} = layout;
const { clearFainted } = bench;
const { foeOf, hasEffect, inTeams } = effects;

/** Puts a Pokémon in line to faint; a double faint is won by the one that got in line last. */
export function queueFaint(state: Int32Array, side: number): void {
  if ((state[side + FAINT_QUEUED]! | state[side + FAINTED]!) !== 0) return;
  state[side + HP] = 0;
  state[side + FAINT_QUEUED] = 1;
  state[LAST_FAINTED] = side;
}

/** Takes HP (at least 1) and gives back how many were lost. */
export function hurt(state: Int32Array, side: number, damage: number): number {
  const hp = state[side + HP]!;
  if (hp <= 0) return 0;
  const taken = damage < 1 ? 1 : damage;
  if (taken < hp) {
    state[side + HP] = hp - taken;
    return taken;
  }
  state[side + HP] = 0;
  queueFaint(state, side);
  return hp;
}

/** Damage by the foe's move: a Pokémon that bides its time remembers it. */
export function hurtByMove(state: Int32Array, side: number, damage: number): number {
  if (hasEffect(state, side, BIDE)) state[side + BIDE_DAMAGE]! += damage < 1 ? 1 : damage;
  return hurt(state, side, damage);
}

/** Gives HP back; false where none was missing or the Pokémon is down. */
export function heal(state: Int32Array, side: number, amount: number): boolean {
  const hp = state[side + HP]!;
  const max = state[side + MAX_HP]!;
  if (hp <= 0 || hp >= max) return false;
  const healed = hp + (amount < 1 ? 1 : amount);
  state[side + HP] = healed > max ? max : healed;
  return true;
}

/** Lets those in line faint, without a look at who has won. */
export function markFainted(state: Int32Array): void {
  faintInLine(state, SIDE_A);
  faintInLine(state, SIDE_B);
}

/** Lets those in line faint and ends the battle where one has; true once it is over. */
export function settleFaints(battle: BattleMemory): boolean {
  const state = battle.state;
  return (state[SIDE_A + HP]! <= 0 || state[SIDE_B + HP]! <= 0) && settle(state);
}

function settle(state: Int32Array): boolean {
  if (state[RESULT] !== ONGOING) return true;
  markFainted(state);
  const a = isBeaten(state, SIDE_A);
  const b = isBeaten(state, SIDE_B);
  if (!a && !b) return false;
  if (a && b) state[RESULT] = state[LAST_FAINTED] === SIDE_A ? A_WINS : B_WINS;
  else state[RESULT] = a ? B_WINS : A_WINS;
  return true;
}

/** floor(max HP / divisor), at least 1. */
export function fractionOfMax(state: Int32Array, side: number, divisor: number): number {
  const part = (state[side + MAX_HP]! / divisor) | 0;
  return part < 1 ? 1 : part;
}

function faintInLine(state: Int32Array, side: number): void {
  if (state[side + FAINT_QUEUED] === 0) return;
  state[side + FAINT_QUEUED] = 0;
  state[side + FAINTED] = 1;
  state[SPEEDS_TIE] = 0;
  if (inTeams(state)) {
    state[side + MEMBERS_LEFT]! -= 1;
    clearFainted(state, side);
  }
}

/** Whether the foe of a side still has a Pokémon that has not fainted. */
export function hasStandingFoe(state: Int32Array, side: number): boolean {
  return !isBeaten(state, foeOf(side));
}

function isBeaten(state: Int32Array, side: number): boolean {
  return inTeams(state) ? state[side + MEMBERS_LEFT] === 0 : state[side + FAINTED] !== 0;
}
