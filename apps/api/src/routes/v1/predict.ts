import {
  countersRequestSchema,
  countersResponseSchema,
  damageRequestSchema,
  damageResponseSchema,
  matchupRequestSchema,
  matchupResponseSchema,
  simulateRequestSchema,
  simulateResponseSchema,
  v1BestMoveRequestSchema,
} from "@predictiondex/contract";
import type { FastifyReply } from "fastify";
import type { z } from "zod";
import { whenClientGone } from "../../client-gone.ts";
import { sendPrediction } from "../../prediction/answer.ts";
import { checkMiddle, type MiddleState } from "../../prediction/middle-state.ts";
import { createSetReader } from "../../prediction/read-set.ts";
import { answerCounters } from "../../v1/counters.ts";
import { type Api, problems, type RouteContext } from "../route-context.ts";

const tags = ["prediction"];
const DAMAGE_BUDGET_MS = 2000;
const SIMULATE_BUDGET_MS = 10_000;

/** Who wins, with which move, and what each attack does. */
export function v1PredictRoutes(app: Api, context: RouteContext): void {
  const { catalogue } = context;
  const sendMatchup = (
    reply: FastifyReply,
    body: z.output<typeof v1BestMoveRequestSchema>,
    middle?: MiddleState,
  ): Promise<FastifyReply> => {
    const now = catalogue();
    const { rules, method, budgetMs, seed, nodes = context.nodes } = body;
    const reader = createSetReader(now, rules);
    const a = reader.read(body.a, "a");
    const b = reader.read(body.b, "b");
    reader.check();
    if (middle !== undefined) checkMiddle(now, a!, b!, middle);
    const question = { a: a!, b: b!, rules, options: { method, nodes, budgetMs, seed, middle } };
    return sendPrediction(context, now, reply, { kind: "matchup", question }, budgetMs);
  };

  app.post(
    "/v1/predict/best-move",
    {
      schema: {
        operationId: "predictV1BestMove",
        tags,
        summary: "The chance to win with each of your moves, or of up to 20 that you could have",
        body: v1BestMoveRequestSchema,
        response: { 200: matchupResponseSchema, ...problems(422, 503) },
      },
    },
    async (request, reply) => sendMatchup(reply, request.body),
  );

  app.post(
    "/v1/predict/matchup",
    {
      schema: {
        operationId: "predictMatchup",
        tags,
        summary: "The value of a battle of two sets, and of every move of both",
        body: matchupRequestSchema,
        response: { 200: matchupResponseSchema, ...problems(422, 503) },
      },
    },
    async (request, reply) => sendMatchup(reply, request.body, request.body.state),
  );

  app.post(
    "/v1/predict/counters",
    {
      schema: {
        operationId: "predictCounters",
        tags,
        summary: "The Pokémon that do best against one opponent",
        body: countersRequestSchema,
        response: { 200: countersResponseSchema, ...problems(422, 503) },
      },
    },
    async (request, reply) => answerCounters(context, catalogue(), request.body, whenClientGone(reply)),
  );

  app.post(
    "/v1/damage",
    {
      schema: {
        operationId: "calculateDamage",
        tags,
        summary:
          "What each attack of one Pokémon does to another: rolls, critical hits, chances to knock out",
        body: damageRequestSchema,
        response: { 200: damageResponseSchema, ...problems(422, 503) },
      },
    },
    async ({ body }, reply) => {
      const now = catalogue();
      const reader = createSetReader(now, body.rules);
      const attacker = reader.read(body.attacker, "attacker");
      const defender = reader.read(body.defender, "defender");
      reader.check();
      const question = { attacker: attacker!, defender: defender! };
      return sendPrediction(context, now, reply, { kind: "damage", question }, DAMAGE_BUDGET_MS);
    },
  );

  app.post(
    "/v1/simulate",
    {
      schema: {
        operationId: "simulateBattles",
        tags,
        summary: "Battles played out by the game's rules, by seed; one of them told action by action",
        body: simulateRequestSchema,
        response: { 200: simulateResponseSchema, ...problems(422, 503) },
      },
    },
    async ({ body }, reply) => {
      const now = catalogue();
      const { rules, ...rest } = body;
      const reader = createSetReader(now, rules);
      const a = reader.read(body.a, "a");
      const b = reader.read(body.b, "b");
      reader.check();
      const question = { ...rest, a: a!, b: b! };
      return sendPrediction(context, now, reply, { kind: "simulate", question }, SIMULATE_BUDGET_MS);
    },
  );
}
