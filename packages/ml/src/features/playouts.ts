// Battles on the kernel between the plans of both sides: what the closed form can't follow (Substitute, Taunt, PP,
// Transform, one effect on top of another) happens here by the rules. Which plans meet is learnt while playing: each side
// takes the course with the highest upper confidence bound, starting from what the race of plans says.

import type { PokemonSet } from "@predictiondex/battle";
import {
  A_WINS,
  applyCondition,
  type Battle,
  type BattleMemory,
  createEngine,
  type Engine,
  HP,
  legalChoices,
  MAX_HP,
  ONGOING,
  PP,
  type PreparedSet,
  playTurn,
  RESULT,
  SIDE_A,
  SIDE_B,
  seedFast,
  TIE,
  TURN,
} from "@predictiondex/battle/engine";
import type { GameFacts } from "@predictiondex/core";
import type { MiddleState } from "../samples/sample.ts";
import { type Course, coursesOf, type PlanningSide } from "./course.ts";
import { PlanPolicy } from "./plan-policy.ts";

/** What the battles came to, from the first side's seat. */
export interface Playouts {
  /** Share won, a tie counting ½. */
  readonly value: number;
  /** Part of all HP left at the end, own less the foe's: −1 to 1. */
  readonly margin: number;
  /** Mean result of each plan's best course, drawn towards the race of plans where it was played seldom. */
  readonly plans: Float64Array;
  readonly foePlans: Float64Array;
  /** The most of either. */
  readonly best: number;
  readonly foeBest: number;
}

/** Battles of one match-up at most: a decided one is left after 56 or 112. */
const MOST_BATTLES = 224;
const FIRST_LOOK = 56;
const DECIDED = 0.001;
/** Battles in a row of the same two courses. */
const TOGETHER = 2;
const EXPLORATION = 0.25;
/** Battles that the race of plans counts as. */
const PRIOR_BATTLES = 2;
/** Long enough for a war of PP to be fought out. */
const MOST_TURNS = 300;
const MOVES = 4;

/** Plays match-ups. */
export interface Player {
  start(a: PokemonSet, b: PokemonSet, state: MiddleState | undefined): Battle;
  /**
   * 0 where both sides are the same, above 0 where A's comes later in an order of all sides: a match-up is always read
   * from the earlier one, so that both seats see the same.
   */
  order(battle: Battle): number;
  /** The same battle from B's seat; `turned` is its state from there. */
  turn(battle: Battle, turned: MiddleState | undefined): Battle;
  /** Plays from the start of `battle`, which is of these sides. */
  play(battle: Battle, a: PlanningSide, b: PlanningSide, wins: Float64Array): Playouts;
}

/** The kernel, compiled where the surroundings allow it: the same battles either way. */
interface Kernel {
  readonly memory: BattleMemory;
  readonly legal: (side: number) => number;
  readonly turn: (choiceA: number, choiceB: number) => void;
}

/** A player on the kernel. */
export function createPlayer(facts: Pick<GameFacts, "moves" | "effectiveness">): Player {
  const engine = createEngine({ moves: facts.moves, effectiveness: facts.effectiveness, forms: [] });
  const results = new Float64Array(MOST_BATTLES);
  const margins = new Float64Array(MOST_BATTLES);
  const begin = (a: PreparedSet, b: PreparedSet, state: MiddleState | undefined): Battle => {
    const battle = engine.createMatchup(a, b);
    if (state !== undefined) {
      applyCondition(battle, "a", state.a);
      applyCondition(battle, "b", state.b);
    }
    return battle;
  };
  return {
    start: (a, b, state) => begin(engine.prepare(a), engine.prepare(b), state),
    order: ({ state }) => compareSides(state),
    turn: ({ sets: { a, b } }, turned) => begin(b, a, turned),
    play: (battle, a, b, wins) =>
      playAll(kernelOf(engine, battle), battle.snapshot(), a, b, wins, results, margins),
  };
}

function kernelOf(engine: Engine, { memory, struggle }: Battle): Kernel {
  const compiled = engine.compiled();
  if (compiled !== undefined) {
    return {
      memory: compiled.memory,
      legal: compiled.legalChoices,
      turn: (a, b) => compiled.playTurn(a, b, struggle),
    };
  }
  return {
    memory,
    legal: (side) => legalChoices(memory.state, memory.tables, side),
    turn: (a, b) => playTurn(memory, a, b, struggle),
  };
}

/** Compares both sides' blocks: 0 where they are the same, above 0 where A's comes later. */
function compareSides(state: Int32Array): number {
  for (let word = 0; word < SIDE_B - SIDE_A; word++) {
    const difference = state[SIDE_A + word]! - state[SIDE_B + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The courses of a side as arms of a bandit. */
interface Arms {
  readonly courses: readonly Course[];
  /** The plan of each. */
  readonly planOf: Int32Array;
  readonly prior: Float64Array;
  readonly sum: Float64Array;
  /** Battles played, those of the prior with them. */
  readonly weight: Float64Array;
  /** Mean result, the prior with it. */
  readonly mean: Float64Array;
}

function createArms(
  byPlan: readonly (readonly Course[])[],
  wins: Float64Array,
  columns: number,
  isRow: boolean,
): Arms {
  const courses = byPlan.flat();
  const n = byPlan.length;
  const others = wins.length / n;
  const priors = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    let least = 1;
    for (let other = 0; other < others; other++) {
      const win = isRow ? wins[k * columns + other]! : 1 - wins[other * columns + k]!;
      sum += win;
      if (win < least) least = win;
    }
    priors[k] = (least + sum / others) / 2;
  }
  const planOf = new Int32Array(courses.length);
  const prior = new Float64Array(courses.length);
  let arm = 0;
  for (let plan = 0; plan < n; plan++) {
    for (let way = 0; way < byPlan[plan]!.length; way++, arm++) {
      planOf[arm] = plan;
      prior[arm] = priors[plan]!;
    }
  }
  const sum = new Float64Array(courses.length);
  const weight = new Float64Array(courses.length).fill(PRIOR_BATTLES);
  const mean = new Float64Array(courses.length);
  for (let k = 0; k < mean.length; k++) mean[k] = (PRIOR_BATTLES * prior[k]!) / PRIOR_BATTLES;
  return { courses, planOf, prior, sum, weight, mean };
}

/** Adds the result of a battle that an arm played. */
function learn({ prior, sum, weight, mean }: Arms, arm: number, result: number): void {
  sum[arm]! += result;
  weight[arm]! += 1;
  mean[arm] = (sum[arm]! + PRIOR_BATTLES * prior[arm]!) / weight[arm]!;
}

function playAll(
  kernel: Kernel,
  first: Int32Array,
  a: PlanningSide,
  b: PlanningSide,
  wins: Float64Array,
  results: Float64Array,
  margins: Float64Array,
): Playouts {
  const armsA = createArms(coursesOf(a, b, first, SIDE_A), wins, b.plans.length, true);
  const armsB = createArms(coursesOf(b, a, first, SIDE_B), wins, b.plans.length, false);
  const policy = new PlanPolicy(first[TURN]!);
  const isHarmlessA = isHarmless(a);
  const isHarmlessB = isHarmless(b);
  const { state } = kernel.memory;
  let n = 0;
  let armA = 0;
  let armB = 0;
  for (let look = FIRST_LOOK; n < MOST_BATTLES; ) {
    if (n % TOGETHER === 0) {
      const log = Math.log(n + 2);
      armA = bestArm(armsA, log);
      armB = bestArm(armsB, log);
      policy.follow(0, armsA.courses[armA]!);
      policy.follow(1, armsB.courses[armB]!);
    }
    state.set(first);
    seedFast(state, n + 1);
    policy.battleNumber = n;
    playOut(kernel, policy);
    const result = resultOf(state, isHarmlessA, isHarmlessB);
    learn(armsA, armA, result);
    learn(armsB, armB, 1 - result);
    results[n] = result;
    margins[n] = hpPart(state, SIDE_A) - hpPart(state, SIDE_B);
    n++;
    if (n !== look) continue;
    const late = lateMean(results, n);
    if (late < DECIDED || late > 1 - DECIDED) break;
    look *= 2;
  }
  const plans = means(armsA, a.plans.length);
  const foePlans = means(armsB, b.plans.length);
  return {
    value: lateMean(results, n),
    margin: lateMean(margins, n),
    plans,
    foePlans,
    best: most(plans),
    foeBest: most(foePlans),
  };
}

/** The mean of all but the first quarter, which explores. */
function lateMean(values: Float64Array, n: number): number {
  const from = n >> 2;
  let sum = 0;
  for (let i = from; i < n; i++) sum += values[i]!;
  return sum / (n - from);
}

function hpPart(state: Int32Array, side: number): number {
  return Math.max(0, state[side + HP]!) / state[side + MAX_HP]!;
}

/** Whether a side has nothing that takes HP of the foe, so that a long battle is not its own. */
function isHarmless({ options }: PlanningSide): boolean {
  return options.every(
    ({ perTurn, effects }) =>
      perTurn === 0 && effects.badPoison + effects.poison + effects.leechSeed + effects.burn === 0,
  );
}

/** Plays to the end, or for as long as a battle is worth it. */
function playOut({ memory, legal, turn }: Kernel, policy: PlanPolicy): void {
  const { state } = memory;
  const last = state[TURN]! + MOST_TURNS;
  while (state[RESULT] === ONGOING && state[TURN]! < last) {
    const a = policy.choose(memory, SIDE_A, legal(SIDE_A));
    const b = policy.choose(memory, SIDE_B, legal(SIDE_B));
    turn(a, b);
  }
}

/** A's result; of a battle that was left, by who can hurt at all, then by PP (Struggle comes) or by HP. */
function resultOf(state: Int32Array, isHarmlessA: boolean, isHarmlessB: boolean): number {
  const result = state[RESULT];
  if (result !== ONGOING) return result === A_WINS ? 1 : result === TIE ? 0.5 : 0;
  if (isHarmlessA !== isHarmlessB) return isHarmlessB ? 1 : 0;
  if (isHarmlessA) {
    const more = ppOf(state, SIDE_A) - ppOf(state, SIDE_B);
    return more > 0 ? 1 : more < 0 ? 0 : 0.5;
  }
  const own = hpPart(state, SIDE_A);
  return own / (own + hpPart(state, SIDE_B));
}

function ppOf(state: Int32Array, side: number): number {
  let sum = 0;
  for (let slot = 0; slot < MOVES; slot++) sum += state[side + PP + slot]!;
  return sum;
}

function bestArm({ mean, weight }: Arms, log: number): number {
  let best = 0;
  let bound = -1;
  for (let k = 0; k < mean.length; k++) {
    const upper = mean[k]! + EXPLORATION * Math.sqrt(log / weight[k]!);
    if (upper > bound) {
      bound = upper;
      best = k;
    }
  }
  return best;
}

function most(values: Float64Array): number {
  let best = values[0]!;
  for (let k = 1; k < values.length; k++) if (values[k]! > best) best = values[k]!;
  return best;
}

/** By plan, the best of its courses. */
function means({ planOf, mean }: Arms, nPlans: number): Float64Array {
  const best = new Float64Array(nPlans);
  for (let k = 0; k < mean.length; k++) {
    if (mean[k]! > best[planOf[k]!]!) best[planOf[k]!] = mean[k]!;
  }
  return best;
}
