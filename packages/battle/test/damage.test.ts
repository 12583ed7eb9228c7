import { Battle, Dex, type Format, type ID, type ModData } from "@pkmn/sim";
import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { damageDistribution } from "../src/damage.ts";
import { calculateDamage, createCombatant, type PokemonSet } from "../src/index.ts";
import { CHART, FACTS, legalMoves, move, set } from "./helpers.ts";

const mod = await import("@pkmn/mods/gen7letsgo");
const dex = Dex.mod("gen7letsgo" as ID, { ...mod } as unknown as ModData);

// The published package has the mod's rules but no format that names it.
const FORMAT = Object.assign(Object.create(dex.formats.get("gen7customgame")) as Format, {
  mod: "gen7letsgo",
});

/** Showdown's damage of one hit for each of the 16 factors. */
function showdownRolls(a: PokemonSet, b: PokemonSet, moveSlug: string, critical: boolean): number[] {
  const battle = new Battle({
    formatid: FORMAT.id,
    format: FORMAT,
    seed: "1,2,3,4",
    p1: { team: [showdownSet(a)] },
    p2: { team: [showdownSet(b)] },
  });
  battle.choose("p1", "team 1");
  battle.choose("p2", "team 1");
  const [source, target] = [battle.sides[0]!.active[0]!, battle.sides[1]!.active[0]!];
  const active = battle.dex.getActiveMove(moveSlug.replaceAll("-", ""));
  active.willCrit = critical;
  return Array.from({ length: 16 }, (_, i) => {
    battle.randomizer = (base) => Math.floor((Math.floor(base) * (85 + i)) / 100);
    const damage = battle.actions.getDamage(source, target, active);
    return typeof damage === "number" ? damage : 0;
  });
}

function showdownSet(given: PokemonSet) {
  const { ivs } = given;
  return {
    name: "",
    species: dex.species.get(given.form.slug.replaceAll("-", "")).name,
    item: "",
    ability: "No Ability",
    moves: given.moves.map(({ slug }) => slug.replaceAll("-", "")),
    nature: given.nature?.names.en ?? "Serious",
    gender: "",
    level: given.level,
    happiness: 70,
    evs: { hp: 0, atk: 0, def: 0, spa: 0, spd: 0, spe: 0 },
    ivs: {
      hp: ivs.hp,
      atk: ivs.attack,
      def: ivs.defense,
      spa: ivs.specialAttack,
      spd: ivs.specialDefense,
      spe: ivs.speed,
    },
  };
}

describe("calculateDamage", () => {
  it("gives Showdown's 16 rolls, with and without a critical hit, for 400 random attacks", () => {
    const random = createSeededRandom(1);
    const pick = <T>(list: readonly T[]): T => list[random.next(list.length)]!;
    let compared = 0;
    while (compared < 400) {
      const attacker = pick(FACTS.forms);
      const candidates = legalMoves(attacker.slug).filter(({ category }) => category !== "status");
      if (candidates.length === 0) continue;
      const attack = pick(candidates);
      const own = { level: 1 + random.next(100), nature: pick(FACTS.natures) };
      const a = set(attacker.slug, [attack.slug], own);
      const b = set(pick(FACTS.forms).slug, ["tackle"], {
        level: 1 + random.next(100),
        nature: pick(FACTS.natures),
      });
      const damage = calculateDamage(createCombatant(a), createCombatant(b), attack, CHART)!;
      if (damage.power === 0) continue;
      compared++;
      const where = `${attacker.slug} ${own.level} ${attack.slug} → ${b.form.slug} ${b.level}`;
      expect(damage.rolls.length === 1 ? Array(16).fill(0) : damage.rolls, where).toEqual(
        showdownRolls(a, b, attack.slug, false),
      );
      expect(damage.criticalRolls.length === 1 ? Array(16).fill(0) : damage.criticalRolls, where).toEqual(
        showdownRolls(a, b, attack.slug, true),
      );
    }
  });

  it("has no damage for a status move", () => {
    const [a, b] = [createCombatant(set("pikachu", [])), createCombatant(set("squirtle", []))];
    expect(calculateDamage(a, b, move("thunder-wave"), CHART)).toBeUndefined();
  });

  it("takes the level for Night Shade, and nothing from a Normal type", () => {
    const gengar = createCombatant(set("gengar", [], { level: 37 }));
    const damage = (slug: string) =>
      calculateDamage(gengar, createCombatant(set(slug, [])), move("night-shade"), CHART)!.rolls;
    expect(damage("mewtwo")).toEqual([37]);
    expect(damage("snorlax")).toEqual([0]);
  });
});

describe("damageDistribution", () => {
  it("counts misses, critical hits and the number of hits, and sums to 1", () => {
    const [a, b] = [createCombatant(set("beedrill", [])), createCombatant(set("mewtwo", []))];
    for (const slug of ["pin-missile", "twineedle", "fury-attack", "poison-jab"]) {
      const damage = calculateDamage(a, b, move(slug), CHART)!;
      const { values, probabilities } = damageDistribution(damage);
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      expect(values[0] === 0 ? probabilities[0] : 0).toBeCloseTo(1 - damage.hitChance, 12);
    }
  });
});
