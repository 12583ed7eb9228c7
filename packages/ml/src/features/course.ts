// Courses: every way to follow a plan in a battle.

import {
  CONFUSION,
  DISABLE,
  ENCORE,
  LEECH_SEED,
  LIGHT_SCREEN,
  MAX_HP,
  REFLECT,
  TAUNT,
} from "@predictiondex/battle/engine";
import type { Option, Plan } from "./plan.ts";
import { type Repertoire, repertoireOf } from "./repertoire.ts";

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
  /** Whether the opening is used in half of the turns after these as well, by chance. */
  readonly mixes: boolean;
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
  /** Whether its opening poisons again whenever the foe has cured itself. */
  readonly poisonsAgain: boolean;
  readonly hides: boolean;
  /** Whether its opening is used again where its status did not take. */
  readonly inflicts: boolean;
  /** Effects of the foe, as a mask: the opening is used again where none of them lasts; 0 for none. */
  readonly again: number;
  /** The screen that the opening puts up again; −1 for none. */
  readonly screen: number;
  /** A second status move that is kept up beside the opening. */
  readonly upkeep: Upkeep | undefined;
  /** What attacks come to once either side has transformed; undefined where neither can. */
  readonly mirror: Repertoire | undefined;
}

/** A status move that is used wherever what it brings does not hold. */
export interface Upkeep {
  readonly slot: number;
  readonly inflicts: boolean;
  /** As in a course. */
  readonly again: number;
  readonly screen: number;
  readonly hides: boolean;
  /** The stage that it changes, in the engine's order; −1 for none. */
  readonly stage: number;
  /** Whether that is the foe's, and falls. */
  readonly isFoes: boolean;
}

/** Turns in a row in which a course repeats a change of stages. */
const REPEATS = 4;
/** Turns of a course that knows nothing but its opening. */
const ALWAYS = 1000;
/** Openings that stand for an attack, and those that bind the foe for some turns. */
const CHANCE_ATTACKS: ReadonlySet<string> = new Set(["metronome", "mirror-move", "bide"]);
const BINDS: Readonly<Record<string, number>> = { taunt: TAUNT, disable: DISABLE, encore: ENCORE };
/** A side heals before the foe's best attack could knock it out, but not while it has nearly all HP. */
const HEAL_BELOW = 0.95;
/** Heals at this part of all HP: by half, by all (Rest), or behind a guard. */
const HEAL_AT = 0.6;
const REST_AT = 0.5;

/** By plan, every way to follow it. `first` is the state that battles start from, `place` the side's block in it. */
export function coursesOf(
  side: PlanningSide,
  foe: PlanningSide,
  first: Int32Array,
  place: number,
): readonly (readonly Course[])[] {
  const shape = side.transformed ?? foe.transformed;
  const shared: Shared = {
    repertoire: repertoireOf(side.options, first, place),
    mirror: shape && repertoireOf(shape, first, place),
    threat: strongestUse(foe),
    maxHp: first[place + MAX_HP]!,
    foeRests: foe.options.some(({ move }) => move.effect === "rest"),
  };
  const upkeeps = side.options.map(upkeepOf);
  return side.plans.map((plan) => {
    const ways = waysOf(plan, side, shared);
    const { opening } = plan;
    if (!opening.move.isStatus || opening.success === 0) return ways;
    const both = upkeeps.flatMap((upkeep) =>
      upkeep === undefined || upkeep.slot === opening.slot ? [] : [{ ...ways[0]!, upkeep }],
    );
    return [...ways, ...both];
  });
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
  readonly foeRests: boolean;
}

function waysOf(
  { opening, attack, mode, healing }: Plan,
  { options }: PlanningSide,
  { repertoire, mirror, threat, maxHp, foeRests }: Shared,
): readonly Course[] {
  const { effects, move } = opening;
  const heals = healing !== undefined && (mode === "heal" || mode === "stall");
  const course: Course = {
    repertoire,
    opening: opening.slot,
    openings: mode === "twice" ? 2 : 1,
    mixes: false,
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
    poisonsAgain: foeRests && effects.badPoison + effects.poison > 0,
    hides: move.effect === "substitute",
    inflicts: move.isStatus && statusOf(effects) > 0,
    again: move.isStatus ? lastingOf(effects) : 0,
    screen: screenOf(opening),
    upkeep: undefined,
    mirror,
  };
  if (mode === "heal") {
    const late = { ...course, healAt: Math.min(HEAL_BELOW * maxHp, threat) };
    return move.effect === "protect" ? [course, late, { ...course, stalls: true }] : [course, late];
  }
  if (mode !== "attack") return [course];
  if (move.damage === "return") return [course, { ...course, mixes: true }, { ...course, openings: ALWAYS }];
  if (opening.perTurn > 0)
    return attack === opening ? [course] : [course, { ...course, attack: opening.slot }];
  if (CHANCE_ATTACKS.has(move.effect)) return [course, { ...course, openings: ALWAYS }];
  const bind = BINDS[move.effect];
  if (bind !== undefined) return [course, { ...course, again: 1 << bind }];
  const changesStages = move.isStatus && (effects.stages > 0 || move.selfStages.some((stage) => stage > 0));
  return changesStages ? [course, { ...course, openings: REPEATS }] : [course];
}

/** What of an option can be kept up; undefined where nothing lasts. */
function upkeepOf(option: Option): Upkeep | undefined {
  const { slot, move, effects, success } = option;
  if (!move.isStatus || success === 0) return undefined;
  const bind = BINDS[move.effect];
  const own = move.selfStages.findIndex((stage) => stage > 0);
  const foes = effects.stages > 0 ? move.foeStages.findIndex((stage) => stage < 0) : -1;
  const upkeep = {
    slot,
    inflicts: statusOf(effects) > 0,
    again: lastingOf(effects) | (bind === undefined ? 0 : 1 << bind),
    screen: screenOf(option),
    hides: move.effect === "substitute",
    stage: own >= 0 ? own : foes,
    isFoes: own < 0,
  };
  const lasts =
    upkeep.inflicts || upkeep.again !== 0 || upkeep.screen >= 0 || upkeep.hides || upkeep.stage >= 0;
  return lasts ? upkeep : undefined;
}

function statusOf({ sleep, paralysis, burn, poison, badPoison }: Option["effects"]): number {
  return sleep + paralysis + burn + poison + badPoison;
}

function screenOf({ move }: Option): number {
  return move.effect === "reflect" ? REFLECT : move.effect === "light-screen" ? LIGHT_SCREEN : -1;
}

/** The effect that a status move leaves on the foe, as a mask; 0 for none. */
function lastingOf({ leechSeed, confusion }: Option["effects"]): number {
  return leechSeed > 0 ? 1 << LEECH_SEED : confusion > 0 ? 1 << CONFUSION : 0;
}
