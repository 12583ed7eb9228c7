import type { PredictionTask } from "@predictiondex/answers";
import type { LoggedPrediction } from "@predictiondex/db";
import type { Snapshot } from "../snapshot.ts";

/** Notes a sample of the predictions; what it holds is written in batches. */
export interface PredictionLog {
  note(
    snapshot: Snapshot,
    prediction: { readonly method: string; readonly p: number },
    task: PredictionTask,
  ): void;
  /** Takes the oldest that wait, as many as that at most. */
  take(most: number): readonly LoggedPrediction[];
}

/** Predictions that may wait to be written; the rest is dropped, so that a database that is away fills no memory. */
const MAX_WAITING = 5000;

/** Makes a log that notes the share `sample` (0–1) of the predictions, evenly. */
export function createPredictionLog(sample: number): PredictionLog {
  const waiting: LoggedPrediction[] = [];
  let due = 0;
  return {
    note({ version, model }, { method, p }, task) {
      due += sample;
      if (due < 1) return;
      due -= 1;
      if (waiting.length >= MAX_WAITING) return;
      const input = { ...task } as Record<string, unknown>;
      waiting.push({
        method: method as LoggedPrediction["method"],
        dataVersion: version.id,
        model: method === "model" ? (model?.id ?? null) : null,
        probability: p,
        input,
      });
    },
    take: (most) => waiting.splice(0, most),
  };
}
