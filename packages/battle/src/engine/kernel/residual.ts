import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as effects from "./effects.ts";
import * as health from "./health.ts";
import * as runMove from "./run-move.ts";
import * as stats from "./stats.ts";
import * as status from "./status.ts";
import * as statusMoves from "./status-moves.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BAD_POISON,
  BINDER_GONE,
  BURN,
  CHARGED,
  CHARGING,
  COUNTER,
  DURATION,
  EFFECT_COUNT,
  EFFECT_LIST,
  ENCORE,
  ENCORED_MOVE,
  FAINTED,
  HEALTHY,
  HIDDEN,
  HP,
  LEECH_SEED,
  LOCKED,
  LOCKED_TURNS,
  MIRROR_COAT,
  POISON,
  RANDOM_KIND,
  RETURN_DAMAGE,
  RETURN_READY,
  SCREEN_COUNT,
  SCREEN_LIST,
  SCREENS,
  SIDE_A,
  SIDE_B,
  SLEEP,
  STATUS,
  STATUS_TIME,
  TIE_SPEED,
  TRAPPED,
  YAWN,
} = layout;
const { pick, SCRIPTED } = random;
const { endEffect, endScreen, foeOf, hasEffect, inTeams, noteSpeedTie } = effects;
const { fractionOfMax, heal, hurt, settleFaints } = health;
const { endRampage } = runMove;
const { refreshSpeed } = stats;
const { tryStatus } = status;
const { slotPp } = statusMoves;

// A handler is `side << 8 | kind`; kinds are the volatile effects, then the status, then the screens.
const STATUS_HANDLER = 32;
const SCREEN_HANDLER = 40;
const KIND_MASK = 0xff;
const SIDE_SHIFT = 8;

/** Residual order by volatile effect; 99 where Showdown gives none. */
const ORDERS = Int32Array.of(99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 8, 13, 17, 16, 15, 23, 25);
const SCREEN_ORDER = 26;
/** Sub-order of the screens: Reflect, Light Screen, Mist. */
const SCREEN_SUB_ORDERS = Int32Array.of(1, 2, 4);
const STATUS_SUB_ORDER = 0;
const EFFECT_SUB_ORDER = 2;

const HURTING_STATUSES = (1 << BURN) | (1 << POISON) | (1 << BAD_POISON);
const MOST_HANDLERS = 32;
const MOST_TOXIC_TURNS = 15;
const handlers = new Int32Array(MOST_HANDLERS);
const keys = new Int32Array(MOST_HANDLERS);

/** The end of a turn: damage over time, healing, and all that runs out, by order and Speed. */
export function runResidual(battle: BattleMemory): void {
  const state = battle.state;
  refreshSpeed(state, SIDE_A);
  refreshSpeed(state, SIDE_B);
  noteSpeedTie(state);
  if (countHandlers(state, SIDE_A) + countHandlers(state, SIDE_B) === 0) return;
  const count = collect(state, SIDE_B, collect(state, SIDE_A, 0));
  if (count > 1) sortHandlers(battle, count);
  // Most turns have few handlers; the list is read to its end although a handler may end others' effects.
  for (let i = 0; i < count; i++) {
    const handler = handlers[i]!;
    const side = handler >> SIDE_SHIFT;
    const kind = handler & KIND_MASK;
    if (kind >= SCREEN_HANDLER) {
      runScreen(state, side, kind - SCREEN_HANDLER);
    } else if (state[side + FAINTED] === 0) {
      if (kind === STATUS_HANDLER) hurtByStatus(state, side);
      else if (!runEffect(battle, side, kind)) continue;
      if (settleFaints(battle)) return;
    }
  }
}

function countHandlers(state: Int32Array, side: number): number {
  const hurts = (HURTING_STATUSES >> state[side + STATUS]!) & 1;
  return state[side + EFFECT_COUNT]! + state[side + SCREEN_COUNT]! + hurts;
}

/** Lists a side's handlers as Showdown finds them: screens, status, volatile effects by age. */
function collect(state: Int32Array, side: number, from: number): number {
  let count = from;
  const screens = state[side + SCREEN_COUNT]!;
  for (let i = 0; i < screens; i++) {
    const screen = state[side + SCREEN_LIST + i]!;
    handlers[count] = (side << SIDE_SHIFT) | (SCREEN_HANDLER + screen);
    keys[count++] = sortingKey(SCREEN_ORDER, 0, SCREEN_SUB_ORDERS[screen]!);
  }
  const speed = state[side + TIE_SPEED]!;
  const status = state[side + STATUS]!;
  if (((HURTING_STATUSES >> status) & 1) !== 0) {
    handlers[count] = (side << SIDE_SHIFT) | STATUS_HANDLER;
    keys[count++] = sortingKey(status === BURN ? 10 : 9, speed, STATUS_SUB_ORDER);
  }
  const effects = state[side + EFFECT_COUNT]!;
  for (let i = 0; i < effects; i++) {
    const effect = state[side + EFFECT_LIST + i]!;
    handlers[count] = (side << SIDE_SHIFT) | effect;
    keys[count++] = sortingKey(ORDERS[effect]!, speed, EFFECT_SUB_ORDER);
  }
  return count;
}

/** The lower comes first: order, then the higher Speed, then sub-order. */
function sortingKey(order: number, speed: number, subOrder: number): number {
  return (order << 16) | ((8191 - speed) << 3) | subOrder;
}

/** Showdown's selection sort; equal keys are shuffled (under a script only where their order can matter). */
function sortHandlers(battle: BattleMemory, count: number): void {
  let sorted = 0;
  while (sorted + 1 < count) {
    let lowest = keys[sorted]!;
    for (let i = sorted + 1; i < count; i++) if (keys[i]! < lowest) lowest = keys[i]!;
    let ties = 0;
    for (let i = sorted; i < count; i++) {
      if (keys[i] !== lowest) continue;
      swap(sorted + ties, i);
      ties++;
    }
    if (lowest >>> 16 < SCREEN_ORDER || battle.state[RANDOM_KIND] !== SCRIPTED) {
      for (let i = sorted; i < sorted + ties - 1; i++) swap(i, i + pick(battle, sorted + ties - i));
    }
    sorted += ties;
  }
}

function swap(left: number, right: number): void {
  const handler = handlers[left]!;
  const key = keys[left]!;
  handlers[left] = handlers[right]!;
  keys[left] = keys[right]!;
  handlers[right] = handler;
  keys[right] = key;
}

function runScreen(state: Int32Array, side: number, screen: number): void {
  const left = state[side + SCREENS + screen]! - 1;
  if (left <= 0) endScreen(state, side, screen);
  else state[side + SCREENS + screen] = left;
}

/** Burn takes 1/16, poison 1/8, bad poison n/16 of max HP. */
function hurtByStatus(state: Int32Array, side: number): void {
  switch (state[side + STATUS]) {
    case BURN:
      hurt(state, side, fractionOfMax(state, side, 16));
      return;
    case POISON:
      hurt(state, side, fractionOfMax(state, side, 8));
      return;
    case BAD_POISON: {
      if (state[side + STATUS_TIME]! < MOST_TOXIC_TURNS) state[side + STATUS_TIME]! += 1;
      hurt(state, side, fractionOfMax(state, side, 16) * state[side + STATUS_TIME]!);
      return;
    }
    default:
  }
}

/** Counts an effect down or lets it work; false where nothing can have fainted. */
function runEffect(battle: BattleMemory, side: number, effect: number): boolean {
  const state = battle.state;
  if (!hasEffect(state, side, effect)) return false;
  const duration = state[side + DURATION + effect]!;
  if (duration > 0) {
    state[side + DURATION + effect] = duration - 1;
    if (duration === 1) {
      runOut(battle, side, effect);
      return false;
    }
  }
  switch (effect) {
    case LEECH_SEED: {
      const foe = foeOf(side);
      if (state[foe + HP]! <= 0) return false;
      heal(state, foe, hurt(state, side, fractionOfMax(state, side, 8)));
      return true;
    }
    case TRAPPED:
      if (inTeams(state) && state[side + BINDER_GONE] !== 0) {
        endEffect(state, side, TRAPPED);
        return false;
      }
      hurt(state, side, fractionOfMax(state, side, 8));
      return true;
    case ENCORE:
      if (slotPp(state, side, state[side + ENCORED_MOVE]!) <= 0) endEffect(state, side, ENCORE);
      return false;
    case LOCKED:
      if (state[side + STATUS] === SLEEP) endEffect(state, side, LOCKED);
      state[side + LOCKED_TURNS]! -= 1;
      return false;
    default:
      return false;
  }
}

function runOut(battle: BattleMemory, side: number, effect: number): void {
  const state = battle.state;
  switch (effect) {
    case LOCKED:
      endRampage(battle, side);
      return;
    case CHARGING:
      endEffect(state, side, CHARGING);
      endEffect(state, side, HIDDEN);
      endEffect(state, side, CHARGED);
      return;
    case COUNTER:
    case MIRROR_COAT:
      endEffect(state, side, effect);
      state[side + RETURN_DAMAGE] = 0;
      state[side + RETURN_READY] = 0;
      return;
    case YAWN:
      endEffect(state, side, YAWN);
      if (state[side + STATUS] === HEALTHY) tryStatus(battle, side, SLEEP);
      return;
    default:
      endEffect(state, side, effect);
  }
}
