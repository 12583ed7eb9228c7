import { type AnswerTask, doTask, type WrittenAnswer } from "@predictiondex/answers";
import type { FastifyReply } from "fastify";
import type { Catalogue } from "../catalogue.ts";
import { whenClientGone } from "../client-gone.ts";
import type { RouteContext } from "../routes/route-context.ts";

/** What a search by nodes may take, however slow the machine. */
const WITHOUT_BUDGET_MS = 20_000;

/** Answers with what the predictor says to a task, or said to the same one lately. */
export async function sendPrediction(
  { pool, metrics, log, driftWatch }: RouteContext,
  catalogue: Catalogue,
  reply: FastifyReply,
  task: AnswerTask,
  budgetMs: number | undefined,
): Promise<FastifyReply> {
  const key = JSON.stringify(task);
  const known = catalogue.predictions.get(key);
  const begin = async (signal: AbortSignal): Promise<WrittenAnswer> => {
    // The model takes less time than the way to a thread and back.
    if (isByModel(task) && catalogue.snapshot.model)
      return doTask(catalogue, task, () => false) as WrittenAnswer;
    return pool.run(catalogue, task, { budgetMs: budgetMs ?? WITHOUT_BUDGET_MS, signal });
  };
  const answer = known ?? (await catalogue.underWay.join(key, whenClientGone(reply), begin));
  if (known === undefined) catalogue.predictions.set(key, answer);
  if (answer.prediction !== undefined) {
    metrics.notePrediction(answer.prediction, known !== undefined);
    log.note(catalogue.snapshot, answer.prediction, task);
    driftWatch.truth.note(task, answer.prediction);
  }
  return reply
    .header("content-type", "application/json; charset=utf-8")
    .header("x-data-version", catalogue.snapshot.dataVersion)
    .header("cache-control", "no-store")
    .send(answer.json);
}

function isByModel({ question }: AnswerTask): boolean {
  return "options" in question && question.options.method === "model";
}
