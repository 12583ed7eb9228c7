// A plan: open with a move, then go on with the attack that then serves best. What the opening brings is followed in
// expectation: stages, statuses, confusion, flinching, screens, healing, residual damage.

import type { TypeChart } from "@predictiondex/battle";
import { canHaveStatus, type Fighter, multiplierOn, staged } from "./fighter.ts";
import { type MoveTraits, STATUS_INDEX } from "./move-traits.ts";
import { accuracyOf, NO_CHANGE, type Strike, type StrikeChange, strikeOf } from "./strike.ts";

/** What a use of a move does to the target beyond damage, as chances in one use. */
export interface Effects {
  readonly sleep: number;
  readonly paralysis: number;
  readonly burn: number;
  readonly freeze: number;
  readonly poison: number;
  readonly badPoison: number;
  readonly confusion: number;
  readonly flinch: number;
  readonly leechSeed: number;
  readonly trap: number;
  /** Chance that the stages of the target change, by `foeStages`. */
  readonly stages: number;
}

/** A move of one side against the other. */
export interface Option {
  readonly move: MoveTraits;
  readonly slot: number;
  readonly strike: Strike;
  /** The strike on a target that sleeps, of a move that needs it to. */
  readonly asleepStrike: Strike | undefined;
  readonly effects: Effects;
  /** Chance that a use has its effect (accuracy and immunities). */
  readonly success: number;
  /** Mean HP taken in a turn, charging turns counted. */
  readonly perTurn: number;
  /** Expected turns to take all of the target's HP. */
  readonly turns: number;
  readonly multiplier: number;
  /** Whether as an opening it changes nothing for the foe's attacks, now or later. */
  readonly isQuiet: boolean;
}

const NO_STAGES = [0, 0, 0, 0, 0, 0, 0];
/** Stands for "the foe does nothing". */
const NO_OPTION = {
  move: { selfStages: NO_STAGES, foeStages: NO_STAGES, effect: "none", self: "none" },
  effects: { stages: 0 },
} as unknown as Option;

/** Turns that stand for "never". */
export const NEVER = 40;

/** All moves of `user` against `target`, at the stages that stand now. */
export function makeOptions(user: Fighter, target: Fighter, chart: TypeChart): Option[] {
  const options = user.moves.map((move, slot) => makeOption(user, target, move, slot, chart));
  return options;
}

function makeOption(
  user: Fighter,
  target: Fighter,
  move: MoveTraits,
  slot: number,
  chart: TypeChart,
): Option {
  const usable = user.pp[slot]! > 0 && !(move.isFirstTurnOnly && user.hasActed);
  const strike = strikeOf(user, target, move, chart);
  const multiplier = multiplierOn(chart, move.type, target);
  const success = usable ? successOf(user, target, move, multiplier) : 0;
  const lasts = usable && !move.selfDestructs && !move.isFirstTurnOnly;
  const effects = effectsOf(target, move, success);
  const perTurn = lasts ? (strike.mean * strike.hits * strike.accuracy) / (move.hitsOn > 0 ? 2 : 1) : 0;
  return {
    move,
    slot,
    strike,
    asleepStrike:
      move.needsSleep && usable ? strikeOf(user, target, move, chart, NO_CHANGE, true) : undefined,
    effects,
    success,
    perTurn,
    turns: expectedTurns(strike, move, target.hp, perTurn),
    multiplier,
    isQuiet: isQuiet(move, effects),
  };
}

const DISTURBING: ReadonlySet<string> = new Set(["protect", "taunt", "reflect", "light-screen"]);

function isQuiet({ effect, self, selfStages }: MoveTraits, effects: Effects): boolean {
  if (DISTURBING.has(effect) || DISTURBING.has(self)) return false;
  for (let n = 0; n < selfStages.length; n++) if (selfStages[n] !== 0) return false;
  const { sleep, paralysis, burn, freeze, poison, badPoison, confusion, flinch, leechSeed, trap, stages } =
    effects;
  const all = sleep + paralysis + burn + freeze + poison + badPoison + confusion + flinch;
  return all + leechSeed + trap + stages === 0;
}

/** Expected turns to take `hp` HP with an attack used again and again. */
export function expectedTurns(strike: Strike, move: MoveTraits, hp: number, perTurn: number): number {
  if (perTurn <= 0 || move.damage === "half") return NEVER;
  const uses = hp / (strike.mean * strike.hits);
  // Between the whole number of hits and the even flow of damage.
  const whole = 0.75 * Math.ceil(uses - 0.15) + 0.25 * uses;
  const turns =
    (Math.max(1, whole) / strike.accuracy) * (move.hitsOn > 0 ? 2 : 1) - (move.hitsOn === 1 ? 1 : 0);
  return Math.min(NEVER, turns);
}

function successOf(user: Fighter, target: Fighter, move: MoveTraits, multiplier: number): number {
  if (!move.targetsFoe) return move.effect === "force-out" ? 0 : 1;
  const isGrass = target.types.includes("grass");
  if ((move.isPowder || move.notOnGrass) && isGrass) return 0;
  if (multiplier === 0 && (move.checksImmunity || !move.isStatus)) return 0;
  if (move.needsSleep && target.status !== STATUS_INDEX.sleep) return 0;
  if (move.effect === "force-out") return 0;
  const isSureToxic = move.move.slug === "toxic" && user.types.includes("poison");
  return isSureToxic ? 1 : accuracyOf(user, target, move, 0);
}

function effectsOf(target: Fighter, move: MoveTraits, success: number): Effects {
  const status = (name: keyof typeof STATUS_INDEX, tri: number): number => {
    const index = STATUS_INDEX[name];
    const given = move.status === index ? move.statusChance : move.isTriAttack ? tri : 0;
    return given > 0 && canHaveStatus(target, index) ? given * success : 0;
  };
  const yawn = move.effect === "yawn" && target.status === 0 ? success : 0;
  return {
    sleep: status("sleep", 0) + yawn,
    paralysis: status("paralysis", 0.2 / 3),
    burn: status("burn", 0.2 / 3),
    freeze: status("freeze", 0.2 / 3),
    poison: status("poison", 0),
    badPoison: status("bad-poison", 0),
    confusion: target.isConfused ? 0 : move.confuse * success,
    flinch: move.flinch * success,
    leechSeed: move.effect === "leech-seed" || move.effect === "sappy-seed" ? success : 0,
    trap: move.effect === "trap" ? success : 0,
    stages: move.foeStagesChance * success,
  };
}

/** How a plan goes on after its opening. */
export type PlanMode =
  /** With the attack alone. */
  | "attack"
  /** The opening once more, then the attack. */
  | "twice"
  /** With the attack and, as often as needed, the side's healing move. */
  | "heal"
  /** With the attack and Protect in turns, while residual damage works. */
  | "stall"
  /** With the attack, and the opening's sleep again whenever the foe wakes. */
  | "sleep-again";

/** What a side means to do. */
export interface Plan {
  readonly opening: Option;
  /** The attack it goes on with; undefined where none is left. */
  readonly attack: Option | undefined;
  readonly mode: PlanMode;
  /** The move that heals in mode "heal". */
  readonly healing: MoveTraits | undefined;
}

/** The changes that both openings make to a strike of the first side later on. */
export function changeBetween(ownPlan: Plan, foePlan: Plan | undefined): StrikeChange {
  const own = ownPlan.opening;
  const foe = foePlan?.opening ?? NO_OPTION;
  const mine = own.move;
  const theirs = foe.move;
  const mineTimes = ownPlan.mode === "twice" ? 2 : 1;
  const theirTimes = foePlan?.mode === "twice" ? 2 : 1;
  const certain = own.effects.stages >= 0.5 ? 1 : 0;
  const suffers = foe.effects.stages >= 0.5 ? 1 : 0;
  const reflect = theirs.effect === "reflect" || theirs.self === "reflect";
  const lightScreen = theirs.effect === "light-screen" || theirs.self === "light-screen";
  const attack = mineTimes * mine.selfStages[0]! + suffers * theirs.foeStages[0]!;
  const specialAttack = mineTimes * mine.selfStages[2]! + suffers * theirs.foeStages[2]!;
  const defense = certain * mine.foeStages[1]! + theirTimes * theirs.selfStages[1]!;
  const specialDefense = certain * mine.foeStages[3]! + theirTimes * theirs.selfStages[3]!;
  const accuracy = suffers * theirs.foeStages[5]! - theirTimes * theirs.selfStages[6]!;
  const isAny =
    attack !== 0 || specialAttack !== 0 || defense !== 0 || specialDefense !== 0 || accuracy !== 0;
  if (!isAny && !reflect && !lightScreen) return NO_CHANGE;
  const [physical, special] = [reflect ? 0.5 : 1, lightScreen ? 0.5 : 1];
  return { attack, specialAttack, defense, specialDefense, accuracy, physical, special };
}

/** The Speed that counts once both openings have been used. */
export function speedAfter(user: Fighter, { opening: own }: Plan, { opening: foe }: Plan): number {
  const stage = own.move.selfStages[4]! + (foe.effects.stages >= 0.5 ? foe.move.foeStages[4]! : 0);
  const paralysed = user.status === STATUS_INDEX.paralysis || foe.effects.paralysis >= 0.5;
  const speed = staged(user.stats[4]!, user.stages[4]! + stage);
  return paralysed ? Math.floor(speed / 2) : speed;
}
