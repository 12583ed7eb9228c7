import {
  affinitySchema,
  moveDetailSchema,
  moveOfTypeSchema,
  moveSchema,
  pokemonDetailSchema,
  pokemonSchema,
  typeSchema,
  weaknessSchema,
} from "@predictiondex/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Api } from "../src/index.ts";
import { call, createTestApi } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});

const get = async (url: string) => {
  const response = await call(app, url);
  expect(response.statusCode, response.payload).toBe(200);
  expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
  return response.json();
};

/** Fields that the first PredictionDex answers with, by route. */
const POKEMON_FIELDS = {
  id: expect.any(Number),
  form: { id: expect.any(Number), name: expect.any(String) },
  species: {
    id: expect.any(Number),
    pokedex_number: expect.any(Number),
    name_fr: expect.any(String),
    name_en: expect.any(String),
  },
};
const MOVE_FIELDS = {
  id: expect.any(Number),
  name: expect.any(String),
  category: expect.stringMatching(/^(physique|spécial|autre)$/),
  type: { id: expect.any(Number), name: expect.any(String) },
  description: expect.any(String),
};

describe("routes of the first PredictionDex", () => {
  const strict = <T extends z.ZodObject>(schema: T) => schema.strict();
  it.each([
    ["/pokemon/", 188, z.array(strict(pokemonSchema)), POKEMON_FIELDS],
    ["/pokemon/search?name=dracaufeu", 3, z.array(strict(pokemonSchema)), POKEMON_FIELDS],
    ["/types/8/pokemon", 13, z.array(strict(pokemonSchema)), POKEMON_FIELDS],
    ["/types/by-name/electrik/pokemon", 13, z.array(strict(pokemonSchema)), POKEMON_FIELDS],
    ["/moves/", 226, z.array(strict(moveSchema)), MOVE_FIELDS],
    ["/moves/search?name=fatal-foudre", 1, z.array(strict(moveSchema)), MOVE_FIELDS],
    ["/moves/by-type/feu", 9, z.array(strict(moveOfTypeSchema)), MOVE_FIELDS],
    ["/types/", 18, z.array(strict(typeSchema)), { id: expect.any(Number), name: expect.any(String) }],
    ["/types/affinities", 324, z.array(strict(affinitySchema)), { multiplier: expect.any(Number) }],
    ["/types/affinities?attacking_type_id=3", 18, z.array(strict(affinitySchema)), { attacking_type_id: 3 }],
    [
      "/pokemon/25/weaknesses",
      18,
      z.array(strict(weaknessSchema)),
      { attacking_type: expect.any(String), multiplier: expect.any(Number) },
    ],
  ])("%s has its rows and fields", async (url, nRows, schema, fields) => {
    const rows = await get(url);
    expect(rows.length).toBeGreaterThanOrEqual(nRows);
    if (!url.includes("?") && !url.includes("by-type") && !url.endsWith("/pokemon"))
      expect(rows).toHaveLength(nRows);
    schema.parse(rows);
    for (const row of rows) expect(row).toMatchObject(fields);
  });

  it("gives a Pokémon with stats and moves", async () => {
    const pikachu = await get("/pokemon/25");
    strict(pokemonDetailSchema).parse(pikachu);
    expect(pikachu).toMatchObject({
      ...POKEMON_FIELDS,
      types: [{ slot: 1, name: "Électrik" }],
      stats: { hp: 35, attack: 55, defense: 40, sp_attack: 50, sp_defense: 50, speed: 90 },
      height_m: 0.4,
      weight_kg: 6,
    });
    expect(pikachu.moves).toContainEqual(
      expect.objectContaining({
        name: "Fatal-Foudre",
        type: "Électrik",
        category: "spécial",
        learn_method: "level_up",
        learn_level: expect.any(Number),
        power: 110,
        accuracy: 70,
        damage_type: "offensif",
      }),
    );
    expect(pikachu.standard_moves).toHaveLength(4);
  });

  it("keeps the ids and the form words of the first project", async () => {
    const list = await get("/pokemon");
    expect(list.map((row: { id: number }) => row.id)).toEqual(Array.from({ length: 188 }, (_, i) => i + 1));
    const x = list[154];
    expect(x).toMatchObject({
      id: 155,
      slug: "charizard-mega-x",
      form: { id: 2, name: "mega" },
      species: { id: 155, pokedex_number: 6, name_fr: "Méga-Dracaufeu X" },
    });
  });

  it("gives a move with its damage type", async () => {
    const solarBeam = await get("/moves/search?name=Lance-Soleil");
    const move = await get(`/moves/id/${solarBeam[0].id}`);
    strict(moveDetailSchema).parse(move);
    expect(move).toMatchObject({ ...MOVE_FIELDS, power: 200, damage_type: "deux_tours" });
  });

  it("gives every move and every Pokémon in its contract's form", async () => {
    for (let id = 1; id <= 226; id++) strict(moveDetailSchema).parse(await get(`/moves/id/${id}`));
    for (let id = 1; id <= 188; id++) strict(pokemonDetailSchema).parse(await get(`/pokemon/${id}`));
  });

  it("tells how a Pokémon learns the moves of a type", async () => {
    const moves = await get("/moves/by-type/electrik?pokemon_id=25");
    expect(moves).toContainEqual(
      expect.objectContaining({
        slug: "thunderbolt",
        learn_method: expect.stringMatching(/^(level_up|ct)$/),
      }),
    );
    const inherited = await get("/moves/by-type/normal?pokemon_id=26");
    expect(inherited.map((move: { learn_method: string }) => move.learn_method)).toContain(
      "before_evolution",
    );
  });

  it("answers an empty list, not 404, where the first project did", async () => {
    expect(await get("/pokemon/search?name=zzzzzz")).toEqual([]);
    expect(await get("/moves/search?name=zzzzzz")).toEqual([]);
    expect(await get("/moves/by-type/zzzzzz")).toEqual([]);
  });

  it("multiplies weaknesses over both types", async () => {
    const venusaur = await get("/pokemon/6/weaknesses");
    const by = new Map(
      venusaur.map((w: { attacking_type: string; multiplier: number }) => [w.attacking_type, w.multiplier]),
    );
    expect([by.get("Roche"), by.get("Sol"), by.get("Plante"), by.get("Normal")]).toEqual([4, 0, 0.25, 1]);
  });

  it("finds types by name in each language, and by the first client's own parameter names", async () => {
    const cell = [{ attacking_type_id: 3, defending_type_id: 1, multiplier: 2 }];
    expect(await get("/types/affinities/by-name?attacking=feu&defending=plante")).toEqual(cell);
    expect(await get("/types/affinities/by-name?attacking=FIRE&defending=Grass")).toEqual(cell);
    expect(await get("/types/affinities/by-name?attacking_type=Feu&defending_type=Plante")).toEqual(cell);
    expect(await get("/types/affinities/by-name")).toHaveLength(324);
    expect(await get("/types/by-name/t%C3%A9n/pokemon")).toEqual(await get("/types/18/pokemon"));
  });

  it.each([
    ["Pikachu", "fr", "pikachu"],
    ["pikatchu", "fr", "pikachu"],
    ["mega dracaufeu x", "fr", "charizard-mega-x"],
    ["Charizard", "en", "charizard"],
    ["リザードン", "jp", "charizard"],
    ["%23025", "fr", "pikachu"],
    ["Évoli", "fr", "eevee"],
    ["evoli", "en", "eevee"],
  ])("finds %s (%s)", async (name, lang, slug) => {
    const found = await get(
      `/pokemon/search?name=${encodeURIComponent(decodeURIComponent(name))}&lang=${lang}`,
    );
    expect(found[0]?.slug).toBe(slug);
  });
});

describe("every name of every move", () => {
  it("names one move alone", async () => {
    const { bundledData } = await import("./helpers.ts");
    const { createNameLookup } = await import("@predictiondex/answers");
    const lookup = createNameLookup(bundledData());
    for (const move of bundledData().moves) {
      for (const name of [move.slug, move.frenchAlias, ...Object.values(move.names)]) {
        expect(lookup.findMove(name)?.slug, name).toBe(move.slug);
      }
    }
  });
});
