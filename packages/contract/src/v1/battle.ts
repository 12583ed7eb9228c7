import { CATEGORIES, TYPES } from "@predictiondex/core";
import { z } from "zod";
import { METHODS } from "../prediction.ts";
import { battleStateSchema, conditionSchema } from "./condition.ts";
import { insightsSchema, lineTurnSchema, opponentSetsSchema } from "./insights.ts";
import { candidateSetSchema, effort, probability, rules, setInputSchema, sideSchema } from "./sets.ts";

const textSchema = z.object({ en: z.string(), fr: z.string() });

const choiceSchema = z.strictObject({
  move: z.string().min(1).max(60).describe("Slug of a move of the set."),
  mega: z.string().min(1).max(60).optional().describe("Slug of the Mega form to evolve into."),
});

const duel = { a: { pokemon: "pikachu", moves: ["Tonnerre", "Vive-Attaque"] }, b: { pokemon: "Squirtle" } };

const opponent = z
  .enum(["chosen", "plausible", "worst"])
  .default("chosen")
  .describe(
    "What is known of B. `chosen`: its moves are those named, or its standard set. `plausible`: the moves named are those seen, the rest unknown: sets that such an opponent may have are averaged. `worst`: of those sets the one that hurts A most. With the last two, a nature and IVs that are left out are unknown, and widen the range.",
  );

/** Body of `POST /v1/predict/best-move`. */
export const v1BestMoveRequestSchema = z
  .strictObject({ a: candidateSetSchema, b: setInputSchema, opponent, rules, ...effort })
  .meta({ id: "V1BestMoveRequest", examples: [duel] });

/** Body of `POST /v1/predict/matchup`. */
export const matchupRequestSchema = z
  .strictObject({
    a: setInputSchema,
    b: setInputSchema,
    state: battleStateSchema.optional(),
    opponent,
    rules,
    ...effort,
  })
  .meta({
    id: "MatchupRequest",
    examples: [
      { a: { pokemon: 6, level: 60 }, b: { pokemon: "Tortank", nature: "bold" } },
      { ...duel, state: { a: { hp: 40, status: "paralysis" }, b: { hp: 60, stages: { attack: -1 } } } },
      { a: { pokemon: "Dracaufeu", mega: true }, b: { pokemon: "Tortank" }, opponent: "plausible" },
    ],
  });

const moveFactsSchema = z.object({
  move: z.string().describe("Slug."),
  names: z.object({ en: z.string(), fr: z.string(), ja: z.string() }),
  type: z.enum(TYPES),
  category: z.enum(CATEGORIES),
});

const moveValueSchema = moveFactsSchema
  .extend({
    mega: z
      .string()
      .nullable()
      .describe("Slug of the Mega form it evolves into with this choice; null without."),
    p: probability.describe("Chance to win when the move is used now and both play best afterwards."),
    low: probability,
    high: probability,
    worst: probability.describe("Chance to win with it against the answer that hurts most."),
    weight: probability.describe("How often an optimal player uses it now."),
    typeMultiplier: z.number(),
    stab: z.number(),
    priority: z.int(),
    damage: z
      .object({
        min: z.int(),
        max: z.int(),
        minPercent: z.number(),
        maxPercent: z.number(),
        hitsToKo: z
          .int()
          .nullable()
          .describe("The fewest uses that knock out with a chance of 25 % or more."),
        koChance: probability,
        koChances: z
          .array(probability)
          .length(3)
          .describe("Chance that 1, 2 and 3 uses knock out: misses, critical hits, residual damage counted."),
      })
      .nullable()
      .describe("Null for a status move. In the middle of a battle, of what is left and as things stand."),
    modelled: z.boolean().describe("False where the move's effect is not part of the method."),
  })
  .meta({ id: "MoveValue" });

/** Answer of `POST /v1/predict/best-move` and `/v1/predict/matchup`. */
export const matchupResponseSchema = z
  .object({
    a: sideSchema,
    b: sideSchema,
    p: probability.describe("Chance that A wins, a tie counting half."),
    low: probability,
    high: probability,
    method: z.enum(METHODS),
    recommended: z.string().describe("Slug of the move that A should use."),
    moves: z.array(moveValueSchema).describe("A's moves, best first."),
    opponentMoves: z.array(moveValueSchema).describe("B's moves by their value for B, best first."),
    first: z
      .object({
        side: z.enum(["a", "b", "tie"]),
        reason: z.enum(["priority", "speed"]),
        speedA: z.int().describe("In battle: stages and paralysis counted."),
        speedB: z.int(),
      })
      .describe("Who acts first when both recommended moves meet, and why."),
    explanation: textSchema.describe("The reason in two or three short sentences."),
    insights: insightsSchema,
    line: z
      .array(lineTurnSchema)
      .describe("The likeliest course: both sides' likeliest choices, chance at its likeliest."),
    opponentSets: opponentSetsSchema
      .nullable()
      .describe("The sets that were weighed where B's are unknown; null where they are chosen."),
    assumptions: z.object({
      rules: z.enum(["no-restrictions", "normal"]),
      play: textSchema,
      opponent: textSchema.describe("What is taken to be known of B."),
      mega: textSchema.describe("Who may Mega Evolve on the way."),
    }),
    nodes: z
      .int()
      .describe("Turns searched; asked for again with the same seed, they give this answer again."),
    seed: z.int(),
    dataVersion: z.string(),
    predictorVersion: z.string(),
  })
  .meta({ id: "MatchupResponse" });

/** Body of `POST /v1/predict/insights`. */
export const insightsRequestSchema = z
  .strictObject({
    a: setInputSchema,
    b: setInputSchema,
    rules,
    nodes: z
      .int()
      .min(10_000)
      .max(2_000_000)
      .default(400_000)
      .describe("Turns that all its searches together may play."),
    seed: effort.seed,
  })
  .meta({
    id: "InsightsRequest",
    examples: [{ a: { pokemon: "Pikachu", level: 40 }, b: { pokemon: "Onix" } }],
  });

/** Body of `POST /v1/simulate/turn`. */
export const turnRequestSchema = z
  .strictObject({
    a: setInputSchema,
    b: setInputSchema,
    rules,
    state: battleStateSchema.optional(),
    choices: z
      .strictObject({ a: choiceSchema.optional(), b: choiceSchema.optional() })
      .default({})
      .describe("What each side does; the greedy choice where left out."),
    seed: effort.seed,
  })
  .meta({
    id: "TurnRequest",
    examples: [{ ...duel, choices: { a: { move: "thunderbolt" } }, state: { b: { hp: 60 } } }],
  });

/** Body of `POST /v1/damage`. */
export const damageRequestSchema = z
  .strictObject({
    attacker: setInputSchema,
    defender: setInputSchema,
    state: z
      .strictObject({ attacker: conditionSchema.optional(), defender: conditionSchema.optional() })
      .optional()
      .describe(
        "As things stand in a battle: stages, statuses, screens, HP, and what hurts at the end of each turn.",
      ),
    rules,
  })
  .meta({
    id: "DamageRequest",
    examples: [
      { attacker: { pokemon: "pikachu", moves: ["thunderbolt"] }, defender: { pokemon: "squirtle" } },
      { attacker: { pokemon: "Mewtwo", level: 70 }, defender: { pokemon: 143, avs: { hp: 200 } } },
      {
        attacker: { pokemon: "pikachu", moves: ["thunderbolt"] },
        defender: { pokemon: "onix" },
        state: { attacker: { stages: { specialAttack: 1 } }, defender: { status: "burn" } },
      },
    ],
  });

/** Answer of `POST /v1/damage`: the attacker's moves, or all that it may have where none are named. */
export const damageResponseSchema = z
  .object({
    attacker: sideSchema,
    defender: sideSchema,
    moves: z.array(
      moveFactsSchema.extend({
        power: z.number().describe("After the move's own rule; 0 where damage is not by power."),
        typeMultiplier: z.number(),
        stab: z.number(),
        hitChance: probability,
        criticalChance: probability,
        rolls: z.array(z.int()).describe("Of one hit, weakest first."),
        criticalRolls: z.array(z.int()),
        hits: z.array(z.object({ hits: z.int(), chance: probability })).describe("Hits of one use."),
        min: z.int().describe("Weakest use that hits."),
        max: z.int().describe("Strongest use, critical hits aside."),
        minPercent: z.number(),
        maxPercent: z.number(),
        koChances: z
          .array(probability)
          .describe(
            "Chance that 1, 2, 3… uses, one a turn, knock out: rolls, critical hits, misses and what hurts at the end of each turn counted.",
          ),
        recoil: z
          .object({ min: z.int(), max: z.int() })
          .nullable()
          .describe("HP that a use that hits costs its user; null where none."),
        text: textSchema.describe("To be copied."),
      }),
    ),
    dataVersion: z.string(),
  })
  .meta({ id: "DamageResponse" });

export type V1BestMoveRequest = z.input<typeof v1BestMoveRequestSchema>;
export type MatchupRequest = z.input<typeof matchupRequestSchema>;
export type MatchupResponse = z.infer<typeof matchupResponseSchema>;
export type DamageRequest = z.input<typeof damageRequestSchema>;
export type DamageResponse = z.infer<typeof damageResponseSchema>;
export type InsightsRequest = z.input<typeof insightsRequestSchema>;
export type TurnRequest = z.input<typeof turnRequestSchema>;
