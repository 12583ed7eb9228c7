import { PredictionDexError } from "@predictiondex/core";
import { migrate, waitForDatabase } from "@predictiondex/db";
import { buildMatrix } from "./build-matrix.ts";
import { readSettings } from "./env.ts";
import { BUILD_PLANS, runBuilder } from "./run-builder.ts";

const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => abort.abort());

const say = (fields: Readonly<Record<string, unknown>>): void => console.log(JSON.stringify(fields));

try {
  const { database: settings, directory, threads, size } = readSettings();
  const database = await waitForDatabase(settings, {
    signal: abort.signal,
    onWait: (message) => say({ message }),
  });
  try {
    await migrate(database);
    const { message, seconds } = await runBuilder({
      database,
      directory,
      threads,
      force: process.argv.includes("--force"),
      plan: BUILD_PLANS[size],
      signal: abort.signal,
      onProgress: ({ done, total }) => say({ message: "labelling", done, total }),
      onStep: (message) => say({ message }),
      onError: (error) => say({ message: error instanceof Error ? error.message : String(error) }),
    });
    say({ message, seconds });
    // Minutes of work, which a first start does not wait for.
    if (size !== "quick") {
      const { message: done } = await buildMatrix({
        ...{ database, threads, signal: abort.signal },
        onProgress: ({ done: pairs, total }) => say({ message: "matrix", done: pairs, total }),
      });
      say({ message: done });
    }
  } finally {
    await database.close();
  }
} catch (error) {
  process.exitCode = 1;
  if (abort.signal.aborted) say({ message: "stopped; the next run goes on from here" });
  else if (error instanceof PredictionDexError) say({ message: error.message, code: error.code });
  else throw error;
}
