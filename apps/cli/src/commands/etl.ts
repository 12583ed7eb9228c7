import { formatSummary, runEtl } from "@predictiondex/etl";
import { defineCommand } from "citty";
import { readSettings } from "../env.ts";
import { createProgressLine } from "../platform/progress-line.ts";
import { etlMarkerPath, openPlatformDatabase } from "../platform/start-platform.ts";
import { runGuarded } from "../run-command.ts";

/** `predictiondex etl`: the game's facts into the database. */
export const etlCommand = defineCommand({
  meta: { name: "etl", description: "Load the game's facts into the database" },
  args: {
    force: { type: "boolean", default: false, description: "Load again, even if nothing has changed" },
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const progress = createProgressLine(process.stdout);
      const settings = readSettings();
      const database = await openPlatformDatabase(settings, progress);
      try {
        const summary = await runEtl({
          database,
          force: args.force,
          markerPath: etlMarkerPath(settings),
          onProgress: (step) => progress.show(step.label, step.share),
        });
        progress.done(formatSummary(summary));
      } finally {
        await database.close();
      }
    }),
});
