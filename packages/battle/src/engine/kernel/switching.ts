import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as tables from "../tables.ts";
import * as bench from "./bench.ts";
import * as effects from "./effects.ts";
import * as health from "./health.ts";
import * as queue from "./queue.ts";
import * as stats from "./stats.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BAD_POISON,
  BINDER_GONE,
  FAINTED,
  HP,
  LEAVING,
  MAX_HP,
  ONGOING,
  RESULT,
  SIDE_A,
  SIDE_B,
  STATUS,
  STATUS_TIME,
  STEALTH_ROCK,
  TEAM_SIZE,
  TIE_SPEED,
  TYPE_1,
  TYPE_2,
} = layout;
const { pick } = random;
const { CHART_AT, CHART_WIDTH } = tables;
const { loadMember, memberInPlace, membersWaiting, storeActive, swapPlaces } = bench;
const { foeOf, noteSpeedTie } = effects;
const { hurt, settleFaints } = health;
const { ARRIVE, cancelActions, isNext, queueArrival, shiftQueue } = queue;
const { refreshSpeed } = stats;

const TYPE_ROCK = 5;

/** Exchanges the active Pokémon for a member, whose arrival comes next. */
export function switchTo(battle: BattleMemory, side: number, member: number): void {
  exchange(battle.state, side, member);
  refreshSpeed(battle.state, side);
  noteSpeedTie(battle.state);
  queueArrival(battle, side);
}

/** Exchanges a Pokémon that is still up for one of its bench, each as likely. */
export function dragIn(battle: BattleMemory, side: number): void {
  const state = battle.state;
  state[side + LEAVING] = 0;
  if (state[side + HP]! <= 0) return;
  const waiting = membersWaiting(state, side);
  let count = 0;
  for (let rest = waiting; rest !== 0; rest &= rest - 1) count++;
  if (count === 0) return;
  let left = pick(battle, count);
  for (let place = 1; place < TEAM_SIZE; place++) {
    const member = memberInPlace(state, side, place);
    if (((waiting >> member) & 1) === 0) continue;
    if (left === 0) {
      exchange(state, side, member);
      noteSpeedTie(state);
      arriveInOrder(battle, side === SIDE_A, side === SIDE_B);
      return;
    }
    left--;
  }
}

/** What meets a Pokémon that comes in, and another whose arrival follows at once. */
export function arrive(battle: BattleMemory, side: number): void {
  const state = battle.state;
  const both = isNext(state, ARRIVE);
  if (both) shiftQueue(state);
  arriveInOrder(battle, both || side === SIDE_A, both || side === SIDE_B);
}

/** The faster side first; Showdown draws between equals, be one of them fainted. */
function arriveInOrder(battle: BattleMemory, a: boolean, b: boolean): void {
  const state = battle.state;
  const speedA = state[SIDE_A + TIE_SPEED]!;
  const speedB = state[SIDE_B + TIE_SPEED]!;
  const aFirst = speedA === speedB ? pick(battle, 2) === 0 : speedA > speedB;
  if (aFirst ? a : b) meetHazards(battle, aFirst ? SIDE_A : SIDE_B);
  if (aFirst ? b : a) meetHazards(battle, aFirst ? SIDE_B : SIDE_A);
}

/** Bad poison begins anew; Stealth Rock takes 1/8 of max HP times its effectiveness. */
function meetHazards(battle: BattleMemory, side: number): void {
  const { state, tables } = battle;
  if (state[side + FAINTED] !== 0 || state[RESULT] !== ONGOING) return;
  if (state[side + STATUS] === BAD_POISON) state[side + STATUS_TIME] = 0;
  if (state[side + STEALTH_ROCK] === 0) return;
  const chart = tables[CHART_AT]! + TYPE_ROCK * CHART_WIDTH;
  const effectiveness = tables[chart + state[side + TYPE_1]!]! + tables[chart + state[side + TYPE_2]!]!;
  hurt(state, side, (state[side + MAX_HP]! << (effectiveness + 2)) >> 5);
  settleFaints(battle);
}

function exchange(state: Int32Array, side: number, member: number): void {
  if (state[side + HP]! > 0) {
    cancelActions(state, side);
    state[foeOf(side) + BINDER_GONE] = 1;
  }
  storeActive(state, side);
  swapPlaces(state, side, member);
  loadMember(state, side, member);
}
