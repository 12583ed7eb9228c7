import type { Nature, Stat } from "@predictiondex/core";
import type { Evaluation, MoveValue } from "./evaluate.ts";
import type { PlausibleSet } from "./plausible-sets.ts";
import { everyStat, type PokemonSet } from "./pokemon-set.ts";

/** A plausible set with what it does to A. */
export interface WeighedSet extends PlausibleSet {
  readonly evaluation: Evaluation;
}

/** A match-up whose opponent is not known. */
export interface UnknownEvaluation {
  /** Means by weight where the opponent is plausible; those of the worst set where the worst is asked for. */
  readonly evaluation: Evaluation;
  /** The likeliest first. */
  readonly sets: readonly WeighedSet[];
  /** Standard deviation of the sets' values, by weight. */
  readonly spread: number;
  readonly worst: number;
}

/** What is asked of an unknown opponent. */
export interface UnknownOpponent {
  readonly kind: "plausible" | "worst";
  readonly sets: readonly PlausibleSet[];
  /** What else is not known of it, folded into `low` and `high`. */
  readonly unknown: { readonly nature: boolean; readonly ivs: boolean };
  readonly natures: readonly Nature[];
}

const WEAKEST_IVS = everyStat(0);
const STRONGEST_IVS = everyStat(31);
/** The mean of individual values, which stands where they are unknown. */
const MEAN_IVS = everyStat(16);

/** How many evaluations `evaluateUnknown` asks for, so that a budget can be shared out. */
export function evaluationsOf({ sets, unknown }: UnknownOpponent): number {
  return sets.length + (unknown.nature || unknown.ivs ? 4 : 0);
}

/**
 * A match-up against an opponent of which little is known. `evaluate` values A against one set of B's; `b` has what is
 * known. Its unknown individual values count as 16 and its nature as neutral; the strongest and the weakest of them widen
 * the range.
 */
export function evaluateUnknown(
  b: PokemonSet,
  opponent: UnknownOpponent,
  evaluate: (b: PokemonSet) => Evaluation,
): UnknownEvaluation {
  const { kind, unknown } = opponent;
  const centre = unknown.ivs ? { ...b, ivs: MEAN_IVS } : b;
  const sets = opponent.sets
    .map((set) => ({ ...set, evaluation: evaluate({ ...centre, moves: set.moves }) }))
    .toSorted((left, right) => right.weight - left.weight);
  const worst = sets.reduce((low, set) => (set.evaluation.p < low.evaluation.p ? set : low));
  const main = kind === "worst" ? worst : sets[0]!;
  const evaluation = kind === "worst" ? worst.evaluation : meanOf(sets, main.evaluation);
  const value = sets.reduce((sum, set) => sum + set.weight * set.evaluation.p, 0);
  const variance = sets.reduce((sum, set) => sum + set.weight * (set.evaluation.p - value) ** 2, 0);
  const [easier, harder] = widthOf(b, main, opponent, evaluate);
  return {
    evaluation: {
      ...evaluation,
      low: Math.max(0, evaluation.low - harder),
      high: Math.min(1, evaluation.high + easier),
    },
    sets,
    spread: Math.sqrt(variance),
    worst: worst.evaluation.p,
  };
}

/** How much easier and how much harder the unknown nature and individual values can make it, by the main set. */
function widthOf(
  b: PokemonSet,
  { moves, evaluation }: WeighedSet,
  { unknown, natures }: UnknownOpponent,
  evaluate: (b: PokemonSet) => Evaluation,
): readonly [easier: number, harder: number] {
  if (!unknown.nature && !unknown.ivs) return [0, 0];
  const attack: Stat = evaluation.opponent[0]!.move.category === "special" ? "specialAttack" : "attack";
  const other: Stat = attack === "attack" ? "specialAttack" : "attack";
  const natureOf = (increased: Stat, decreased: Stat): Nature | undefined =>
    natures.find((nature) => nature.increased === increased && nature.decreased === decreased);
  const variants = [
    { nature: natureOf("speed", other), ivs: STRONGEST_IVS },
    { nature: natureOf(attack, other), ivs: STRONGEST_IVS },
    { nature: natureOf(other, "speed"), ivs: WEAKEST_IVS },
    { nature: natureOf(other, attack), ivs: WEAKEST_IVS },
  ];
  const values = variants.map(
    ({ nature, ivs }) =>
      evaluate({
        ...b,
        moves,
        ...(unknown.nature ? { nature } : {}),
        ...(unknown.ivs ? { ivs } : {}),
      }).p,
  );
  return [Math.max(0, Math.max(...values) - evaluation.p), Math.max(0, evaluation.p - Math.min(...values))];
}

/** The evaluation of the likeliest set with A's values averaged over all, the best mean first. */
function meanOf(sets: readonly WeighedSet[], main: Evaluation): Evaluation {
  const sameAs = (value: MoveValue) => (other: MoveValue) =>
    other.move === value.move && other.mega === value.mega;
  const moves = main.moves
    .map((value): MoveValue => {
      const everywhere = sets.flatMap(({ weight, evaluation }) => {
        const found = evaluation.moves.find(sameAs(value));
        return found === undefined ? [] : [{ weight, found }];
      });
      const total = everywhere.reduce((sum, { weight }) => sum + weight, 0);
      const mean = (key: "p" | "low" | "high" | "weight"): number =>
        everywhere.reduce((sum, { weight, found }) => sum + weight * found[key], 0) / total;
      const hardest = everywhere.reduce((low, one) => (one.found.worst < low.found.worst ? one : low)).found;
      return {
        ...value,
        ...{ p: mean("p"), low: mean("low"), high: mean("high"), weight: mean("weight") },
        ...{ worst: hardest.worst, worstAnswer: hardest.worstAnswer },
      };
    })
    .toSorted((left, right) => right.p - left.p || right.weight - left.weight);
  const { p, low, high } = moves[0]!;
  const method = sets.find(({ evaluation }) => evaluation.method !== "exact")?.evaluation.method ?? "exact";
  const nodes = sets.reduce((sum, { evaluation }) => sum + evaluation.nodes, 0);
  return { ...main, p, low, high, moves, method, nodes, next: undefined };
}
