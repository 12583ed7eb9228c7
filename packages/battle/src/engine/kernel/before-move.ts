import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as tables from "../tables.ts";
import * as traceModule from "../trace.ts";
import * as damage from "./damage.ts";
import * as effects from "./effects.ts";
import * as health from "./health.ts";
import * as hit from "./hit.ts";
import * as hitChecks from "./hit-checks.ts";
import * as stats from "./stats.ts";
import * as status from "./status.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BIDE,
  BIDE_DAMAGE,
  CHOSEN_MOVE,
  CONFUSION,
  CONFUSION_TURNS,
  DISABLE,
  DISABLED_MOVE,
  DURATION,
  EFFECT_BITS,
  FLINCH,
  FREEZE,
  LEVEL,
  PARALYSIS,
  RAGE,
  RECHARGE,
  SLEEP,
  STATUS,
  STATUS_TIME,
  SUBSTITUTE,
  TAUNT,
} = layout;
const { chance } = random;
const { flagBit, MOVE_CATEGORY, MOVE_FLAG_BITS, STATUS_MOVE } = tables;
const {
  TRACE_ASLEEP,
  TRACE_BIDES,
  TRACE_DISABLED,
  TRACE_FAILED,
  TRACE_FLINCHED,
  TRACE_FROZEN,
  TRACE_HIT,
  TRACE_HURT_ITSELF,
  TRACE_PARALYZED,
  TRACE_RECHARGES,
  TRACE_TAUNTED,
  trace,
} = traceModule;
const { baseDamage, rollOf } = damage;
const { endEffect, foeOf, hasEffect } = effects;
const { hurt, hurtByMove } = health;
const { hitSubstitute, rememberHit, rouseRage } = hit;
const { isTypeImmune } = hitChecks;
const { stagedStat } = stats;
const { cureStatus } = status;

const THAWS_USER = flagBit("thaws-user");
const TYPE_NORMAL = 0;
/** Effects that can keep a Pokémon from moving. */
const HINDERS = bits(RAGE, RECHARGE, FLINCH, DISABLE, TAUNT, CONFUSION, BIDE);
const CONFUSION_POWER = 40;

/** Whether anything could keep a Pokémon from its move. */
export function isHindered(state: Int32Array, user: number): boolean {
  return state[user + STATUS] !== 0 || (state[user + EFFECT_BITS]! & HINDERS) !== 0;
}

/** Everything that can keep a Pokémon from its move, in Showdown's order; false where something does. */
export function canMove(battle: BattleMemory, user: number, move: number): boolean {
  const { state, tables } = battle;
  const status = state[user + STATUS]!;
  endEffect(state, user, RAGE);
  if (endEffect(state, user, RECHARGE)) {
    trace(state, user, TRACE_RECHARGES);
    return false;
  }
  if (status === SLEEP && !wakes(state, user)) {
    trace(state, user, TRACE_ASLEEP);
    return false;
  }
  if (status === FREEZE && (tables[move + MOVE_FLAG_BITS]! & THAWS_USER) === 0) {
    if (!chance(battle, 1, 5)) {
      trace(state, user, TRACE_FROZEN);
      return false;
    }
    cureStatus(state, user);
  }
  if (hasEffect(state, user, FLINCH)) {
    trace(state, user, TRACE_FLINCHED);
    return false;
  }
  if (hasEffect(state, user, DISABLE) && state[user + DISABLED_MOVE] === move) {
    trace(state, user, TRACE_DISABLED);
    return false;
  }
  if (hasEffect(state, user, TAUNT) && tables[move + MOVE_CATEGORY] === STATUS_MOVE) {
    trace(state, user, TRACE_TAUNTED);
    return false;
  }
  if (hasEffect(state, user, CONFUSION) && hurtsItself(battle, user)) {
    trace(state, user, TRACE_HURT_ITSELF);
    return false;
  }
  if (state[user + STATUS] === PARALYSIS && chance(battle, 1, 4)) {
    trace(state, user, TRACE_PARALYZED);
    return false;
  }
  if (hasEffect(state, user, BIDE)) {
    trace(state, user, TRACE_BIDES);
    if (state[user + DURATION + BIDE] === 1) {
      unleash(battle, user);
      return false;
    }
  }
  return true;
}

function wakes(state: Int32Array, user: number): boolean {
  state[user + STATUS_TIME]! -= 1;
  if (state[user + STATUS_TIME]! > 0) return false;
  cureStatus(state, user);
  return true;
}

/** A confused Pokémon hits itself in 33 %: power 40, without type, criticals or modifiers. */
function hurtsItself(battle: BattleMemory, user: number): boolean {
  const state = battle.state;
  state[user + CONFUSION_TURNS]! -= 1;
  if (state[user + CONFUSION_TURNS] === 0) {
    endEffect(state, user, CONFUSION);
    return false;
  }
  if (!chance(battle, 33, 100)) return false;
  const base =
    (baseDamage(
      state[user + LEVEL]!,
      CONFUSION_POWER,
      stagedStat(state, user, 0),
      stagedStat(state, user, 1),
    ) +
      2) &
    0xffff;
  hurt(state, user, ((base * (100 - rollOf(battle, base))) / 100) | 0);
  return true;
}

/** Bide gives back twice what it took: past Protect and hiding, not past Ghosts. */
function unleash(battle: BattleMemory, user: number): void {
  const { state, tables } = battle;
  const damage = state[user + BIDE_DAMAGE]! * 2;
  const target = foeOf(user);
  if (damage === 0 || isTypeImmune(state, tables, target, TYPE_NORMAL)) {
    trace(state, user, TRACE_FAILED);
    return;
  }
  trace(state, user, TRACE_HIT);
  if (hasEffect(state, target, SUBSTITUTE)) {
    hitSubstitute(state, tables, user, target, state[user + CHOSEN_MOVE]!, damage * 100);
    return;
  }
  const dealt = hurtByMove(state, target, damage);
  rouseRage(state, target);
  rememberHit(state, target, true, dealt);
}

function bits(...effects: readonly number[]): number {
  return effects.reduce((mask, effect) => mask | (1 << effect), 0);
}
