import type { GameData } from "@predictiondex/core";
import type { DatasetFile } from "@predictiondex/db";
import {
  type DatasetManifest,
  isIntact,
  prepareDirectory,
  readManifest,
  writeManifest,
  writeShard,
} from "./dataset-files.ts";
import { countShards, type DatasetSpec, shardName, sizeOfShard, specDigest } from "./dataset-spec.ts";
import { type ProducerOptions, type ShardProducer, startThreads } from "./shard-producer.ts";

/** How far a build has come. */
export interface BuildProgress {
  /** Match-ups done, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Of those, what earlier runs had done. */
  readonly resumed: number;
}

/** How a data set is built. */
export interface BuildDatasetOptions {
  readonly data: GameData;
  readonly spec: DatasetSpec;
  /** Folder of the Parquet files. */
  readonly directory: string;
  /** Threads; by default as many as the machine has cores. */
  readonly threads?: number;
  /** Where shards come from; threads of this process where left out. */
  readonly startProducer?: (options: ProducerOptions) => Promise<ShardProducer>;
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
 * Draws and labels a data set and writes its Parquet shards. Shards that an earlier run of the same spec has finished
 * are kept, so a run that was killed goes on where it stood. The same spec gives the same bytes whatever the number of
 * threads.
 */
export async function buildDataset(options: BuildDatasetOptions): Promise<BuiltDataset> {
  const { data, spec, directory, onProgress, signal } = options;
  const shards = Array.from({ length: countShards(spec) }, (_, shard) => shard);
  const finished = await findFinished(directory, spec);
  await prepareDirectory(directory, finished.size > 0);
  const missing = shards.filter((shard) => !finished.has(shardName(shard)));
  const nResumed = shards.length - missing.length;
  const resumed = spec.nMatchups - missing.reduce((sum, shard) => sum + sizeOfShard(spec, shard), 0);
  const progress = { done: resumed, total: spec.nMatchups, resumed };
  const manifest = (): DatasetManifest => ({
    name: `${spec.scenario}-${specDigest(spec).slice(0, 12)}`,
    spec,
    files: [...finished.values()].sort((left, right) => (left.path < right.path ? -1 : 1)),
  });
  onProgress?.({ ...progress });
  if (missing.length > 0) {
    const start = options.startProducer ?? (async (task) => startThreads(task, options.threads));
    const producer = await start({ data, spec, missing });
    // One manifest write at a time: each holds all shards that are on the disk by then.
    let writing = Promise.resolve();
    let isDone = false;
    try {
      await Promise.all(
        missing.map(async (shard) => {
          const result = await producer.produce(shard, signal);
          const file = await writeShard(directory, shardName(shard), result);
          finished.set(file.path, file);
          writing = writing.then(() => writeManifest(directory, manifest()));
          await writing;
          progress.done += sizeOfShard(spec, shard);
          onProgress?.({ ...progress });
        }),
      );
      isDone = true;
    } finally {
      await producer.close(isDone);
    }
  }
  const built = manifest();
  return { manifest: built, nRows: built.files.reduce((sum, file) => sum + file.nRows, 0), nResumed };
}

async function findFinished(directory: string, spec: DatasetSpec): Promise<Map<string, DatasetFile>> {
  const earlier = await readManifest(directory);
  if (earlier === undefined || specDigest(earlier.spec) !== specDigest(spec)) return new Map();
  const intact = await Promise.all(earlier.files.map((file) => isIntact(directory, file)));
  return new Map(earlier.files.filter((_, i) => intact[i]).map((file) => [file.path, file]));
}
