import { parseArgs } from "node:util";
import { PredictionDexError } from "@predictiondex/core";
import { migrate, waitForDatabase } from "@predictiondex/db";
import { readEnv } from "./env.ts";
import { formatSummary } from "./format-summary.ts";
import { formatLiveSummary } from "./live/format-live-summary.ts";
import { runLiveRefresh } from "./live/live-refresh.ts";
import { type EtlProgress, runEtl } from "./run-etl.ts";

const EXIT_FAILED = 1;
const EXIT_MISUSED = 2;
const EXIT_STOPPED = 143;
const MS_BETWEEN_SHARES = 3000;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const stop = new AbortController();
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    process.once(name, () => stop.abort(new Error(`stopped by ${name}`)));
  }
  try {
    const { force } = parseArgs({
      args: [...args],
      options: { force: { type: "boolean", default: false } },
    }).values;
    const env = readEnv();
    const { signal } = stop;
    const database = await waitForDatabase(env.database, {
      timeoutMs: env.waitMs,
      signal,
      onWait: console.log,
    });
    try {
      for (const name of await migrate(database)) console.log(`applied migration ${name}`);
      const options = { database, force, markerPath: env.markerPath, signal, onProgress: createTeller() };
      console.log(formatSummary(await runEtl(options)));
      const refresh = await runLiveRefresh({ ...options, settings: env.live });
      (refresh.status === "unreachable" ? console.error : console.log)(formatLiveSummary(refresh));
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    console.error(`ETL failed: ${explain(error)}`);
    if (stop.signal.aborted) return EXIT_STOPPED;
    return (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS") ? EXIT_MISUSED : EXIT_FAILED;
  }
}

/** Prints each step, and how far it is every few seconds. */
function createTeller(): (progress: EtlProgress) => void {
  let toldAt = 0;
  return ({ step, label, share }) => {
    if (share !== undefined && share < 1 && performance.now() - toldAt < MS_BETWEEN_SHARES) return;
    toldAt = performance.now();
    console.log(`${step}: ${label}`);
  };
}

/** One line for faults that we foresaw; the whole stack for those that we did not. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isForeseen =
    error instanceof PredictionDexError ||
    /^(ERR_PARSE_ARGS|[0-9A-Z]{5}$)/.test((error as NodeJS.ErrnoException).code ?? "");
  return isForeseen || error.message.startsWith("stopped by")
    ? error.message
    : (error.stack ?? error.message);
}
