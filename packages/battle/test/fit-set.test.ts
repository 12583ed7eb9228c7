import { STATS, type Stat } from "@predictiondex/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeSet, computeStats, fitSet } from "../src/index.ts";
import { FACTS, form } from "./helpers.ts";

const told = FACTS.trainers.flatMap((trainer) =>
  trainer.team.flatMap(({ stats, ...pokemon }) =>
    stats === null ? [] : [{ trainer: trainer.slug, stats, ...pokemon }],
  ),
);

describe("fitSet", () => {
  it("has the told stats of 58 trainers' Pokémon to answer to", () => {
    expect(told).toHaveLength(58);
  });

  it.each(told)("gives $trainer's $form exactly the stats that the sources tell", (pokemon) => {
    const natures = FACTS.natures.filter(({ slug }) => pokemon.nature === null || slug === pokemon.nature);
    const fit = fitSet(form(pokemon.form), pokemon.level, pokemon.stats, natures)!;
    expect(computeStats({ form: form(pokemon.form), level: pokemon.level, ...fit })).toEqual(pokemon.stats);
  });

  it("finds a set for any stats that the game allows", () => {
    const values = (most: number) => fc.tuple(...STATS.map(() => fc.nat(most)));
    const asStats = (list: readonly number[]) =>
      Object.fromEntries(STATS.map((stat, i) => [stat, list[i]!])) as Record<Stat, number>;
    fc.assert(
      fc.property(
        fc.constantFrom(...FACTS.forms),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom(...FACTS.natures),
        values(31),
        values(200),
        (given, level, nature, ivs, avs) => {
          const sources = { nature, ivs: asStats(ivs), avs: asStats(avs), friendship: 0 };
          const stats = computeStats(completeSet({ form: given, moves: [], level, ...sources }));
          const fit = fitSet(given, level, stats, FACTS.natures)!;
          expect(computeStats({ form: given, level, ...fit })).toEqual(stats);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("says so where no set has them", () => {
    const stats = { hp: 999, attack: 1, defense: 1, specialAttack: 1, specialDefense: 1, speed: 1 };
    expect(fitSet(form("onix"), 12, stats, FACTS.natures)).toBeUndefined();
  });
});
