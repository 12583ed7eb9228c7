import { InvalidInputError } from "@predictiondex/core";
import { buildMatrix, writeReleaseMatrix } from "@predictiondex/ml-builder";
import { defineCommand } from "citty";
import { readSettings } from "../env.ts";
import { createProgressLine } from "../platform/progress-line.ts";
import { openPlatformDatabase } from "../platform/start-platform.ts";
import { stopRequested } from "../platform/stop-signal.ts";
import { runGuarded } from "../run-command.ts";

/** `predictiondex matrix`: every two forms valued by the solver, stored with the data version. */
export const matrixCommand = defineCommand({
  meta: { name: "matrix", description: "Value every two forms by the solver; a stopped run is gone on with" },
  args: {
    force: { type: "boolean", default: false, description: "Begin anew, even if it is whole" },
    release: {
      type: "boolean",
      default: false,
      description: "Write it as the one that comes with the release",
    },
    threads: { type: "string", description: "Worker threads (default: as many as the machine has cores)" },
  },
  run: ({ args: { force, release, threads } }) =>
    runGuarded(async () => {
      const settings = readSettings();
      const progress = createProgressLine(process.stdout);
      const database = await openPlatformDatabase(settings, progress);
      const stopping = new AbortController();
      void stopRequested().then(() => stopping.abort());
      try {
        const { matrix, message } = await buildMatrix({
          database,
          force,
          ...(threads === undefined ? {} : { threads: readThreads(threads) }),
          signal: stopping.signal,
          onProgress: ({ done, total }) => progress.show("pairs of forms", done / total),
        });
        if (release) await writeReleaseMatrix(matrix);
        progress.done(message);
      } catch (error) {
        if (!stopping.signal.aborted) throw error;
        progress.done("stopped; the next run goes on from here");
      } finally {
        await database.close();
      }
    }),
});

function readThreads(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 256) return threads;
  throw new InvalidInputError([
    { pointer: "--threads", detail: `--threads must be a whole number from 1 to 256, got "${text}"` },
  ]);
}
