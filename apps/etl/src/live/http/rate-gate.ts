import { setTimeout as sleep } from "node:timers/promises";

/** How hard a host may be asked. */
export interface RateLimits {
  /** Requests open at once. */
  readonly concurrency: number;
  /** Least time between the starts of two requests. */
  readonly intervalMs: number;
}

/** Lets tasks through at the pace that a host bears. */
export interface RateGate {
  /** Runs the task when its turn has come. @throws the signal's reason when it aborts before. */
  pass<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Starts nothing for a while: the host has asked for it. */
  pause(ms: number): void;
}

/** Makes a gate; turns come in the order asked. */
export function createRateGate({ concurrency, intervalMs }: RateLimits): RateGate {
  let nOpen = 0;
  let nextStart = 0;
  let pausedUntil = 0;
  const waiting: (() => void)[] = [];

  const enter = async (): Promise<void> => {
    if (nOpen < concurrency) nOpen += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    // The place goes from hand to hand, so that nobody slips in between.
    if (next) next();
    else nOpen -= 1;
  };
  const untilStart = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      const now = performance.now();
      const start = Math.max(nextStart, pausedUntil);
      if (start <= now) {
        nextStart = now + intervalMs;
        return;
      }
      await sleep(start - now, undefined, { signal });
    }
  };
  return {
    async pass(task, signal) {
      await enter();
      try {
        signal.throwIfAborted();
        await untilStart(signal);
        return await task();
      } finally {
        leave();
      }
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, performance.now() + ms);
    },
  };
}
