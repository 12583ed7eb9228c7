// What a side does in a battle between plans: the plan's opening and its own ways, with the eyes of a player: who charges
// is guarded against, what did not take is used again, the attack is the plan's unless another one finishes much sooner.

import {
  type BattleMemory,
  BIDE,
  CHARGING,
  EFFECT_BITS,
  GREEDY_POLICY,
  HIDDEN,
  HP,
  MAX_HP,
  type Policy,
  SCREENS,
  SIDE_A,
  SIDE_B,
  STAGES,
  STALL,
  STATUS,
  SUBSTITUTE,
  TIE_SPEED,
  TRANSFORMED,
  TURN,
} from "@predictiondex/battle/engine";
import type { Course, Upkeep } from "./course.ts";
import { bestAttack, charges, leastOf } from "./repertoire.ts";

/** Effects of the foe that every course minds. */
const WATCHED = (1 << CHARGING) | (1 << BIDE);
/** Turns in which a status that did not take is tried again. */
const STATUS_TURNS = 4;
/** A substitute costs a quarter of all HP: it is made with more than one part of so many left. */
const HIDING_PARTS = 3;
/** Stages that an upkeep changes. */
const KEPT_STAGES = 2;
/** Heals at this part of all HP in a turn that would be idle. */
const IDLE_HEAL = 0.75;

/** Follows a course on each side. */
export class PlanPolicy implements Policy {
  /** Of A and of B; and whether each knows nothing but its opening and its attack. */
  readonly #courses: (Course | undefined)[] = [undefined, undefined];
  readonly #arePlain = [false, false];
  /** Another one for each battle: what is left to chance follows from it. */
  battleNumber = 0;
  readonly #firstTurn: number;

  constructor(firstTurn: number) {
    this.#firstTurn = firstTurn;
  }

  /** Sets the course of A (0) or of B (1). */
  follow(place: 0 | 1, course: Course): void {
    this.#courses[place] = course;
    this.#arePlain[place] = isPlain(course);
  }

  choose(memory: BattleMemory, side: number, legal: number): number {
    if ((legal & (legal - 1)) === 0) return 31 - Math.clz32(legal);
    const { state } = memory;
    const place = side === SIDE_A ? 0 : 1;
    const course = this.#courses[place]!;
    const turn = state[TURN]! - this.#firstTurn;
    const { opening, repertoire, upkeep } = course;
    const canOpen = (legal & (1 << opening)) !== 0;
    if (canOpen && turn < course.openings) return opening;
    if (canOpen && course.mixes && coin(2 * this.battleNumber + place, turn)) return opening;
    const foe = side === SIDE_A ? SIDE_B : SIDE_A;
    const { mirror } = course;
    if (mirror !== undefined && (state[side + TRANSFORMED] !== 0 || state[foe + TRANSFORMED] !== 0)) {
      const strike = bestAttack(state, side, foe, legal, mirror, -1);
      return strike >= 0 ? strike : GREEDY_POLICY.choose(memory, side, legal);
    }
    if (!this.#arePlain[place] || (state[foe + EFFECT_BITS]! & WATCHED) !== 0) {
      const own = ownWay(state, side, foe, legal, course, turn, canOpen);
      if (own >= 0) return own;
    }
    if (upkeep !== undefined && (legal & (1 << upkeep.slot)) !== 0 && isDue(state, side, foe, upkeep))
      return upkeep.slot;
    const attack = bestAttack(state, side, foe, legal, repertoire, course.attack);
    if (attack >= 0) return attack;
    const { lull } = repertoire;
    return lull >= 0 && (legal & (1 << lull)) !== 0 ? lull : 31 - Math.clz32(legal & -legal);
  }
}

/** Whether `ownWay` has nothing to say unless the foe charges or bides. */
function isPlain(course: Course): boolean {
  const { healing, secondHealing, stalls, hides, inflicts, again, screen } = course;
  return healing < 0 && secondHealing < 0 && !stalls && !hides && !inflicts && again === 0 && screen < 0;
}

/** A fair coin that falls the same way for equal numbers. */
function coin(number: number, turn: number): boolean {
  let x = Math.imul(number * 64 + turn + 1, 0x9e3779b1);
  x ^= x >>> 15;
  x = Math.imul(x, 0x85ebca6b);
  return ((x >>> 16) & 1) === 1;
}

/** What the course does but attack; −1 where it attacks. */
function ownWay(
  state: Int32Array,
  side: number,
  foe: number,
  legal: number,
  course: Course,
  turn: number,
  canOpen: boolean,
): number {
  const { opening, healing, secondHealing, repertoire } = course;
  const { protect, guard, substitute, lull } = repertoire;
  const bits = state[side + EFFECT_BITS]!;
  const foeBits = state[foe + EFFECT_BITS]!;
  const hp = state[side + HP]!;
  const canGuard = (bits & (1 << STALL)) === 0;
  const hidesNow = canHide(state, side);
  if ((foeBits & (1 << CHARGING)) !== 0) {
    if (protect >= 0 && canGuard && (legal & (1 << protect)) !== 0) return protect;
    if (protect < 0 && substitute >= 0 && hidesNow && (legal & (1 << substitute)) !== 0) return substitute;
    if ((foeBits & (1 << HIDDEN)) !== 0 && state[side + TIE_SPEED]! > state[foe + TIE_SPEED]!) {
      const idle = idleMove(state, side, foe, legal, course);
      if (idle >= 0) return idle;
    }
  }
  if (canOpen) {
    const triesAgain = turn < STATUS_TURNS || course.sleepsAgain || course.poisonsAgain;
    if (course.inflicts && state[foe + STATUS] === 0 && triesAgain) return opening;
    if (course.again !== 0 && (foeBits & course.again) === 0) return opening;
    if (course.screen >= 0 && state[side + SCREENS + course.screen] === 0) return opening;
  }
  if (course.stalls && guard >= 0 && (legal & (1 << guard)) !== 0) {
    if (guard === protect ? canGuard : hidesNow) return guard;
  }
  if (hp <= course.healAt) {
    if (healing >= 0 && (legal & (1 << healing)) !== 0) return healing;
    if (secondHealing >= 0 && (legal & (1 << secondHealing)) !== 0) return secondHealing;
  }
  if (course.hides && canOpen && hidesNow) return opening;
  if ((foeBits & (1 << BIDE)) === 0 || lull < 0 || (legal & (1 << lull)) === 0) return -1;
  const attack = bestAttack(state, side, foe, legal, repertoire, course.attack);
  return leastOf(repertoire, attack) < state[foe + HP]! ? lull : -1;
}

/** What serves while the foe is out of reach and acts later: hiding as well, a charge, healing, a boost; −1 without any. */
function idleMove(
  state: Int32Array,
  side: number,
  foe: number,
  legal: number,
  { repertoire, attack, healing }: Course,
): number {
  const can = (slot: number): boolean => slot >= 0 && (legal & (1 << slot)) !== 0;
  if (can(repertoire.hiding)) return repertoire.hiding;
  const best = bestAttack(state, side, foe, legal, repertoire, attack);
  if (charges(repertoire, best)) return best;
  if (can(healing) && state[side + HP]! < IDLE_HEAL * state[side + MAX_HP]!) return healing;
  return can(repertoire.boost) ? repertoire.boost : -1;
}

/** Whether what an upkeep brings does not hold. */
function isDue(state: Int32Array, side: number, foe: number, upkeep: Upkeep): boolean {
  const { inflicts, again, screen, hides, stage, isFoes } = upkeep;
  if (inflicts && state[foe + STATUS] === 0) return true;
  if (again !== 0 && (state[foe + EFFECT_BITS]! & again) === 0) return true;
  if (screen >= 0 && state[side + SCREENS + screen] === 0) return true;
  if (hides && canHide(state, side)) return true;
  if (stage < 0) return false;
  return isFoes ? state[foe + STAGES + stage]! > -KEPT_STAGES : state[side + STAGES + stage]! < KEPT_STAGES;
}

function canHide(state: Int32Array, side: number): boolean {
  const isHidden = (state[side + EFFECT_BITS]! & (1 << SUBSTITUTE)) !== 0;
  return !isHidden && state[side + HP]! * HIDING_PARTS > state[side + MAX_HP]!;
}
