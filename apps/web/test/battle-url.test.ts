import type { PokemonDetail, PokemonItem } from "@predictiondex/contract";
import { describe, expect, it } from "vitest";
import { asRoster } from "../src/api/get-roster.ts";
import {
  changeUrl,
  readBattleUrl,
  readForm,
  readLevel,
  readMoves,
  swapSides,
  writeLevel,
  writeMoves,
} from "../src/features/battle/battle-url.ts";

const pikachu = aForm({ id: 25, slug: "pikachu", name_fr: "Pikachu", name_en: "Pikachu", number: 25 });
const squirtle = aForm({ id: 7, slug: "squirtle", name_fr: "Carapuce", name_en: "Squirtle", number: 7 });
const partner = aForm({
  id: 187,
  slug: "pikachu-starter",
  name_fr: "Pikachu Partenaire",
  name_en: "Partner Pikachu",
  number: 25,
  kind: "starter",
});
const detail = aDetail(pikachu, ["thunderbolt", "slam", "dig", "iron-tail", "surf"]);

describe("readBattleUrl", () => {
  it("keeps the keys it knows where they hold something", () => {
    expect(readBattleUrl({ a: " pikachu ", b: "", la: 50, other: "x" })).toEqual({ a: "pikachu" });
  });
});

describe("readForm", () => {
  it.each(["squirtle", "Carapuce", "CARAPUCE"])("knows %s", (b) => {
    expect(readForm({ b }, "b", [pikachu, squirtle])).toEqual({ value: squirtle, faults: [] });
  });

  it("tells what is no Pokémon", () => {
    const { value, faults } = readForm({ a: "agumon" }, "a", [pikachu, squirtle]);
    expect(value).toBeUndefined();
    expect(faults).toEqual([{ kind: "pokemon", key: "a", value: "agumon" }]);
  });
});

describe("readLevel", () => {
  it.each(["1", "50", "100"])("takes %s", (la) => {
    expect(readLevel({ la }, "a")).toEqual({ value: Number(la), faults: [] });
  });

  it.each(["0", "101", "-5", "5.5", "1e1", "abc", " "])("tells that %s is no level and takes 50", (la) => {
    expect(readLevel({ la }, "a")).toEqual({ value: 50, faults: [{ kind: "level", key: "la", value: la }] });
  });
});

describe("readMoves", () => {
  it("is the standard set where none are named", () => {
    expect(readMoves({}, "a", detail)).toEqual({ value: undefined, faults: [] });
    expect(readMoves({ am: ",," }, "a", detail).value).toBeUndefined();
  });

  it("keeps legal moves in order, once each, four at most, and tells the others", () => {
    const { value, faults } = readMoves({ am: "slam,slam,fly,thunderbolt,dig,iron-tail,surf" }, "a", detail);
    expect(value).toEqual(["slam", "thunderbolt", "dig", "iron-tail"]);
    expect(faults.map(({ kind, value: told }) => [kind, told])).toEqual([
      ["move", "fly"],
      ["moves", "surf"],
    ]);
  });
});

describe("writing", () => {
  it("leaves defaults out", () => {
    expect(writeLevel(50)).toBeUndefined();
    expect(writeLevel(51)).toBe("51");
    expect(writeMoves(["dig", "slam"], ["slam", "dig"])).toBeUndefined();
    expect(writeMoves(["slam"], ["slam", "dig"])).toBe("slam");
    expect(writeMoves([], ["slam", "dig"])).toBeUndefined();
  });

  it("drops a key set to undefined and keeps the order of keys", () => {
    expect(
      Object.entries(changeUrl({ b: "onix", la: "3", lang: "fr" }, { a: "pikachu", la: undefined })),
    ).toEqual([
      ["a", "pikachu"],
      ["b", "onix"],
      ["lang", "fr"],
    ]);
  });

  it("swaps each side's Pokémon, moves and level", () => {
    expect(swapSides({ a: "x", am: "m", lb: "7", lang: "fr" })).toEqual({
      b: "x",
      bm: "m",
      la: "7",
      lang: "fr",
    });
  });
});

describe("asRoster", () => {
  it("puts the base form before the others of its number", () => {
    const { search } = asRoster([partner, squirtle, pikachu]);
    expect(search("#025").map(({ slug }) => slug)).toEqual(["pikachu", "pikachu-starter"]);
    expect(search("carapuse")[0]?.slug).toBe("squirtle");
    expect(search("").map(({ slug }) => slug)).toEqual(["squirtle", "pikachu", "pikachu-starter"]);
  });
});

function aForm(given: {
  id: number;
  slug: string;
  name_fr: string;
  name_en: string;
  number: number;
  kind?: PokemonItem["form"]["name"];
}): PokemonItem {
  const names = { name_fr: given.name_fr, name_en: given.name_en, name_ja: given.name_en };
  return {
    id: given.id,
    slug: given.slug,
    ...names,
    aliases: [],
    form: { id: 1, name: given.kind ?? "base" },
    species: { id: given.id, pokedex_number: given.number, ...names },
    base_species: { slug: given.slug, ...names },
    types: [{ slot: 1, name: "Eau", slug: "water" }],
    sprite_url: null,
  };
}

function aDetail(form: PokemonItem, slugs: readonly string[]): PokemonDetail {
  return {
    ...form,
    stats: { hp: 1, attack: 1, defense: 1, sp_attack: 1, sp_defense: 1, speed: 1 },
    height_m: 1,
    weight_kg: 1,
    standard_moves: slugs.slice(0, 4),
    moves: slugs.map((slug, id) => ({
      id,
      slug,
      name: slug,
      name_fr: slug,
      name_en: slug,
      type: "Normal",
      type_slug: "normal",
      category: "physique",
      damage_class: "physical",
      learn_method: "ct",
      method: "machine",
      learn_level: null,
      origin: "own",
      power: 80,
      accuracy: 100,
      pp: 15,
      priority: 0,
      damage_type: "offensif",
    })),
  };
}
