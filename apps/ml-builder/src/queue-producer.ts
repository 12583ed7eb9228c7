import { UnavailableError } from "@predictiondex/core";
import {
  closeLabelRun,
  type Database,
  discardLabelShards,
  listLabelShards,
  loadLabelShard,
  openLabelRun,
} from "@predictiondex/db";
import { countShards, specDigest } from "./dataset-spec.ts";
import type { EncodedShard } from "./encode-shard.ts";
import { enqueueShards, findFailure, openLabelQueue } from "./label-queue.ts";
import { startLabelWorker } from "./label-worker.ts";
import type { ProducerOptions, ShardProducer } from "./shard-producer.ts";

const LOOK_MS = 250;
/** Looks after which the queue is filled up again with what is missing. */
const LOOKS_PER_REFILL = 40;

/** How shards are spread. */
export interface QueueOptions extends ProducerOptions {
  readonly database: Database;
  /** Threads of this process that label too; 0 leaves all to other workers. */
  readonly threads: number;
  readonly onError?: (error: unknown) => void;
}

interface Waiting {
  readonly resolve: (shard: EncodedShard) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Spreads shards over every worker of the database's queue, this process's own threads among them. Workers may come, go
 * and die; a run that was killed is taken up with all that its workers have returned meanwhile.
 */
export async function startQueueProducer(options: QueueOptions): Promise<ShardProducer> {
  const { database, spec, missing, threads, onError = () => {} } = options;
  const { db } = database;
  const run = await openLabelRun(db, { specDigest: specDigest(spec), spec, nShards: countShards(spec) });
  const boss = await openLabelQueue(database, onError);
  const waiting = new Map<number, Waiting>();
  const wanted = new Set(missing);
  await refill();
  const worker = threads > 0 ? await startLabelWorker({ database, threads, onError }) : undefined;

  let looks = 0;
  let isClosed = false;
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, LOOK_MS);

  return {
    produce: (shard, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
        waiting.set(shard, { resolve, reject });
      }),
    async close(isDone) {
      isClosed = true;
      clearInterval(timer);
      await looking;
      if (isDone) await closeLabelRun(db, run.id);
      await worker?.stop();
      await boss.stop({ graceful: false });
    },
  };

  async function look(): Promise<void> {
    if (isClosed || waiting.size === 0) return;
    try {
      for (const { shard, nRows } of await listLabelShards(db, run.id)) {
        const one = waiting.get(shard);
        if (one === undefined || isClosed) continue;
        waiting.delete(shard);
        wanted.delete(shard);
        await take(shard, nRows, one);
      }
      looks++;
      if (looks % LOOKS_PER_REFILL === 0) await refill();
      const failure = looks % 4 === 0 ? await findFailure(boss, run.id) : undefined;
      if (failure !== undefined) giveUp(new UnavailableError(`the data set can't be labelled: ${failure}`));
    } catch (error) {
      // The database may be away for a while: the next look tells.
      onError(error);
    }
  }

  async function take(shard: number, nRows: number, one: Waiting): Promise<void> {
    try {
      const bytes = await loadLabelShard(db, run.id, shard);
      if (bytes !== undefined) one.resolve({ nRows, bytes });
    } catch (error) {
      // Damaged on the way: it is labelled anew.
      onError(error);
      await discardLabelShards(db, run.id, [shard]);
      wanted.add(shard);
      waiting.set(shard, one);
      await refill();
    }
  }

  async function refill(): Promise<void> {
    const there = new Set((await listLabelShards(db, run.id)).map(({ shard }) => shard));
    const absent = [...wanted].filter((shard) => !there.has(shard));
    if (absent.length > 0) await enqueueShards(boss, run.id, absent);
  }

  function giveUp(error: Error): void {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }
}
