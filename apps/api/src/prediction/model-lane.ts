import { type AnswerTask, CancelledError, doTask, InvalidRequestError } from "@predictiondex/answers";
import type { Catalogue } from "../catalogue.ts";
import { OverloadedError } from "../request-errors.ts";
import type { KnownAnswer } from "./answer-cache.ts";
import type { BatchResult } from "./control.ts";
import type { PredictionPool } from "./pool.ts";

/** Answers the model's questions in the main thread, and in the pool's where they come faster than one by one. */
export interface ModelLane {
  /**
   * The answer to `task`, whose JSON is `text`; not begun once `isGone` says that nobody waits for it.
   * @throws {InvalidRequestError} where the model does not answer such a question
   * @throws {OverloadedError} where too many wait
   * @throws {CancelledError} where nobody does
   */
  answer(catalogue: Catalogue, task: AnswerTask, text: string, isGone: () => boolean): Promise<KnownAnswer>;
}

/** Questions handed over at once, and such packets under way: a thread has work while the next one is packed. */
const MOST_QUESTIONS = 8;
const PACKETS_PER_THREAD = 2;
/** About two seconds of work. */
const MOST_WAITING = 2000;

interface Waiting {
  readonly catalogue: Catalogue;
  readonly task: AnswerTask;
  readonly text: string;
  readonly isGone: () => boolean;
  readonly resolve: (answer: KnownAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes a lane to the threads of `pool`, for as long as they have nothing else to do. Between two questions that it answers
 * itself the main thread reads what has come meanwhile, so that the others are never without work.
 */
export function createModelLane(pool: PredictionPool): ModelLane {
  const waiting: Waiting[] = [];
  let isAwake = false;
  let underWay = 0;
  const wake = (): void => {
    if (isAwake || waiting.length === 0) return;
    isAwake = true;
    setImmediate(goOn);
  };
  const goOn = (): void => {
    isAwake = false;
    handOver();
    const own = waiting.shift();
    if (own !== undefined) answerHere(own);
    wake();
  };
  /** The last one is the main thread's: it has it sooner than it would hand it over. */
  const handOver = (): void => {
    while (waiting.length > 1) {
      const { catalogue } = waiting[0]!;
      if (underWay >= PACKETS_PER_THREAD * pool.freeThreads(catalogue.snapshot)) return;
      const most = Math.min(MOST_QUESTIONS, waiting.length - 1);
      let size = 1;
      while (size < most && waiting[size]!.catalogue === catalogue) size++;
      void send(catalogue, waiting.splice(0, size));
    }
  };
  const send = async (catalogue: Catalogue, packet: readonly Waiting[]): Promise<void> => {
    underWay++;
    const wanted = packet.filter((one) => !giveUp(one));
    try {
      const texts = wanted.map(({ text }) => text);
      settle(wanted, await pool.answerByModel(catalogue, texts));
    } catch {
      // The thread has ended, as with its data version: what it was to do is done here.
      for (const one of wanted) answerHere(one);
    } finally {
      underWay--;
      wake();
    }
  };
  return {
    answer(catalogue, task, text, isGone) {
      if (waiting.length >= MOST_WAITING) return Promise.reject(new OverloadedError());
      return new Promise((resolve, reject) => {
        waiting.push({ catalogue, task, text, isGone, resolve, reject });
        wake();
      });
    },
  };
}

function answerHere(one: Waiting): void {
  if (giveUp(one)) return;
  const { catalogue, task, resolve, reject } = one;
  try {
    resolve(doTask(catalogue, task, () => false));
  } catch (error) {
    reject(error);
  }
}

function giveUp({ isGone, reject }: Waiting): boolean {
  if (!isGone()) return false;
  reject(new CancelledError("nobody waits for the answer"));
  return true;
}

function settle(packet: readonly Waiting[], { bytes, ends, outcomes }: BatchResult): void {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  packet.forEach(({ resolve, reject }, i) => {
    const outcome = outcomes[i]!;
    if ("refused" in outcome) reject(new InvalidRequestError(outcome.refused));
    else resolve({ json: all.subarray(ends[i - 1] ?? 0, ends[i]), prediction: outcome.prediction });
  });
}
