import { workerData } from "node:worker_threads";
import { doTask, InvalidRequestError, type TaskResult } from "@predictiondex/answers";
import { createCatalogue } from "./catalogue.ts";
import { CANCELLED, type Refusal, STARTED, TOOK_MS, type WorkerTask } from "./prediction/control.ts";
import type { Snapshot } from "./snapshot.ts";

const catalogue = createCatalogue(workerData as Snapshot);

/** Does one task; run by piscina, which hands the data version over once for each thread. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export
export default function work({ task, control }: WorkerTask): TaskResult | Refusal {
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
