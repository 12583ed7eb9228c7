import { CancelledError } from "@predictiondex/answers";

/** Lets those who ask the same at the same time share one run. */
export interface SharedRuns<T> {
  /**
   * Joins the run of that key, or begins it. The run's own signal aborts once nobody waits for it.
   * @throws {CancelledError} where `signal` aborts
   */
  join(key: string, signal: AbortSignal, begin: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** Makes the register of runs that are under way. */
export function createSharedRuns<T>(): SharedRuns<T> {
  const runs = new Map<
    string,
    { readonly done: Promise<T>; readonly ending: AbortController; waiting: number }
  >();
  return {
    async join(key, signal, begin) {
      let run = runs.get(key);
      if (run === undefined) {
        const ending = new AbortController();
        const done = begin(ending.signal).finally(() => {
          if (runs.get(key)?.ending === ending) runs.delete(key);
        });
        run = { done, ending, waiting: 0 };
        runs.set(key, run);
      }
      const joined = run;
      joined.waiting++;
      const { promise: gone, reject } = Promise.withResolvers<never>();
      const leave = (): void => {
        reject(new CancelledError("nobody waits for the answer"));
        if (joined.waiting > 1) return;
        // Who asks from now on begins anew.
        runs.delete(key);
        joined.ending.abort();
      };
      signal.addEventListener("abort", leave, { once: true });
      try {
        return await Promise.race([joined.done, gone]);
      } finally {
        signal.removeEventListener("abort", leave);
        joined.waiting--;
      }
    },
  };
}
