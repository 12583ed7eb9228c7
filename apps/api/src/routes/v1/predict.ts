import { checkMiddle, createSetReader, type MiddleState, type SetSpec } from "@predictiondex/answers";
import {
  countersRequestSchema,
  countersResponseSchema,
  damageRequestSchema,
  damageResponseSchema,
  insightsRequestSchema,
  insightsResponseSchema,
  matchupRequestSchema,
  matchupResponseSchema,
  simulateRequestSchema,
  simulateResponseSchema,
  turnRequestSchema,
  turnResponseSchema,
  v1BestMoveRequestSchema,
} from "@predictiondex/contract";
import type { FastifyReply } from "fastify";
import type { z } from "zod";
import type { Catalogue } from "../../catalogue.ts";
import { whenClientGone } from "../../client-gone.ts";
import { sendPrediction } from "../../prediction/answer.ts";
import { checkEffort } from "../../prediction/effort.ts";
import { type MatchupBody, matchupTask } from "../../prediction/matchup-task.ts";
import { answerCounters } from "../../v1/counters.ts";
import { type Api, problems, type RouteContext } from "../route-context.ts";

const tags = ["prediction"];
const DAMAGE_BUDGET_MS = 2000;
const SIMULATE_BUDGET_MS = 10_000;
const INSIGHTS_BUDGET_MS = 20_000;
const TURN_BUDGET_MS = 1000;

/** Who wins, with which move, and what each attack does. */
export function v1PredictRoutes(app: Api, context: RouteContext): void {
  const { catalogue } = context;
  const sendMatchup = (
    reply: FastifyReply,
    body: MatchupBody,
    middle?: MiddleState,
  ): Promise<FastifyReply> => {
    checkEffort(body);
    const now = catalogue();
    const pair = readPair(now, body);
    if (middle !== undefined) checkMiddle(now, pair, middle);
    const task = matchupTask(pair, body, context.nodes, middle);
    return sendPrediction(context, now, reply, task, body.budgetMs);
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
    "/v1/predict/insights",
    {
      schema: {
        operationId: "predictInsights",
        tags,
        summary: "What would turn a match-up: an unused move, a level, a nature, awakening values",
        body: insightsRequestSchema,
        response: { 200: insightsResponseSchema, ...problems(422, 503) },
      },
    },
    async ({ body }, reply) => {
      const now = catalogue();
      const { rules, nodes, seed } = body;
      const pair = readPair(now, body);
      const question = { ...pair, rules, nodes, seed };
      return sendPrediction(context, now, reply, { kind: "insights", question }, INSIGHTS_BUDGET_MS);
    },
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
      const middle = { a: body.state?.attacker, b: body.state?.defender };
      checkMiddle(now, { a: attacker!, b: defender! }, middle, { a: "attacker", b: "defender" });
      const question = { attacker: attacker!, defender: defender!, middle };
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
      const pair = readPair(now, body);
      const question = { ...rest, ...pair };
      return sendPrediction(context, now, reply, { kind: "simulate", question }, SIMULATE_BUDGET_MS);
    },
  );

  app.post(
    "/v1/simulate/turn",
    {
      schema: {
        operationId: "simulateTurn",
        tags,
        summary: "One turn of a battle by the game's rules, and what has become of both sides",
        body: turnRequestSchema,
        response: { 200: turnResponseSchema, ...problems(422, 503) },
      },
    },
    async ({ body }, reply) => {
      const now = catalogue();
      const { seed, state, choices } = body;
      const pair = readPair(now, body);
      if (state !== undefined) checkMiddle(now, pair, state);
      const question = { ...pair, middle: state, choices, seed };
      return sendPrediction(context, now, reply, { kind: "turn", question }, TURN_BUDGET_MS);
    },
  );
}

/** The two sets of a request, checked. @throws {InvalidRequestError} naming what is wrong with them */
function readPair(
  now: Catalogue,
  { a, b, rules }: Pick<z.output<typeof turnRequestSchema>, "a" | "b" | "rules">,
): { readonly a: SetSpec; readonly b: SetSpec } {
  const reader = createSetReader(now, rules);
  const [setA, setB] = [reader.read(a, "a"), reader.read(b, "b")];
  reader.check();
  return { a: setA!, b: setB! };
}
