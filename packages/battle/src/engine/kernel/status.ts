import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as bench from "./bench.ts";
import * as effects from "./effects.ts";
import * as stats from "./stats.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BAD_POISON,
  BURN,
  CONFUSION,
  CONFUSION_TURNS,
  FLINCH,
  FREEZE,
  HEALTHY,
  HP,
  PARALYSIS,
  POISON,
  RESTED,
  SLEEP,
  STATUS,
  STATUS_TIME,
} = layout;
const { pick } = random;
const { sleepClauseForbids } = bench;
const { hasEffect, inTeams, startEffect } = effects;
const { isOfType } = stats;

const TYPE_POISON = 3;
const TYPE_STEEL = 8;
const TYPE_FIRE = 9;
const TYPE_ELECTRIC = 12;
const TYPE_ICE = 14;

/** Gives a Pokémon a status where it has none and its types allow it. */
export function tryStatus(battle: BattleMemory, side: number, status: number): boolean {
  const state = battle.state;
  if (state[side + HP]! <= 0 || state[side + STATUS] !== HEALTHY) return false;
  if (status === SLEEP && inTeams(state) && sleepClauseForbids(state, side)) return false;
  return setStatus(battle, side, status);
}

/** Gives a Pokémon a status in place of the one it has; sleep lasts random(2, 5), so one to three lost turns. */
export function setStatus(battle: BattleMemory, side: number, status: number): boolean {
  const state = battle.state;
  if (isImmuneToStatus(state, side, status)) return false;
  state[side + STATUS] = status;
  if (inTeams(state)) state[side + RESTED] = 0;
  state[side + STATUS_TIME] = status === SLEEP ? 2 + pick(battle, 3) : 0;
  return true;
}

/** Cures a Pokémon's status. */
export function cureStatus(state: Int32Array, side: number): void {
  if (state[side + HP]! <= 0) return;
  state[side + STATUS] = HEALTHY;
  state[side + STATUS_TIME] = 0;
}

/** Confuses a Pokémon for random(2, 6), so one to four turns; false where it is confused or down. */
export function confuse(battle: BattleMemory, side: number): boolean {
  const state = battle.state;
  if (state[side + HP]! <= 0 || hasEffect(state, side, CONFUSION)) return false;
  startEffect(state, side, CONFUSION, 0);
  state[side + CONFUSION_TURNS] = 2 + pick(battle, 4);
  return true;
}

/** Makes a Pokémon flinch if it has yet to act. */
export function flinch(state: Int32Array, side: number): void {
  if (state[side + HP]! <= 0 || hasEffect(state, side, FLINCH)) return;
  startEffect(state, side, FLINCH, 1);
}

function isImmuneToStatus(state: Int32Array, side: number, status: number): boolean {
  switch (status) {
    case BURN:
      return isOfType(state, side, TYPE_FIRE);
    case PARALYSIS:
      return isOfType(state, side, TYPE_ELECTRIC);
    case FREEZE:
      return isOfType(state, side, TYPE_ICE);
    case POISON:
    case BAD_POISON:
      return isOfType(state, side, TYPE_POISON) || isOfType(state, side, TYPE_STEEL);
    default:
      return false;
  }
}
