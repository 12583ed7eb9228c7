import { ConfigInvalidError } from "@predictiondex/core";
import type { Database } from "@predictiondex/db";
import {
  formatLiveSummary,
  formatSummary,
  loadReport,
  readLiveSettings,
  renderReport,
  runEtl,
  runLiveRefresh,
} from "@predictiondex/etl";
import { defineCommand } from "citty";
import { type CliSettings, readSettings } from "../env.ts";
import { createProgressLine, type ProgressLine } from "../platform/progress-line.ts";
import { etlMarkerPath, openPlatformDatabase } from "../platform/start-platform.ts";
import { runGuarded } from "../run-command.ts";

/** `predictiondex etl`: the game's facts into the database; `etl report`: what is odd about them. */
export const etlCommand = defineCommand({
  meta: { name: "etl", description: "Load the game's facts into the database, or report on them" },
  args: {
    action: {
      type: "positional",
      required: false,
      description: "report: sources, runs and every disagreement; left out: load",
    },
    force: { type: "boolean", default: false, description: "Load again, even if nothing has changed" },
    json: { type: "boolean", default: false, description: "The report as JSON" },
  },
  run: ({ args: { action, force, json } }) =>
    runGuarded(async () => {
      if (action !== undefined && action !== "report") {
        throw new ConfigInvalidError(`etl knows only the action "report", got "${action}"`);
      }
      const settings = readSettings();
      // The report alone is on the output, so that it can be piped.
      const progress = createProgressLine(action === "report" ? process.stderr : process.stdout);
      const database = await openPlatformDatabase(settings, progress);
      try {
        if (action === "report") {
          console.log(renderReport(await loadReport(database.db), json ? "json" : "table"));
        } else {
          await load(database, { settings, progress, force });
        }
      } finally {
        await database.close();
      }
    }),
});

async function load(
  database: Database,
  {
    settings,
    progress,
    force,
  }: { readonly settings: CliSettings; readonly progress: ProgressLine; readonly force: boolean },
): Promise<void> {
  const live = readLiveSettings({ ...settings.environment, DATA_DIR: settings.dataDirectory });
  const options = { database, force, markerPath: etlMarkerPath(settings) };
  const onProgress = (step: { readonly label: string; readonly share?: number }): void =>
    progress.show(step.label, step.share);
  progress.done(formatSummary(await runEtl({ ...options, onProgress })));
  progress.done(formatLiveSummary(await runLiveRefresh({ ...options, settings: live, onProgress })));
}
