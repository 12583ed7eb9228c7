import { type ByStat, type Form, type Nature, STATS, type Stat } from "@predictiondex/core";
import { everyStat, type PokemonSet } from "./pokemon-set.ts";
import { computeStats } from "./stats.ts";

const HIGHEST_IV = 31;
const HIGHEST_AV = 200;

/** What gives a Pokémon its stats, besides its form and level. */
export type StatSources = Pick<PokemonSet, "nature" | "ivs" | "avs" | "friendship">;

/**
 * A nature, IVs and AVs with which a form at a level has exactly these real stats, without friendship; undefined where
 * nothing the game allows gives them. Of several the one with the fewest AVs, then a neutral nature, then the first in
 * `natures`; then the highest IVs.
 */
export function fitSet(
  form: Form,
  level: number,
  stats: ByStat<number>,
  natures: readonly Nature[],
): StatSources | undefined {
  const fits = natures.flatMap((nature) => {
    const fit = fitNature(form, level, stats, nature);
    return fit === undefined ? [] : [fit];
  });
  return fits.toSorted((left, right) => cost(left) - cost(right))[0];
}

function fitNature(
  form: Form,
  level: number,
  stats: ByStat<number>,
  nature: Nature,
): StatSources | undefined {
  const byIv = Array.from({ length: HIGHEST_IV + 1 }, (_, iv) =>
    computeStats({ form, level, nature, ivs: everyStat(iv), avs: everyStat(0), friendship: 0 }),
  );
  const ivs: Partial<Record<Stat, number>> = {};
  const avs: Partial<Record<Stat, number>> = {};
  for (const stat of STATS) {
    const iv = byIv.findLastIndex((given) => given[stat] <= stats[stat]);
    if (iv < 0 || stats[stat] - byIv[iv]![stat] > HIGHEST_AV) return undefined;
    ivs[stat] = iv;
    avs[stat] = stats[stat] - byIv[iv]![stat];
  }
  return { nature, ivs: ivs as ByStat<number>, avs: avs as ByStat<number>, friendship: 0 };
}

function cost({ avs, nature }: StatSources): number {
  const isNeutral = nature === undefined || nature.increased === nature.decreased;
  return 2 * STATS.reduce((sum, stat) => sum + avs[stat], 0) + (isNeutral ? 0 : 1);
}
