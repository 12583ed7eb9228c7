import type { LocalAnswers, RequestFault } from "@predictiondex/answers";
import type { Text } from "@predictiondex/core";
import type { AnswerName, FromWorker, ToWorker } from "./messages.ts";

/** The worker refuses a question; `faults` are those of the API. */
export class EngineRefusal extends Error {
  readonly faults: readonly Pick<RequestFault, "detail">[];
  constructor(faults: readonly Pick<RequestFault, "detail">[]) {
    super(faults.map(({ detail }) => detail.en).join("; "));
    this.name = "EngineRefusal";
    this.faults = faults;
  }
}

/** What the worker answers to a question of that name. */
export type EngineAnswer<Name extends AnswerName> = ReturnType<LocalAnswers[Name]>;

/** A worker that makes answers, one after the other. */
export interface Engine {
  /** Version of the data that it answers from. */
  readonly dataVersion: string;
  /** Asks; a question that is aborted before its turn is never worked on. */
  ask<Name extends AnswerName>(
    name: Name,
    question: Parameters<LocalAnswers[Name]>[0],
    signal?: AbortSignal,
  ): Promise<EngineAnswer<Name>>;
}

interface Waiting {
  readonly message: Extract<ToWorker, { kind: "ask" }>;
  readonly signal: AbortSignal | undefined;
  readonly done: (answer: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Starts a worker; the promise is fulfilled once it has its facts.
 * @throws TypeError where they can't be had, as `fetch` does
 */
export function startEngine(urls: { readonly factsUrl: string; readonly modelUrl: string }): Promise<Engine> {
  const worker = new Worker(new URL("./engine-worker.ts", import.meta.url), { type: "module" });
  const queue: Waiting[] = [];
  let running: Waiting | undefined;
  let count = 0;
  const next = (): void => {
    if (running !== undefined) return;
    running = queue.shift();
    while (running?.signal?.aborted) {
      running.fail(running.signal.reason);
      running = queue.shift();
    }
    if (running !== undefined) worker.postMessage(running.message);
  };
  const engineOf = (dataVersion: string): Engine => ({
    dataVersion,
    ask: (name, question, signal) =>
      new Promise((done, fail) => {
        const message = { kind: "ask", id: count++, name, question } as const;
        queue.push({ message, signal, done: done as (answer: unknown) => void, fail });
        next();
      }),
  });
  return new Promise((ready, unavailable) => {
    worker.onerror = ({ message }) => {
      worker.terminate();
      unavailable(new TypeError(message));
    };
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === "ready") return ready(engineOf(data.dataVersion));
      if (data.kind === "unavailable") {
        worker.terminate();
        return unavailable(new TypeError(data.message));
      }
      const asked = running;
      running = undefined;
      if (data.kind === "answer") asked?.done(data.answer);
      else asked?.fail(errorOf(data));
      next();
    };
    worker.postMessage({ kind: "start", ...urls } satisfies ToWorker);
  });
}

function errorOf(told: Exclude<FromWorker, { kind: "ready" | "unavailable" | "answer" }>): Error {
  switch (told.kind) {
    case "refused":
      return new EngineRefusal(told.faults);
    case "missing":
      return new EngineRefusal([{ detail: told.text satisfies Text }]);
    case "broken":
      return new Error(told.message);
  }
}
