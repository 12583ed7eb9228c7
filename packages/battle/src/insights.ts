import type { Move, Nature, Text } from "@predictiondex/core";
import { type AttackDamage, damageDistribution } from "./damage.ts";
import type { Evaluation, MoveValue } from "./evaluate.ts";
import type { PokemonSet } from "./pokemon-set.ts";

/** The chance that one, two and three uses of a move knock out a foe at full HP. */
export interface KnockOutOutlook {
  readonly move: Move;
  readonly chances: readonly [number, number, number];
}

/** What a player can learn from an evaluation besides its numbers. */
export interface Insights {
  /** Who acts first with the recommended moves, why, and by what Speeds. */
  readonly first: Evaluation["first"] & { readonly speedA: number; readonly speedB: number };
  /** A's attacks in the order of the evaluation. */
  readonly attacks: readonly KnockOutOutlook[];
  /** B's attacks likewise. */
  readonly replies: readonly KnockOutOutlook[];
  /** What makes the recommended move the best. */
  readonly decider: "type" | "priority" | "speed" | "status" | "power";
  /** The best of the other moves. */
  readonly instead: { readonly move: Move; readonly p: number } | undefined;
  /** The recommended move against the answer that hurts most. */
  readonly worst: number;
}

/** A small change of A's that would win more often than not. */
export type TurningPoint =
  | { readonly kind: "level"; readonly level: number; readonly p: number }
  | { readonly kind: "nature"; readonly nature: Nature; readonly p: number }
  | {
      readonly kind: "av";
      readonly stat: "attack" | "specialAttack" | "speed";
      readonly av: number;
      readonly p: number;
    };

const MOST_LEVEL = 100;
const AV_STEP = 40;
const MOST_AV = 200;

/** Reads off an evaluation what a player can learn from it. */
export function findInsights({ a, b, moves, opponent, first }: Evaluation): Insights {
  const best = moves[0]!;
  const outlooks = (values: readonly MoveValue[], hp: number): readonly KnockOutOutlook[] =>
    values.flatMap(({ move, damage }) =>
      damage === undefined ? [] : [{ move, chances: knockOutChances(damage, hp) }],
    );
  const instead = moves
    .slice(1)
    .reduce<MoveValue | undefined>(
      (top, value) => (top === undefined || value.p > top.p ? value : top),
      undefined,
    );
  return {
    first: { ...first, speedA: a.stats.speed, speedB: b.stats.speed },
    attacks: outlooks(moves, b.stats.hp),
    replies: outlooks(opponent, a.stats.hp),
    decider: deciderOf(best, first),
    instead: instead && { move: instead.move, p: instead.p },
    worst: best.worst,
  };
}

/** The chance that one, two and three uses knock out a target with `hp` HP, misses and critical hits counted. */
export function knockOutChances(damage: AttackDamage, hp: number): readonly [number, number, number] {
  const { values, probabilities } = damageDistribution(damage);
  let left = new Map([[hp, 1]]);
  const chances = [0, 0, 0].map(() => {
    const next = new Map<number, number>();
    for (const [before, mass] of left) {
      for (let k = 0; k < values.length; k++) {
        const taken = damage.rule.halvesHp && values[k]! > 0 ? Math.max(1, before >> 1) : values[k]!;
        if (taken < before)
          next.set(before - taken, (next.get(before - taken) ?? 0) + mass * probabilities[k]!);
      }
    }
    left = next;
    let standing = 0;
    for (const mass of left.values()) standing += mass;
    return Math.min(1, Math.max(0, 1 - standing));
  });
  return [chances[0]!, chances[1]!, chances[2]!];
}

/**
 * The smallest changes of A's that would win more often than not: a level, a nature, awakening values. `worth` gives the
 * chance to win with a changed set; it is asked about a dozen times.
 */
export function findTurningPoints(
  a: PokemonSet,
  natures: readonly Nature[],
  worth: (changed: PokemonSet) => number,
): readonly TurningPoint[] {
  const points: TurningPoint[] = [];
  if (worth({ ...a, level: MOST_LEVEL }) >= 0.5) {
    let loses = a.level;
    let wins = MOST_LEVEL;
    while (wins - loses > 1) {
      const level = (loses + wins) >> 1;
      if (worth({ ...a, level }) >= 0.5) wins = level;
      else loses = level;
    }
    points.push({ kind: "level", level: wins, p: worth({ ...a, level: wins }) });
  }
  for (const stat of ["speed", "attack", "specialAttack"] as const) {
    const nature = natures.find(({ increased, decreased }) => increased === stat && decreased !== stat);
    if (nature === undefined || a.nature?.increased === stat) continue;
    const p = worth({ ...a, nature });
    if (p >= 0.5) points.push({ kind: "nature", nature, p });
  }
  for (const stat of ["attack", "specialAttack", "speed"] as const) {
    for (let av = a.avs[stat] + AV_STEP; av <= MOST_AV; av += 2 * AV_STEP) {
      const p = worth({ ...a, avs: { ...a.avs, [stat]: av } });
      if (p < 0.5) continue;
      points.push({ kind: "av", stat, av, p });
      break;
    }
  }
  return points;
}

/** The insights as sentences, each of one idea. */
export function tellInsights(
  { first, attacks, instead, worst }: Insights,
  evaluation: Evaluation,
): readonly Text[] {
  const me = evaluation.a.set.form.names;
  const foe = evaluation.b.set.form.names;
  const best = evaluation.moves[0]!;
  const told: Text[] = [];
  const faster = { a: me, b: foe, tie: undefined }[first.side];
  if (first.reason === "priority" && faster !== undefined) {
    told.push({
      en: `${faster.en} acts first, because its move goes before others.`,
      fr: `${faster.fr} agit en premier : sa capacité passe avant les autres.`,
    });
  } else {
    told.push(
      faster === undefined
        ? {
            en: `Both have ${first.speedA} Speed: who acts first is a coin toss.`,
            fr: `Les deux ont ${first.speedA} en Vitesse : le premier à agir est tiré au sort.`,
          }
        : {
            en: `${faster.en} acts first: ${Math.max(first.speedA, first.speedB)} Speed against ${Math.min(first.speedA, first.speedB)}.`,
            fr: `${faster.fr} agit en premier : ${Math.max(first.speedA, first.speedB)} en Vitesse contre ${Math.min(first.speedA, first.speedB)}.`,
          },
    );
  }
  const outlook = attacks.find(({ move }) => move === best.move);
  if (outlook !== undefined) {
    const [one, two, three] = outlook.chances;
    told.push({
      en: `${best.move.names.en} knocks out in one hit ${oftenIn100(one)}, in two ${oftenIn100(two)}, in three ${oftenIn100(three)}.`,
      fr: `${best.move.names.fr} met K.O. en un coup ${foisSur100(one)}, en deux ${foisSur100(two)}, en trois ${foisSur100(three)}.`,
    });
  }
  if (instead !== undefined) {
    told.push({
      en: `With ${instead.move.names.en} you would win ${oftenIn100(instead.p)}.`,
      fr: `Avec ${instead.move.names.fr}, tu gagnerais ${foisSur100(instead.p)}.`,
    });
  }
  if (worst < best.p - 0.02) {
    told.push({
      en: `If ${foe.en} guesses your move, you still win ${oftenIn100(worst)}.`,
      fr: `Si ${foe.fr} devine ta capacité, tu gagnes encore ${foisSur100(worst)}.`,
    });
  }
  return told;
}

function deciderOf(best: MoveValue, first: Evaluation["first"]): Insights["decider"] {
  if (best.damage === undefined) return "status";
  if (best.damage.typeMultiplier > 1) return "type";
  if (first.side === "a") return first.reason === "priority" ? "priority" : "speed";
  return "power";
}

/** In words, without a claim of certainty where only rounding would make one. */
function oftenIn100(chance: number): string {
  if (chance > 0 && chance < 0.01) return "less than once in 100";
  if (chance < 1 && chance > 0.99) return "more than 99 times in 100";
  return `${Math.round(chance * 100)} times in 100`;
}

function foisSur100(chance: number): string {
  if (chance > 0 && chance < 0.01) return "moins d'une fois sur 100";
  if (chance < 1 && chance > 0.99) return "plus de 99 fois sur 100";
  return `${Math.round(chance * 100)} fois sur 100`;
}
