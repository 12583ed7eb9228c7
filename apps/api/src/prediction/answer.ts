import type { AnswerTask, SetSpec } from "@predictiondex/answers";
import { MOVES_OF_A_BATTLE } from "@predictiondex/battle";
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
  const text = JSON.stringify(task);
  const key = keyOf(text);
  const known = catalogue.predictions.get(key) ?? takeFromAhead(catalogue, task, key);
  const { json, prediction } =
    known ?? (await answerAnew(context, catalogue, reply, { task, text, key, budgetMs }));
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

interface AskedTask {
  readonly task: AnswerTask;
  /** The task as JSON, and its key. */
  readonly text: string;
  readonly key: string;
  readonly budgetMs: number | undefined;
}

async function answerAnew(
  { pool, modelLane }: RouteContext,
  catalogue: Catalogue,
  reply: FastifyReply,
  { task, text, key, budgetMs = WITHOUT_BUDGET_MS }: AskedTask,
): Promise<KnownAnswer> {
  const keep = (answer: KnownAnswer): KnownAnswer => {
    catalogue.predictions.set(key, task.kind, answer);
    return answer;
  };
  if (isByModel(task) && catalogue.snapshot.model) {
    return keep(await modelLane.answer(catalogue, task, text, () => reply.raw.destroyed));
  }
  return catalogue.underWay.join(key, whenClientGone(reply), async (signal) =>
    keep(await pool.run(catalogue, task, { budgetMs, signal })),
  );
}

/** An answer made ahead; among the latest from now on. */
function takeFromAhead(
  { ahead, predictions }: Catalogue,
  task: AnswerTask,
  key: string,
): KnownAnswer | undefined {
  const found = isByModel(task) ? ahead.get(key) : undefined;
  if (found !== undefined) predictions.set(key, task.kind, found);
  return found;
}

/** Whether it is the model's to answer in a millisecond; more than four moves are candidates, each to be tried. */
function isByModel({ kind, question }: AnswerTask): boolean {
  if (kind !== "best-move" && kind !== "matchup") return false;
  const { a, b, options } = question;
  return options.method === "model" && Math.max(nMoves(a), nMoves(b)) <= MOVES_OF_A_BATTLE;
}

function nMoves({ moves = [] }: SetSpec): number {
  return moves.length;
}
