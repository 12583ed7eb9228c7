import { z } from "zod";
import { setInputSchema } from "./sets.ts";

const probability = z.number().min(0).max(1);

/** Body of `POST /v1/simulate`. */
export const simulateRequestSchema = z
  .strictObject({
    a: setInputSchema,
    b: setInputSchema,
    rules: z.enum(["no-restrictions", "normal"]).default("no-restrictions"),
    battles: z.int().min(1).max(20_000).default(1000),
    seed: z.int().min(0).max(2_147_483_647).default(1).describe("Equal seeds give equal battles."),
    policy: z
      .enum(["random", "greedy"])
      .default("random")
      .describe(
        "How both sides choose: each legal move as often, or the attack with the most to expect now.",
      ),
    mega: z.boolean().default(false).describe("Whether base forms may Mega Evolve on the way."),
    log: z.boolean().default(false).describe("Tells the first battle action by action."),
  })
  .meta({
    id: "SimulateRequest",
    examples: [{ a: { pokemon: "pikachu" }, b: { pokemon: "squirtle" }, battles: 100, seed: 7, log: true }],
  });

/** Answer of `POST /v1/simulate`. */
export const simulateResponseSchema = z
  .object({
    battles: z.int(),
    seed: z.int(),
    policy: z.enum(["random", "greedy"]),
    aWins: z.int(),
    bWins: z.int(),
    ties: z.int(),
    p: probability.describe("A's share of the wins, ties counting half."),
    low: probability.describe("Wilson's interval at 95 %."),
    high: probability,
    log: z
      .object({
        events: z.array(z.looseObject({ kind: z.string() })),
        text: z.object({ en: z.array(z.string()), fr: z.array(z.string()) }),
        protocol: z.array(z.string()).describe("In Pokémon Showdown's words."),
      })
      .nullable(),
    dataVersion: z.string(),
  })
  .meta({ id: "SimulateResponse" });

export type SimulateRequest = z.input<typeof simulateRequestSchema>;
export type SimulateResponse = z.infer<typeof simulateResponseSchema>;
