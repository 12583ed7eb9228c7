// What a side's moves come to in a battle: its attacks as numbers, and the slots of moves with a use of their own.

import {
  BURN,
  HP,
  LIGHT_SCREEN,
  REFLECT,
  SCREENS,
  SIDE_A,
  SIDE_B,
  SLEEP,
  STAGES,
  STATUS,
} from "@predictiondex/battle/engine";
import type { Option } from "./plan.ts";

/** What a side's moves come to in a battle; slots are −1 without such a move. */
export interface Repertoire {
  /** `WORDS` numbers an attack. */
  readonly attacks: Float64Array;
  /** Where in `attacks` that of slot n − 1 lies; −1 for none. */
  readonly placeOf: Int32Array;
  /** The fewest turns that any of them may take. */
  readonly quickest: number;
  readonly protect: number;
  readonly guard: number;
  readonly substitute: number;
  readonly half: number;
  /** An attack that hides its user first. */
  readonly hiding: number;
  /** A move that raises own stages. */
  readonly boost: number;
  /** A move that takes no HP, for turns in which an attack would come back. */
  readonly lull: number;
}

/** Another attack is taken where it needs less than this part of the turns of the plan's. */
const SOONER = 0.5;
/** Turns that a stage of priority is worth, and that acting early is where it ends the battle. */
const PRIORITY_WORTH = 0.02;
const EARLY_WORTH = 0.9;
/** Super Fang first, where the best attack needs more turns. */
const HALVE_FIRST = 3;

/** Words of an attack in a repertoire. */
const WORDS = 8;
const SLOT = 0;
/** Mean and least HP that a use takes without stages. */
const MEAN = 1;
const LEAST = 2;
/** Turns of a use over its chance to hit. */
const TURNS = 3;
const PRIORITY = 4;
/** 0 physical, 2 special, −1 where no stage counts. */
const STAT = 5;
/** 1 where it works on a sleeping foe alone. */
const NEEDS_SLEEP = 6;
/** On which of its two turns it hits; 0 where it takes one. */
const HITS_ON = 7;

/** Reads the moves of the side at `side`; `first` is the state that battles start from. */
export function repertoireOf(options: readonly Option[], first: Int32Array, side: number): Repertoire {
  const foe = side === SIDE_A ? SIDE_B : SIDE_A;
  const attacks: number[] = [];
  for (const { move, slot, strike: awake, asleepStrike, perTurn } of options) {
    const strike = asleepStrike ?? awake;
    if (perTurn === 0 && (asleepStrike === undefined || strike.mean === 0)) continue;
    if (move.selfDestructs || move.damage === "half") continue;
    const stat = move.damage !== "formula" ? -1 : move.isPhysical ? 0 : 2;
    const now = factorOf(first, side, foe, stat);
    const turns = (move.hitsOn > 0 ? 2 : 1) / strike.accuracy;
    const [mean, least] = [strike.mean * strike.hits, strike.min * Math.min(2, strike.hits)];
    const needsSleep = move.needsSleep ? 1 : 0;
    attacks.push(slot, mean / now, least / now, turns, move.priority, stat, needsSleep, move.hitsOn);
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
    hiding: options.findIndex(({ move, perTurn }) => move.isHidden && perTurn > 0),
    boost: options.findIndex(
      ({ move, success }) => success > 0 && move.isStatus && move.selfStages.some((stage) => stage > 0),
    ),
    lull: options.findIndex(
      ({ move, success }) => success > 0 && move.isStatus && move.effect !== "transform" && move.heal < 1,
    ),
  };
}

/** The slot of the plan's attack (−1: it has none), or of one that is expected to finish much sooner from here; −1 without any. */
export function bestAttack(
  state: Int32Array,
  side: number,
  foe: number,
  legal: number,
  repertoire: Repertoire,
  attack: number,
): number {
  const { attacks, quickest, half } = repertoire;
  const hp = state[foe + HP]!;
  const sleeps = state[foe + STATUS] === SLEEP;
  let best = -1;
  let fewest = Number.POSITIVE_INFINITY;
  const own = repertoire.placeOf[attack + 1]!;
  if (own >= 0 && (legal & (1 << attack)) !== 0 && (sleeps || attacks[own + NEEDS_SLEEP] === 0)) {
    best = attack;
    fewest = SOONER * turnsFrom(attacks, own, hp, factorOf(state, side, foe, attacks[own + STAT]!));
    if (fewest <= quickest) return best;
  }
  // Asked for where an attack needs them; 0 until then.
  let physical = 0;
  let special = 0;
  for (let at = 0; at < attacks.length; at += WORDS) {
    const slot = attacks[at + SLOT]!;
    if (at === own || (legal & (1 << slot)) === 0 || (!sleeps && attacks[at + NEEDS_SLEEP] === 1)) continue;
    const stat = attacks[at + STAT]!;
    if (stat === 0 && physical === 0) physical = factorOf(state, side, foe, 0);
    else if (stat > 0 && special === 0) special = factorOf(state, side, foe, 2);
    const turns = turnsFrom(attacks, at, hp, stat < 0 ? 1 : stat === 0 ? physical : special);
    if (turns < fewest) {
      fewest = turns;
      best = slot;
    }
  }
  return half >= 0 && fewest > HALVE_FIRST && (legal & (1 << half)) !== 0 ? half : best;
}

/** Whether the attack of `slot` needs a turn before it hits. */
export function charges({ attacks, placeOf }: Repertoire, slot: number): boolean {
  const at = placeOf[slot + 1]!;
  return at >= 0 && attacks[at + HITS_ON] === 2;
}

/** Expected turns to take `hp` HP with the attack at `at`. */
function turnsFrom(attacks: Float64Array, at: number, hp: number, factor: number): number {
  const once = attacks[at + TURNS]! - PRIORITY_WORTH * attacks[at + PRIORITY]!;
  if (hp <= attacks[at + LEAST]! * factor) {
    // The turn of rest after it is no longer needed.
    if (attacks[at + HITS_ON] === 1) return 0.5 * once;
    return attacks[at + PRIORITY]! > 0 ? once - EARLY_WORTH : once;
  }
  const uses = hp / (attacks[at + MEAN]! * factor);
  return once * Math.max(1.1, 0.75 * Math.ceil(uses - 0.15) + 0.25 * uses);
}

/** The least HP that a use of an attack takes; 0 where there is no such attack. */
export function leastOf({ attacks }: Repertoire, slot: number): number {
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
