import type { PredictionTask, RequestFault } from "@predictiondex/answers";

/** Places of a task's control words: whether a thread has begun it, and whether it may stop. */
export const STARTED = 0;
export const CANCELLED = 1;

/** A task with the words through which both threads talk of it. */
export interface WorkerTask {
  readonly task: PredictionTask;
  readonly control: Int32Array;
}

/** What a thread gives back for a request that breaks a rule which only the predictor knows. */
export interface Refusal {
  readonly refused: readonly RequestFault[];
}
