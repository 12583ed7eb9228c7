import {
  ACTIONS,
  EFFECT_BITS,
  MEGAS_OPEN,
  MOVES,
  ONGOING,
  PP,
  RESULT,
  SCREEN_COUNT,
  SIDE_A,
  SIDE_B,
  SLEEP,
  STATUS,
  TURN,
} from "../engine/layout.ts";
import {
  DAMAGE_RULES,
  MOVE_CONDITIONS,
  MOVE_EFFECTS,
  type MoveEffect,
  SELF_EFFECTS,
} from "../engine/rules/move-rule.ts";
import {
  flagBit,
  MOVE_CONDITION,
  MOVE_DAMAGE,
  MOVE_DRAIN,
  MOVE_EFFECT,
  MOVE_FLAG_BITS,
  MOVE_HITS,
  MOVE_SELF,
} from "../engine/tables.ts";

/** Effects whose work does not depend on HP and gives none back. */
const EFFECTS: readonly MoveEffect[] = [
  ...(["none", "confuse", "protect", "focus-energy", "minimize", "defense-curl", "taunt", "yawn"] as const),
  ...(["reflect", "light-screen", "mist", "stealth-rock", "haze", "force-out"] as const),
  ...(["clear-target", "clear-both", "break-screens"] as const),
];
const SELF = ["none", "stages", "recharge", "reflect", "light-screen", "cure"] as const;
const CONDITIONS = ["none", "first-action", "foe-attacks", "never", "not-last", "sure-if-poison"] as const;
const DAMAGES = ["formula", "fixed", "level", "psywave", "one-hit-ko"] as const;
const BARRED_FLAGS = flagBit("self-destructs") | flagBit("struggle");
const FIRST_ACTION = MOVE_CONDITIONS.indexOf("first-action");
/** Later than this the turn limit may matter. */
const LATEST_TURN = 500;

/**
 * Whether HP only fall in a battle, and by what does not depend on them: then a state is HP and a layer of all else.
 * What has begun must be plain to see: no effects or screens stand, and nobody sleeps.
 */
export function isLayered(state: Int32Array, tables: Int32Array): boolean {
  if (state[RESULT] !== ONGOING || state[TURN]! > LATEST_TURN) return false;
  for (const side of [SIDE_A, SIDE_B]) {
    if (state[side + MEGAS_OPEN] !== 0 || state[side + SCREEN_COUNT] !== 0 || state[side + EFFECT_BITS] !== 0)
      return false;
    if (state[side + STATUS] === SLEEP) return false;
    const rows = movesOf(state, side);
    if (rows.length === 0 || !rows.every((move) => takesHpAlike(tables, move))) return false;
  }
  return true;
}

/** Whether a side's first action is told apart from its later ones by some move. */
export function hasFirstAction(state: Int32Array, tables: Int32Array): boolean {
  return [SIDE_A, SIDE_B].some(
    (side) =>
      state[side + ACTIONS] === 0 &&
      movesOf(state, side).some((move) => tables[move + MOVE_CONDITION] === FIRST_ACTION),
  );
}

function movesOf(state: Int32Array, side: number): readonly number[] {
  return [0, 1, 2, 3]
    .filter((slot) => state[side + PP + slot]! > 0)
    .map((slot) => state[side + MOVES + slot]!);
}

function takesHpAlike(tables: Int32Array, move: number): boolean {
  return (
    (tables[move + MOVE_FLAG_BITS]! & BARRED_FLAGS) === 0 &&
    tables[move + MOVE_DRAIN] === 0 &&
    tables[move + MOVE_HITS]! <= 2 &&
    EFFECTS.includes(MOVE_EFFECTS[tables[move + MOVE_EFFECT]!]!) &&
    SELF.some((name) => name === SELF_EFFECTS[tables[move + MOVE_SELF]!]) &&
    CONDITIONS.some((name) => name === MOVE_CONDITIONS[tables[move + MOVE_CONDITION]!]) &&
    DAMAGES.some((name) => name === DAMAGE_RULES[tables[move + MOVE_DAMAGE]!])
  );
}
