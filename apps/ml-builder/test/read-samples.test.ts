import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "@predictiondex/battle/engine";
import { createLabeller, createSampler, type LabelledSample, matchupState } from "@predictiondex/ml";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it, vi } from "vitest";
import { buildDataset } from "../src/build-dataset.ts";
import { shardName } from "../src/dataset-spec.ts";
import { decodeShard, readSamples, readShards } from "../src/read-samples.ts";
import { temporaryFolder } from "./helpers.ts";
import { DATA, smallSpec } from "./helpers-data.ts";

// Minutes on a busy machine, seconds on a free one.
vi.setConfig({ testTimeout: 240_000 });

const SPEC = smallSpec({ nMatchups: 100 });

describe("readSamples", () => {
  it("gives back every match-up as it was drawn and labelled, to single precision", async () => {
    const directory = temporaryFolder();
    await buildDataset({ data: DATA, spec: SPEC, directory, threads: 1 });
    const samples = await readSamples(directory, DATA);
    const sampler = createSampler(DATA, SPEC);
    const labeller = createLabeller(DATA);
    const engine = createEngine({ ...DATA, forms: [] });
    expect(samples).toHaveLength(100);
    for (const [index, { sample, label }] of samples.entries()) {
      const drawn = sampler.sample(index);
      expect(single(sample)).toEqual(single(drawn));
      expect(matchupState(engine, sample.a, sample.b, sample.state)).toEqual(
        matchupState(engine, drawn.a, drawn.b, drawn.state),
      );
      if (index % 10 === 0)
        expect(single(label)).toEqual(single(labeller.label(drawn, { nodes: SPEC.nodes })));
    }
    expect(samples.some(({ sample }) => sample.state !== undefined)).toBe(true);
  });

  it("gives the splits that are asked for, shard by shard", async () => {
    const directory = temporaryFolder();
    await buildDataset({ data: DATA, spec: SPEC, directory, threads: 1 });
    const all = await readSamples(directory, DATA);
    const species: LabelledSample[] = [];
    let nShards = 0;
    for await (const shard of readShards(directory, DATA, { splits: ["test-species"] })) {
      nShards++;
      species.push(...shard);
    }
    expect(nShards).toBe(2);
    expect(species).toEqual(all.filter(({ sample }) => sample.split === "test-species"));
  });

  it("names the folder, file, column or slug at fault", async () => {
    const empty = temporaryFolder();
    await expect(readSamples(empty, DATA)).rejects.toThrow(`${empty} holds no Parquet file`);
    const directory = temporaryFolder();
    await buildDataset({ data: DATA, spec: smallSpec({ nMatchups: 50 }), directory, threads: 1 });
    const path = join(directory, shardName(0));
    const fewer = { ...DATA, forms: DATA.forms.filter(({ slug }) => slug === "mew") };
    await expect(readSamples(directory, fewer)).rejects.toThrow(
      /part-00000.parquet: the game data have no form "/,
    );
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length / 2));
    await expect(readSamples(directory, DATA)).rejects.toThrow(`${path} can't be read as a shard`);
    const other = parquetWriteBuffer({ columnData: [{ name: "sample", data: [1], type: "INT32" }] });
    await expect(decodeShard(new Uint8Array(other), DATA, "other.parquet")).rejects.toThrow("other.parquet");
  });
});

/** As JSON, numbers with a fraction in single precision. */
function single(value: unknown): unknown {
  const text = JSON.stringify(value, (_, one) =>
    typeof one === "number" && !Number.isInteger(one) ? Math.fround(one) : one,
  );
  return JSON.parse(text);
}
