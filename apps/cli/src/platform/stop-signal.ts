/** Why the process is asked to stop. */
export type StopReason = "SIGINT" | "SIGTERM" | "SIGHUP" | "parent";

/**
 * Resolves once, when the process is asked to stop: by a signal, or because the process that started it is gone. Waiting
 * for that keeps no process alive that has nothing else to do.
 */
export function stopRequested(): Promise<StopReason> {
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => done(signal));
    process.on("disconnect", () => done("parent"));
    // A listener for "disconnect" holds the channel, and with it the process, open.
    process.channel?.unref();
  });
}
