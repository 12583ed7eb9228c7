import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as tables from "../tables.ts";
import * as traceModule from "../trace.ts";
import * as effects from "./effects.ts";
import * as stats from "./stats.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BURN,
  EFFECT_BITS,
  FOCUS_ENERGY,
  FRIENDSHIP,
  HEALTHY,
  HIDDEN,
  HP,
  LEVEL,
  LIGHT_SCREEN,
  MAX_HP,
  MINIMIZE,
  NO_TYPE,
  RANDOM_KIND,
  REFLECT,
  RETURN_DAMAGE,
  SCREEN_COUNT,
  SCREENS,
  SIDE_A,
  SIDE_B,
  SLEEP,
  STAGES,
  STATS,
  STATUS,
  WEIGHT,
} = layout;
const { chance, discard, pick, SCRIPTED } = random;
const {
  CHART_AT,
  CHART_WIDTH,
  flagBit,
  MOVE_CATEGORY,
  MOVE_DAMAGE,
  MOVE_FIXED,
  MOVE_FLAG_BITS,
  MOVE_POWER,
  MOVE_POWER_RULE,
  MOVE_TYPE,
  PHYSICAL,
  POWER_BY_FRIENDSHIP,
  POWER_BY_WEIGHT,
} = tables;
const { TRACE_CRITICAL, trace } = traceModule;
const { hasEffect } = effects;
const { applyStage, firstType, secondType } = stats;

const FORMULA = 0;
const FIXED = 1;
const BY_LEVEL = 2;
const PSYWAVE = 3;
const HALF = 4;
const RETURN = 5;

const ALWAYS_CRITICAL = flagBit("always-critical");
const HIGH_CRITICAL = flagBit("high-critical");
const TARGETS_ATTACK = flagBit("targets-attack");
const FACADE = flagBit("facade");
const HITS_MINIMIZED = flagBit("hits-minimized");
const DOUBLES_ON_HIDDEN = flagBit("doubles-on-hidden");

const CRITICAL_FLAGS = ALWAYS_CRITICAL | HIGH_CRITICAL;
const MODIFIERS = (1 << MINIMIZE) | (1 << HIDDEN);

/**
 * The damage of one hit in hundredths of HP (only Psywave has any), before it is capped by the target's HP.
 * Draws the critical hit and the roll.
 */
export function rollDamage(battle: BattleMemory, user: number, target: number, move: number): number {
  const { state, tables } = battle;
  const rule = tables[move + MOVE_DAMAGE]!;
  if (rule === FORMULA) return formulaDamage(battle, user, target, move) * 100;
  switch (rule) {
    case FIXED:
      return tables[move + MOVE_FIXED]! * 100;
    case BY_LEVEL:
      return state[user + LEVEL]! * 100;
    case PSYWAVE:
      return (50 + pick(battle, 101)) * state[user + LEVEL]!;
    case HALF:
      return Math.max(1, state[target + HP]! >> 1) * 100;
    case RETURN:
      return Math.max(1, state[user + RETURN_DAMAGE]!) * 100;
    default:
      return state[target + MAX_HP]! * 100;
  }
}

function formulaDamage(battle: BattleMemory, user: number, target: number, move: number): number {
  const { state, tables } = battle;
  const flags = tables[move + MOVE_FLAG_BITS]!;
  const physical = tables[move + MOVE_CATEGORY] === PHYSICAL;
  let power = tables[move + MOVE_POWER]!;
  if (power === 0 || (flags & FACADE) !== 0) power = movePower(state, tables, user, target, move);
  const critical =
    (flags & CRITICAL_FLAGS) === 0 && !hasEffect(state, user, FOCUS_ENERGY)
      ? chance(battle, 1, 24)
      : rollCritical(battle, user, flags);
  if (critical) trace(state, user, TRACE_CRITICAL);

  // A critical hit passes over the user's bad and the target's good stages.
  const stat = physical ? 0 : 2;
  const attacker = (flags & TARGETS_ATTACK) !== 0 ? target : user;
  let attackStage = state[attacker + STAGES + stat]!;
  let defenseStage = state[target + STAGES + stat + 1]!;
  if (critical) {
    if (attackStage < 0) attackStage = 0;
    if (defenseStage > 0) defenseStage = 0;
  }
  const attack = applyStage(state[attacker + STATS + stat]!, attackStage);
  const defense = applyStage(state[target + STATS + stat + 1]!, defenseStage);

  let damage = baseDamage(state[user + LEVEL]!, power, attack, defense) + 2;
  if (critical) damage = (damage * 3) >> 1;
  damage = ((damage * (100 - rollOf(battle, damage))) / 100) | 0;

  const type = tables[move + MOVE_TYPE]!;
  if (type !== NO_TYPE) {
    // Half as much again for the user's own type, and a shift to the left and back for effectiveness: neither can be
    // guessed, so neither is a jump. An immune target is not hit at all, so effectiveness is −2 at the least.
    damage += damage >> (type === firstType(state, user) || type === secondType(state, user) ? 1 : 31);
    const chart = tables[CHART_AT]! + type * CHART_WIDTH;
    const effectiveness =
      tables[chart + firstType(state, target)]! + tables[chart + secondType(state, target)]!;
    damage = (damage << (effectiveness + 2)) >> 2;
  }
  if (physical && state[user + STATUS] === BURN && (flags & FACADE) === 0) damage >>= 1;
  if (
    (state[target + EFFECT_BITS]! & MODIFIERS) !== 0 ||
    (state[SIDE_A + SCREEN_COUNT]! | state[SIDE_B + SCREEN_COUNT]!) !== 0
  ) {
    damage = modifyDamage(battle, target, flags, physical, critical, damage);
  }
  return damage === 0 ? 1 : damage & 0xffff;
}

/** The damage roll 0–15; a script sees the damage, so that it can merge rolls that come to the same. */
export function rollOf(battle: BattleMemory, damage: number): number {
  return battle.state[RANDOM_KIND] === SCRIPTED ? battle.script!.roll(damage) : pick(battle, 16);
}

/** floor(floor(floor(2L/5 + 2) · P · A / D) / 50). */
export function baseDamage(level: number, power: number, attack: number, defense: number): number {
  const factor = (((2 * level) / 5) | 0) + 2;
  return ((((factor * power * attack) / defense) | 0) / 50) | 0;
}

/** Chance 1/24, 1/8, 1/2 or 1 by stage: high-critical moves +1, Focus Energy +2. A certain one by the move draws nothing. */
function rollCritical(battle: BattleMemory, user: number, flags: number): boolean {
  if ((flags & ALWAYS_CRITICAL) !== 0) return true;
  const high = (flags & HIGH_CRITICAL) !== 0;
  if (hasEffect(battle.state, user, FOCUS_ENERGY)) return chance(battle, 1, high ? 1 : 2);
  return chance(battle, 1, high ? 8 : 24);
}

function movePower(
  state: Int32Array,
  tables: Int32Array,
  user: number,
  target: number,
  move: number,
): number {
  switch (tables[move + MOVE_POWER_RULE]) {
    case POWER_BY_WEIGHT: {
      const weight = state[target + WEIGHT]!;
      if (weight >= 2000) return 120;
      if (weight >= 1000) return 100;
      if (weight >= 500) return 80;
      if (weight >= 250) return 60;
      return weight >= 100 ? 40 : 20;
    }
    case POWER_BY_FRIENDSHIP:
      return ((state[user + FRIENDSHIP]! * 10) / 25) | 0 || 1;
    default: {
      const power = tables[move + MOVE_POWER]!;
      const status = state[user + STATUS]!;
      const doubled =
        (tables[move + MOVE_FLAG_BITS]! & FACADE) !== 0 && status !== HEALTHY && status !== SLEEP;
      return doubled ? power * 2 : power;
    }
  }
}

/** Minimize, moves that reach a hidden target, and screens; each screen standing on either side is in the draw. */
function modifyDamage(
  battle: BattleMemory,
  target: number,
  flags: number,
  physical: boolean,
  critical: boolean,
  damage: number,
): number {
  const state = battle.state;
  let modified = damage;
  const minimized = hasEffect(state, target, MINIMIZE);
  const hidden = hasEffect(state, target, HIDDEN);
  if (minimized && hidden) discard(battle);
  if (minimized && (flags & HITS_MINIMIZED) !== 0) modified *= 2;
  if (hidden && (flags & DOUBLES_ON_HIDDEN) !== 0) modified *= 2;
  const screens = countScreens(state, SIDE_A) + countScreens(state, SIDE_B);
  if (screens > 0) {
    for (let i = 1; i < screens; i++) discard(battle);
    const screen = physical ? REFLECT : LIGHT_SCREEN;
    if (!critical && state[target + SCREENS + screen] !== 0) modified >>= 1;
  }
  return modified;
}

function countScreens(state: Int32Array, side: number): number {
  return (
    (state[side + SCREENS + REFLECT] !== 0 ? 1 : 0) + (state[side + SCREENS + LIGHT_SCREEN] !== 0 ? 1 : 0)
  );
}
