import * as layout from "../layout.ts";
import * as bench from "./bench.ts";
import * as choices from "./choices.ts";
import * as effects from "./effects.ts";
import * as stats from "./stats.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  AWAITS_SWITCHES,
  BIDE,
  BINDER_GONE,
  CHARGING,
  EFFECT_BITS,
  LEAVING,
  LOCKED,
  ONGOING,
  RECHARGE,
  REQUEST,
  RESULT,
  TRAPPED,
} = layout;
const { membersWaiting } = bench;
const { legalChoices } = choices;
const { hasEffect } = effects;
const { isOfType } = stats;

/** Choice 16 + m switches to member m. */
export const SWITCH_TO = 16;
/** The only choice of a side that has nothing to choose while the foe replaces a Pokémon. */
export const WAIT_CHOICE = 22;

const TYPE_GHOST = 7;
const LOCKS = (1 << LOCKED) | (1 << CHARGING) | (1 << RECHARGE) | (1 << BIDE);

/** The legal choices of a side in a team battle as a mask: those of one against one, SWITCH_TO + member, WAIT_CHOICE. */
export function legalTeamChoices(state: Int32Array, tables: Int32Array, side: number): number {
  if (state[RESULT] !== ONGOING) return 0;
  if (state[REQUEST] === AWAITS_SWITCHES) {
    return state[side + LEAVING] !== 0 ? membersWaiting(state, side) << SWITCH_TO : 1 << WAIT_CHOICE;
  }
  const moves = legalChoices(state, tables, side);
  return canLeave(state, side) ? moves | (membersWaiting(state, side) << SWITCH_TO) : moves;
}

/** Locks and binding moves keep a Pokémon in; nothing binds a Ghost. */
function canLeave(state: Int32Array, side: number): boolean {
  if ((state[side + EFFECT_BITS]! & LOCKS) !== 0) return false;
  if (!hasEffect(state, side, TRAPPED) || state[side + BINDER_GONE] !== 0) return true;
  return isOfType(state, side, TYPE_GHOST);
}
