import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as tables from "../tables.ts";
import * as bench from "./bench.ts";
import * as effects from "./effects.ts";
import * as health from "./health.ts";
import * as moveEffects from "./move-effects.ts";
import * as stages from "./stages.ts";
import * as status from "./status.ts";
import * as transformModule from "./transform.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BIDE,
  BIDE_DAMAGE,
  DEFENSE_CURL,
  DISABLE,
  DISABLED_MOVE,
  DURATION,
  ENCORE,
  ENCORED_MOVE,
  FOCUS_ENERGY,
  HEALTHY,
  HP,
  JUST_IN,
  LAST_MOVE,
  LEECH_SEED,
  LIGHT_SCREEN,
  LOCKED_MOVE,
  MAX_HP,
  MINIMIZE,
  MIST,
  MOVES,
  PENDING,
  PP,
  PROTECT,
  REFLECT,
  RESTED,
  SIDE_A,
  SIDE_B,
  SLEEP,
  STALL,
  STALL_COUNTER,
  STATUS,
  STATUS_TIME,
  STEALTH_ROCK,
  SUBSTITUTE,
  SUBSTITUTE_HP,
  TAUNT,
  TRAPPED,
  YAWN,
} = layout;
const { pick } = random;
const {
  flagBit,
  METRONOME_AT,
  METRONOME_LENGTH,
  MOVE_EFFECT,
  MOVE_FLAG_BITS,
  MOVE_STAGES,
  MOVE_STATUS,
  MOVE_TARGET,
  ON_FOE,
} = tables;
const { dragOut } = bench;
const { endEffect, endScreen, foeOf, hasEffect, inTeams, startEffect, startScreen } = effects;
const { heal, hurt } = health;
const {
  CALL_FOES,
  CALL_RANDOM,
  CLEAR_ALL,
  CONFUSE,
  COPY_FOE,
  COPY_MOVE,
  COPY_TYPE,
  CURL,
  DISABLE_LAST,
  ENCORE_LAST,
  FOCUS,
  FORCE_OUT,
  HEAL_HALF,
  MAKE_DROWSY,
  MAKE_SUBSTITUTE,
  RAISE_LIGHT_SCREEN,
  RAISE_MIST,
  RAISE_REFLECT,
  SEED,
  SHIELD,
  SHRINK,
  SLEEP_AND_HEAL,
  START_BIDE,
  TAUNT_FOE,
} = moveEffects;
const { changeStages, clearStages } = stages;
const { confuse, setStatus, tryStatus } = status;
const { convertType, mimicMove, transform } = transformModule;

const STRUGGLE = flagBit("struggle");
const UNMIRRORED = flagBit("unmirrored");
const NO_ENCORE = flagBit("no-encore");
const MOST_STALLS = 729;

/** A status move's own test, taken before a substitute is looked at; Mirror Move calls the foe's move here. */
export function passesOwnTest(battle: BattleMemory, user: number, target: number, move: number): boolean {
  const { state, tables } = battle;
  switch (tables[move + MOVE_EFFECT]) {
    case DISABLE_LAST: {
      const last = state[target + LAST_MOVE]!;
      return last !== 0 && (tables[last + MOVE_FLAG_BITS]! & STRUGGLE) === 0;
    }
    case MAKE_DROWSY:
      return state[target + STATUS] === HEALTHY;
    case MAKE_SUBSTITUTE:
      return !hasEffect(state, user, SUBSTITUTE) && state[user + HP]! * 4 > state[user + MAX_HP]!;
    case CALL_FOES: {
      const last = state[target + LAST_MOVE]!;
      if (
        last !== 0 &&
        tables[last + MOVE_TARGET] === ON_FOE &&
        (tables[last + MOVE_FLAG_BITS]! & UNMIRRORED) === 0
      ) {
        battle.callMove(battle, user, last);
      }
      return false;
    }
    default:
      return true;
  }
}

/** What a move without damage does to its target; false where it does nothing. */
export function applyStatusMove(battle: BattleMemory, user: number, target: number, move: number): boolean {
  const { state, tables } = battle;
  const status = tables[move + MOVE_STATUS]!;
  if (status !== HEALTHY) return tryStatus(battle, target, status);
  const stages = tables[move + MOVE_STAGES]!;
  const moved = stages !== 0 && changeStages(state, target, stages, target !== user);
  switch (tables[move + MOVE_EFFECT]) {
    case HEAL_HALF:
      return heal(state, target, (state[target + MAX_HP]! + 1) >> 1);
    case CONFUSE:
      return confuse(battle, target);
    case SEED:
      return startOnce(state, target, LEECH_SEED, 0);
    case SHIELD:
      return shield(state, user);
    case MAKE_SUBSTITUTE:
      return makeSubstitute(state, user);
    case FOCUS:
      return startOnce(state, user, FOCUS_ENERGY, 0);
    case SHRINK:
      return startOnce(state, user, MINIMIZE, 0) || moved;
    case CURL:
      return startOnce(state, user, DEFENSE_CURL, 0) || moved;
    case DISABLE_LAST:
      return disableLast(state, target);
    case ENCORE_LAST:
      return encoreLast(state, tables, target);
    case TAUNT_FOE:
      return startOnce(
        state,
        target,
        TAUNT,
        (state[target + PENDING]! | state[target + JUST_IN]!) !== 0 ? 3 : 4,
      );
    case MAKE_DROWSY:
      return startOnce(state, target, YAWN, 2);
    case START_BIDE:
      state[user + BIDE_DAMAGE] = 0;
      state[user + LOCKED_MOVE] = move;
      return startOnce(state, user, BIDE, 3);
    case SLEEP_AND_HEAL:
      return sleepAndHeal(battle, user);
    case COPY_FOE:
      return transform(state, tables, user, target);
    case COPY_MOVE:
      return mimicMove(state, tables, user, target, move);
    case CALL_RANDOM:
      battle.callMove(battle, user, tables[tables[METRONOME_AT]! + pick(battle, tables[METRONOME_LENGTH]!)]!);
      return true;
    case COPY_TYPE:
      return convertType(state, tables, user);
    case FORCE_OUT:
      return inTeams(state) && dragOut(state, user, target);
    default:
      return moved || stages === 0;
  }
}

/** A move that works on a side or on the whole field; it draws nothing. */
export function applyFieldMove(battle: BattleMemory, user: number, move: number): boolean {
  const { state, tables } = battle;
  switch (tables[move + MOVE_EFFECT]) {
    case RAISE_REFLECT:
      return startScreen(state, user, REFLECT);
    case RAISE_LIGHT_SCREEN:
      return startScreen(state, user, LIGHT_SCREEN);
    case RAISE_MIST:
      return startScreen(state, user, MIST);
    case CLEAR_ALL:
      clearStages(state, SIDE_A);
      clearStages(state, SIDE_B);
      return true;
    default: {
      const foe = foeOf(user);
      if (state[foe + STEALTH_ROCK] !== 0) return false;
      state[foe + STEALTH_ROCK] = 1;
      return true;
    }
  }
}

/** Brick Break takes the screens down before it hits. */
export function breakScreens(state: Int32Array, target: number): void {
  endScreen(state, target, REFLECT);
  endScreen(state, target, LIGHT_SCREEN);
}

function startOnce(state: Int32Array, side: number, effect: number, duration: number): boolean {
  if (hasEffect(state, side, effect)) return false;
  startEffect(state, side, effect, duration);
  return true;
}

/** Protect; each one after another works a third as often. */
function shield(state: Int32Array, user: number): boolean {
  if (!startOnce(state, user, PROTECT, 1)) return false;
  if (hasEffect(state, user, STALL)) {
    if (state[user + STALL_COUNTER]! < MOST_STALLS) state[user + STALL_COUNTER]! *= 3;
    state[user + DURATION + STALL] = 2;
  } else {
    startEffect(state, user, STALL, 2);
    state[user + STALL_COUNTER] = 3;
  }
  return true;
}

/** A quarter of max HP becomes a substitute, which also frees from binding moves. */
function makeSubstitute(state: Int32Array, user: number): boolean {
  const quarter = state[user + MAX_HP]! >> 2;
  startEffect(state, user, SUBSTITUTE, 0);
  state[user + SUBSTITUTE_HP] = quarter * 100;
  endEffect(state, user, TRAPPED);
  hurt(state, user, quarter);
  return true;
}

function disableLast(state: Int32Array, target: number): boolean {
  const last = state[target + LAST_MOVE]!;
  if (hasEffect(state, target, DISABLE) || slotPp(state, target, last) === 0) return false;
  startEffect(state, target, DISABLE, state[target + PENDING] !== 0 ? 4 : 5);
  state[target + DISABLED_MOVE] = last;
  return true;
}

function encoreLast(state: Int32Array, tables: Int32Array, target: number): boolean {
  const last = state[target + LAST_MOVE]!;
  if (hasEffect(state, target, ENCORE) || last === 0) return false;
  if ((tables[last + MOVE_FLAG_BITS]! & NO_ENCORE) !== 0 || slotPp(state, target, last) <= 0) return false;
  startEffect(state, target, ENCORE, state[target + PENDING] !== 0 ? 3 : 4);
  state[target + ENCORED_MOVE] = last;
  return true;
}

function sleepAndHeal(battle: BattleMemory, user: number): boolean {
  const state = battle.state;
  if (!setStatus(battle, user, SLEEP)) return false;
  state[user + STATUS_TIME] = 3;
  if (inTeams(state)) state[user + RESTED] = 1;
  state[user + HP] = state[user + MAX_HP]!;
  return true;
}

/** PP of the slot that holds a move; −1 where none does. */
export function slotPp(state: Int32Array, side: number, move: number): number {
  for (let i = 0; i < 4; i++) {
    if (state[side + MOVES + i] === move) return state[side + PP + i]!;
  }
  return -1;
}
