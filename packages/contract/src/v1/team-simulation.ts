import { z } from "zod";
import { setInputSchema } from "./sets.ts";
import { simulateResponseSchema } from "./simulation.ts";

const policy = z.enum(["random", "strongest", "one-ply", "solver"]);
/** Battles in which a side may choose by the solver: each takes seconds. */
const MOST_SOLVED_BATTLES = 2;

/** Body of `POST /v1/simulate/teams`. */
export const simulateTeamsRequestSchema = z
  .strictObject({
    a: z.array(setInputSchema).min(1).max(6).describe("The first is sent out first."),
    b: z.array(setInputSchema).min(1).max(6),
    rules: z.enum(["no-restrictions", "normal"]).default("no-restrictions"),
    sleepClause: z
      .boolean()
      .default(false)
      .describe("Nobody may put a second Pokémon of a side to sleep while another sleeps."),
    battles: z.int().min(1).max(1000).default(100),
    seed: z.int().min(0).max(2_147_483_647).default(1).describe("Equal seeds give equal battles."),
    policyA: policy
      .default("one-ply")
      .describe(
        "How A chooses: at random, the strongest attack, the largest expected damage, or one turn ahead by the solver's one-against-one values (two battles at most).",
      ),
    policyB: policy.default("one-ply"),
    log: z.boolean().default(false).describe("Tells the first battle action by action."),
  })
  .refine(
    ({ battles, policyA, policyB }) =>
      battles <= MOST_SOLVED_BATTLES || (policyA !== "solver" && policyB !== "solver"),
    { path: ["battles"], error: `with the policy solver at most ${MOST_SOLVED_BATTLES} battles` },
  )
  .meta({
    id: "SimulateTeamsRequest",
    examples: [
      {
        a: [{ pokemon: "starmie" }, { pokemon: "gengar" }],
        b: [{ pokemon: "snorlax" }, { pokemon: "dragonite" }],
        battles: 20,
        seed: 7,
        log: true,
      },
    ],
  });

/** Answer of `POST /v1/simulate/teams`. */
export const simulateTeamsResponseSchema = simulateResponseSchema
  .omit({ policy: true })
  .extend({ policyA: policy, policyB: policy })
  .meta({ id: "SimulateTeamsResponse" });

export type SimulateTeamsRequest = z.input<typeof simulateTeamsRequestSchema>;
export type SimulateTeamsResponse = z.infer<typeof simulateTeamsResponseSchema>;
