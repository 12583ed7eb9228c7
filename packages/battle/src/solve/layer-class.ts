import {
  ACTIONS,
  BIDE,
  COUNTER,
  DISABLE,
  EFFECT_BITS,
  ENCORE,
  HP,
  LEECH_SEED,
  LOCKED,
  MAX_HP,
  MEGAS_OPEN,
  MIRROR_COAT,
  MOVES,
  ONGOING,
  PP,
  RAGE,
  RESULT,
  SIDE_A,
  SIDE_B,
  SUBSTITUTE,
  TRAPPED,
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

/** Effects whose work depends on HP at most by whether they are full. */
const EFFECTS: readonly MoveEffect[] = [
  ...(["none", "heal-half", "rest", "leech-seed", "sappy-seed"] as const),
  ...(["confuse", "protect", "focus-energy", "minimize", "defense-curl", "taunt", "yawn"] as const),
  ...(["reflect", "light-screen", "mist", "stealth-rock", "haze", "force-out"] as const),
  ...(["clear-target", "clear-both", "break-screens"] as const),
];
const SELF = ["none", "stages", "recharge", "reflect", "light-screen", "cure", "roost"] as const;
const CONDITIONS = [
  "none",
  "first-action",
  "foe-attacks",
  "has-bench",
  "can-rest",
  "not-last",
  "sure-if-poison",
] as const;
const DAMAGES = ["formula", "fixed", "level", "psywave", "one-hit-ko"] as const;
const BARRED_FLAGS = flagBit("self-destructs") | flagBit("struggle");
const HEAL_HALF = MOVE_EFFECTS.indexOf("heal-half");
const REST = MOVE_EFFECTS.indexOf("rest");
const SEEDS = [MOVE_EFFECTS.indexOf("leech-seed"), MOVE_EFFECTS.indexOf("sappy-seed")];
const FIRST_ACTION = MOVE_CONDITIONS.indexOf("first-action");
/** Effects that have HP of their own, hide more than their length, or look back at moves. */
const BARRED_EFFECTS = [
  TRAPPED,
  LOCKED,
  BIDE,
  SUBSTITUTE,
  DISABLE,
  ENCORE,
  RAGE,
  COUNTER,
  MIRROR_COAT,
].reduce((mask, effect) => mask | (1 << effect), 0);
/** Later than this the turn limit may matter. */
const LATEST_TURN = 500;

/**
 * Whether HP change in a battle by what does not depend on them: then a state is HP and a layer of all else. That holds
 * for the moves that have PP and for what has begun.
 */
export function isLayered(state: Int32Array, tables: Int32Array): boolean {
  if (state[RESULT] !== ONGOING || state[TURN]! > LATEST_TURN) return false;
  for (const side of [SIDE_A, SIDE_B]) {
    if (state[side + MEGAS_OPEN] !== 0 || (state[side + EFFECT_BITS]! & BARRED_EFFECTS) !== 0) return false;
    const rows = movesOf(state, side);
    if (rows.length === 0 || !rows.every((move) => takesHpAlike(tables, move))) return false;
  }
  return true;
}

/** Whether a move gives its user HP back by itself, and whether that fails where none are missing. */
export function healing(
  tables: Int32Array,
  move: number,
): { readonly heals: boolean; readonly failsAtFull: boolean } {
  const effect = tables[move + MOVE_EFFECT]!;
  const failsAtFull = effect === HEAL_HALF || effect === REST;
  return { heals: failsAtFull || tables[move + MOVE_DRAIN] !== 0, failsAtFull };
}

/** The most HP that both sides can have from now on: what they have, if no move of the battle gives any back. */
export function mostHp(state: Int32Array, tables: Int32Array): readonly [a: number, b: number] {
  const rises = [SIDE_A, SIDE_B].some((side) =>
    movesOf(state, side).some(
      (move) => healing(tables, move).heals || SEEDS.includes(tables[move + MOVE_EFFECT]!),
    ),
  );
  const seeds = (state[SIDE_A + EFFECT_BITS]! | state[SIDE_B + EFFECT_BITS]!) & (1 << LEECH_SEED);
  const word = rises || seeds !== 0 ? MAX_HP : HP;
  return [state[SIDE_A + word]!, state[SIDE_B + word]!];
}

/** Whether a move is a sleep of the user's own, of fixed length. */
export function isRest(tables: Int32Array, move: number): boolean {
  return tables[move + MOVE_EFFECT] === REST;
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
    tables[move + MOVE_HITS]! <= 2 &&
    EFFECTS.includes(MOVE_EFFECTS[tables[move + MOVE_EFFECT]!]!) &&
    SELF.some((name) => name === SELF_EFFECTS[tables[move + MOVE_SELF]!]) &&
    CONDITIONS.some((name) => name === MOVE_CONDITIONS[tables[move + MOVE_CONDITION]!]) &&
    DAMAGES.some((name) => name === DAMAGE_RULES[tables[move + MOVE_DAMAGE]!])
  );
}
