import type { LocalAnswers, RequestFault } from "@predictiondex/answers";
import type { Text } from "@predictiondex/core";

/** Name of an answer that the worker makes. */
export type AnswerName = keyof LocalAnswers;

/** What the page says to the worker: first where the facts are, then one question after the other. */
export type ToWorker =
  | { readonly kind: "start"; readonly factsUrl: string; readonly modelUrl: string }
  | { readonly kind: "ask"; readonly id: number; readonly name: AnswerName; readonly question: unknown };

/** What the worker says. */
export type FromWorker =
  | { readonly kind: "ready"; readonly dataVersion: string }
  | { readonly kind: "unavailable"; readonly message: string }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "refused"; readonly id: number; readonly faults: readonly RequestFault[] }
  | { readonly kind: "missing"; readonly id: number; readonly text: Text }
  | { readonly kind: "broken"; readonly id: number; readonly message: string };
