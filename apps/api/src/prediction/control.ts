import type { PredictionTask, RequestFault, WrittenAnswer } from "@predictiondex/answers";

/** Places of a task's control words: whether a thread has begun it, whether it may stop, and the milliseconds it took. */
export const STARTED = 0;
export const CANCELLED = 1;
export const TOOK_MS = 2;
export const CONTROL_BYTES = 12;

/** A task with the words through which both threads talk of it. */
export interface WorkerTask {
  readonly task: PredictionTask;
  readonly control: Int32Array;
}

/** Tasks for the model, as JSON, to be answered one after another. */
export interface ModelBatch {
  readonly batch: readonly string[];
}

/** Their answers as they are sent, one behind the other; `ends` says where each ends. */
export interface BatchResult {
  readonly bytes: Uint8Array;
  readonly ends: readonly number[];
  readonly outcomes: readonly (Refusal | { readonly prediction: WrittenAnswer["prediction"] })[];
}

/** What a thread gives back for a request that breaks a rule which only the predictor knows. */
export interface Refusal {
  readonly refused: readonly RequestFault[];
}

/** The same before anybody has asked: given up after the answer that is being made once `control` says `CANCELLED`. */
export interface AheadOrder {
  readonly ahead: readonly string[];
  /** What the answers are deflated with; left as they are where there is none yet. */
  readonly dictionary: Uint8Array | undefined;
  readonly control: Int32Array;
}

/** The answers so far, deflated, one behind the other. */
export interface AheadResult {
  readonly bytes: Uint8Array;
  readonly ends: readonly number[];
  /** Bytes of each as it is sent. */
  readonly sizes: readonly number[];
  /** A's chance to win in each. */
  readonly chances: readonly number[];
}
