import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as tables from "../tables.ts";
import * as effects from "./effects.ts";
import * as stats from "./stats.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BOTH_SIDES,
  CHOSEN_MEGA,
  CHOSEN_MEMBER,
  CHOSEN_MOVE,
  LEAVING,
  MEGA,
  MEGA_Y,
  MEGAS_OPEN,
  NO_MEMBER,
  QUEUE,
  QUEUE_COUNT,
  QUEUE_KEYS,
  SIDE_A,
  SIDE_B,
  TIE_SPEED,
} = layout;
const { pick } = random;
const { MOVE_CATEGORY, MOVE_DAMAGE, MOVE_PRIORITY, PHYSICAL } = tables;
const { inTeams, noteSpeedTie } = effects;
const { refreshSpeed } = stats;

// An action is `side | kind`; a side's offset leaves the low bits free.
export const BEFORE_TURN = 1;
export const BRACE = 2;
export const MEGA_EVOLVE = 3;
export const MOVE = 4;
export const RESIDUAL = 5;
/** Team battles: a chosen switch, one that the battle waited for, a Pokémon's arrival, one dragged in. */
export const SWITCH = 6;
export const REPLACE = 7;
export const ARRIVE = 8;
export const DRAG = 9;
export const KIND_BITS = 15;

const BRACE_ORDER = 1;
const ARRIVE_ORDER = 2;
const SWITCH_ORDER = 3;
const MEGA_ORDER = 4;
const MOVE_ORDER = 5;
const RESIDUAL_ORDER = 6;
/** Damage rule of Counter and Mirror Coat, which brace for the turn before it begins. */
const RETURNS = 5;
/** No move comes before it, and all that comes before moves does. */
const FIRST_MOVE_KEY = MOVE_ORDER << 20;
const LAST_KEY = RESIDUAL_ORDER << 20;

/** Fills the turn's queue from both sides' chosen actions, in Showdown's order. */
export function fillQueue(battle: BattleMemory): void {
  const state = battle.state;
  state[QUEUE_COUNT] = 0;
  push(state, BEFORE_TURN, 0);
  addActions(battle, SIDE_A);
  addActions(battle, SIDE_B);
  sort(battle);
  push(state, RESIDUAL, LAST_KEY);
}

/** Whether the turn holds more than the two moves. */
export function needsQueue({ state, tables }: BattleMemory): boolean {
  return (
    (state[SIDE_A + CHOSEN_MEGA]! | state[SIDE_B + CHOSEN_MEGA]!) !== 0 ||
    tables[state[SIDE_A + CHOSEN_MOVE]! + MOVE_DAMAGE] === RETURNS ||
    tables[state[SIDE_B + CHOSEN_MOVE]! + MOVE_DAMAGE] === RETURNS
  );
}

/** The side whose move comes first, where the turn holds nothing but two moves. */
export function pickFirst(battle: BattleMemory): number {
  const a = moveKey(battle, SIDE_A);
  const b = moveKey(battle, SIDE_B);
  if (a === b) return pick(battle, 2) === 0 ? SIDE_A : SIDE_B;
  return a < b ? SIDE_A : SIDE_B;
}

/** Fills the queue of a turn that holds nothing but two moves, without what comes before them. */
export function queueMoves(battle: BattleMemory): void {
  const state = battle.state;
  const first = pickFirst(battle);
  state[QUEUE] = first | MOVE;
  state[QUEUE + 1] = (BOTH_SIDES - first) | MOVE;
  state[QUEUE + 2] = RESIDUAL;
  state[QUEUE_KEYS] = FIRST_MOVE_KEY;
  state[QUEUE_KEYS + 1] = FIRST_MOVE_KEY;
  state[QUEUE_KEYS + 2] = LAST_KEY;
  state[QUEUE_COUNT] = 3;
}

/** Takes the next action. */
export function shiftQueue(state: Int32Array): number {
  const action = state[QUEUE]!;
  const count = state[QUEUE_COUNT]! - 1;
  for (let i = 0; i < count; i++) {
    state[QUEUE + i] = state[QUEUE + i + 1]!;
    state[QUEUE_KEYS + i] = state[QUEUE_KEYS + i + 1]!;
  }
  state[QUEUE + count] = 0;
  state[QUEUE_KEYS + count] = 0;
  state[QUEUE_COUNT] = count;
  return action;
}

/** Puts a Pokémon's move where its new Speed belongs; among equals the place is drawn. */
export function requeueMove(battle: BattleMemory, side: number): void {
  const state = battle.state;
  removeAction(state, side | MOVE);
  refreshSpeed(state, side);
  noteSpeedTie(state);
  insert(battle, side | MOVE, moveKey(battle, side));
}

/** Puts a Pokémon's arrival where its Speed belongs. */
export function queueArrival(battle: BattleMemory, side: number): void {
  insert(battle, side | ARRIVE, sortingKey(ARRIVE_ORDER, 0, battle.state[side + TIE_SPEED]!));
}

/** Puts an action before all others. */
export function queueFirst(state: Int32Array, action: number): void {
  insertAt(state, 0, action, 0);
}

/** Puts the replacements of those sides whose Pokémon leaves before all others, the faster side's first. */
export function queueReplacements(battle: BattleMemory): void {
  const state = battle.state;
  const a = state[SIDE_A + LEAVING] !== 0;
  const b = state[SIDE_B + LEAVING] !== 0;
  if (a && b) {
    const speedA = state[SIDE_A + TIE_SPEED]!;
    const speedB = state[SIDE_B + TIE_SPEED]!;
    const first = speedA === speedB ? pick(battle, 2) === 0 : speedA > speedB;
    queueFirst(state, (first ? SIDE_B : SIDE_A) | REPLACE);
    queueFirst(state, (first ? SIDE_A : SIDE_B) | REPLACE);
  } else queueFirst(state, (a ? SIDE_A : SIDE_B) | REPLACE);
}

/** Takes all actions of a side out of the queue. */
export function cancelActions(state: Int32Array, side: number): void {
  for (let at = state[QUEUE_COUNT]! - 1; at >= 0; at--) {
    const action = state[QUEUE + at]!;
    if ((action & ~KIND_BITS) === side) removeAction(state, action);
  }
}

/** Whether the next action is of a kind; false where none is left. */
export function isNext(state: Int32Array, kind: number): boolean {
  return state[QUEUE_COUNT] !== 0 && (state[QUEUE]! & KIND_BITS) === kind;
}

function insert(battle: BattleMemory, action: number, key: number): void {
  const state = battle.state;
  const count = state[QUEUE_COUNT]!;
  let first = 0;
  while (first < count && state[QUEUE_KEYS + first]! < key) first++;
  let last = first;
  while (last < count && state[QUEUE_KEYS + last]! === key) last++;
  const at = first === last ? first : first + pick(battle, last - first + 1);
  insertAt(state, at, action, key);
}

function insertAt(state: Int32Array, at: number, action: number, key: number): void {
  const count = state[QUEUE_COUNT]!;
  for (let i = count; i > at; i--) {
    state[QUEUE + i] = state[QUEUE + i - 1]!;
    state[QUEUE_KEYS + i] = state[QUEUE_KEYS + i - 1]!;
  }
  state[QUEUE + at] = action;
  state[QUEUE_KEYS + at] = key;
  state[QUEUE_COUNT] = count + 1;
}

function addActions(battle: BattleMemory, side: number): void {
  const { state, tables } = battle;
  const move = state[side + CHOSEN_MOVE]!;
  const mega = state[side + CHOSEN_MEGA]!;
  const speed = state[side + TIE_SPEED]!;
  if (inTeams(state) && state[side + CHOSEN_MEMBER] !== NO_MEMBER) {
    push(state, side | SWITCH, sortingKey(SWITCH_ORDER, 0, speed));
    return;
  }
  if (mega !== 0) push(state, side | MEGA_EVOLVE, sortingKey(MEGA_ORDER, 0, speed));
  if (move !== 0 && tables[move + MOVE_DAMAGE] === RETURNS)
    push(state, side | BRACE, sortingKey(BRACE_ORDER, 0, speed));
  // Showdown leaves priority and Speed of a move open until its Pokémon has Mega Evolved, but not for Mega X and Y.
  const open = mega === MEGA && !hasTwoMegas(state, side);
  push(state, side | MOVE, open ? sortingKey(MOVE_ORDER, 0, 0) : moveKey(battle, side));
}

/** Whether Counter (true) or Mirror Coat was chosen. */
export function bracesForPhysical(battle: BattleMemory, side: number): boolean {
  return battle.tables[battle.state[side + CHOSEN_MOVE]! + MOVE_CATEGORY] === PHYSICAL;
}

function moveKey(battle: BattleMemory, side: number): number {
  const { state, tables } = battle;
  const move = state[side + CHOSEN_MOVE]!;
  return sortingKey(MOVE_ORDER, move === 0 ? 0 : tables[move + MOVE_PRIORITY]!, state[side + TIE_SPEED]!);
}

/** The lower acts first: order, then the higher priority, then the higher Speed. */
function sortingKey(order: number, priority: number, speed: number): number {
  return (order << 20) | ((7 - priority) << 13) | (8191 - speed);
}

function push(state: Int32Array, action: number, key: number): void {
  const count = state[QUEUE_COUNT]!;
  state[QUEUE + count] = action;
  state[QUEUE_KEYS + count] = key;
  state[QUEUE_COUNT] = count + 1;
}

function removeAction(state: Int32Array, action: number): void {
  const count = state[QUEUE_COUNT]! - 1;
  let at = 0;
  while (state[QUEUE + at] !== action) at++;
  for (let i = at; i < count; i++) {
    state[QUEUE + i] = state[QUEUE + i + 1]!;
    state[QUEUE_KEYS + i] = state[QUEUE_KEYS + i + 1]!;
  }
  state[QUEUE + count] = 0;
  state[QUEUE_KEYS + count] = 0;
  state[QUEUE_COUNT] = count;
}

/** Showdown's selection sort over all but the first entry; equal keys are shuffled. */
function sort(battle: BattleMemory): void {
  const state = battle.state;
  const count = state[QUEUE_COUNT]!;
  let sorted = 1;
  while (sorted + 1 < count) {
    let lowest = state[QUEUE_KEYS + sorted]!;
    for (let i = sorted + 1; i < count; i++) {
      if (state[QUEUE_KEYS + i]! < lowest) lowest = state[QUEUE_KEYS + i]!;
    }
    let ties = 0;
    for (let i = sorted; i < count; i++) {
      if (state[QUEUE_KEYS + i] !== lowest) continue;
      swap(state, sorted + ties, i);
      ties++;
    }
    for (let i = sorted; i < sorted + ties - 1; i++) swap(state, i, i + pick(battle, sorted + ties - i));
    sorted += ties;
  }
}

function swap(state: Int32Array, left: number, right: number): void {
  const action = state[QUEUE + left]!;
  const key = state[QUEUE_KEYS + left]!;
  state[QUEUE + left] = state[QUEUE + right]!;
  state[QUEUE_KEYS + left] = state[QUEUE_KEYS + right]!;
  state[QUEUE + right] = action;
  state[QUEUE_KEYS + right] = key;
}

function hasTwoMegas(state: Int32Array, side: number): boolean {
  return state[side + MEGAS_OPEN] === (MEGA | MEGA_Y);
}
