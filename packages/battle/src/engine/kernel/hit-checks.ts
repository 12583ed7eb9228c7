import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as tables from "../tables.ts";
import * as traceModule from "../trace.ts";
import * as effects from "./effects.ts";
import * as stats from "./stats.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  ACCURACY_STAGE,
  CHARGING_MOVE,
  EFFECT_BITS,
  EVASION_STAGE,
  HIDDEN,
  LEVEL,
  MINIMIZE,
  PROTECT,
  SLEEP,
  STALL,
  STATUS,
  SURE_TOXIC,
  TIE_SPEED,
} = layout;
const { chance, discard } = random;
const { CHART_AT, CHART_WIDTH, flagBit, MOVE_ACCURACY, MOVE_DAMAGE, MOVE_FLAG_BITS, MOVE_IMMUNITY_TYPE } =
  tables;
const { TRACE_BLOCKED, TRACE_IMMUNE, TRACE_MISSED, trace } = traceModule;
const { endEffect, hasEffect } = effects;
const { firstType, isOfType, secondType } = stats;

const ONE_HIT_KO = 6;
const TYPE_GRASS = 11;
/** Sums of the chart below this hold an immunity. */
const IMMUNE_BELOW = -4;

const UNBLOCKABLE = flagBit("unblockable");
const HITS_UNDERGROUND = flagBit("hits-underground");
const HITS_AIRBORNE = flagBit("hits-airborne");
const UNDERGROUND = flagBit("underground");
const POWDER = flagBit("powder");
const NEEDS_SLEEP = flagBit("needs-sleep");
const NOT_ON_GRASS = flagBit("not-on-grass");
const HITS_MINIMIZED = flagBit("hits-minimized");
const BREAKS_PROTECT = flagBit("breaks-protect");
const GUARDS = (1 << HIDDEN) | (1 << PROTECT);

/** Whether a move reaches the foe: hiding, Protect, immunities, accuracy; then it may break a Protect. */
export function reachesFoe(battle: BattleMemory, user: number, target: number, move: number): boolean {
  const { state, tables } = battle;
  const flags = tables[move + MOVE_FLAG_BITS]!;
  if ((state[target + EFFECT_BITS]! & GUARDS) !== 0) {
    if (hasEffect(state, target, HIDDEN) && !reachesHidden(state, tables, user, target, flags)) {
      trace(state, user, TRACE_MISSED);
      return false;
    }
    if ((flags & UNBLOCKABLE) === 0 && hasEffect(state, target, PROTECT)) {
      trace(state, user, TRACE_BLOCKED);
      return false;
    }
  }
  if (isImmune(state, tables, target, move, flags)) {
    trace(state, user, TRACE_IMMUNE);
    return false;
  }
  if (!rollAccuracy(battle, user, target, move, flags)) return false;
  if ((flags & BREAKS_PROTECT) !== 0 && endEffect(state, target, PROTECT)) endEffect(state, target, STALL);
  return true;
}

/** Whether types make the target immune to a move. */
export function isTypeImmune(state: Int32Array, tables: Int32Array, target: number, type: number): boolean {
  // The chart's row of NO_TYPE is neutral.
  const chart = tables[CHART_AT]! + type * CHART_WIDTH;
  return (
    tables[chart + firstType(state, target)]! + tables[chart + secondType(state, target)]! < IMMUNE_BELOW
  );
}

function reachesHidden(
  state: Int32Array,
  tables: Int32Array,
  user: number,
  target: number,
  flags: number,
): boolean {
  if (hasEffect(state, user, SURE_TOXIC)) return true;
  const hiding = tables[state[target + CHARGING_MOVE]! + MOVE_FLAG_BITS]!;
  return (flags & ((hiding & UNDERGROUND) !== 0 ? HITS_UNDERGROUND : HITS_AIRBORNE)) !== 0;
}

function isImmune(
  state: Int32Array,
  tables: Int32Array,
  target: number,
  move: number,
  flags: number,
): boolean {
  if (isTypeImmune(state, tables, target, tables[move + MOVE_IMMUNITY_TYPE]!)) return true;
  if ((flags & (POWDER | NEEDS_SLEEP | NOT_ON_GRASS)) === 0) return false;
  if ((flags & NEEDS_SLEEP) !== 0) return state[target + STATUS] !== SLEEP;
  return isOfType(state, target, TYPE_GRASS);
}

function rollAccuracy(
  battle: BattleMemory,
  user: number,
  target: number,
  move: number,
  flags: number,
): boolean {
  const { state, tables } = battle;
  let accuracy = tables[move + MOVE_ACCURACY]!;
  if (tables[move + MOVE_DAMAGE] === ONE_HIT_KO) {
    // A one-hit KO ignores stages and gains a per cent for each level above the target's.
    const levels = state[user + LEVEL]! - state[target + LEVEL]!;
    if (levels < 0) {
      trace(state, user, TRACE_IMMUNE);
      return false;
    }
    accuracy += levels;
  } else {
    if (hasEffect(state, user, SURE_TOXIC)) {
      if (hasEffect(state, target, MINIMIZE) && state[user + TIE_SPEED] === state[target + TIE_SPEED]) {
        discard(battle);
      }
      return true;
    }
    if (accuracy === 0 || ((flags & HITS_MINIMIZED) !== 0 && hasEffect(state, target, MINIMIZE))) return true;
    accuracy = stagedAccuracy(state, user, target, accuracy);
  }
  if (chance(battle, accuracy, 100)) return true;
  trace(state, user, TRACE_MISSED);
  return false;
}

/** Accuracy times (3 + n)/3 or 3/(3 − n), n being accuracy less evasion, both within ±6. */
function stagedAccuracy(state: Int32Array, user: number, target: number, accuracy: number): number {
  const difference = state[user + ACCURACY_STAGE]! - state[target + EVASION_STAGE]!;
  if (difference === 0) return accuracy;
  const stage = difference > 6 ? 6 : difference < -6 ? -6 : difference;
  return stage > 0 ? ((accuracy * (3 + stage)) / 3) | 0 : ((accuracy * 3) / (3 - stage)) | 0;
}
