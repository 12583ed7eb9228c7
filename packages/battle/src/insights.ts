import type { Form, Move, Nature } from "@predictiondex/core";
import type { Evaluation, MoveValue } from "./evaluate.ts";
import { knockOutOutlook, type Target } from "./knock-out.ts";
import type { PokemonSet } from "./pokemon-set.ts";

/** The chance that one, two and three uses of a move knock out. */
export interface KnockOutOutlook {
  readonly move: Move;
  /** The form it Mega Evolves into before it. */
  readonly mega: Form | undefined;
  readonly chances: readonly [number, number, number];
}

/** What can decide a match-up. */
export type Decider = "type" | "priority" | "speed" | "status" | "critical" | "power";

/** What a player can learn from an evaluation besides its numbers. */
export interface Insights {
  /** Who acts first with the recommended moves, why, and by what Speeds. */
  readonly first: Evaluation["first"];
  /** A's attacks in the order of the evaluation. */
  readonly attacks: readonly KnockOutOutlook[];
  /** B's attacks likewise. */
  readonly replies: readonly KnockOutOutlook[];
  /** What makes the best move of the side that is likelier to win so good, and which side that is. */
  readonly decider: Decider;
  readonly favours: "a" | "b";
  /** The best of the other moves. */
  readonly instead: { readonly move: Move; readonly p: number } | undefined;
  /** The recommended move against the answer that hurts most. */
  readonly worst: { readonly p: number; readonly answer: Move };
}

/** A small change of one side's with which it would win more often than not, with its chance then. */
export type TurningPoint =
  | { readonly kind: "level"; readonly level: number; readonly p: number }
  | { readonly kind: "nature"; readonly nature: Nature; readonly p: number }
  | {
      readonly kind: "av";
      readonly stat: "attack" | "specialAttack" | "speed";
      readonly av: number;
      readonly p: number;
    };

/** What may be changed: all of it, or what normal rules leave (level 50, no awakening values). */
export interface TurningPointOptions {
  readonly levels?: boolean;
  readonly avs?: boolean;
}

const MOST_LEVEL = 100;
const AV_STEP = 40;
const MOST_AV = 200;
/** A critical hit that alone makes the knock-out this much likelier decides. */
const CRITICAL_GAIN = 0.15;

/** Reads off an evaluation what a player can learn from it. */
export function findInsights(evaluation: Evaluation): Insights {
  const { moves, opponent, first } = evaluation;
  const best = moves[0]!;
  const favours = evaluation.p < 0.5 ? "b" : "a";
  const outlooks = (values: readonly MoveValue[], target: Target): readonly KnockOutOutlook[] =>
    values.flatMap(({ move, mega, damage }) =>
      damage === undefined ? [] : [{ move, mega, chances: knockOutOutlook(damage, target, 0).three }],
    );
  const instead = moves
    .slice(1)
    .filter(({ move }) => move !== best.move)
    .reduce<MoveValue | undefined>(
      (top, value) => (top === undefined || value.p > top.p ? value : top),
      undefined,
    );
  return {
    first,
    attacks: outlooks(moves, targetOf(evaluation, "b")),
    replies: outlooks(opponent, targetOf(evaluation, "a")),
    decider: deciderOf(evaluation, favours),
    favours,
    instead: instead && { move: instead.move, p: instead.p },
    worst: { p: best.worst, answer: best.worstAnswer ?? opponent[0]!.move },
  };
}

/** A side of an evaluation as the other side's attacks find it. */
export function targetOf(evaluation: Evaluation, side: "a" | "b"): Target {
  const maxHp = evaluation[side].stats.hp;
  const condition = evaluation.conditions[side];
  return { hp: condition?.hp ?? maxHp, maxHp, condition };
}

/**
 * The smallest changes of a side's that would win more often than not: a level, a nature, awakening values. `worth` gives
 * its chance to win with a changed set; it is asked up to about twenty times.
 */
export function findTurningPoints(
  set: PokemonSet,
  natures: readonly Nature[],
  worth: (changed: PokemonSet) => number,
  { levels = true, avs = true }: TurningPointOptions = {},
): readonly TurningPoint[] {
  const points: TurningPoint[] = [];
  if (levels && set.level < MOST_LEVEL && worth({ ...set, level: MOST_LEVEL }) >= 0.5) {
    let loses = set.level;
    let wins = MOST_LEVEL;
    while (wins - loses > 1) {
      const level = (loses + wins) >> 1;
      if (worth({ ...set, level }) >= 0.5) wins = level;
      else loses = level;
    }
    points.push({ kind: "level", level: wins, p: worth({ ...set, level: wins }) });
  }
  for (const stat of ["speed", "attack", "specialAttack"] as const) {
    const nature = natures.find(({ increased, decreased }) => increased === stat && decreased !== stat);
    if (nature === undefined || set.nature?.increased === stat) continue;
    const p = worth({ ...set, nature });
    if (p >= 0.5) points.push({ kind: "nature", nature, p });
  }
  if (!avs) return points;
  for (const stat of ["attack", "specialAttack", "speed"] as const) {
    const steps = [1, 2, 3, 4, 5].map((n) => set.avs[stat] + n * AV_STEP).filter((av) => av <= MOST_AV);
    const worthOf = (av: number): number => worth({ ...set, avs: { ...set.avs, [stat]: av } });
    // What the most does not turn, less does not either.
    if (steps.length === 0 || worthOf(steps.at(-1)!) < 0.5) continue;
    const av = steps.find((step) => worthOf(step) >= 0.5) ?? steps.at(-1)!;
    points.push({ kind: "av", stat, av, p: worthOf(av) });
  }
  return points;
}

function deciderOf(evaluation: Evaluation, side: "a" | "b"): Decider {
  const { first, moves, opponent } = evaluation;
  const { damage } = (side === "a" ? moves : opponent)[0]!;
  if (damage === undefined) return "status";
  if (damage.typeMultiplier > 1) return "type";
  if (damage.criticalChance > 1 / 24) {
    const target = targetOf(evaluation, side === "a" ? "b" : "a");
    const [, withCriticals] = knockOutOutlook(damage, target, 0).three;
    const [, without] = knockOutOutlook({ ...damage, criticalChance: 0 }, target, 0).three;
    if (withCriticals - without > CRITICAL_GAIN) return "critical";
  }
  if (first.side === side) return first.reason;
  return "power";
}
