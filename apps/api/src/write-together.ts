/** Answers that wait for each other at most. */
const MOST = 32;

/**
 * Makes a queue of answers that are ready. Those of one turn of the event loop are written one after the other: a write
 * that stands alone wakes up its reader by itself, which costs as much as making the answer.
 */
export function createWriteQueue(): (write: () => void) => void {
  let ready: (() => void)[] = [];
  let flushing: NodeJS.Immediate | undefined;
  const flush = (): void => {
    clearImmediate(flushing);
    flushing = undefined;
    const writes = ready;
    ready = [];
    for (const write of writes) write();
  };
  return (write) => {
    if (ready.push(write) === MOST) flush();
    else flushing ??= setImmediate(flush);
  };
}
