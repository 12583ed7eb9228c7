// What a side does in a battle between plans: the plan's opening and its own ways, with the eyes of a player: who charges
// is guarded against, what did not take is used again, the attack is the plan's unless another one finishes much sooner.

import {
  type BattleMemory,
  BIDE,
  BURN,
  CHARGING,
  CONFUSION,
  DISABLE,
  EFFECT_BITS,
  ENCORE,
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
  SUBSTITUTE,
  TAUNT,
  TRANSFORMED,
  TURN,
} from "@predictiondex/battle/engine";
import type { Option, Plan } from "./plan.ts";

/** A side with what its moves come to and what it may mean to do. */
export interface PlanningSide {
  readonly plans: readonly Plan[];
  readonly options: readonly Option[];
  /** Moves of the foe's shape against the foe, where the side has Transform. */
  readonly transformed: readonly Option[] | undefined;
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
  /** Slot of another healing move, for when the first is spent or barred; −1 without one. */
  readonly secondHealing: number;
  /** Guards itself whenever a guard can hold. */
  readonly stalls: boolean;
  readonly sleepsAgain: boolean;
  readonly hides: boolean;
  /** Whether its opening is used again where its status did not take. */
  readonly inflicts: boolean;
  /** Effects of the foe, as a mask: the opening is used again where none of them lasts; 0 for none. */
  readonly again: number;
  /** The screen that the opening puts up again; −1 for none. */
  readonly screen: number;
  /** What attacks come to once either side has transformed; undefined where neither can. */
  readonly mirror: Repertoire | undefined;
}

/** Turns in which a status that did not take is tried again. */
const STATUS_TURNS = 4;
/** Turns in a row in which a course repeats a change of stages. */
const REPEATS = 4;
/** Turns of a course that knows nothing but its opening. */
const ALWAYS = 1000;
/** Openings that stand for an attack, and those that bind the foe for some turns. */
const CHANCE_ATTACKS: ReadonlySet<string> = new Set(["metronome", "mirror-move", "bide"]);
const BINDS: Readonly<Record<string, number>> = { taunt: TAUNT, disable: DISABLE, encore: ENCORE };
/** A side heals before the foe's best attack could knock it out, but not while it has nearly all HP. */
const HEAL_BELOW = 0.95;
/** A substitute costs a quarter of all HP: it is made with more than one part of so many left. */
const HIDING_PARTS = 3;
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
  readonly substitute: number;
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
    const foe = side === SIDE_A ? SIDE_B : SIDE_A;
    const { mirror } = course;
    if (mirror !== undefined && (state[side + TRANSFORMED] !== 0 || state[foe + TRANSFORMED] !== 0)) {
      const strike = bestAttack(state, side, foe, legal, mirror, -1);
      return strike >= 0 ? strike : GREEDY_POLICY.choose(memory, side, legal);
    }
    const own = ownWay(state, side, foe, legal, course, turn, canOpen);
    if (own >= 0) return own;
    const attack = bestAttack(state, side, foe, legal, course.repertoire, course.attack);
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
  const { opening, healing, secondHealing, repertoire } = course;
  const { protect, guard, substitute, lull } = repertoire;
  const bits = state[side + EFFECT_BITS]!;
  const foeBits = state[foe + EFFECT_BITS]!;
  const hp = state[side + HP]!;
  const canGuard = (bits & (1 << STALL)) === 0;
  const canHide = (bits & (1 << SUBSTITUTE)) === 0 && hp * HIDING_PARTS > state[side + MAX_HP]!;
  if ((foeBits & (1 << CHARGING)) !== 0) {
    if (protect >= 0 && canGuard && (legal & (1 << protect)) !== 0) return protect;
    if (protect < 0 && substitute >= 0 && canHide && (legal & (1 << substitute)) !== 0) return substitute;
  }
  if (canOpen) {
    if (course.inflicts && state[foe + STATUS] === 0 && (turn < STATUS_TURNS || course.sleepsAgain))
      return opening;
    if (course.again !== 0 && (foeBits & course.again) === 0) return opening;
    if (course.screen >= 0 && state[side + SCREENS + course.screen] === 0) return opening;
  }
  if (course.stalls && guard >= 0 && (legal & (1 << guard)) !== 0) {
    if (guard === protect ? canGuard : canHide) return guard;
  }
  if (hp <= course.healAt) {
    if (healing >= 0 && (legal & (1 << healing)) !== 0) return healing;
    if (secondHealing >= 0 && (legal & (1 << secondHealing)) !== 0) return secondHealing;
  }
  if (course.hides && canOpen && canHide) return opening;
  if ((foeBits & (1 << BIDE)) === 0 || lull < 0 || (legal & (1 << lull)) === 0) return -1;
  const attack = bestAttack(state, side, foe, legal, repertoire, course.attack);
  return leastOf(repertoire, attack) < state[foe + HP]! ? lull : -1;
}

/** The slot of the plan's attack (−1: it has none), or of one that is expected to finish much sooner from here; −1 without any. */
function bestAttack(
  state: Int32Array,
  side: number,
  foe: number,
  legal: number,
  repertoire: Repertoire,
  attack: number,
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
  foe: PlanningSide,
  first: Int32Array,
  place: number,
): readonly (readonly Course[])[] {
  const repertoire = repertoireOf(side, first, place);
  const shape = side.transformed ?? foe.transformed;
  const mirror = shape && repertoireOf({ ...side, options: shape }, first, place);
  const threat = strongestUse(foe);
  const maxHp = first[place + MAX_HP]!;
  return side.plans.map((plan) => waysOf(plan, side, { repertoire, mirror, threat, maxHp }));
}

/** The most HP that a use of an attack takes. */
function strongestUse({ options }: PlanningSide): number {
  let most = 0;
  for (const { strike, perTurn, move } of options) {
    if (perTurn > 0 && move.damage !== "half") most = Math.max(most, strike.max * strike.hits);
  }
  return most;
}

/** What all courses of a side share. */
interface Shared {
  readonly repertoire: Repertoire;
  readonly mirror: Repertoire | undefined;
  /** The most HP that the foe takes in a use. */
  readonly threat: number;
  readonly maxHp: number;
}

function waysOf(
  { opening, attack, mode, healing }: Plan,
  { options }: PlanningSide,
  { repertoire, mirror, threat, maxHp }: Shared,
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
    secondHealing: heals
      ? options.findLastIndex(
          (option) => option.move.heal > 0 && option.success > 0 && option.move !== healing,
        )
      : -1,
    stalls: mode === "stall",
    sleepsAgain: mode === "sleep-again",
    hides: move.effect === "substitute",
    inflicts: move.isStatus && status > 0,
    again: move.isStatus ? lastingOf(effects) : 0,
    screen: move.effect === "reflect" ? REFLECT : move.effect === "light-screen" ? LIGHT_SCREEN : -1,
    mirror,
  };
  if (mode === "heal") {
    const late = { ...course, healAt: Math.min(HEAL_BELOW * maxHp, threat) };
    return move.effect === "protect" ? [course, late, { ...course, stalls: true }] : [course, late];
  }
  if (mode !== "attack") return [course];
  if (opening.perTurn > 0)
    return attack === opening ? [course] : [course, { ...course, attack: opening.slot }];
  if (CHANCE_ATTACKS.has(move.effect)) return [course, { ...course, openings: ALWAYS }];
  const bind = BINDS[move.effect];
  if (bind !== undefined) return [course, { ...course, again: 1 << bind }];
  const changesStages = move.isStatus && (effects.stages > 0 || move.selfStages.some((stage) => stage > 0));
  return changesStages ? [course, { ...course, openings: REPEATS }] : [course];
}

/** The effect that a status move leaves on the foe, as a mask; 0 for none. */
function lastingOf({ leechSeed, confusion }: Option["effects"]): number {
  return leechSeed > 0 ? 1 << LEECH_SEED : confusion > 0 ? 1 << CONFUSION : 0;
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
    substitute: find("substitute"),
    guard: protect >= 0 ? protect : find("substitute"),
    half: options.findIndex(({ move, perTurn }) => move.damage === "half" && perTurn > 0),
    lull: options.findIndex(
      ({ move, success }) => success > 0 && move.isStatus && move.effect !== "transform" && move.heal < 1,
    ),
  };
}
