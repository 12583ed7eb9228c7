import { workerData } from "node:worker_threads";
import { deflateRawSync } from "node:zlib";
import { type AnswerTask, doTask, InvalidRequestError, type TaskResult } from "@predictiondex/answers";
import { createCatalogue } from "./catalogue.ts";
import {
  type AheadOrder,
  type AheadResult,
  type BatchResult,
  CANCELLED,
  type ModelBatch,
  type Refusal,
  STARTED,
  TOOK_MS,
  type WorkerTask,
} from "./prediction/control.ts";
import type { Snapshot } from "./snapshot.ts";

const catalogue = createCatalogue(workerData as Snapshot);

/** Does one task, or a few of the model's, asked or not asked yet; run by piscina, which hands the data version over once for each thread. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export
export default function work(
  order: WorkerTask | ModelBatch | AheadOrder,
): TaskResult | Refusal | BatchResult | AheadResult {
  if ("ahead" in order) return answerAhead(order);
  return "batch" in order ? answerBatch(order) : answerOne(order);
}

function answerAhead({ ahead, dictionary, control }: AheadOrder): AheadResult {
  const bodies: Buffer[] = [];
  const sizes: number[] = [];
  const chances: number[] = [];
  for (const text of ahead) {
    if (Atomics.load(control, CANCELLED) !== 0) break;
    const { json, prediction } = doTask(catalogue, JSON.parse(text) as AnswerTask, () => false);
    const body = Buffer.from(json);
    bodies.push(dictionary === undefined ? body : deflateRawSync(body, { dictionary }));
    sizes.push(body.length);
    chances.push(prediction!.p);
  }
  let end = 0;
  const ends = bodies.map(({ length }) => {
    end += length;
    return end;
  });
  return { bytes: Buffer.concat(bodies), ends, sizes, chances };
}

function answerBatch({ batch }: ModelBatch): BatchResult {
  const bodies: Buffer[] = [];
  const ends: number[] = [];
  let end = 0;
  const outcomes = batch.map((text) => {
    let outcome: BatchResult["outcomes"][number];
    try {
      const { json, prediction } = doTask(catalogue, JSON.parse(text) as AnswerTask, () => false);
      const body = Buffer.from(json);
      bodies.push(body);
      end += body.length;
      outcome = { prediction };
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      outcome = { refused: error.requestFaults };
    }
    ends.push(end);
    return outcome;
  });
  return { bytes: Buffer.concat(bodies), ends, outcomes };
}

function answerOne({ task, control }: WorkerTask): TaskResult | Refusal {
  Atomics.store(control, STARTED, 1);
  const begun = performance.now();
  try {
    const result = doTask(catalogue, task, () => Atomics.load(control, CANCELLED) !== 0);
    Atomics.store(control, TOOK_MS, Math.ceil(performance.now() - begun));
    return result;
  } catch (error) {
    // Errors lose their class between threads.
    if (error instanceof InvalidRequestError) return { refused: error.requestFaults };
    throw error;
  }
}
