import { CATEGORIES, FORM_KINDS, LEARN_METHODS, MOVE_ORIGINS, TYPES } from "@predictiondex/core";
import { z } from "zod";

/** A type as lists name it: French `name` as in the first PredictionDex, and its slug. */
export const typeSchema = z
  .object({ id: z.int(), name: z.string(), slug: z.enum(TYPES), name_en: z.string() })
  .meta({ id: "Type" });

/** One cell of the 18 × 18 chart. */
export const affinitySchema = z
  .object({ attacking_type_id: z.int(), defending_type_id: z.int(), multiplier: z.number() })
  .meta({ id: "Affinity", description: "How well an attacking type hits a defending one: 0, 0.5, 1 or 2." });

/** A move in lists. */
export const moveSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    name: z.string().describe("French name, as the first PredictionDex spells it."),
    name_fr: z.string().describe("French name, as the game spells it."),
    name_en: z.string(),
    name_ja: z.string(),
    aliases: z.array(z.string()).describe("Other spellings that are accepted."),
    category: z.string().describe("`physique`, `spécial` or `autre`, as in the first PredictionDex."),
    damage_class: z.enum(CATEGORIES),
    type: typeSchema,
    power: z.int().nullable(),
    accuracy: z.int().nullable().describe("Per cent; null for a move that makes no accuracy check."),
    pp: z.int(),
    priority: z.int(),
    description: z.string().describe("French; empty where no source has one."),
    description_en: z.string(),
  })
  .meta({ id: "Move" });

/** A move with all that is known of it. */
export const moveDetailSchema = moveSchema
  .extend({
    damage_type: z
      .string()
      .nullable()
      .describe("How it does its damage, in the first PredictionDex's words, such as `offensif`."),
  })
  .meta({ id: "MoveDetail" });

/** A move in the list of a type; the two fields are null where no Pokémon is asked for. */
export const moveOfTypeSchema = moveSchema
  .extend({ learn_method: z.string().nullable(), learn_level: z.int().nullable() })
  .meta({ id: "MoveOfType" });

const pokemonTypeSchema = z.object({ slot: z.int(), name: z.string(), slug: z.enum(TYPES) });

/** A form in lists. */
export const pokemonSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    name_fr: z.string().describe("Full name of the form."),
    name_en: z.string(),
    name_ja: z.string(),
    aliases: z.array(z.string()).describe("Other spellings that are accepted."),
    form: z.object({ id: z.int(), name: z.enum(FORM_KINDS) }),
    species: z
      .object({
        id: z.int(),
        pokedex_number: z.int(),
        name_fr: z.string(),
        name_en: z.string(),
        name_ja: z.string(),
      })
      .describe(
        "As in the first PredictionDex: one row per form, with the form's id and names as spelt there; `pokedex_number` is the species' own.",
      ),
    base_species: z
      .object({ slug: z.string(), name_fr: z.string(), name_en: z.string(), name_ja: z.string() })
      .describe("The species itself, whatever the form: `Dracaufeu` for Mega Charizard X."),
    types: z.array(pokemonTypeSchema).min(1).max(2),
    sprite_url: z
      .string()
      .nullable()
      .describe("Path on this API: the sprite, or a drawn stand-in without a network."),
  })
  .meta({ id: "Pokemon" });

/** A form with all that is known of it. */
export const pokemonDetailSchema = pokemonSchema
  .extend({
    stats: z
      .object({
        hp: z.int(),
        attack: z.int(),
        defense: z.int(),
        sp_attack: z.int(),
        sp_defense: z.int(),
        speed: z.int(),
      })
      .describe("Base stats."),
    height_m: z.number(),
    weight_kg: z.number(),
    standard_moves: z.array(z.string()).max(4).describe("Slugs of the moves assumed where none are chosen."),
    moves: z.array(
      z.object({
        id: z.int(),
        slug: z.string(),
        name: z.string().describe("French name, as the first PredictionDex spells it."),
        name_fr: z.string().describe("French name, as the game spells it."),
        name_en: z.string(),
        type: z.string().describe("French name of the type."),
        type_slug: z.enum(TYPES),
        category: z.string(),
        damage_class: z.enum(CATEGORIES),
        learn_method: z
          .string()
          .describe("`level_up`, `ct`, `move_tutor` or `before_evolution`, as in the first PredictionDex."),
        method: z.enum(LEARN_METHODS),
        learn_level: z.int().nullable(),
        origin: z.enum(MOVE_ORIGINS).describe("Whether the list is the form's own."),
        power: z.int().nullable(),
        accuracy: z.int().nullable(),
        pp: z.int(),
        priority: z.int(),
        damage_type: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "PokemonDetail" });

/** What an attacking type does to a Pokémon. */
export const weaknessSchema = z
  .object({
    attacking_type: z.string().describe("French name of the type."),
    attacking_type_slug: z.enum(TYPES),
    multiplier: z.number().describe("0, 0.25, 0.5, 1, 2 or 4."),
  })
  .meta({ id: "Weakness" });

const id = z.coerce.number().int();

/** Path of a route about one form or move. */
export const idParamsSchema = z.object({ id: id.meta({ examples: [25] }) });

/** Path of `GET /types/{id}/pokemon`. */
export const typeIdParamsSchema = z.object({ id: id.meta({ examples: [8] }) });

const typeName = z
  .string()
  .min(1)
  .max(40)
  .describe("French, English or Japanese name, or its start; accents and case don't matter.");

/** Path of a route about a type by name. */
export const typeNameParamsSchema = z.object({ type: typeName.meta({ examples: ["Électrik"] }) });

/** Query of `GET /pokemon/search`. */
export const pokemonSearchQuerySchema = z.object({
  name: z
    .string()
    .max(100)
    .describe("Part of a name, a number such as `#025`; accents and typos forgiven.")
    .meta({ examples: ["mega dracaufeu"] }),
  lang: z.enum(["fr", "en", "jp", "ja"]).default("fr").describe("Language whose names rank first."),
});

/** Query of `GET /moves/search`. */
export const moveSearchQuerySchema = z.object({
  name: z
    .string()
    .max(100)
    .describe("Part of a name in French, English or Japanese; accents and typos forgiven.")
    .meta({ examples: ["eclair"] }),
});

/** Query of `GET /moves/by-type/{type}`. */
export const movesOfTypeQuerySchema = z.object({
  pokemon_id: id.optional().describe("Only moves that this Pokémon may learn, with how."),
});

/** Query of `GET /types/affinities`. */
export const affinityQuerySchema = z.object({
  attacking_type_id: id.min(1).max(18).optional(),
  defending_type_id: id.min(1).max(18).optional(),
});

/** Query of `GET /types/affinities/by-name`. */
export const affinityByNameQuerySchema = z.object({
  attacking: typeName.optional(),
  defending: typeName.optional(),
  attacking_type: typeName.optional().describe("The same as `attacking`."),
  defending_type: typeName.optional().describe("The same as `defending`."),
});

export type TypeItem = z.infer<typeof typeSchema>;
export type Affinity = z.infer<typeof affinitySchema>;
export type MoveItem = z.infer<typeof moveSchema>;
export type PokemonItem = z.infer<typeof pokemonSchema>;
export type PokemonDetail = z.infer<typeof pokemonDetailSchema>;
export type MoveDetail = z.infer<typeof moveDetailSchema>;
export type MoveOfType = z.infer<typeof moveOfTypeSchema>;
export type Weakness = z.infer<typeof weaknessSchema>;
