import type { BattleMemory } from "../engine/battle.ts";
import { rollDamage } from "../engine/kernel/damage.ts";
import { isTypeImmune } from "../engine/kernel/hit-checks.ts";
import { ACCURACY_STAGE, EVASION_STAGE, HP, SLEEP, STATUS } from "../engine/layout.ts";
import * as rows from "../engine/tables.ts";

const ROLLS = 12;
const RETURNED = 5;
/** Two to five hits come 35 : 35 : 15 : 15. */
const MEAN_OF_MANY_HITS = 3.1;
const TWO_TURN = rows.flagBit("two-turn");
const NEEDS_SLEEP = rows.flagBit("needs-sleep");

/**
 * HP that a move takes from the foe on average, misses counted and capped by what it has left. It draws from the battle,
 * which is to be a copy.
 */
export function expectedDamage(battle: BattleMemory, user: number, target: number, move: number): number {
  const { state, tables } = battle;
  const flags = tables[move + rows.MOVE_FLAG_BITS]!;
  if (move === 0 || tables[move + rows.MOVE_CATEGORY] === rows.STATUS_MOVE) return 0;
  // What Counter gives back hangs on a hit that is still to come.
  if (tables[move + rows.MOVE_DAMAGE] === RETURNED) return 0;
  if ((flags & NEEDS_SLEEP) !== 0 && state[target + STATUS] !== SLEEP) return 0;
  if (isTypeImmune(state, tables, target, tables[move + rows.MOVE_IMMUNITY_TYPE]!)) return 0;
  let sum = 0;
  for (let n = 0; n < ROLLS; n++) sum += rollDamage(battle, user, target, move) / 100;
  const hits = tables[move + rows.MOVE_HITS]!;
  const whole = (sum / ROLLS) * (hits === 5 ? MEAN_OF_MANY_HITS : hits);
  const turns = (flags & TWO_TURN) !== 0 ? 2 : 1;
  return (hitChance(state, tables, user, target, move) * Math.min(whole, state[target + HP]!)) / turns;
}

function hitChance(
  state: Int32Array,
  tables: Int32Array,
  user: number,
  target: number,
  move: number,
): number {
  const accuracy = tables[move + rows.MOVE_ACCURACY]!;
  if (accuracy === 0) return 1;
  const stage = Math.max(-6, Math.min(6, state[user + ACCURACY_STAGE]! - state[target + EVASION_STAGE]!));
  const factor = stage > 0 ? (3 + stage) / 3 : 3 / (3 - stage);
  return Math.min(1, (accuracy / 100) * factor);
}
