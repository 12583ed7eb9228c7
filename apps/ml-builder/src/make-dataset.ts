import { basename } from "node:path";
import type { GameData } from "@predictiondex/core";
import { type Database, type Dataset, recordDataset } from "@predictiondex/db";
import { type BuildProgress, buildDataset } from "./build-dataset.ts";
import { type DatasetCard, describeDataset } from "./dataset-card.ts";
import { writeCard } from "./dataset-files.ts";
import { type DatasetSpec, LABEL_VERSION } from "./dataset-spec.ts";
import { startQueueProducer } from "./queue-producer.ts";

/** How a data set is made. */
export interface MakeDatasetOptions {
  readonly data: GameData;
  readonly spec: DatasetSpec;
  /** Folder of the data set's files. */
  readonly directory: string;
  /** Threads of this process that label; 0 leaves all to the queue's workers. */
  readonly threads?: number;
  /** Where it is recorded, and spread over workers where that is a server; nowhere where left out. */
  readonly database?: Database;
  /** Id of the data version in the database; needed to record it. */
  readonly dataVersion?: number;
  readonly onProgress?: (progress: BuildProgress) => void;
  /** Told what goes wrong on the queue; the work goes on. */
  readonly onError?: (error: unknown) => void;
  readonly signal?: AbortSignal;
}

/** A data set that is whole. */
export interface MadeDataset {
  readonly directory: string;
  readonly name: string;
  readonly nRows: number;
  readonly nFiles: number;
  readonly card: DatasetCard;
  /** Undefined where it is not recorded. */
  readonly dataset: Dataset | undefined;
  readonly seconds: number;
}

/**
 * Draws, labels and writes a data set with its card, in this process's threads or, on a server, spread over every worker
 * of the queue; then records it.
 */
export async function makeDataset(options: MakeDatasetOptions): Promise<MadeDataset> {
  const { data, spec, directory, database, dataVersion, onError } = options;
  const { threads, onProgress, signal } = options;
  const start = performance.now();
  const { manifest, nRows, nResumed } = await buildDataset({
    data,
    spec,
    directory,
    ...(threads !== undefined && { threads }),
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
    ...(database?.kind === "server" && {
      startProducer: (task) =>
        startQueueProducer({ ...task, database, threads: threads ?? 1, ...(onError && { onError }) }),
    }),
  });
  const card = await describeDataset(directory, manifest);
  await writeCard(directory, manifest, card);
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  const dataset =
    database === undefined || dataVersion === undefined
      ? undefined
      : await recordDataset(database.db, {
          scenario: spec.scenario,
          seed: spec.seed,
          dataVersion,
          codeVersion: LABEL_VERSION,
          summary: { seconds, nResumed, folder: basename(directory), spec, ...card },
          files: manifest.files,
        });
  return { directory, name: manifest.name, nRows, nFiles: manifest.files.length, card, dataset, seconds };
}
