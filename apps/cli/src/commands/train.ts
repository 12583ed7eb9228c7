import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { type Fault, InvalidInputError } from "@predictiondex/core";
import { latestDataset } from "@predictiondex/db";
import { hyperParameterGrid, RELEASE_TRAINING, SMALL_TRAINING, type TrainOptions } from "@predictiondex/ml";
import { currentData, readManifest, specDigest, trainAndPublish } from "@predictiondex/ml-builder";
import { defineCommand } from "citty";
import { readSettings } from "../env.ts";
import { createProgressLine } from "../platform/progress-line.ts";
import { openPlatformDatabase } from "../platform/start-platform.ts";
import { stopRequested } from "../platform/stop-signal.ts";
import { runGuarded } from "../run-command.ts";

const GRIDS = ["none", "fast", "extended"] as const;
const SIZES = ["small", "release"] as const;

/** `predictiondex train`: a model from a data set, evaluated, recorded, and served where it is no worse. */
export const trainCommand = defineCommand({
  meta: {
    name: "train",
    description: "Train on a data set, evaluate on what was held out, serve the model if it is no worse",
  },
  args: {
    dataset: {
      type: "string",
      description: "Folder of the data set (default: the builder's, DATA_DIR/datasets/all)",
    },
    size: {
      type: "string",
      default: "small",
      description: "small (a minute) or release (as the committed model)",
    },
    grid: {
      type: "string",
      default: "none",
      description: "Hyper-parameters to try: none, fast (4) or extended (24)",
    },
    threads: { type: "string", default: String(availableParallelism()), description: "Threads that train" },
    json: { type: "boolean", default: false, description: "Print the outcome with its metrics as JSON" },
  },
  run: ({ args }) =>
    runGuarded(async () => {
      const settings = readSettings();
      const grid = readGrid(args);
      const directory = resolve(args.dataset ?? join(settings.dataDirectory, "datasets", "all"));
      const manifest = await readManifest(directory);
      if (manifest === undefined) {
        const detail = `${directory} holds no data set: make one with npm run -s cli -- dataset --out ${directory}`;
        throw new InvalidInputError([{ pointer: "/dataset", detail }]);
      }
      const progress = createProgressLine(args.json ? process.stderr : process.stdout);
      const database = await openPlatformDatabase(settings, progress);
      const stopping = new AbortController();
      void stopRequested().then(() => stopping.abort());
      try {
        const { data, version } = await currentData(database);
        const recorded = await latestDataset(database.db, manifest.spec.scenario);
        const isRecorded = recorded?.files.every(
          ({ path, sha256 }) => manifest.files.find((file) => file.path === path)?.sha256 === sha256,
        );
        const trained = await database.withAdvisoryLock("ml-builder", () =>
          trainAndPublish({
            database,
            data,
            dataVersion: version,
            directory,
            datasetName: `${manifest.spec.scenario}-${specDigest(manifest.spec).slice(0, 12)}`,
            dataset: isRecorded ? recorded!.id : null,
            grid,
            onStep: (step) => progress.show(step),
            signal: stopping.signal,
          }),
        );
        progress.done(`${trained.name}: ${trained.outcome}`);
        if (args.json) console.log(JSON.stringify(trained, undefined, 2));
      } catch (error) {
        if (!stopping.signal.aborted) throw error;
        process.exitCode = 1;
        progress.done("stopped; the model in service stays");
      } finally {
        await database.close();
      }
    }),
});

/** The options to try. @throws InvalidInputError naming every argument at fault */
function readGrid(args: {
  readonly size: string;
  readonly grid: string;
  readonly threads: string;
}): readonly TrainOptions[] {
  const faults: Fault[] = [];
  const check = (isGood: boolean, name: string, detail: string): void => {
    if (!isGood) faults.push({ pointer: `/${name}`, detail });
  };
  const threads = Number(args.threads);
  check(
    SIZES.some((size) => size === args.size),
    "size",
    `--size must be one of ${SIZES.join(", ")}, got "${args.size}"`,
  );
  check(
    GRIDS.some((grid) => grid === args.grid),
    "grid",
    `--grid must be one of ${GRIDS.join(", ")}, got "${args.grid}"`,
  );
  check(
    Number.isInteger(threads) && threads >= 1 && threads <= 256,
    "threads",
    `--threads must be a whole number from 1 to 256, got "${args.threads}"`,
  );
  if (faults.length > 0) throw new InvalidInputError(faults);
  const training = args.size === "release" ? RELEASE_TRAINING : SMALL_TRAINING;
  const steps = args.grid === "none" ? [{}] : hyperParameterGrid(args.grid as "fast" | "extended");
  return steps.map((step) => {
    const boost = Object.fromEntries(
      Object.entries(training.boost).map(([head, options]) => [head, { ...options, ...step, threads }]),
    ) as TrainOptions["boost"];
    return { ...training, boost };
  });
}
