import { availableParallelism } from "node:os";
import type { GameData } from "@predictiondex/core";
import { Piscina } from "piscina";
import type { DatasetSpec } from "./dataset-spec.ts";
import type { EncodedShard } from "./encode-shard.ts";
import type { ShardWorkerData } from "./shard-worker.ts";

/** Where shards come from. */
export interface ShardProducer {
  /** Resolves when the shard is there. */
  produce(shard: number, signal?: AbortSignal): Promise<EncodedShard>;
  /** Ends the work; `isDone` where every shard has been taken over. */
  close(isDone: boolean): Promise<void>;
}

/** How a data set's shards are made. */
export interface ProducerOptions {
  readonly data: GameData;
  readonly spec: DatasetSpec;
  /** Shards that are still to be made. */
  readonly missing: readonly number[];
}

/** Makes shards in worker threads of this process, by default as many as the machine has cores. */
export function startThreads(
  { data, spec }: Omit<ProducerOptions, "missing">,
  threads: number = availableParallelism(),
): ShardProducer {
  const workerData: ShardWorkerData = { data, spec };
  const pool = new Piscina<number, EncodedShard>({
    filename: new URL("./shard-worker.ts", import.meta.url).href,
    workerData,
    maxThreads: Math.max(1, threads),
    // Shards take seconds: an idle thread need not sleep so deep that only a signal between threads wakes or ends it.
    atomics: "disabled",
  });
  return {
    produce: (shard, signal) => pool.run(shard, signal ? { signal } : {}),
    close: () => pool.destroy(),
  };
}
