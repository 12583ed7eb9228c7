import { z } from "zod";
import { statsSchema } from "./resources.ts";

/** A chance, 0–1. */
export const probability = z.number().min(0).max(1);
const byStat = (highest: number) => {
  const value = z.int().min(0).max(highest).optional();
  return z
    .strictObject({
      ...{ hp: value, attack: value, defense: value },
      ...{ specialAttack: value, specialDefense: value, speed: value },
    })
    .optional();
};
const pokemonKey = z.union([z.int().min(1).max(10_000), z.string().min(1).max(100)]);
const moveNames = (most: number) => z.array(z.string().min(1).max(60)).min(1).max(most).optional();

/** A Pokémon as its player has raised it; all but the form has defaults. */
export const setInputSchema = z
  .strictObject({
    pokemon: pokemonKey.describe("Id, slug or name of the form, in any language."),
    moves: moveNames(4).describe("Moves by slug or name; the form's standard set when left out."),
    level: z.int().min(1).max(100).default(50),
    nature: z.string().min(1).max(40).optional().describe("Slug or name; neutral when left out."),
    ivs: byStat(31).describe("31 where left out."),
    avs: byStat(200).describe("Awakening values; 0 where left out."),
    friendship: z.int().min(0).max(255).default(70),
    mega: z
      .boolean()
      .default(false)
      .describe("Whether a base form may Mega Evolve in the battle, once; it then is a choice of each turn."),
  })
  .meta({ id: "SetInput" });

/** A set whose moves may be more than four, to choose from. */
export const candidateSetSchema = setInputSchema
  .extend({ moves: moveNames(20).describe("Up to four moves, or up to 20 to choose four from.") })
  .meta({ id: "CandidateSetInput" });

/** A set, or a form with its defaults. */
export const asKey = z
  .union([pokemonKey, setInputSchema])
  .describe("A set, or the id, slug or name of a form alone.");

/** Which rules of play hold. */
export const rules = z
  .enum(["no-restrictions", "normal"])
  .default("no-restrictions")
  .describe("`normal`: level 50 and no AVs, as link battles are played by default.");

/** How a prediction is made, and with how much work. */
export const effort = {
  method: z
    .enum(["auto", "search", "exact", "model"])
    .default("auto")
    .describe(
      "`auto` is exact where that is quick, else a search; `model` is the trained model, in about a millisecond (the damage race where none is served); the answer names what was done.",
    ),
  nodes: z
    .int()
    .min(100)
    .max(2_000_000)
    .optional()
    .describe(
      "Turns that a search may play. Equal nodes and seeds give equal answers; the host has a default.",
    ),
  budgetMs: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe(
      "Time that a search may take, given instead of `nodes`, not beside it; in a list, each match-up's. All match-ups of a list may come to 600,000 ms, or to 400,000,000 nodes.",
    ),
  seed: z.int().min(0).max(2_147_483_647).default(1),
};

/** A side of a battle as an answer tells it. */
export const sideSchema = z
  .object({
    pokemon: z.string().describe("Slug of the form."),
    names: z.object({ en: z.string(), fr: z.string(), ja: z.string() }),
    level: z.int(),
    nature: z.string().nullable(),
    stats: statsSchema.describe("Real stats at that level."),
    moves: z.array(z.string()),
    movesFrom: z.enum(["chosen", "standard"]),
  })
  .meta({ id: "BattleSide" });

export type SetInputJson = z.input<typeof setInputSchema>;
