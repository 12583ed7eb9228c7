import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTypeChart } from "@predictiondex/battle";
import { createEngine } from "@predictiondex/battle/engine";
import { DataInvalidError } from "@predictiondex/core";
import { createLabeller, createSampler, type LabelledSample, matchupState } from "@predictiondex/ml";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it, vi } from "vitest";
import { buildDataset } from "../src/build-dataset.ts";
import { shardName } from "../src/dataset-spec.ts";
import { encodeShard } from "../src/encode-shard.ts";
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
    const missing = join(empty, "test-pairs");
    await expect(readSamples(missing, DATA)).rejects.toThrow(
      new DataInvalidError(`${missing} does not exist`),
    );
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

  it.each([
    { column: "p", value: Number.NaN, break: (one: Labels) => ({ ...one, p: Number.NaN }) },
    {
      column: "p_move_high",
      value: 1.5,
      break: (one: Labels) => ({ ...one, a: one.a.map((move) => ({ ...move, high: 1.5 })) }),
    },
    {
      column: "worst",
      value: Number.POSITIVE_INFINITY,
      break: (one: Labels) => ({
        ...one,
        a: one.a.map((move) => ({ ...move, worst: Number.POSITIVE_INFINITY })),
      }),
    },
  ])("refuses a label that is no chance, naming file, row and column: $column $value", async (fault) => {
    const sampler = createSampler(DATA, SPEC);
    const labeller = createLabeller(DATA);
    const good = [0, 1].map((index) => {
      const sample = sampler.sample(index);
      return { sample, label: labeller.label(sample, { nodes: 50 }) };
    });
    const facts = {
      chart: createTypeChart(DATA.effectiveness),
      moves: new Map(DATA.moves.map((move) => [move.slug, move])),
    };
    const whole = encodeShard(good, facts, {}).bytes;
    expect(await decodeShard(whole, DATA, "good.parquet")).toHaveLength(2);
    const row = good[0]!.label.a.length + good[0]!.label.b.length;
    const bad = [good[0]!, { ...good[1]!, label: fault.break(good[1]!.label) }];
    const reading = decodeShard(encodeShard(bad, facts, {}).bytes, DATA, "bad.parquet");
    await expect(reading).rejects.toThrow(
      `bad.parquet, row ${row}: ${fault.column} must be 0–1, got ${fault.value}`,
    );
    await expect(reading).rejects.toBeInstanceOf(DataInvalidError);
  });
});

type Labels = LabelledSample["label"];

/** As JSON, numbers with a fraction in single precision. */
function single(value: unknown): unknown {
  const text = JSON.stringify(value, (_, one) =>
    typeof one === "number" && !Number.isInteger(one) ? Math.fround(one) : one,
  );
  return JSON.parse(text);
}
