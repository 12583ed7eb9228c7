import { STATS } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { completeSet, computeStats, everyStat } from "../src/index.ts";
import { FACTS, form } from "./helpers.ts";

const natures = new Map(FACTS.natures.map((nature) => [nature.slug, nature]));

describe("computeStats", () => {
  const league = FACTS.trainers
    .filter((trainer) => ["Elite Four", "Champion (rival)", "Champion"].includes(trainer.role.en))
    .flatMap((trainer) => trainer.team.map((pokemon) => ({ trainer: trainer.slug, ...pokemon })))
    .filter((pokemon) => pokemon.stats !== null);

  it("has the League's 32 Pokémon to answer to", () => {
    expect(league).toHaveLength(32);
  });

  it.each(league)("fits $trainer's $form exactly: IV 30, 24 HP AVs, no friendship, its nature", (pokemon) => {
    const stats = computeStats(
      completeSet({
        form: form(pokemon.form),
        moves: [],
        level: pokemon.level,
        nature: natures.get(pokemon.nature!)!,
        ivs: everyStat(30),
        avs: { ...everyStat(0), hp: 24 },
        friendship: 0,
      }),
    );
    expect(stats).toEqual(pokemon.stats);
  });

  it("adds awakening values to every stat, after nature and friendship", () => {
    const plain = computeStats(completeSet({ form: form("mewtwo"), moves: [] }));
    const raised = computeStats(completeSet({ form: form("mewtwo"), moves: [], avs: everyStat(200) }));
    for (const stat of STATS) expect(raised[stat] - plain[stat]).toBe(200);
  });

  it("raises all but HP by up to 10 % with friendship", () => {
    const stats = computeStats(completeSet({ form: form("mewtwo"), moves: [], friendship: 255 }));
    const none = computeStats(completeSet({ form: form("mewtwo"), moves: [], friendship: 0 }));
    expect(stats.hp).toBe(none.hp);
    expect(stats.speed).toBe(Math.floor(none.speed * 1.1));
  });
});
