import {
  type Database,
  findModel,
  listModels,
  listPromotions,
  listTrainingRuns,
  promoteModel,
  rollbackModel,
} from "@predictiondex/db";
import { loadModel } from "@predictiondex/ml";
import { defineCommand } from "citty";
import { readSettings } from "../env.ts";
import { SILENT } from "../platform/progress-line.ts";
import { openPlatformDatabase } from "../platform/start-platform.ts";
import { runGuarded } from "../run-command.ts";

const REASON = "by hand";

const listCommand = defineCommand({
  meta: {
    name: "list",
    description: "Models of the registry, newest first, and how the latest trainings ended",
  },
  args: { json: { type: "boolean", default: false, description: "As JSON, with cards and metrics" } },
  run: ({ args: { json } }) =>
    withDatabase(async ({ db }) => {
      const [models, runs, promotions] = [
        await listModels(db),
        await listTrainingRuns(db, 20),
        await listPromotions(db),
      ];
      if (json) {
        console.log(JSON.stringify({ models, runs, promotions }, undefined, 2));
        return;
      }
      if (models.length === 0) console.log("No model yet: npm run -s cli -- train");
      for (const { id, name, status, nBytes, createdAt } of models) {
        const size = `${Math.round(nBytes / 1000)} kB`;
        console.log(
          `${String(id).padStart(4)}  ${status.padEnd(9)}  ${name}  ${size}  ${createdAt.toISOString().slice(0, 16)}`,
        );
      }
      for (const { id, status, outcome } of runs)
        console.log(`training ${id}: ${status}${outcome ? `, ${outcome}` : ""}`);
    }),
});

const promoteCommand = defineCommand({
  meta: {
    name: "promote",
    description: "Serve a model of the registry from now on; running APIs take it up by themselves",
  },
  args: { model: { type: "positional", required: true, description: "Id or name" } },
  run: ({ args }) =>
    withDatabase(async ({ db }) => {
      const { id, name, artefact } = await findModel(
        db,
        /^\d+$/.test(args.model) ? Number(args.model) : args.model,
      );
      // A file that this release can't read is never served.
      loadModel(artefact);
      await promoteModel(db, id, REASON);
      console.log(`"${name}" is served`);
    }),
});

const rollbackCommand = defineCommand({
  meta: { name: "rollback", description: "Serve the model before the present one again" },
  run: () =>
    withDatabase(async ({ db }) => {
      const { name } = await findModel(db, await rollbackModel(db, REASON));
      console.log(`"${name}" is served again`);
    }),
});

/** `predictiondex model list|promote|rollback`: the registry. */
export const modelCommand = defineCommand({
  meta: { name: "model", description: "The model registry" },
  subCommands: { list: listCommand, promote: promoteCommand, rollback: rollbackCommand },
});

function withDatabase(body: (database: Database) => Promise<void>): Promise<void> {
  return runGuarded(async () => {
    const database = await openPlatformDatabase(readSettings(), SILENT);
    try {
      await body(database);
    } finally {
      await database.close();
    }
  });
}
