import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { prepareResources, type SetSpec, standardSpec } from "@predictiondex/answers";
import { v1BestMoveRequestSchema } from "@predictiondex/contract";
import type { FastifyBaseLogger } from "fastify";
import type { Catalogue } from "../catalogue.ts";
import { keyOf } from "./answer-cache.ts";
import { CANCELLED, CONTROL_BYTES } from "./control.ts";
import { matchupTask } from "./matchup-task.ts";
import type { PredictionPool } from "./pool.ts";

/** Makes what `/v1` lists, then answers the model's questions about all pairs of standard sets, while nobody asks anything. */
export interface WarmUp {
  /** To be called for every request: what is under way ends with the answer that is being made. */
  makeWay(): void;
  stats(): { readonly ready: number; readonly wanted: number; readonly bytes: number };
  close(): Promise<void>;
}

/** What a warm-up needs. */
export interface WarmUpOptions {
  /** Of now; undefined while there are no data. */
  readonly catalogue: () => Catalogue | undefined;
  readonly pool: PredictionPool;
  /** Turns of a search where a request names no number: part of every question's text. */
  readonly nodes: number;
  readonly logger: FastifyBaseLogger;
}

/** Answers of one packet: a thread is busy with it for some 20 ms, but with each for one. */
const AT_ONCE = 16;
/** Answers that begin the dictionary. */
const FOR_DICTIONARY = 8;
/** Without a request for so long, nobody is there. */
const QUIET_MS = 50;
/** Between two looks whether there is anything to do. */
const LOOK_MS = 500;
/** Rest after a packet, as part of the time it took: others on this machine have work too. */
const REST = 1;

/** No warm-up: for tests, and where there is no thread to do it in. */
export const NO_WARM_UP: WarmUp = {
  makeWay: () => {},
  stats: () => ({ ready: 0, wanted: 0, bytes: 0 }),
  close: async () => {},
};

/** The questions of one data version and model, and how far they are answered. */
interface Work {
  readonly catalogue: Catalogue;
  readonly sets: readonly SetSpec[];
  readonly wanted: number;
  next: number;
  tookMs: number;
}

/** Makes a warm-up that works until it is closed, anew for each data version and model. */
export function createWarmUp({ catalogue, pool, nodes, logger }: WarmUpOptions): WarmUp {
  const closing = new AbortController();
  const body = v1BestMoveRequestSchema.parse({
    ...{ a: { pokemon: 1 }, b: { pokemon: 1 } },
    method: "model",
  });
  let work: Work | undefined;
  let quietFrom = 0;
  let control: Int32Array | undefined;

  const begin = (now: Catalogue): Work => {
    const sets = now.data.forms.map(standardSpec);
    return { catalogue: now, sets, wanted: sets.length ** 2, next: 0, tookMs: 0 };
  };
  const textOf = ({ sets }: Work, pair: number): string => {
    const [a, b] = [sets[Math.floor(pair / sets.length)]!, sets[pair % sets.length]!];
    return JSON.stringify(matchupTask({ a, b }, body, nodes));
  };
  const goOn = async (now: Work): Promise<void> => {
    const { ahead } = now.catalogue;
    const dictionary = ahead.dictionary();
    // Answers from all over the roster make the better dictionary.
    const pairs =
      dictionary === undefined
        ? Array.from({ length: FOR_DICTIONARY }, (_, k) =>
            Math.floor(((k + 0.5) * now.wanted) / FOR_DICTIONARY),
          )
        : Array.from({ length: Math.min(AT_ONCE, now.wanted - now.next) }, (_, k) => now.next + k);
    const texts = pairs.map((pair) => textOf(now, pair));
    control = new Int32Array(new SharedArrayBuffer(CONTROL_BYTES));
    const begun = performance.now();
    try {
      const made = await pool.answerAhead(now.catalogue, { ahead: texts, dictionary, control });
      if (dictionary !== undefined) {
        ahead.add(texts.map(keyOf), made);
        now.next += made.ends.length;
      } else if (made.ends.length === pairs.length) ahead.learn(made);
    } finally {
      control = undefined;
      now.tookMs += performance.now() - begun;
    }
    if (isDone(now)) {
      const { size, bytes } = ahead;
      logger.info({ nAnswers: size, bytes, ms: Math.round(now.tookMs) }, "standard pairs answered ahead");
    }
  };
  const keepWorking = async (): Promise<void> => {
    for (let pauseMs = LOOK_MS; ; ) {
      await sleep(pauseMs, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      if (closing.signal.aborted) return;
      try {
        pauseMs = await lookOnce();
      } catch (error) {
        // Its threads end with a data version; the next look finds the new one.
        if (!closing.signal.aborted) logger.warn({ err: error }, "warm-up interrupted");
        pauseMs = LOOK_MS;
      }
    }
  };
  /** Answers a packet where that is wanted and nobody is there; gives back how long to wait for the next look. */
  const lookOnce = async (): Promise<number> => {
    const now = catalogue();
    if (now !== undefined) await prepareResources(now, nextTurn);
    if (now?.snapshot.model === undefined) return LOOK_MS;
    if (work?.catalogue !== now) work = begin(now);
    if (isDone(work)) return LOOK_MS;
    const { queued, running } = pool.stats();
    const begun = performance.now();
    if (queued + running > 0 || begun < quietFrom) return QUIET_MS;
    await goOn(work);
    return Math.ceil(REST * (performance.now() - begun));
  };
  const working = keepWorking();
  return {
    makeWay() {
      quietFrom = performance.now() + QUIET_MS;
      if (control !== undefined) Atomics.store(control, CANCELLED, 1);
    },
    stats: () => ({
      ready: work?.catalogue.ahead.size ?? 0,
      wanted: work?.wanted ?? 0,
      bytes: work?.catalogue.ahead.bytes ?? 0,
    }),
    async close() {
      closing.abort();
      if (control !== undefined) Atomics.store(control, CANCELLED, 1);
      await working;
    },
  };
}

function isDone({ catalogue: { ahead }, next, wanted }: Work): boolean {
  return next >= wanted || ahead.isFull;
}
