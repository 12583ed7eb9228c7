import {
  CATEGORIES,
  CONFIDENCES,
  FORM_KINDS,
  LEARN_METHODS,
  MOVE_ORIGINS,
  STATS,
  TYPES,
} from "@predictiondex/core";
import { z } from "zod";

const namesSchema = z.object({ en: z.string(), fr: z.string(), ja: z.string() });
const textSchema = z.object({ en: z.string(), fr: z.string() });
const aliasesSchema = z.array(z.string()).describe("Other spellings that are accepted.");
const multipliersSchema = z.record(z.enum(TYPES), z.number());

/** One value per stat. */
export const statsSchema = z
  .object({
    hp: z.int(),
    attack: z.int(),
    defense: z.int(),
    specialAttack: z.int(),
    specialDefense: z.int(),
    speed: z.int(),
  })
  .meta({ id: "Stats" });

const evolutionSchema = z.object({
  pokemon: z.string().describe("Slug of the other form."),
  trigger: z.string().describe("PokéAPI's word: `level-up`, `use-item`, `trade` or `other`."),
  level: z.int().nullable(),
  item: z.string().nullable().describe("Slug of the item."),
});

/** A form, as `/v1/pokemon` has it. */
export const pokemonResourceSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    names: namesSchema,
    aliases: aliasesSchema,
    kind: z.enum(FORM_KINDS),
    species: z.object({ slug: z.string(), pokedexNumber: z.int(), names: namesSchema }),
    types: z.array(z.enum(TYPES)).min(1).max(2),
    baseStats: statsSchema,
    heightM: z.number(),
    weightKg: z.number(),
    weaknesses: multipliersSchema.describe("What each attacking type does to it: 0, 0.25, 0.5, 1, 2 or 4."),
    standardMoves: z.array(z.string()).max(4).describe("Slugs of the moves assumed where none are chosen."),
    evolvesFrom: z.array(evolutionSchema).describe("What turns into it, and how; at most one."),
    evolvesTo: z.array(evolutionSchema).describe("What it turns into, and how."),
  })
  .meta({ id: "PokemonResource" });

/** A move, as `/v1/moves` has it. */
export const moveResourceSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    names: namesSchema,
    aliases: aliasesSchema,
    type: z.enum(TYPES),
    category: z.enum(CATEGORIES),
    power: z.int().nullable().describe("Null where the move has none or computes its own."),
    accuracy: z.int().nullable().describe("Per cent; null for a move that makes no accuracy check."),
    pp: z.int(),
    priority: z.int(),
    machine: z.int().nullable().describe("Number of the technical machine that teaches it."),
    description: textSchema.describe("The game's own words; empty where no source has them."),
    effects: z
      .array(textSchema)
      .describe("What it does beyond damage by its power, told from the rule that the engine plays."),
  })
  .meta({ id: "MoveResource" });

/** A type, as `/v1/types` has it. */
export const typeResourceSchema = z
  .object({
    id: z.int(),
    slug: z.enum(TYPES),
    names: namesSchema,
    attacking: multipliersSchema.describe("What it does to each defending type."),
    defending: multipliersSchema.describe("What each attacking type does to it."),
  })
  .meta({ id: "TypeResource" });

/** One legal way for a form to have a move, as `/v1/learnsets` has it. */
export const learnsetResourceSchema = z
  .object({
    pokemon: z.string().describe("Slug of the form."),
    move: z.string().describe("Slug of the move."),
    method: z.enum(LEARN_METHODS),
    level: z
      .int()
      .nullable()
      .describe("For `level-up`: 0 on evolution, 1 from the start; null for any other method."),
    machine: z.int().nullable().describe("For `machine`: its number."),
    origin: z.enum(MOVE_ORIGINS).describe("Whose list holds the move."),
    from: z.string().describe("Slug of the form whose list holds it."),
  })
  .meta({ id: "LearnsetResource" });

/** A nature, as `/v1/natures` has it. */
export const natureResourceSchema = z
  .object({
    slug: z.string(),
    names: namesSchema,
    increased: z.enum(STATS).nullable().describe("Raised by a tenth; null for a neutral nature."),
    decreased: z.enum(STATS).nullable().describe("Lowered by a tenth."),
  })
  .meta({ id: "NatureResource" });

const trainerSetSchema = z
  .object({
    pokemon: z.string(),
    level: z.int(),
    moves: z.array(z.string()).optional().describe("Left out where no source tells them."),
    nature: z.string().optional(),
    ivs: statsSchema.optional(),
    avs: statsSchema.optional(),
    friendship: z.int().optional(),
  })
  .meta({ id: "TrainerSet" });

/** A trainer's team in one battle, as `/v1/trainers` has it. */
export const trainerResourceSchema = z
  .object({
    slug: z.string(),
    names: textSchema,
    role: textSchema,
    location: textSchema,
    version: z.enum(["both", "pikachu", "eevee"]),
    battle: z.string().describe("Order in the story, such as `3a`."),
    team: z.array(
      z.object({
        slot: z.int(),
        pokemon: z.string().describe("Slug of the form."),
        level: z.int(),
        moves: z.array(z.string()).describe("Slugs; empty where no source tells them."),
        stats: statsSchema.nullable().describe("Real stats; null where no source tells them."),
        nature: z.string().nullable().describe("Slug, inferred from the stats."),
        set: trainerSetSchema.describe(
          "To ask predictions with: where its real stats are told, a nature, IVs and AVs that give exactly them.",
        ),
        confidence: z.enum(CONFIDENCES),
        confidenceReason: z.string(),
        notes: z.string(),
      }),
    ),
  })
  .meta({ id: "TrainerResource" });

/** A page of a list; with `fields`, its items hold those fields alone. */
export function pageSchema<T extends z.ZodType>(item: T, id: string) {
  return z
    .object({
      items: z.array(item),
      total: z.int().describe("Rows that the filters let through."),
      limit: z.int(),
      offset: z.int(),
      next: z.string().nullable().describe("Address of the next page."),
      previous: z.string().nullable(),
    })
    .meta({ id });
}

export type PokemonResource = z.infer<typeof pokemonResourceSchema>;
export type MoveResource = z.infer<typeof moveResourceSchema>;
export type TypeResource = z.infer<typeof typeResourceSchema>;
export type LearnsetResource = z.infer<typeof learnsetResourceSchema>;
export type NatureResource = z.infer<typeof natureResourceSchema>;
export type TrainerResource = z.infer<typeof trainerResourceSchema>;
/** A page of a list. */
export interface Page<T> {
  items: T[];
  total: number;
  limit: number;
  offset: number;
  next: string | null;
  previous: string | null;
}
