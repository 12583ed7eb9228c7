import { computeStats, type PokemonSet } from "@predictiondex/battle";
import type { MatchupResponse } from "@predictiondex/contract";
import type { Move } from "@predictiondex/core";
import type { SetSpec } from "../prediction/set-spec.ts";

/** A set as answers repeat it, with its real stats. */
export function battleSide(set: PokemonSet, spec: SetSpec): MatchupResponse["a"] {
  return {
    pokemon: set.form.slug,
    names: set.form.names,
    level: set.level,
    nature: set.nature?.slug ?? null,
    stats: computeStats(set),
    moves: set.moves.map(({ slug }) => slug),
    movesFrom: spec.moves === undefined ? "standard" : "chosen",
  };
}

/** What answers say of any move. */
export function moveFacts({ slug, names, type, category }: Move): Pick<
  Move,
  "names" | "type" | "category"
> & {
  move: string;
} {
  return { move: slug, names, type, category };
}

/** Rounds for people; probabilities keep nine decimals, beyond which sums differ by their order. */
export function round(value: number, decimals = 9): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
