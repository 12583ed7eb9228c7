import { availableParallelism } from "node:os";
import type { GameData } from "@predictiondex/core";
import type { DatasetFile } from "@predictiondex/db";
import { Piscina } from "piscina";
import {
  type DatasetManifest,
  isIntact,
  prepareDirectory,
  readManifest,
  writeManifest,
  writeShard,
} from "./dataset-files.ts";
import { createLabelContext } from "./label-forms.ts";
import type { ShardResult, ShardTask } from "./shard-worker.ts";

/** Changes whenever the same data would give other labels or other columns. */
export const LABEL_VERSION = "race-1";
/** What the data set holds: each side with its standard set, every move of both valued. */
export const SCENARIO = "best_move";
const FORMS_PER_SHARD = 8;

/** How far a build has come. */
export interface BuildProgress {
  /** Match-ups done, of `total`. */
  readonly done: number;
  readonly total: number;
}

/** How a data set is built. */
export interface BuildDatasetOptions {
  readonly data: GameData;
  /** Digest of the data version. */
  readonly dataVersion: string;
  /** Folder of the Parquet files. */
  readonly directory: string;
  /** Threads; by default as many as the machine has cores. */
  readonly threads?: number;
  readonly onProgress?: (progress: BuildProgress) => void;
  readonly signal?: AbortSignal;
}

/** A built data set. */
export interface BuiltDataset {
  readonly manifest: DatasetManifest;
  readonly nRows: number;
  /** Shards that an earlier run had finished. */
  readonly nResumed: number;
}

/**
 * Labels every pair of forms with their standard moves and writes the Parquet shards. Shards that an earlier run of the
 * same data and labels has finished are kept, so a run that was killed goes on where it stood. The same data give the
 * same bytes whatever the number of threads.
 */
export async function buildDataset(options: BuildDatasetOptions): Promise<BuiltDataset> {
  const { data, dataVersion, directory, onProgress } = options;
  const context = createLabelContext(data);
  const nForms = context.roster.length;
  const tasks = Array.from(
    { length: Math.ceil(nForms / FORMS_PER_SHARD) },
    (_, shard): ShardTask => ({
      from: shard * FORMS_PER_SHARD,
      to: Math.min(nForms, (shard + 1) * FORMS_PER_SHARD),
    }),
  );
  const finished = await findFinished(directory, dataVersion);
  await prepareDirectory(directory, finished.size > 0);
  const progress = { done: 0, total: nForms * nForms };
  const advance = ({ from, to }: ShardTask): void => {
    for (let place = from; place < to; place++) progress.done += 2 * (nForms - place) - 1;
    onProgress?.({ ...progress });
  };
  const manifest = (): DatasetManifest => ({
    name: `${SCENARIO}-${dataVersion.slice(0, 12)}`,
    scenario: SCENARIO,
    dataVersion,
    labelVersion: LABEL_VERSION,
    files: [...finished.values()].sort((left, right) => (left.path < right.path ? -1 : 1)),
  });
  const missing = tasks.filter((task) => !finished.has(shardName(task)));
  for (const task of tasks) if (!missing.includes(task)) advance(task);
  const nResumed = tasks.length - missing.length;
  if (missing.length > 0) {
    const pool = new Piscina<ShardTask, ShardResult>({
      filename: new URL("./shard-worker.ts", import.meta.url).href,
      workerData: context,
      maxThreads: Math.min(missing.length, options.threads ?? availableParallelism()),
    });
    // One manifest write at a time: each holds all shards that are on the disk by then.
    let writing = Promise.resolve();
    try {
      await Promise.all(
        missing.map(async (task) => {
          const result = await pool.run(task, options.signal ? { signal: options.signal } : {});
          const file = await writeShard(directory, shardName(task), result);
          finished.set(file.path, file);
          writing = writing.then(() => writeManifest(directory, manifest()));
          await writing;
          advance(task);
        }),
      );
    } finally {
      await pool.destroy();
    }
  }
  const built = manifest();
  return { manifest: built, nRows: built.files.reduce((sum, file) => sum + file.nRows, 0), nResumed };
}

function shardName({ from }: ShardTask): string {
  return `part-${String(from / FORMS_PER_SHARD).padStart(3, "0")}.parquet`;
}

async function findFinished(directory: string, dataVersion: string): Promise<Map<string, DatasetFile>> {
  const earlier = await readManifest(directory);
  if (earlier?.dataVersion !== dataVersion || earlier.labelVersion !== LABEL_VERSION) return new Map();
  const intact = await Promise.all(earlier.files.map((file) => isIntact(directory, file)));
  return new Map(earlier.files.filter((_, i) => intact[i]).map((file) => [file.path, file]));
}
