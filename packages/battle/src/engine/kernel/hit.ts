import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as tables from "../tables.ts";
import * as traceModule from "../trace.ts";
import * as bench from "./bench.ts";
import * as damage from "./damage.ts";
import * as effects from "./effects.ts";
import * as health from "./health.ts";
import * as moveEffects from "./move-effects.ts";
import * as selfEffects from "./self-effects.ts";
import * as stages from "./stages.ts";
import * as stats from "./stats.ts";
import * as status from "./status.ts";
import * as statusMoves from "./status-moves.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BIDE,
  BINDER_GONE,
  BURN,
  COUNTER,
  EFFECT_BITS,
  FREEZE,
  HP,
  LEECH_SEED,
  MAX_HP,
  MIRROR_COAT,
  PARALYSIS,
  RAGE,
  RETURN_DAMAGE,
  RETURN_READY,
  SLEEP,
  STATUS,
  SUBSTITUTE,
  SUBSTITUTE_HP,
  TRAPPED,
} = layout;
const { chance, discard, pick } = random;
const {
  flagBit,
  MOVE_CATEGORY,
  MOVE_CHANCE,
  MOVE_DRAIN,
  MOVE_EFFECT,
  MOVE_FLAG_BITS,
  MOVE_HITS,
  MOVE_ONLY_DAMAGES,
  MOVE_RECOIL,
  MOVE_SECONDARY,
  MOVE_SECONDARY_STAGES,
  MOVE_SECONDARY_STATUS,
  MOVE_SELF,
  MOVE_TARGET,
  MOVE_TYPE,
  NO_SECONDARY,
  ON_SELF,
  PHYSICAL,
  SECONDARY_CONFUSION,
  SECONDARY_FLINCH,
  SECONDARY_STAGES,
  SECONDARY_STATUS,
  STATUS_MOVE,
} = tables;
const { TRACE_FAILED, TRACE_HIT, TRACE_ON_SUBSTITUTE, trace } = traceModule;
const { rollDamage } = damage;
const { dragOut } = bench;
const { drawSpeedTie, endEffect, hasEffect, inTeams, startEffect } = effects;
const { heal, hurt, hurtByMove, markFainted, settleFaints } = health;
const { BREAK_SCREENS, CLEAR_BOTH, CLEAR_TARGET, SAPPY_SEED, TRAP } = moveEffects;
const { applySelfEffect } = selfEffects;
const { changeStages, clearStages } = stages;
const { isOfType } = stats;
const { confuse, cureStatus, flinch, tryStatus } = status;
const { applyStatusMove, breakScreens, passesOwnTest } = statusMoves;

const TYPE_FIRE = 9;
const TYPE_GRASS = 11;
/** What `hitOnce` gives back where the hit fails. */
const FAILED = -1;
const ONE_ATTACK_STAGE = 1;
/** Effects of a target that a hit has to look at. */
const WATCHES = (1 << SUBSTITUTE) | (1 << BIDE) | (1 << RAGE) | (1 << COUNTER) | (1 << MIRROR_COAT);

const BYPASSES_SUBSTITUTE = flagBit("bypasses-substitute");
const THAWS_TARGET = flagBit("thaws-target");
const STRUGGLE = flagBit("struggle");
const DRAGS_OUT = flagBit("drags-out");

/** Hits the target as often as the move does; false where the move fails. */
export function hitTarget(battle: BattleMemory, user: number, target: number, move: number): boolean {
  const { state, tables } = battle;
  const most = tables[move + MOVE_HITS]!;
  const hits = most === 5 ? rollHits(battle) : most;
  let landed = 0;
  let total = 0;
  while (landed < hits && state[target + HP]! > 0) {
    if (landed > 0 && state[user + STATUS] === SLEEP) break;
    const damage = hitOnce(battle, user, target, move);
    if (damage === FAILED) break;
    landed++;
    total += damage;
    drawSpeedTie(battle);
    if (state[user + HP]! <= 0) break;
  }
  if (landed === 0) {
    trace(state, user, TRACE_FAILED);
    return false;
  }
  trace(state, user, TRACE_HIT);
  if (state[user + HP]! <= 0) settleFaints(battle);
  else if (state[target + HP]! <= 0) markFainted(state);
  if (tables[move + MOVE_RECOIL] !== 0 || (tables[move + MOVE_FLAG_BITS]! & STRUGGLE) !== 0) {
    takeRecoil(state, tables, user, move, total);
  }
  drawSpeedTie(battle);
  return true;
}

/** Two to five hits come 35 : 35 : 15 : 15. */
function rollHits(battle: BattleMemory): number {
  const roll = pick(battle, 20);
  if (roll < 7) return 2;
  if (roll < 14) return 3;
  return roll < 17 ? 4 : 5;
}

/** One hit with all that comes with it; gives back the HP it took, or FAILED. */
function hitOnce(battle: BattleMemory, user: number, target: number, move: number): number {
  const { state, tables } = battle;
  if (tables[move + MOVE_CATEGORY] === STATUS_MOVE || tables[move + MOVE_TARGET] === ON_SELF) {
    return hitWithoutDamage(battle, user, target, move);
  }
  const effect = tables[move + MOVE_EFFECT]!;
  if (effect === BREAK_SCREENS) breakScreens(state, target);
  const damage = rollDamage(battle, user, target, move);
  const watched = state[target + EFFECT_BITS]! & WATCHES;
  if (
    watched !== 0 &&
    hasEffect(state, target, SUBSTITUTE) &&
    (tables[move + MOVE_FLAG_BITS]! & BYPASSES_SUBSTITUTE) === 0
  ) {
    trace(state, user, TRACE_ON_SUBSTITUTE);
    hitSubstitute(state, tables, user, target, move, damage);
    if (tables[move + MOVE_SELF] !== 0) applySelfEffect(battle, user, move);
    if (tables[move + MOVE_SECONDARY] !== NO_SECONDARY) discard(battle);
    return 0;
  }
  const whole = (damage / 100) | 0;
  const dealt = watched === 0 ? hurt(state, target, whole) : hurtByMove(state, target, whole);
  if (inTeams(state) && (tables[move + MOVE_FLAG_BITS]! & DRAGS_OUT) !== 0) dragOut(state, user, target);
  if ((watched | (tables[move + MOVE_ONLY_DAMAGES]! ^ 1)) === 0) {
    if (state[target + STATUS] === FREEZE) thaw(state, tables, target, move);
    return dealt;
  }
  const drain = tables[move + MOVE_DRAIN]!;
  if (drain !== 0) heal(state, user, roundedPart(dealt, drain, tables[move + MOVE_DRAIN + 1]!));
  if (effect !== 0) applyHitEffect(battle, user, target, effect);
  if (watched !== 0) rouseRage(state, target);
  if (tables[move + MOVE_SELF] !== 0) applySelfEffect(battle, user, move);
  if (tables[move + MOVE_SECONDARY] !== NO_SECONDARY) rollSecondary(battle, target, move);
  if (state[target + STATUS] === FREEZE) thaw(state, tables, target, move);
  if (watched !== 0) rememberHit(state, target, tables[move + MOVE_CATEGORY] === PHYSICAL, dealt);
  return dealt;
}

function hitWithoutDamage(battle: BattleMemory, user: number, target: number, move: number): number {
  const { state, tables } = battle;
  if (!passesOwnTest(battle, user, target, move)) return FAILED;
  // A substitute lets a status move do nothing, yet Showdown counts it as used.
  if (
    target !== user &&
    hasEffect(state, target, SUBSTITUTE) &&
    (tables[move + MOVE_FLAG_BITS]! & BYPASSES_SUBSTITUTE) === 0
  ) {
    trace(state, user, TRACE_ON_SUBSTITUTE);
    return 0;
  }
  if (!applyStatusMove(battle, user, target, move)) return FAILED;
  if (tables[move + MOVE_SELF] !== 0) applySelfEffect(battle, user, move);
  return 0;
}

/** Lets a substitute take a hit (in hundredths); recoil and drain count what it took. */
export function hitSubstitute(
  state: Int32Array,
  tables: Int32Array,
  user: number,
  target: number,
  move: number,
  damage: number,
): void {
  const left = state[target + SUBSTITUTE_HP]!;
  const taken = damage > left ? left : damage;
  state[target + SUBSTITUTE_HP] = left - taken;
  if (taken === left) endEffect(state, target, SUBSTITUTE);
  const recoil = tables[move + MOVE_RECOIL]!;
  if (recoil !== 0)
    hurt(state, user, roundedPart((taken / 100) | 0, recoil, tables[move + MOVE_RECOIL + 1]!));
  const drain = tables[move + MOVE_DRAIN]!;
  if (drain !== 0) {
    const divisor = 100 * tables[move + MOVE_DRAIN + 1]!;
    heal(state, user, ((taken * drain + divisor - 1) / divisor) | 0);
  }
}

/** A raging Pokémon that is hit gains Attack. */
export function rouseRage(state: Int32Array, target: number): void {
  if (hasEffect(state, target, RAGE)) changeStages(state, target, ONE_ATTACK_STAGE, true);
}

/** Counter and Mirror Coat give back twice the last hit of their category. */
export function rememberHit(state: Int32Array, target: number, physical: boolean, dealt: number): void {
  if (!hasEffect(state, target, physical ? COUNTER : MIRROR_COAT)) return;
  state[target + RETURN_DAMAGE] = 2 * dealt;
  state[target + RETURN_READY] = 1;
}

function applyHitEffect(battle: BattleMemory, user: number, target: number, effect: number): void {
  const state = battle.state;
  switch (effect) {
    case TRAP:
      if (state[target + HP]! > 0 && !hasEffect(state, target, TRAPPED)) {
        startEffect(state, target, TRAPPED, 5 + pick(battle, 2));
        state[target + BINDER_GONE] = 0;
      }
      return;
    case CLEAR_TARGET:
      clearStages(state, target);
      return;
    case CLEAR_BOTH:
      clearStages(state, target);
      clearStages(state, user);
      return;
    case SAPPY_SEED:
      if (
        state[target + HP]! > 0 &&
        !hasEffect(state, target, LEECH_SEED) &&
        !isOfType(state, target, TYPE_GRASS)
      ) {
        startEffect(state, target, LEECH_SEED, 0);
      }
      return;
    default:
      return;
  }
}

function rollSecondary(battle: BattleMemory, target: number, move: number): void {
  const { state, tables } = battle;
  if (!chance(battle, tables[move + MOVE_CHANCE]!, 100)) return;
  switch (tables[move + MOVE_SECONDARY]) {
    case SECONDARY_STATUS:
      tryStatus(battle, target, tables[move + MOVE_SECONDARY_STATUS]!);
      return;
    case SECONDARY_STAGES:
      changeStages(state, target, tables[move + MOVE_SECONDARY_STAGES]!, true);
      return;
    case SECONDARY_FLINCH:
      flinch(state, target);
      return;
    case SECONDARY_CONFUSION:
      confuse(battle, target);
      return;
    default: {
      const roll = pick(battle, 3);
      tryStatus(battle, target, roll === 0 ? BURN : roll === 1 ? PARALYSIS : FREEZE);
    }
  }
}

/** Fire and Scald thaw the frozen. */
function thaw(state: Int32Array, tables: Int32Array, target: number, move: number): void {
  if (tables[move + MOVE_TYPE] === TYPE_FIRE || (tables[move + MOVE_FLAG_BITS]! & THAWS_TARGET) !== 0) {
    cureStatus(state, target);
  }
}

function takeRecoil(state: Int32Array, tables: Int32Array, user: number, move: number, total: number): void {
  const recoil = tables[move + MOVE_RECOIL]!;
  if (recoil !== 0 && total > 0)
    hurt(state, user, roundedPart(total, recoil, tables[move + MOVE_RECOIL + 1]!));
  if ((tables[move + MOVE_FLAG_BITS]! & STRUGGLE) !== 0) {
    hurt(state, user, roundedPart(state[user + MAX_HP]!, 1, 4));
  }
}

/** round(value · numerator / denominator), halves up. */
function roundedPart(value: number, numerator: number, denominator: number): number {
  return ((2 * value * numerator + denominator) / (2 * denominator)) | 0;
}
