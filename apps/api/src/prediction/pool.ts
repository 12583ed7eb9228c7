import { setTimeout as delay } from "node:timers/promises";
import {
  CancelledError,
  doTask,
  InvalidRequestError,
  type PredictionTask,
  type ResultOf,
  type TaskResult,
} from "@predictiondex/answers";
import { Piscina } from "piscina";
import type { Catalogue } from "../catalogue.ts";
import { OverloadedError } from "../request-errors.ts";
import type { Snapshot } from "../snapshot.ts";
import {
  type AheadOrder,
  type AheadResult,
  type BatchResult,
  CANCELLED,
  CONTROL_BYTES,
  type ModelBatch,
  type Refusal,
  STARTED,
  TOOK_MS,
  type WorkerTask,
} from "./control.ts";
import { createExpectations } from "./expectations.ts";

/** How long a task may take. */
export interface RunOptions {
  /** Once begun; a thread that takes much longer is ended. */
  readonly budgetMs: number;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** Given up as soon as anything else is asked of the pool. */
  readonly isBackground?: boolean;
}

/** Where predictions are made. */
export interface PredictionPool {
  /**
   * Does a task on the data version of `catalogue`.
   * @throws {OverloadedError} where the queue is full: by its tasks, or by the time that they are expected to take
   * @throws {CancelledError} where the signal aborts, or a task in the background has to make way
   */
  run<T extends PredictionTask>(catalogue: Catalogue, task: T, options: RunOptions): Promise<ResultOf<T>>;
  /** Milliseconds of a thread that a task is expected to take. */
  expectedMs(task: PredictionTask): number;
  /** Threads of that data version that have nothing to do but the model's questions. */
  freeThreads(snapshot: Snapshot): number;
  /** Has a thread answer questions to the model; each is a task as JSON. @throws where the thread ends before */
  answerByModel(catalogue: Catalogue, texts: readonly string[]): Promise<BatchResult>;
  /** Has a thread answer the model's questions that nobody has asked yet. @throws where the thread ends before */
  answerAhead(catalogue: Catalogue, order: AheadOrder): Promise<AheadResult>;
  /** Starts the threads for a data version, so that the first request need not wait for them. */
  prepare(snapshot: Snapshot): void;
  stats(): { readonly threads: number; readonly queued: number; readonly running: number };
  close(): Promise<void>;
}

/** How a pool of threads is made. */
export interface ThreadPoolOptions {
  readonly threads: number;
  /** Tasks that may wait; 64 unless told. */
  readonly maxQueue?: number;
  /** How long the tasks before it may be expected to take where a task is still let in, 2,000 ms unless told. */
  readonly maxWaitMs?: number;
}

/** What a task may take beyond its budget before its thread is ended. */
const GRACE_MS = 3000;
/** A full queue is looked at again after so long. */
const HANG_UP_MS = 100;
/** What was let in waits for at most so many times the expected wait: a busy machine is no reason to refuse it. */
const PATIENCE = 5;

/** Does everything in the caller's thread: for tests, and programs that ask once. */
export function createInlinePool(): PredictionPool {
  return {
    async run<T extends PredictionTask>(catalogue: Catalogue, task: T, { signal }: RunOptions) {
      if (signal?.aborted) throw new CancelledError("nobody waits for the answer");
      return doTask(catalogue, task, () => signal?.aborted === true) as ResultOf<T>;
    },
    expectedMs: createExpectations().of,
    freeThreads: () => 0,
    answerByModel: () => Promise.reject(new OverloadedError()),
    answerAhead: () => Promise.reject(new OverloadedError()),
    prepare: () => {},
    stats: () => ({ threads: 0, queued: 0, running: 0 }),
    close: async () => {},
  };
}

/** Spreads tasks over threads; each data version has threads of its own, ended when a newer one takes over. */
export function createThreadPool(options: ThreadPoolOptions): PredictionPool {
  const { threads, maxQueue = 64, maxWaitMs = 2000 } = options;
  const expectations = createExpectations();
  const inBackground = new Set<AbortController>();
  /** What all tasks that have no result yet are expected to take. */
  let aheadMs = 0;
  let nTasks = 0;
  let current: { readonly snapshot: Snapshot; readonly piscina: Pool } | undefined;
  const closing = new Set<Promise<void>>();
  const retire = (piscina: Pool): void => {
    const closed = piscina.close().finally(() => closing.delete(closed));
    closing.add(closed);
  };
  const poolFor = (snapshot: Snapshot): Pool => {
    if (current?.snapshot === snapshot) return current.piscina;
    if (current !== undefined) retire(current.piscina);
    const piscina: Pool = new Piscina({
      filename: new URL("../prediction-worker.ts", import.meta.url).href,
      workerData: snapshot,
      minThreads: threads,
      maxThreads: threads,
      maxQueue,
    });
    current = { snapshot, piscina };
    return piscina;
  };
  return {
    async run<T extends PredictionTask>(catalogue: Catalogue, task: T, run: RunOptions) {
      const piscina = poolFor(catalogue.snapshot);
      const isFull = (): boolean =>
        piscina.queueSize > 0 && (piscina.queueSize >= maxQueue || aheadMs / threads > maxWaitMs);
      if (isFull()) {
        // Whoever asks anew while a field is being changed hangs up at the same moment: that is heard first.
        await delay(HANG_UP_MS);
        if (run.signal?.aborted) throw new CancelledError("nobody waits for the answer");
        // A newer data version has threads of its own: these take nothing more.
        if (isFull() || current?.piscina !== piscina) throw new OverloadedError();
      }
      // Ends for whoever waits, and in the background for whoever else wants the thread.
      const ending = new AbortController();
      const onGone = (): void => ending.abort();
      if (run.signal?.aborted) onGone();
      run.signal?.addEventListener("abort", onGone, { once: true });
      if (run.isBackground) inBackground.add(ending);
      else for (const one of inBackground) one.abort();
      const expectedMs = expectations.of(task);
      aheadMs += expectedMs;
      nTasks++;
      try {
        const limits = { budgetMs: run.budgetMs, signal: ending.signal, maxWaitMs: PATIENCE * maxWaitMs };
        const { result, tookMs } = await runTask(piscina, task, limits);
        expectations.learn(task, tookMs);
        return result as ResultOf<T>;
      } finally {
        aheadMs -= expectedMs;
        nTasks--;
        inBackground.delete(ending);
        run.signal?.removeEventListener("abort", onGone);
      }
    },
    expectedMs: expectations.of,
    freeThreads: (snapshot) => (current?.snapshot === snapshot ? Math.max(0, threads - nTasks) : 0),
    answerByModel: async ({ snapshot }, batch) => (await poolFor(snapshot).run({ batch })) as BatchResult,
    answerAhead: async ({ snapshot }, order) => (await poolFor(snapshot).run(order)) as AheadResult,
    prepare: (snapshot) => {
      poolFor(snapshot);
    },
    stats: () => ({
      threads: current?.piscina.threads.length ?? 0,
      queued: Math.max(0, nTasks - threads),
      running: Math.min(nTasks, threads),
    }),
    async close() {
      if (current !== undefined) await current.piscina.destroy();
      current = undefined;
      await Promise.all(closing);
    },
  };
}

type Pool = Piscina<WorkerTask | ModelBatch | AheadOrder, TaskResult | Refusal | BatchResult | AheadResult>;

interface Limits {
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly maxWaitMs: number;
}

async function runTask(
  piscina: Pool,
  task: PredictionTask,
  { budgetMs, signal, maxWaitMs }: Limits,
): Promise<{ readonly result: TaskResult; readonly tookMs: number }> {
  if (signal.aborted) throw new CancelledError("nobody waits for the answer");
  const control = new Int32Array(new SharedArrayBuffer(CONTROL_BYTES));
  const ending = new AbortController();
  const hasStarted = (): boolean => Atomics.load(control, STARTED) !== 0;
  // A task that waits leaves the queue; one that runs stops between two slices of work, which keeps its thread.
  const onGone = (): void => {
    Atomics.store(control, CANCELLED, 1);
    if (!hasStarted()) ending.abort();
  };
  signal.addEventListener("abort", onGone, { once: true });
  let late: NodeJS.Timeout | undefined;
  const turn = setTimeout(() => {
    if (!hasStarted()) return ending.abort();
    late = setTimeout(() => ending.abort(), budgetMs + GRACE_MS);
  }, maxWaitMs);
  try {
    const result = (await piscina.run({ task, control }, { signal: ending.signal })) as TaskResult | Refusal;
    if ("refused" in result) throw new InvalidRequestError(result.refused);
    return { result, tookMs: control[TOOK_MS]! };
  } catch (error) {
    if (signal.aborted) throw new CancelledError("nobody waits for the answer", { cause: error });
    if (ending.signal.aborted) throw new OverloadedError();
    throw error;
  } finally {
    clearTimeout(turn);
    clearTimeout(late);
    signal.removeEventListener("abort", onGone);
  }
}
