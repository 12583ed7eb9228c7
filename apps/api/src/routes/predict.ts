import { checkBestMove } from "@predictiondex/answers";
import { bestMoveRequestSchema, bestMoveResponseSchema, modelInfoSchema } from "@predictiondex/contract";
import { sendChecked } from "../cached-body.ts";
import { sendPrediction } from "../prediction/answer.ts";
import { modelInfo } from "../predictor.ts";
import { type Api, NOT_MODIFIED, problems, type RouteContext } from "./route-context.ts";

const tags = ["prediction"];

/** Predictions, and what makes them. */
export function predictRoutes(app: Api, context: RouteContext): void {
  const { catalogue, source } = context;
  app.post(
    "/predict/best-move",
    {
      schema: {
        operationId: "predictBestMove",
        tags,
        summary: "The chance to win with each move, best first",
        body: bestMoveRequestSchema,
        response: { 200: bestMoveResponseSchema, ...problems(404, 422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const question = checkBestMove(now, request.body, context.nodes);
      return sendPrediction(context, now, reply, { kind: "best-move", question }, undefined);
    },
  );

  app.get(
    "/predict/model-info",
    {
      schema: {
        operationId: "getModelInfo",
        tags,
        summary: "What computes the predictions, and from which data",
        response: { 200: modelInfoSchema, ...NOT_MODIFIED, ...problems(503) },
      },
    },
    async (request, reply) => sendChecked(request, reply, modelInfo(catalogue().snapshot, source.dataset())),
  );
}
