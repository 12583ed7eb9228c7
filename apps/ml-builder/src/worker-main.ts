import { PredictionDexError } from "@predictiondex/core";
import { migrate, waitForDatabase } from "@predictiondex/db";
import { readSettings } from "./env.ts";
import { startLabelWorker } from "./label-worker.ts";

// Labels shards of whichever data set is being built, until it is stopped: any number of these on any hosts.
const abort = new AbortController();
const stopped = new Promise<void>((resolve) => {
  abort.signal.addEventListener("abort", () => resolve());
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => abort.abort());

const say = (fields: Readonly<Record<string, unknown>>): void =>
  console.log(JSON.stringify({ service: "ml-worker", ...fields }));

try {
  const { database: settings, threads } = readSettings();
  const database = await waitForDatabase(settings, {
    signal: abort.signal,
    onWait: (message) => say({ message }),
  });
  try {
    await migrate(database);
    const worker = await startLabelWorker({
      database,
      threads,
      onShard: (done) => say({ message: "shard labelled", ...done }),
      onError: (error) => say({ message: error instanceof Error ? error.message : String(error) }),
    });
    say({ message: "waiting for shards", threads });
    await stopped;
    await worker.stop();
    say({ message: "stopped" });
  } finally {
    await database.close();
  }
} catch (error) {
  if (!abort.signal.aborted) {
    process.exitCode = 1;
    if (!(error instanceof PredictionDexError)) throw error;
    say({ message: error.message, code: error.code });
  }
}
