import { workerData } from "node:worker_threads";
import type { GameData } from "@predictiondex/core";
import type { DatasetSpec } from "./dataset-spec.ts";
import type { EncodedShard } from "./encode-shard.ts";
import { createShardMaker, type ShardMaker } from "./label-shard.ts";

/** What each thread is given once. */
export interface ShardWorkerData {
  readonly data: GameData;
  readonly spec: DatasetSpec;
}

let maker: ShardMaker | undefined;

/** Makes one shard; run by piscina. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export
export default function makeShard(shard: number): EncodedShard {
  const { data, spec } = workerData as ShardWorkerData;
  maker ??= createShardMaker(data, spec);
  return maker.make(shard);
}
