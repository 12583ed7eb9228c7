import { join } from "node:path";
import { type GameData, NotReadyError } from "@predictiondex/core";
import {
  type Database,
  type Dataset,
  type DataVersion,
  latestDataset,
  listTrainingRuns,
  loadGameData,
} from "@predictiondex/db";
import { RELEASE_TRAINING, SMALL_TRAINING, type TrainOptions } from "@predictiondex/ml";
import type { BuildProgress } from "./build-dataset.ts";
import { isIntact, readManifest } from "./dataset-files.ts";
import { completeSpec, type DatasetRequest, specDigest } from "./dataset-spec.ts";
import { makeDataset } from "./make-dataset.ts";
import { ensureServedModel } from "./publish-model.ts";
import { ensureStandardMatrix } from "./standard-matrix-file.ts";
import { type TrainingOutcome, trainAndPublish } from "./train-and-publish.ts";

const RETRY_AFTER_S = 5;

/** How much is built: `quick` within a minute on two cores, `full` within a quarter of an hour. */
export const BUILD_SIZES = ["quick", "full"] as const;
export type BuildSize = (typeof BUILD_SIZES)[number];

/** What is drawn, and how it is trained on. */
export interface BuildPlan {
  readonly request: DatasetRequest;
  readonly training: TrainOptions;
}

/** The plan of each size. */
export const BUILD_PLANS: Readonly<Record<BuildSize, BuildPlan>> = {
  quick: {
    request: { scenario: "all", seed: 1, nMatchups: 3000, nodes: 2000, sureMatchups: 3000 },
    training: SMALL_TRAINING,
  },
  full: {
    request: { scenario: "all", seed: 1, nMatchups: 50_000, sureMatchups: 6000 },
    training: RELEASE_TRAINING,
  },
};

/** How the builder runs. */
export interface RunBuilderOptions {
  readonly database: Database;
  /** Folder of the data sets; each has a folder of its own in it. */
  readonly directory: string;
  /** Builds again even where nothing has changed. */
  readonly force: boolean;
  /** The quick one where left out. */
  readonly plan?: BuildPlan;
  readonly threads?: number;
  readonly onProgress?: (progress: BuildProgress) => void;
  /** Told each step after the data set. */
  readonly onStep?: (step: string) => void;
  readonly onError?: (error: unknown) => void;
  readonly signal?: AbortSignal;
}

/** What a run of the builder did. */
export interface BuilderSummary {
  readonly dataset: Dataset;
  /** Undefined where nothing was trained. */
  readonly training: TrainingOutcome | undefined;
  /** True where data set and model were there already. */
  readonly isAlreadyDone: boolean;
  readonly seconds: number;
  /** One line for people. */
  readonly message: string;
}

/**
 * Serves the committed model and matrix where there are none, builds the data set of the current data version where it is missing,
 * trains on it, evaluates and publishes. What a killed run had finished is kept.
 * @throws NotReadyError where no data version is published yet.
 */
export async function runBuilder(options: RunBuilderOptions): Promise<BuilderSummary> {
  return options.database.withAdvisoryLock("ml-builder", async () => {
    const published = await currentData(options.database);
    await ensureServedModel(options.database);
    await ensureStandardMatrix(options.database, published);
    return build(options, published);
  });
}

/** The current data version. @throws NotReadyError where there is none */
export async function currentData(
  database: Database,
): Promise<{ readonly data: GameData; readonly version: DataVersion }> {
  const published = await loadGameData(database.db);
  if (published !== undefined) return published;
  throw new NotReadyError("No game data yet: run the ETL first (npm run -s cli -- etl)", RETRY_AFTER_S);
}

async function build(
  options: RunBuilderOptions,
  { data, version }: Awaited<ReturnType<typeof currentData>>,
): Promise<BuilderSummary> {
  const { database, force, plan = BUILD_PLANS.quick, signal, onStep, threads = 1 } = options;
  const { request, training } = plan;
  const spec = completeSpec(request, version.digest);
  const folder = join(options.directory, request.scenario);
  const start = performance.now();
  const earlier = force ? undefined : await findDataset(database, folder, specDigest(spec));
  if (earlier !== undefined && (await isTrained(database, earlier))) {
    const message = `Data set and model: already built, ${count(earlier.nRows)} rows`;
    return { dataset: earlier, training: undefined, isAlreadyDone: true, seconds: 0, message };
  }
  const { onProgress, onError } = options;
  const made =
    earlier ??
    (
      await makeDataset({
        data,
        spec,
        directory: folder,
        database,
        dataVersion: version.id,
        ...(options.threads !== undefined && { threads: options.threads }),
        ...(onProgress && { onProgress }),
        ...(onError && { onError }),
        ...(signal && { signal }),
      })
    ).dataset!;
  const boost = Object.fromEntries(
    Object.entries(training.boost).map(([head, one]) => [head, { ...one, threads }]),
  ) as TrainOptions["boost"];
  const outcome = await trainAndPublish({
    database,
    data,
    dataVersion: version,
    directory: folder,
    datasetName: `${spec.scenario}-${specDigest(spec).slice(0, 12)}`,
    dataset: made.id,
    grid: [{ ...training, boost }],
    ...(onStep && { onStep }),
    ...(signal && { signal }),
  });
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  const message = `Data set: ${count(made.nRows)} rows; model ${outcome.name}: ${outcome.outcome} (${seconds.toFixed(1)} s)`;
  return { dataset: made, training: outcome, isAlreadyDone: false, seconds, message };
}

/** The recorded data set of that spec, where its files are all there. */
async function findDataset(database: Database, folder: string, digest: string): Promise<Dataset | undefined> {
  const manifest = await readManifest(folder);
  if (manifest === undefined || specDigest(manifest.spec) !== digest) return undefined;
  const dataset = await latestDataset(database.db, manifest.spec.scenario);
  if (dataset === undefined) return undefined;
  const known = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  if (dataset.files.some(({ path, sha256 }) => known.get(path) !== sha256)) return undefined;
  const intact = await Promise.all(dataset.files.map((file) => isIntact(folder, file)));
  return intact.every(Boolean) ? dataset : undefined;
}

async function isTrained(database: Database, { id }: Dataset): Promise<boolean> {
  const runs = await listTrainingRuns(database.db);
  return runs.some(({ dataset, status }) => dataset === id && status === "succeeded");
}

function count(n: number): string {
  return n.toLocaleString("en");
}
