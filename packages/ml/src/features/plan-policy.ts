// What a side does in a battle between plans: the plan's opening and its own ways, with the eyes of a player: who charges
// is guarded against, what did not take is used again, the attack is the plan's unless another one finishes much sooner.

import {
  type BattleMemory,
  BIDE,
  BURN,
  CHARGING,
  CONFUSION,
  EFFECT_BITS,
  GREEDY_POLICY,
  HP,
  LEECH_SEED,
  LIGHT_SCREEN,
  MAX_HP,
  type Policy,
  REFLECT,
  SCREENS,
  SIDE_A,
  SIDE_B,
  STAGES,
  STALL,
  STATUS,
  TRANSFORMED,
  TURN,
} from "@predictiondex/battle/engine";
import type { Option, Plan } from "./plan.ts";

/** A side with what its moves come to and what it may mean to do. */
export interface PlanningSide {
  readonly plans: readonly Plan[];
  readonly options: readonly Option[];
}

/** One way to follow a plan. */
export interface Course {
  readonly repertoire: Repertoire;
  readonly opening: number;
  /** Turns from the first on in which the opening is used. */
  readonly openings: number;
  /** Slot of the plan's attack; −1 without one. */
  readonly attack: number;
  /** Slot of the move that heals at `healAt` HP or fewer; −1 without one. */
  readonly healing: number;
  readonly healAt: number;
  readonly stalls: boolean;
  readonly sleepsAgain: boolean;
  readonly hides: boolean;
  /** What its opening is used for again where it did not take: a status, Leech Seed, confusion. */
  readonly inflicts: boolean;
  readonly seeds: boolean;
  readonly confuses: boolean;
}

/** Turns that a plan's own ways are kept up: a longer battle is one that they do not win. */
const PATIENCE = 30;
/** Turns in which a status that did not take is tried again. */
const STATUS_TURNS = 4;
/** Turns in a row in which a course repeats a change of stages. */
const REPEATS = 4;
/** Heals at this part of all HP: by half, by all (Rest), or behind a guard. */
const HEAL_AT = 0.6;
const REST_AT = 0.5;
/** Another attack is taken where it needs less than this part of the turns of the plan's. */
const SOONER = 0.5;
/** Turns that a stage of priority is worth, and that acting early is where it ends the battle. */
const PRIORITY_WORTH = 0.02;
const EARLY_WORTH = 0.9;
/** Super Fang first, where the best attack needs more turns. */
const HALVE_FIRST = 3;

/** Words of an attack in a repertoire. */
const WORDS = 6;
const SLOT = 0;
/** Mean and least HP that a use takes without stages. */
const MEAN = 1;
const LEAST = 2;
/** Turns of a use over its chance to hit. */
const TURNS = 3;
const PRIORITY = 4;
/** 0 physical, 2 special, −1 where no stage counts. */
const STAT = 5;

/** What a side's moves come to in a battle. */
interface Repertoire {
  /** `WORDS` numbers an attack. */
  readonly attacks: Float64Array;
  /** Where in `attacks` that of slot n − 1 lies; −1 for none. */
  readonly placeOf: Int32Array;
  /** The fewest turns that any of them may take. */
  readonly quickest: number;
  /** Slots; −1 without such a move. */
  readonly protect: number;
  readonly guard: number;
  readonly half: number;
  /** A move that takes no HP, for turns in which an attack would come back. */
  readonly lull: number;
}

/** Follows a course on each side. */
export class PlanPolicy implements Policy {
  /** Of A and of B. */
  readonly courses: (Course | undefined)[] = [undefined, undefined];
  readonly #firstTurn: number;

  constructor(firstTurn: number) {
    this.#firstTurn = firstTurn;
  }

  choose(memory: BattleMemory, side: number, legal: number): number {
    if ((legal & (legal - 1)) === 0) return 31 - Math.clz32(legal);
    const { state } = memory;
    const course = this.courses[side === SIDE_A ? 0 : 1]!;
    const turn = state[TURN]! - this.#firstTurn;
    const { opening, repertoire } = course;
    const canOpen = (legal & (1 << opening)) !== 0;
    if (canOpen && turn < course.openings) return opening;
    if (state[side + TRANSFORMED] !== 0) return GREEDY_POLICY.choose(memory, side, legal);
    const foe = side === SIDE_A ? SIDE_B : SIDE_A;
    if (turn < PATIENCE) {
      const own = ownWay(state, side, foe, legal, course, turn, canOpen);
      if (own >= 0) return own;
    }
    const attack = bestAttack(state, side, foe, legal, course);
    if (attack >= 0) return attack;
    const { lull } = repertoire;
    return lull >= 0 && (legal & (1 << lull)) !== 0 ? lull : 31 - Math.clz32(legal & -legal);
  }
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
  const { opening, healing, repertoire } = course;
  const { protect, guard, lull } = repertoire;
  const foeBits = state[foe + EFFECT_BITS]!;
  if (protect >= 0 && (foeBits & (1 << CHARGING)) !== 0 && (legal & (1 << protect)) !== 0) {
    if ((state[side + EFFECT_BITS]! & (1 << STALL)) === 0) return protect;
  }
  if (canOpen) {
    if (course.inflicts && state[foe + STATUS] === 0 && (turn < STATUS_TURNS || course.sleepsAgain))
      return opening;
    if (course.seeds && (foeBits & (1 << LEECH_SEED)) === 0) return opening;
    if (course.confuses && (foeBits & (1 << CONFUSION)) === 0) return opening;
  }
  const hp = state[side + HP]!;
  if (healing >= 0 && hp <= course.healAt && (legal & (1 << healing)) !== 0) return healing;
  if (course.stalls && (turn & 1) === 1 && guard >= 0 && (legal & (1 << guard)) !== 0) return guard;
  if (course.hides && canOpen && (turn & 1) === 0 && hp * 3 > state[side + MAX_HP]!) return opening;
  if ((foeBits & (1 << BIDE)) === 0 || lull < 0 || (legal & (1 << lull)) === 0) return -1;
  return leastOf(repertoire, bestAttack(state, side, foe, legal, course)) < state[foe + HP]! ? lull : -1;
}

/** The slot of the plan's attack, or of one that is expected to finish much sooner from here; −1 without any. */
function bestAttack(
  state: Int32Array,
  side: number,
  foe: number,
  legal: number,
  { repertoire, attack }: Course,
): number {
  const { attacks, quickest, half } = repertoire;
  const hp = state[foe + HP]!;
  let best = -1;
  let fewest = Number.POSITIVE_INFINITY;
  const own = repertoire.placeOf[attack + 1]!;
  if (own >= 0 && (legal & (1 << attack)) !== 0) {
    best = attack;
    fewest = SOONER * turnsFrom(attacks, own, hp, factorOf(state, side, foe, attacks[own + STAT]!));
    if (fewest <= quickest) return best;
  }
  const physical = factorOf(state, side, foe, 0);
  const special = factorOf(state, side, foe, 2);
  for (let at = 0; at < attacks.length; at += WORDS) {
    const slot = attacks[at + SLOT]!;
    if (at === own || (legal & (1 << slot)) === 0) continue;
    const stat = attacks[at + STAT]!;
    const turns = turnsFrom(attacks, at, hp, stat < 0 ? 1 : stat === 0 ? physical : special);
    if (turns < fewest) {
      fewest = turns;
      best = slot;
    }
  }
  return half >= 0 && fewest > HALVE_FIRST && (legal & (1 << half)) !== 0 ? half : best;
}

/** Expected turns to take `hp` HP with the attack at `at`. */
function turnsFrom(attacks: Float64Array, at: number, hp: number, factor: number): number {
  const once = attacks[at + TURNS]! - PRIORITY_WORTH * attacks[at + PRIORITY]!;
  if (hp <= attacks[at + LEAST]! * factor) return attacks[at + PRIORITY]! > 0 ? once - EARLY_WORTH : once;
  const uses = hp / (attacks[at + MEAN]! * factor);
  return once * Math.max(1.1, 0.75 * Math.ceil(uses - 0.15) + 0.25 * uses);
}

/** The least HP that a use of an attack takes; 0 where there is no such attack. */
function leastOf({ attacks }: Repertoire, slot: number): number {
  for (let at = 0; at < attacks.length; at += WORDS)
    if (attacks[at + SLOT] === slot) return attacks[at + LEAST]!;
  return 0;
}

/** What stages, burn and screens make of damage by the stat at `at` (0 attack, 2 special attack; −1 none). */
function factorOf(state: Int32Array, side: number, foe: number, at: number): number {
  if (at < 0) return 1;
  const own = state[side + STAGES + at]!;
  const against = state[foe + STAGES + at + 1]!;
  let factor = own === 0 && against === 0 ? 1 : stageFactor(own) / stageFactor(against);
  if (at === 0 && state[side + STATUS] === BURN) factor *= 0.5;
  if (state[foe + SCREENS + (at === 0 ? REFLECT : LIGHT_SCREEN)] !== 0) factor *= 0.5;
  return factor;
}

function stageFactor(stage: number): number {
  return stage >= 0 ? (2 + stage) / 2 : 2 / (2 - stage);
}

/** By plan, every way to follow it. `first` is the state that battles start from, `place` the side's block in it. */
export function coursesOf(
  side: PlanningSide,
  first: Int32Array,
  place: number,
): readonly (readonly Course[])[] {
  const repertoire = repertoireOf(side, first, place);
  return side.plans.map((plan) => waysOf(plan, side, repertoire, first[place + MAX_HP]!));
}

function waysOf(
  { opening, attack, mode, healing }: Plan,
  { options }: PlanningSide,
  repertoire: Repertoire,
  maxHp: number,
): readonly Course[] {
  const { effects, move } = opening;
  const heals = healing !== undefined && (mode === "heal" || mode === "stall");
  const status = effects.sleep + effects.paralysis + effects.burn + effects.poison + effects.badPoison;
  const course: Course = {
    repertoire,
    opening: opening.slot,
    openings: mode === "twice" ? 2 : 1,
    attack: attack?.slot ?? -1,
    healing: heals ? options.findIndex((option) => option.move === healing) : -1,
    healAt: (heals && healing.heal === 1 && mode === "heal" ? REST_AT : HEAL_AT) * maxHp,
    stalls: mode === "stall",
    sleepsAgain: mode === "sleep-again",
    hides: move.effect === "substitute",
    inflicts: move.isStatus && status > 0,
    seeds: move.isStatus && effects.leechSeed > 0,
    confuses: move.isStatus && effects.confusion > 0,
  };
  if (mode !== "attack") return [course];
  if (opening.perTurn > 0)
    return attack === opening ? [course] : [course, { ...course, attack: opening.slot }];
  const changesStages = move.isStatus && (effects.stages > 0 || move.selfStages.some((stage) => stage > 0));
  return changesStages ? [course, { ...course, openings: REPEATS }] : [course];
}

function repertoireOf({ options }: PlanningSide, first: Int32Array, side: number): Repertoire {
  const foe = side === SIDE_A ? SIDE_B : SIDE_A;
  const attacks: number[] = [];
  for (const { move, slot, strike, perTurn } of options) {
    if (perTurn === 0 || move.selfDestructs || move.damage === "half") continue;
    const stat = move.damage !== "formula" ? -1 : move.isPhysical ? 0 : 2;
    const now = factorOf(first, side, foe, stat);
    const turns = (move.hitsOn > 0 ? 2 : 1) / strike.accuracy;
    const [mean, least] = [strike.mean * strike.hits, strike.min * Math.min(2, strike.hits)];
    attacks.push(slot, mean / now, least / now, turns, move.priority, stat);
  }
  const placeOf = new Int32Array(options.length + 1).fill(-1);
  let quickest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < attacks.length; at += WORDS) {
    placeOf[attacks[at + SLOT]! + 1] = at;
    quickest = Math.min(quickest, attacks[at + PRIORITY]! > 0 ? 0 : attacks[at + TURNS]!);
  }
  const find = (effect: string): number => options.findIndex(({ move }) => move.effect === effect);
  const protect = find("protect");
  return {
    attacks: Float64Array.from(attacks),
    placeOf,
    quickest,
    protect,
    guard: protect >= 0 ? protect : find("substitute"),
    half: options.findIndex(({ move, perTurn }) => move.damage === "half" && perTurn > 0),
    lull: options.findIndex(
      ({ move, success }) => success > 0 && move.isStatus && move.effect !== "transform" && move.heal < 1,
    ),
  };
}
