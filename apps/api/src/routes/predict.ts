import { bestMoveRequestSchema, bestMoveResponseSchema, modelInfoSchema } from "@predictiondex/contract";
import { answerBestMove } from "../best-move.ts";
import { modelInfo } from "../predictor.ts";
import { type Api, problems, type RouteContext } from "./route-context.ts";

const tags = ["prediction"];

/** Predictions, and what makes them. */
export function predictRoutes(app: Api, { catalogue, source }: RouteContext): void {
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
    async (request) => answerBestMove(catalogue(), request.body),
  );

  app.get(
    "/predict/model-info",
    {
      schema: {
        operationId: "getModelInfo",
        tags,
        summary: "What computes the predictions, and from which data",
        response: { 200: modelInfoSchema, ...problems(503) },
      },
    },
    async () => modelInfo(catalogue().snapshot, source.dataset()),
  );
}
