import type { PokemonResource } from "@predictiondex/contract";
import { STATS, type Stat, type TeamMember } from "@predictiondex/core";

/** A form as it is put into the box: level 50, its standard moves, everything else usual. */
export function newMember({ slug, standardMoves }: PokemonResource): TeamMember {
  const every = (value: number) =>
    Object.fromEntries(STATS.map((stat) => [stat, value])) as Record<Stat, number>;
  return {
    ...{ form: slug, nickname: undefined, nature: undefined, level: 50, friendship: 70 },
    ...{ moves: standardMoves, ivs: every(31), avs: every(0) },
  };
}
