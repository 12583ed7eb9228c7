import { join } from "node:path";
import { NotReadyError } from "@predictiondex/core";
import { type Database, type Dataset, latestDataset, loadGameData, recordDataset } from "@predictiondex/db";
import { type BuildProgress, buildDataset } from "./build-dataset.ts";
import { isIntact } from "./dataset-files.ts";
import { completeSpec, type DatasetRequest, LABEL_VERSION } from "./dataset-spec.ts";

const RETRY_AFTER_S = 5;
/** The data set of a first start: about 30,000 rows. */
const QUICK: DatasetRequest = { scenario: "all", seed: 1, nMatchups: 4000 };

/** How the builder runs. */
export interface RunBuilderOptions {
  readonly database: Database;
  /** Folder of the data sets; each has a folder of its own in it. */
  readonly directory: string;
  /** Builds again even where nothing has changed. */
  readonly force: boolean;
  readonly threads?: number;
  readonly onProgress?: (progress: BuildProgress) => void;
  readonly signal?: AbortSignal;
}

/** What a run of the builder did. */
export interface BuilderSummary {
  readonly dataset: Dataset;
  /** True where the data set was there already. */
  readonly isAlreadyDone: boolean;
  readonly seconds: number;
  /** One line for people. */
  readonly message: string;
}

/**
 * Builds the data set of the current data version where it is missing, and records it in the database.
 * @throws NotReadyError where no data version is published yet.
 */
export async function runBuilder(options: RunBuilderOptions): Promise<BuilderSummary> {
  const { database, directory, force } = options;
  return database.withAdvisoryLock("ml-builder", async () => {
    const published = await loadGameData(database.db);
    if (published === undefined) {
      throw new NotReadyError("No game data yet: run the ETL first (npm run -s cli -- etl)", RETRY_AFTER_S);
    }
    const { data, version } = published;
    const { scenario, seed } = QUICK;
    const folder = join(directory, scenario);
    const earlier = await latestDataset(database.db, scenario);
    if (!force && earlier?.dataVersion === version.id && (await isComplete(folder, earlier))) {
      const message = `Data set: already built, ${count(earlier.nRows)} rows`;
      return { dataset: earlier, isAlreadyDone: true, seconds: 0, message };
    }
    const start = performance.now();
    const { manifest, nResumed } = await buildDataset({
      ...options,
      data,
      spec: completeSpec(QUICK, version.digest),
      directory: folder,
    });
    const seconds = (performance.now() - start) / 1000;
    const dataset = await recordDataset(database.db, {
      scenario,
      seed,
      dataVersion: version.id,
      codeVersion: LABEL_VERSION,
      summary: { seconds: Math.round(seconds * 10) / 10, nForms: data.forms.length, nResumed },
      files: manifest.files,
    });
    const message = `Data set: ${count(dataset.nRows)} rows in ${manifest.files.length} Parquet files, ${seconds.toFixed(1)} s (${folder})`;
    return { dataset, isAlreadyDone: false, seconds, message };
  });
}

async function isComplete(folder: string, { codeVersion, files }: Dataset): Promise<boolean> {
  if (codeVersion !== LABEL_VERSION) return false;
  const intact = await Promise.all(files.map((file) => isIntact(folder, file)));
  return intact.every(Boolean);
}

function count(n: number): string {
  return n.toLocaleString("en");
}
