import type { AnswerTask, WrittenAnswer } from "@predictiondex/answers";
import type { FastifyReply } from "fastify";
import type { Catalogue } from "../catalogue.ts";
import { whenClientGone } from "../client-gone.ts";
import type { RouteContext } from "../routes/route-context.ts";

/** What a search by nodes may take, however slow the machine. */
const WITHOUT_BUDGET_MS = 20_000;

/** Answers with what the predictor says to a task, or said to the same one lately. */
export async function sendPrediction(
  { pool, metrics, log }: RouteContext,
  catalogue: Catalogue,
  reply: FastifyReply,
  task: AnswerTask,
  budgetMs: number | undefined,
): Promise<FastifyReply> {
  const key = JSON.stringify(task);
  const known = catalogue.predictions.get(key);
  const begin = (signal: AbortSignal): Promise<WrittenAnswer> =>
    pool.run(catalogue, task, { budgetMs: budgetMs ?? WITHOUT_BUDGET_MS, signal });
  const answer = known ?? (await catalogue.underWay.join(key, whenClientGone(reply), begin));
  if (known === undefined) catalogue.predictions.set(key, answer);
  if (answer.prediction !== undefined) {
    metrics.notePrediction(answer.prediction, known !== undefined);
    log.note(catalogue.snapshot, answer.prediction, task);
  }
  return reply
    .header("content-type", "application/json; charset=utf-8")
    .header("x-data-version", catalogue.snapshot.dataVersion)
    .header("cache-control", "no-store")
    .send(answer.json);
}
