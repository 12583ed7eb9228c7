import { createSetReader } from "@predictiondex/answers";
import { simulateTeamsRequestSchema, simulateTeamsResponseSchema } from "@predictiondex/contract";
import { sendPrediction } from "../../prediction/answer.ts";
import { type Api, problems, type RouteContext } from "../route-context.ts";

const BUDGET_MS = 10_000;

/** Battles between teams. */
export function v1SimulateTeamsRoutes(app: Api, context: RouteContext): void {
  app.post(
    "/v1/simulate/teams",
    {
      schema: {
        operationId: "simulateTeams",
        tags: ["prediction"],
        summary: "Battles between teams of up to six, with switching; one of them told action by action",
        body: simulateTeamsRequestSchema,
        response: { 200: simulateTeamsResponseSchema, ...problems(422, 503) },
      },
    },
    async ({ body }, reply) => {
      const now = context.catalogue();
      const { rules, ...rest } = body;
      const reader = createSetReader(now, rules);
      const read = (side: "a" | "b") => body[side].map((set, i) => reader.read(set, `${side}/${i}`));
      const [a, b] = [read("a"), read("b")];
      reader.check();
      const question = { ...rest, a: a.map((set) => set!), b: b.map((set) => set!) };
      return sendPrediction(context, now, reply, { kind: "simulate-teams", question }, BUDGET_MS);
    },
  );
}
