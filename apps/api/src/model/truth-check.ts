import type { PredictionTask } from "@predictiondex/answers";
import type { FastifyBaseLogger } from "fastify";
import type { Catalogue } from "../catalogue.ts";
import { DataMissingError } from "../request-errors.ts";

/** One answer of the model beside the solver's. */
export interface TruthPair {
  readonly model: number;
  readonly solver: number;
  readonly at: Date;
}

/** Re-checks a sample of the model's answers by the solver, one at a time, while nothing else is to do. */
export interface TruthCheck {
  /** Notes an answer of the model; most are let go. */
  note(task: PredictionTask, prediction: { readonly method: string; readonly p: number }): void;
  summary(): {
    readonly checked: number;
    readonly meanAbsoluteError: number | undefined;
    readonly maxAbsoluteError: number | undefined;
    /** Latest first. */
    readonly latest: readonly TruthPair[];
  };
  /** Is told of every distance between the two, 0–1. */
  onError: (error: number) => void;
  close(): Promise<void>;
}

/** What a check needs. */
export interface TruthCheckOptions {
  readonly catalogue: () => Catalogue;
  /** Makes the solver's answer to a question that the model answered; undefined while it has better things to do. */
  readonly solve: (
    catalogue: Catalogue,
    task: PredictionTask,
    signal: AbortSignal,
  ) => Promise<number | undefined>;
  /** Share of the model's answers that are re-checked, 0–1. */
  readonly truthSample: number;
  readonly logger: FastifyBaseLogger;
}

const MAX_WAITING = 50;
const MAX_LATEST = 20;
const PAUSE_MS = 250;
/** A check is followed by a rest so many times as long: all of them together take a twentieth of a core at most. */
const REST = 19;

/** Makes a check that works until it is closed. */
export function createTruthCheck({ catalogue, solve, truthSample, logger }: TruthCheckOptions): TruthCheck {
  const waiting: { readonly dataVersion: string; readonly task: PredictionTask; readonly p: number }[] = [];
  const latest: TruthPair[] = [];
  const closing = new AbortController();
  let due = 0;
  let [checked, sum, most] = [0, 0, 0];
  let working: Promise<void> | undefined;
  let restUntil = 0;

  const checkOne = async (): Promise<void> => {
    const [one] = waiting;
    if (one === undefined) return;
    const now = catalogue();
    const begun = performance.now();
    const solver =
      now.snapshot.dataVersion === one.dataVersion ? await solve(now, one.task, closing.signal) : Number.NaN;
    // Undefined: there is other work; the answer stays for later.
    if (solver === undefined) return;
    waiting.shift();
    restUntil = performance.now() + REST * (performance.now() - begun);
    if (Number.isNaN(solver)) return;
    const error = Math.abs(one.p - solver);
    checked++;
    sum += error;
    most = Math.max(most, error);
    latest.unshift({ model: one.p, solver, at: new Date() });
    latest.length = Math.min(latest.length, MAX_LATEST);
    check.onError(error);
  };
  const timer = setInterval(() => {
    if (working !== undefined || waiting.length === 0 || performance.now() < restUntil) return;
    working = checkOne()
      .catch((error: unknown) => {
        waiting.shift();
        if (!closing.signal.aborted && !(error instanceof DataMissingError)) {
          logger.warn({ err: error }, "an answer could not be re-checked");
        }
      })
      .finally(() => {
        working = undefined;
      });
  }, PAUSE_MS).unref();

  const check: TruthCheck = {
    note(task, { method, p }) {
      if (method !== "model" || !(task.kind === "matchup" || task.kind === "best-move")) return;
      due += truthSample;
      if (due < 1) return;
      due %= 1;
      if (waiting.length >= MAX_WAITING) return;
      waiting.push({ dataVersion: catalogue().snapshot.dataVersion, task, p });
    },
    summary: () => ({
      checked,
      meanAbsoluteError: checked === 0 ? undefined : sum / checked,
      maxAbsoluteError: checked === 0 ? undefined : most,
      latest: [...latest],
    }),
    onError: () => {},
    async close() {
      clearInterval(timer);
      closing.abort();
      await working;
    },
  };
  return check;
}
