import { Piscina } from "piscina";
import type { TrainingResult, TrainingTask } from "./training-worker.ts";

/** A thread that trains, evaluates and tabulates, so that the process goes on answering meanwhile. */
export interface TrainingThread {
  run<K extends TrainingTask["kind"]>(
    task: Extract<TrainingTask, { readonly kind: K }>,
    signal?: AbortSignal,
  ): Promise<TrainingResult[K]>;
  close(): Promise<void>;
}

/** Starts the thread. */
export function startTrainingThread(): TrainingThread {
  const pool = new Piscina({
    filename: new URL("./training-worker.ts", import.meta.url).href,
    maxThreads: 1,
  });
  return {
    run: (task, signal) => pool.run(task, signal ? { signal } : {}),
    close: () => pool.destroy(),
  };
}
