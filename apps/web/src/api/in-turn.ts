let last: Promise<unknown> = Promise.resolve();

/** One after the other: the service computes few long answers at a time and refuses more. */
export function inTurn<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const mine = last.then(() => {
    signal.throwIfAborted();
    return ask();
  });
  last = mine.catch(() => undefined);
  return mine;
}
