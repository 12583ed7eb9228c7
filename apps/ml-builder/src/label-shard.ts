import { createTypeChart } from "@predictiondex/battle";
import type { GameData } from "@predictiondex/core";
import { createLabeller, createSampler, type LabelledSample } from "@predictiondex/ml";
import { type DatasetSpec, isSureTest, SURE_FACTOR, sizeOfShard, specDigest } from "./dataset-spec.ts";
import { type EncodedShard, encodeShard } from "./encode-shard.ts";

/** Makes shards of one data set. */
export interface ShardMaker {
  /** Draws and labels the match-ups of a shard; `onMatchup` is called after each, and may throw to end it. */
  make(shard: number, onMatchup?: () => void): EncodedShard;
}

/** Makes the maker of a spec's shards: any process with the same facts makes the same bytes. */
export function createShardMaker(data: GameData, spec: DatasetSpec): ShardMaker {
  const sampler = createSampler(data, spec);
  const labeller = createLabeller(data);
  const facts = {
    chart: createTypeChart(data.effectiveness),
    moves: new Map(data.moves.map((move) => [move.slug, move])),
  };
  const plain = { nodes: spec.nodes, ...(spec.firstNodes > 0 && { firstNodes: spec.firstNodes }) };
  const sure = { nodes: spec.nodes * SURE_FACTOR, firstNodes: spec.firstNodes || spec.nodes };
  return {
    make(shard, onMatchup) {
      const first = shard * spec.shardSize;
      const labelled: LabelledSample[] = [];
      for (let i = 0; i < sizeOfShard(spec, shard); i++) {
        const sample = sampler.sample(first + i);
        const options = isSureTest(spec, sample.index, sample.split) ? sure : plain;
        labelled.push({ sample, label: labeller.label(sample, options) });
        onMatchup?.();
      }
      return encodeShard(labelled, facts, {
        spec: specDigest(spec),
        shard: String(shard),
        seed: String(spec.seed),
        scenario: spec.scenario,
        dataVersion: spec.dataVersion,
        labelVersion: spec.labelVersion,
      });
    },
  };
}
