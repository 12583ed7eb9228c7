import { type AnswerTask, doTask, type WrittenAnswer } from "@predictiondex/answers";
import type { FastifyReply } from "fastify";
import type { Catalogue } from "../catalogue.ts";
import { whenClientGone } from "../client-gone.ts";
import type { RouteContext } from "../routes/route-context.ts";
import { type KnownAnswer, keyOf } from "./answer-cache.ts";

/** What a search by nodes may take, however slow the machine. */
const WITHOUT_BUDGET_MS = 20_000;

/** Answers with what the predictor says to a task, or said to the same one lately. */
export async function sendPrediction(
  context: RouteContext,
  catalogue: Catalogue,
  reply: FastifyReply,
  task: AnswerTask,
  budgetMs: number | undefined,
): Promise<FastifyReply> {
  const { metrics, log, driftWatch } = context;
  const key = keyOf(task);
  const known = catalogue.predictions.get(key);
  const { json, prediction } = known ?? (await answerAnew(context, catalogue, reply, task, key, budgetMs));
  if (prediction !== undefined) {
    metrics.notePrediction(prediction, known !== undefined);
    log.note(catalogue.snapshot, prediction, task);
    driftWatch.truth.note(task, prediction);
  }
  return reply
    .header("content-type", "application/json; charset=utf-8")
    .header("x-data-version", catalogue.snapshot.dataVersion)
    .header("cache-control", "no-store")
    .send(json);
}

async function answerAnew(
  { pool }: RouteContext,
  catalogue: Catalogue,
  reply: FastifyReply,
  task: AnswerTask,
  key: string,
  budgetMs = WITHOUT_BUDGET_MS,
): Promise<KnownAnswer> {
  const keep = (answer: WrittenAnswer): KnownAnswer => catalogue.predictions.set(key, task.kind, answer);
  // The model takes less time than the way to a thread and back.
  if (isByModel(task) && catalogue.snapshot.model) return keep(doTask(catalogue, task, () => false));
  return catalogue.underWay.join(key, whenClientGone(reply), async (signal) =>
    keep(await pool.run(catalogue, task, { budgetMs, signal })),
  );
}

function isByModel({ question }: AnswerTask): boolean {
  return "options" in question && question.options.method === "model";
}
