import { hostname } from "node:os";
import { NotReadyError } from "@predictiondex/core";
import { type Database, findLabelRun, loadGameData, storeLabelShard } from "@predictiondex/db";
import { type DatasetSpec, LABEL_VERSION } from "./dataset-spec.ts";
import { LABEL_QUEUE, type LabelJob, openLabelQueue } from "./label-queue.ts";
import { type ShardProducer, startThreads } from "./shard-producer.ts";

const POLL_SECONDS = 0.5;
const STOP_TIMEOUT_MS = 20_000;
const RETRY_AFTER_S = 30;

/** How a worker labels. */
export interface LabelWorkerOptions {
  readonly database: Database;
  readonly threads: number;
  readonly onShard?: (done: LabelJob & { readonly seconds: number; readonly isNew: boolean }) => void;
  /** Told what goes wrong; the worker goes on. */
  readonly onError?: (error: unknown) => void;
}

/** A worker at work. */
export interface LabelWorker {
  /** Takes no more shards and resolves when those begun are returned, or given back to the queue after 20 s. */
  stop(): Promise<void>;
}

/**
 * Takes shards from the queue, labels them in threads and returns their rows to the database. A shard that a dead
 * worker had begun comes again to whoever asks; returning it twice changes nothing.
 */
export async function startLabelWorker(options: LabelWorkerOptions): Promise<LabelWorker> {
  const { database, threads, onShard, onError = () => {} } = options;
  const boss = await openLabelQueue(database, onError);
  const crews = new Map<number, Crew>();
  const crewOf = (run: number, spec: DatasetSpec): Crew => {
    let crew = crews.get(run);
    if (crew === undefined) {
      crew = { producer: prepare(database, spec, threads), nBusy: 0 };
      crews.set(run, crew);
      // Facts may come later: the next shard looks again.
      crew.producer.catch(() => crews.delete(run));
    }
    return crew;
  };
  const dismissIdle = async (present: number): Promise<void> => {
    for (const [run, { producer, nBusy }] of crews) {
      if (run === present || nBusy > 0) continue;
      crews.delete(run);
      await producer.then((one) => one.close(false)).catch(onError);
    }
  };
  const handle = async ({ run, shard }: LabelJob, signal: AbortSignal): Promise<void> => {
    const start = performance.now();
    const found = await findLabelRun(database.db, run);
    if (found === undefined) return;
    const crew = crewOf(run, found.spec as unknown as DatasetSpec);
    crew.nBusy++;
    try {
      const { nRows, bytes } = await (await crew.producer).produce(shard, signal);
      const seconds = (performance.now() - start) / 1000;
      const worker = `${hostname()}:${process.pid}`;
      const isNew = await storeLabelShard(database.db, run, {
        shard,
        nRows,
        content: bytes,
        worker,
        seconds,
      });
      onShard?.({ run, shard, seconds, isNew });
    } finally {
      crew.nBusy--;
      await dismissIdle(run);
    }
  };
  await boss.work<LabelJob>(
    LABEL_QUEUE,
    { localConcurrency: threads, batchSize: 1, pollingIntervalSeconds: POLL_SECONDS },
    async ([job]) => {
      try {
        await handle(job!.data, job!.signal);
      } catch (error) {
        onError(error);
        throw error;
      }
    },
  );
  return {
    async stop() {
      await boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
      for (const { producer } of crews.values())
        await producer.then((one) => one.close(false)).catch(onError);
    },
  };
}

/** The threads of one label run. */
interface Crew {
  readonly producer: Promise<ShardProducer>;
  nBusy: number;
}

async function prepare(database: Database, spec: DatasetSpec, threads: number): Promise<ShardProducer> {
  if (spec.labelVersion !== LABEL_VERSION) {
    throw new NotReadyError(
      `the data set is of label version ${spec.labelVersion}, this worker of ${LABEL_VERSION}: run the same release everywhere`,
      RETRY_AFTER_S,
    );
  }
  const published = await loadGameData(database.db);
  if (published?.version.digest !== spec.dataVersion) {
    const held = published?.version.digest.slice(0, 12) ?? "none";
    throw new NotReadyError(
      `the data set is of data version ${spec.dataVersion.slice(0, 12)}, the database holds ${held}: run the ETL and build again`,
      RETRY_AFTER_S,
    );
  }
  return startThreads({ data: published.data, spec }, threads);
}
