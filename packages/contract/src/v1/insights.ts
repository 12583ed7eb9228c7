import { z } from "zod";
import { battleStateSchema } from "./condition.ts";

const textSchema = z.object({ en: z.string(), fr: z.string() });
const probability = z.number().min(0).max(1);

/** What decides a match-up, as answers name it. */
export const DECIDERS = ["type", "priority", "speed", "status", "critical", "power"] as const;

/** What a player can learn from an evaluation besides its numbers. */
export const insightsSchema = z
  .object({
    decider: z
      .enum(DECIDERS)
      .describe("What makes the best move of the side so good that is likelier to win: A from p = 0.5 on."),
    instead: z
      .object({ move: z.string(), p: probability })
      .nullable()
      .describe("The best of the set's other moves; null where it has none."),
    worst: z
      .object({ p: probability, answer: z.string().describe("Slug of the answer that hurts most.") })
      .describe("The recommended move against the answer that hurts it most."),
    sentences: z.array(textSchema).describe("The same in words, each sentence of one idea."),
  })
  .meta({ id: "Insights" });

/** A turn of the likeliest course. */
export const lineTurnSchema = z.object({
  a: z.string().describe("Slug of A's move."),
  b: z.string(),
  hpA: z.int().describe("HP after the turn."),
  hpB: z.int(),
});

/** The sets that an opponent with unknown moves may have. */
export const opponentSetsSchema = z
  .object({
    kind: z
      .enum(["plausible", "worst"])
      .describe("`plausible`: the answer's values are means by weight; `worst`: those of the worst set."),
    spread: probability.describe("Standard deviation of the sets' values, by weight."),
    worst: probability.describe("A's chance against the set that hurts most."),
    sets: z.array(
      z.object({
        moves: z.array(z.string()),
        from: z.enum(["level-up", "standard", "strong", "sampled"]).describe("Why it is weighed."),
        weight: probability,
        p: probability,
        low: probability,
        high: probability,
        recommended: z.string().describe("The move that A should use against it."),
      }),
    ),
    unknown: z.array(z.enum(["moves", "nature", "ivs"])),
  })
  .meta({ id: "OpponentSets" });

const turningPointBase = { p: probability, low: probability, high: probability, text: textSchema };

/** Answer of `POST /v1/predict/insights`. */
export const insightsResponseSchema = z
  .object({
    p: probability.describe("A's chance as it is, found with the same effort as what follows."),
    low: probability,
    high: probability,
    counterfactual: z
      .object({
        move: z.string().describe("Slug of a legal move that A does not have."),
        replaces: z.string().nullable().describe("Slug of the move it takes the place of."),
        p: probability,
        low: probability,
        high: probability,
        text: textSchema,
      })
      .nullable()
      .describe("The unused legal move that would do most for A; null where none does better."),
    turningPoints: z
      .array(
        z.discriminatedUnion("kind", [
          z.object({
            kind: z.literal("level"),
            side: z.enum(["a", "b"]),
            level: z.int(),
            ...turningPointBase,
          }),
          z.object({
            kind: z.literal("nature"),
            side: z.enum(["a", "b"]),
            nature: z.string().describe("Slug."),
            ...turningPointBase,
          }),
          z.object({
            kind: z.literal("av"),
            side: z.enum(["a", "b"]),
            stat: z.enum(["attack", "specialAttack", "speed"]),
            av: z.int(),
            ...turningPointBase,
          }),
        ]),
      )
      .describe("Small changes of the weaker side (`side`) with which it wins more often than not."),
    nodes: z.int().describe("Turns searched in all."),
    seed: z.int(),
    dataVersion: z.string(),
    predictorVersion: z.string(),
  })
  .meta({ id: "InsightsResponse" });

/** Answer of `POST /v1/simulate/turn`. */
export const turnResponseSchema = z
  .object({
    over: z.boolean(),
    winner: z.enum(["a", "b", "tie"]).nullable(),
    state: battleStateSchema
      .nullable()
      .describe(
        "After the turn, to be asked about next; null where the battle is over, or where a Pokémon has other moves or types than its set (Transform, Mimic, Conversion).",
      ),
    events: z.array(z.looseObject({ kind: z.string() })),
    text: z.object({ en: z.array(z.string()), fr: z.array(z.string()) }),
    dataVersion: z.string(),
  })
  .meta({ id: "TurnResponse" });

export type InsightsResponse = z.infer<typeof insightsResponseSchema>;
export type TurnResponse = z.infer<typeof turnResponseSchema>;
