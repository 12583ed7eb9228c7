import { TYPES } from "@predictiondex/core";
import { z } from "zod";

/** How an answer was found. */
export const METHODS = ["exact", "search", "model"] as const;

const moveNames = (least: number) =>
  z
    .array(z.string().min(1).max(60))
    .min(least)
    .max(20)
    .describe("Moves by slug or by name in French (both spellings), English or Japanese.");

const level = z.int().min(1).max(100).default(50);

/** Body of `POST /predict/best-move`. */
export const bestMoveRequestSchema = z
  .object({
    pokemon_a_id: z.int().min(1).describe("Your Pokémon: id of a form, 1–188."),
    pokemon_b_id: z.int().min(1).describe("The opponent's Pokémon: id of a form, 1–188."),
    available_moves: moveNames(1).optional().describe("Your moves; the form's standard set when left out."),
    available_moves_b: moveNames(1)
      .nullish()
      .describe("The opponent's moves; its standard set when left out."),
    level_a: level,
    level_b: level,
  })
  .strict()
  .meta({
    id: "BestMoveRequest",
    examples: [
      {
        pokemon_a_id: 25,
        pokemon_b_id: 7,
        available_moves: ["Tonnerre", "Vive-Attaque", "Queue de Fer", "Fatal-Foudre"],
      },
      { pokemon_a_id: 187, pokemon_b_id: 131, level_a: 56, level_b: 52 },
    ],
  });

const probability = z.number().min(0).max(1);

const damageSchema = z.object({
  min: z.int().describe("HP of the weakest hit, critical hits aside."),
  max: z.int().describe("HP of the strongest hit, critical hits aside."),
  min_percent: z.number().describe("Per cent of the defender's full HP."),
  max_percent: z.number(),
  hits_to_ko: z
    .int()
    .nullable()
    .describe("The fewest uses that knock out with a chance of 25 % or more; null when none does."),
  ko_chance: probability.describe(
    "Chance that this many uses knock out: rolls, critical hits, misses counted.",
  ),
});

/** One move with its value in the match-up. */
export const moveScoreSchema = z
  .object({
    move_name: z.string().describe("French name, as the first PredictionDex spells it."),
    move_name_fr: z.string().describe("French name, as the game spells it."),
    move_name_en: z.string(),
    move_slug: z.string(),
    move_type: z.string().describe("French name of the type."),
    move_type_slug: z.enum(TYPES),
    move_power: z.int().describe("Base power; 0 where the move has none of its own."),
    move_accuracy: z.int().nullable(),
    effective_power: z.number().describe("Power × STAB × type multiplier."),
    type_multiplier: z.number(),
    stab: z.number(),
    priority: z.int(),
    score: z.number().describe("What the list is ranked by: the win probability in per cent."),
    win_probability: probability.describe(
      "Chance to win when this move is used, the opponent answering at its best.",
    ),
    low: probability,
    high: probability,
    worst: probability.optional().describe("Chance to win with it against the answer that hurts most."),
    weight: probability.optional().describe("How often an optimal player uses it now."),
    predicted_winner: z.enum(["A", "B"]),
    damage: damageSchema.nullable().describe("Null for a status move."),
    modelled: z.boolean().describe("False where the move's effect is not part of the method yet."),
  })
  .meta({ id: "MoveScore" });

const textSchema = z.object({ en: z.string(), fr: z.string() });

/** Answer of `POST /predict/best-move`. */
export const bestMoveResponseSchema = z
  .object({
    pokemon_a_id: z.int(),
    pokemon_a_name: z.string(),
    pokemon_b_id: z.int(),
    pokemon_b_name: z.string(),
    recommended_move: z.string().describe("French name of the move with the highest win probability."),
    recommended_move_slug: z.string(),
    win_probability: probability,
    low: probability,
    high: probability,
    method: z.enum(METHODS),
    all_moves: z.array(moveScoreSchema).describe("Your moves, best first."),
    opponent_moves: z
      .array(moveScoreSchema)
      .describe("The opponent's moves by what they do to you, worst for you first."),
    first: z
      .object({
        side: z.enum(["A", "B", "tie"]).describe("Who acts first when the best moves of both sides meet."),
        reason: z.enum(["priority", "speed"]),
        speed_a: z.int(),
        speed_b: z.int(),
      })
      .describe("Who moves first, and why."),
    hp_a: z.int().describe("Full HP of your Pokémon at its level."),
    hp_b: z.int(),
    explanation: textSchema.describe("The reason in a sentence or two."),
    assumptions: z.object({
      level_a: z.int(),
      level_b: z.int(),
      iv: z.int(),
      av: z.int(),
      friendship: z.int(),
      nature: z.string(),
      opponent_moves: z.enum(["chosen", "standard"]),
      own_moves: z.enum(["chosen", "standard"]),
      play: textSchema.describe("How both sides are taken to play."),
    }),
    data_version: z.string(),
    model_version: z.string(),
  })
  .meta({ id: "BestMoveResponse" });

/** Answer of `GET /predict/model-info`. */
export const modelInfoSchema = z
  .object({
    model_type: z.string(),
    version: z.string(),
    n_features: z.int().describe("What the trained model looks at; 0 where none is in service."),
    metrics: z.record(z.string(), z.number()),
    trained_at: z.string().describe("When the data set, or else the data behind the answers, was made."),
    hyperparameters: z.record(z.string(), z.union([z.string(), z.number()])),
    data_version: z.string(),
    dataset: z
      .object({ rows: z.int(), seconds: z.number(), scenario: z.string(), created_at: z.string() })
      .nullable(),
  })
  .meta({ id: "ModelInfo" });

/** Answer of `GET /health`: 200 while the process lives, with what is missing. */
export const healthSchema = z
  .object({
    status: z.enum(["healthy", "starting"]),
    database: z.boolean(),
    data: z.boolean(),
    model: z.boolean(),
    missing: z.array(z.enum(["database", "data", "model"])),
    data_version: z.string().nullable(),
    version: z.string(),
  })
  .meta({ id: "Health" });

export type BestMoveRequest = z.input<typeof bestMoveRequestSchema>;
export type BestMoveResponse = z.infer<typeof bestMoveResponseSchema>;
export type MoveScore = z.infer<typeof moveScoreSchema>;
export type ModelInfo = z.infer<typeof modelInfoSchema>;
export type Health = z.infer<typeof healthSchema>;
