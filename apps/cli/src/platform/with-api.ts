import { startApi } from "@predictiondex/api";
import { currentDataVersion, databaseSettingsFromEnv, readDirectoryLock } from "@predictiondex/db";
import { runEtl } from "@predictiondex/etl";
import type { CliSettings } from "../env.ts";
import { createProgressLine, SILENT } from "./progress-line.ts";
import { etlMarkerPath, openPlatformDatabase } from "./start-platform.ts";

/**
 * Calls `ask` with the address of an API: that of the process that owns the data folder where one runs, else one of its
 * own on the same data, loading the facts first where they are missing.
 */
export async function withApi<T>(settings: CliSettings, ask: (url: string) => Promise<T>): Promise<T> {
  const { kind } = databaseSettingsFromEnv({ ...settings.environment, DATA_DIR: settings.dataDirectory });
  const owner = kind === "embedded" ? readDirectoryLock(settings.dataDirectory) : undefined;
  if (owner?.liveness === "alive" && owner.details.api !== undefined) return ask(owner.details.api);
  const database = await openPlatformDatabase(settings, SILENT);
  try {
    if ((await currentDataVersion(database.db)) === undefined) {
      // Progress goes to the error stream, so that the answer alone is on the output.
      const progress = createProgressLine(process.stderr);
      const { message } = await runEtl({
        database,
        markerPath: etlMarkerPath(settings),
        onProgress: (step) => progress.show(step.label, step.share),
      });
      progress.done(message);
    }
    const api = await startApi({ database, host: "127.0.0.1", port: 0, version: "cli", threads: 0 });
    try {
      return await ask(api.url);
    } finally {
      await api.close();
    }
  } finally {
    await database.close();
  }
}
