import type { ByStat, Stat } from "@predictiondex/core";
import { type PokemonSet, SET_DEFAULTS } from "./pokemon-set.ts";

/**
 * The real stats of a set in Let's Go:
 * HP = floor((2B + IV + 100)·L/100 + 10) + AV,
 * others = floor(floor((floor((2B + IV)·L/100) + 5)·nature)·friendship) + AV,
 * friendship = floor((F/255/10 + 1)·100)/100.
 * Checked against the stats of the League's trainers and, at AV 0 and friendship 70, against Pokémon Showdown.
 */
export function computeStats(
  set: Omit<PokemonSet, "moves" | "form"> & { readonly form: Pick<PokemonSet["form"], "baseStats"> },
): ByStat<number> {
  const { form, level, nature, ivs, avs, friendship } = set;
  // Whole per cents, so that no rounding error of a factor such as 1.1 can reach a floor.
  const friendshipPercent = Math.floor((friendship * 10) / 255) + 100;
  const one = (stat: Stat): number => {
    const doubled = 2 * form.baseStats[stat] + ivs[stat];
    if (stat === "hp") return Math.floor(((doubled + 100) * level) / 100 + 10) + avs.hp;
    const natural = Math.floor((doubled * level) / 100) + 5;
    const tenths = natureTenths(nature, stat);
    const raised = Math.floor((natural * tenths) / 10);
    return Math.floor((raised * friendshipPercent) / 100) + avs[stat];
  };
  return {
    hp: one("hp"),
    attack: one("attack"),
    defense: one("defense"),
    specialAttack: one("specialAttack"),
    specialDefense: one("specialDefense"),
    speed: one("speed"),
  };
}

/** The real stats at level 50 of a Pokémon of which nothing else is known: IVs 31, AVs 0, friendship 70, neutral nature. */
export function assumedStats(baseStats: ByStat<number>): ByStat<number> {
  return computeStats({ ...SET_DEFAULTS, form: { baseStats } });
}

function natureTenths(nature: PokemonSet["nature"], stat: Stat): number {
  if (nature === undefined || nature.increased === nature.decreased) return 10;
  if (nature.increased === stat) return 11;
  return nature.decreased === stat ? 9 : 10;
}

/** A stat under its stage −6…6: floor(stat · (2 + n)/2), or floor(stat · 2/(2 − n)). */
export function applyStage(stat: number, stage: number): number {
  return Math.floor(stage >= 0 ? (stat * (2 + stage)) / 2 : (stat * 2) / (2 - stage));
}
