// Battles on the kernel between the plans of both sides: what the closed form can't follow (Substitute, Taunt, PP,
// Transform, one effect on top of another) happens here by the rules. Which plans meet is learnt while playing: each side
// takes the plan with the highest upper confidence bound, starting from what the race of plans says.

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
  type Policy,
  playTurn,
  RESULT,
  SIDE_A,
  SIDE_B,
  STATUS,
  TIE,
  TURN,
} from "@predictiondex/battle/engine";
import type { GameFacts } from "@predictiondex/core";
import type { MiddleState } from "../samples/sample.ts";
import type { Option, Plan } from "./plan.ts";

/** What the battles came to, from the first side's seat. */
export interface Playouts {
  /** Share won, a tie counting ½. */
  readonly value: number;
  /** Part of all HP left at the end, own less the foe's: −1 to 1. */
  readonly margin: number;
  /** Mean result of each plan, drawn towards the race of plans where it was played seldom. */
  readonly plans: Float64Array;
  readonly foePlans: Float64Array;
}

/** A side as it plays: its plans and what it knows of its moves. */
export interface PlayingSide {
  readonly set: PokemonSet;
  readonly plans: readonly Plan[];
  readonly options: readonly Option[];
}

/** Battles of one match-up. */
export const PLAYOUTS = 64;
const EXPLORATION = 0.5;
/** Battles that the race of plans counts as. */
const PRIOR_BATTLES = 2;
/** The first part of the battles explores; the value is taken from the others. */
const WARM_UP = 16;
/** Turns that a plan's own ways are kept up. */
const PATIENCE = 30;
const MOST_TURNS = 40;

/** Plays match-ups. */
export interface Player {
  /**
   * 0 where both sides are the same, above 0 where A's comes later in an order of all sides: a match-up is always read
   * from the earlier one, so that both seats see the same.
   */
  order(a: PokemonSet, b: PokemonSet, state: MiddleState | undefined): number;
  play(a: PlayingSide, b: PlayingSide, wins: Float64Array, state: MiddleState | undefined): Playouts;
}

/** A player on the kernel. */
export function createPlayer(facts: Pick<GameFacts, "moves" | "effectiveness">): Player {
  const engine = createEngine({ moves: facts.moves, effectiveness: facts.effectiveness, forms: [] });
  return {
    order: (a, b, state) => compareSides(start(engine, a, b, state).state),
    play: (a, b, wins, state) => playInOrder(start(engine, a.set, b.set, state), a, b, wins),
  };
}

function start(engine: Engine, a: PokemonSet, b: PokemonSet, state: MiddleState | undefined): Battle {
  const battle = engine.createMatchup(engine.prepare(a), engine.prepare(b));
  if (state !== undefined) {
    applyCondition(battle, "a", state.a);
    applyCondition(battle, "b", state.b);
  }
  return battle;
}

/** Compares both sides' blocks: 0 where they are the same, above 0 where A's comes later. */
function compareSides(state: Int32Array): number {
  for (let word = 0; word < SIDE_B - SIDE_A; word++) {
    const difference = state[SIDE_A + word]! - state[SIDE_B + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The plans of a side as arms of a bandit. */
interface Arms {
  readonly side: PlayingSide;
  readonly prior: Float64Array;
  readonly sum: Float64Array;
  readonly count: Float64Array;
}

function createArms(side: PlayingSide, wins: Float64Array, columns: number, isRow: boolean): Arms {
  const n = side.plans.length;
  const others = wins.length / n;
  const prior = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    let least = 1;
    for (let other = 0; other < others; other++) {
      const win = isRow ? wins[k * columns + other]! : 1 - wins[other * columns + k]!;
      sum += win;
      if (win < least) least = win;
    }
    prior[k] = (least + sum / others) / 2;
  }
  return { side, prior, sum: new Float64Array(n), count: new Float64Array(n) };
}

function playInOrder(battle: Battle, a: PlayingSide, b: PlayingSide, wins: Float64Array): Playouts {
  const armsA = createArms(a, wins, b.plans.length, true);
  const armsB = createArms(b, wins, b.plans.length, false);
  const first = battle.snapshot();
  const policy = new PlanPolicy(first[TURN]!);
  const harmless = [isHarmless(a), isHarmless(b)] as const;
  let won = 0;
  let margin = 0;
  for (let n = 0; n < PLAYOUTS; n++) {
    const planA = bestArm(armsA, n);
    const planB = bestArm(armsB, n);
    policy.follow(0, armsA.side, armsA.side.plans[planA]!);
    policy.follow(1, armsB.side, armsB.side.plans[planB]!);
    battle.restore(first);
    const result = playOut(battle, policy, n + 1, harmless);
    armsA.sum[planA]! += result;
    armsA.count[planA]! += 1;
    armsB.sum[planB]! += 1 - result;
    armsB.count[planB]! += 1;
    if (n < WARM_UP) continue;
    won += result;
    const { state } = battle;
    margin +=
      Math.max(0, state[SIDE_A + HP]!) / state[SIDE_A + MAX_HP]! -
      Math.max(0, state[SIDE_B + HP]!) / state[SIDE_B + MAX_HP]!;
  }
  const counted = PLAYOUTS - WARM_UP;
  return { value: won / counted, margin: margin / counted, plans: means(armsA), foePlans: means(armsB) };
}

/** Whether a side has nothing that takes HP of the foe, so that a long battle is not its own. */
function isHarmless({ options }: PlayingSide): boolean {
  return options.every(
    ({ perTurn, effects }) =>
      perTurn === 0 && effects.badPoison + effects.poison + effects.leechSeed + effects.burn === 0,
  );
}

/** Plays to the end, or for as long as a battle is worth it: then by the HP that are left. */
function playOut(
  battle: Battle,
  policy: PlanPolicy,
  seed: number,
  [aIsHarmless, bIsHarmless]: readonly [boolean, boolean],
): number {
  const { state, memory, struggle } = battle;
  battle.reseed({ kind: "fast", seed });
  const last = state[TURN]! + MOST_TURNS;
  while (state[RESULT] === ONGOING && state[TURN]! < last) {
    const a = policy.choose(memory, SIDE_A, legalChoices(state, memory.tables, SIDE_A));
    const b = policy.choose(memory, SIDE_B, legalChoices(state, memory.tables, SIDE_B));
    playTurn(memory, a, b, struggle);
  }
  const result = state[RESULT];
  if (result !== ONGOING) return result === A_WINS ? 1 : result === TIE ? 0.5 : 0;
  if (aIsHarmless !== bIsHarmless) return bIsHarmless ? 1 : 0;
  const own = state[SIDE_A + HP]! / state[SIDE_A + MAX_HP]!;
  const foe = state[SIDE_B + HP]! / state[SIDE_B + MAX_HP]!;
  return own / (own + foe);
}

function bestArm({ prior, sum, count }: Arms, n: number): number {
  const log = Math.log(n + 2);
  let best = 0;
  let bound = -1;
  for (let k = 0; k < prior.length; k++) {
    const weight = count[k]! + PRIOR_BATTLES;
    const mean = (sum[k]! + PRIOR_BATTLES * prior[k]!) / weight;
    const upper = mean + EXPLORATION * Math.sqrt(log / weight);
    if (upper > bound) {
      bound = upper;
      best = k;
    }
  }
  return best;
}

function means({ prior, sum, count }: Arms): Float64Array {
  return prior.map((mean, k) => (sum[k]! + PRIOR_BATTLES * mean) / (count[k]! + PRIOR_BATTLES));
}

/** What one side does in a playout. */
interface Course {
  plan: Plan;
  /** Slots of attacks, the best first. */
  order: readonly number[];
  healing: number;
  guard: number;
  /** The attack that acts early, and about what it takes. */
  early: number;
  earlyDamage: number;
  /** Heals below this part of all HP, in HP of 1,000. */
  healBelow: number;
}

const NOBODY: Course = {
  plan: undefined as unknown as Plan,
  order: [],
  healing: -1,
  guard: -1,
  early: -1,
  earlyDamage: 0,
  healBelow: 0,
};

/** Follows a plan on each side. */
class PlanPolicy implements Policy {
  readonly #courses: [Course, Course] = [NOBODY, NOBODY];
  readonly #known = new Map<Plan, Course>();
  readonly #firstTurn: number;

  constructor(firstTurn: number) {
    this.#firstTurn = firstTurn;
  }

  follow(seat: 0 | 1, side: PlayingSide, plan: Plan): void {
    let course = this.#known.get(plan);
    if (course === undefined) {
      course = courseOf(side, plan);
      this.#known.set(plan, course);
    }
    this.#courses[seat] = course;
  }

  choose({ state }: BattleMemory, side: number, legal: number): number {
    if ((legal & (legal - 1)) === 0) return 31 - Math.clz32(legal);
    const foe = side === SIDE_A ? SIDE_B : SIDE_A;
    const course = this.#courses[side === SIDE_A ? 0 : 1];
    const { plan } = course;
    const turn = state[TURN]! - this.#firstTurn;
    const opening = plan.opening.slot;
    const canOpen = (legal & (1 << opening)) !== 0;
    if (canOpen && (turn === 0 || (turn === 1 && plan.mode === "twice"))) return opening;
    // A long battle is one that the plan does not win: then everything that hurts is tried.
    if (turn < PATIENCE) {
      const { effects, move } = plan.opening;
      const foeIsHealthy = state[foe + STATUS] === 0;
      if (canOpen && move.isStatus && foeIsHealthy) {
        const inflicts =
          effects.sleep + effects.paralysis + effects.burn + effects.poison + effects.badPoison > 0;
        if (inflicts && (turn < 3 || plan.mode === "sleep-again")) return opening;
      }
      if (course.healing >= 0 && (legal & (1 << course.healing)) !== 0) {
        if (state[side + HP]! * 1000 < course.healBelow * state[side + MAX_HP]!) return course.healing;
      }
      if (
        plan.mode === "stall" &&
        course.guard >= 0 &&
        (turn & 1) === 1 &&
        (legal & (1 << course.guard)) !== 0
      ) {
        return course.guard;
      }
      if (
        canOpen &&
        move.effect === "substitute" &&
        state[side + HP]! * 3 > state[side + MAX_HP]! &&
        (turn & 1) === 0
      ) {
        return opening;
      }
    }
    if (course.early >= 0 && (legal & (1 << course.early)) !== 0 && state[foe + HP]! <= course.earlyDamage) {
      return course.early;
    }
    for (const slot of course.order) if ((legal & (1 << slot)) !== 0) return slot;
    return 31 - Math.clz32(legal & -legal);
  }
}

function guardOf(options: readonly Option[]): number {
  const protect = options.findIndex(({ move }) => move.effect === "protect");
  return protect >= 0 ? protect : options.findIndex(({ move }) => move.effect === "substitute");
}

function courseOf(side: PlayingSide, plan: Plan): Course {
  const attacks = side.options
    .filter((option) => option.perTurn > 0 && !option.move.selfDestructs)
    .toSorted((left, right) => left.turns - right.turns || right.perTurn - left.perTurn)
    .map(({ slot }) => slot);
  const order =
    plan.attack === undefined
      ? attacks
      : [plan.attack.slot, ...attacks.filter((slot) => slot !== plan.attack!.slot)];
  // Without an attack: whatever is no boon to the foe.
  if (order.length === 0) {
    for (const option of side.options)
      if (option.success > 0 && !option.move.selfDestructs) order.push(option.slot);
  }
  const early = side.options.find(({ move, perTurn }) => move.priority > 0 && perTurn > 0);
  return {
    plan,
    order,
    healing: plan.mode === "heal" ? side.options.findIndex(({ move }) => move === plan.healing) : -1,
    guard: guardOf(side.options),
    early: early?.slot ?? -1,
    earlyDamage: early === undefined ? 0 : early.strike.mean * early.strike.hits * 0.95,
    healBelow: plan.healing?.heal === 1 ? 400 : 500,
  };
}
