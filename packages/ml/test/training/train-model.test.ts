import { describe, expect, it } from "vitest";
import { loadModel } from "../../src/model-file/model-file.ts";
import { evaluateModel } from "../../src/training/evaluate-model.ts";
import { hyperParameterGrid, trainOptions } from "../../src/training/grids.ts";
import { type TrainProgress, trainModel } from "../../src/training/train-model.ts";
import { DATA, labelledSamples, shardsOf } from "../helpers.ts";

const SAMPLES = [...labelledSamples(240, 1, ["train"]), ...labelledSamples(60, 2, ["validation"])];
const OPTIONS = trainOptions({ nTrees: 25, learningRate: 0.2, maxDepth: 4 }, { firstMatchups: 100 });
const ORIGIN = { createdAt: "2026-01-01", dataVersion: "test", dataset: "test" };

describe("trainModel", () => {
  it("learns something within a second of labels, and gives the same bytes again on two threads", async () => {
    const steps = new Set<string>();
    const { bytes, card } = await trainModel(shardsOf(SAMPLES), DATA, ORIGIN, OPTIONS, {
      onProgress: ({ step }: TrainProgress) => steps.add(step),
    });
    expect([...steps]).toEqual(["win", "gap", "worst"]);
    expect(card.origin.nMatchups).toBe(300);
    expect(card.validation.winnerAccuracy).toBeGreaterThan(0.8);
    const threaded = trainOptions(
      { nTrees: 25, learningRate: 0.2, maxDepth: 4, threads: 2 },
      { firstMatchups: 100 },
    );
    const again = await trainModel(shardsOf(SAMPLES), DATA, ORIGIN, threaded);
    expect(again.card.digest).toBe(card.digest);
    const report = evaluateModel(
      loadModel(bytes),
      labelledSamples(60, 3, ["test-pairs"]),
      DATA,
      card.baselines,
    );
    expect(report.nMatchups).toBe(60);
    expect(report.overall.meanAbsoluteError).toBeLessThan(
      report.baselines.baseStatTotal.overall.meanAbsoluteError,
    );
    expect(report.worst).toHaveLength(5);
  });

  it("stops when told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(trainModel(shardsOf(SAMPLES), DATA, ORIGIN, OPTIONS, { signal })).rejects.toThrow("enough");
  });

  it("names row and column of a feature that is no number, and the row of such a label", async () => {
    const [first, ...others] = SAMPLES;
    const state = { a: { hp: Number.NaN }, b: {} };
    const feature = { ...first!, sample: { ...first!.sample, state } };
    await expect(trainModel(shardsOf([feature, ...others]), DATA, ORIGIN, OPTIONS)).rejects.toThrow(
      /^row \d, column (own|foe)\.hp: must be a number, got NaN$/,
    );
    const label = { ...first!, label: { ...first!.label, p: Number.NaN } };
    await expect(trainModel(shardsOf([label, ...others]), DATA, ORIGIN, OPTIONS)).rejects.toThrow(
      "training row 0: target must be 0–1, got NaN",
    );
  });

  it("calibrates on sure labels of the validation split, and refuses those of another", async () => {
    const sure = labelledSamples(80, 4, ["validation"]);
    const plain = await trainModel(shardsOf(SAMPLES), DATA, ORIGIN, OPTIONS);
    const { card } = await trainModel(shardsOf(SAMPLES), DATA, ORIGIN, OPTIONS, {}, { sure });
    expect(card.validation.count).toBe(80);
    expect(card.heads).toEqual(plain.card.heads);
    expect(card.digest).not.toBe(plain.card.digest);
    const wrong = labelledSamples(2, 5, ["test-pairs"]);
    await expect(trainModel(shardsOf(SAMPLES), DATA, ORIGIN, OPTIONS, {}, { sure: wrong })).rejects.toThrow(
      "sure labels must be of the split validation, got test-pairs",
    );
  });

  it("says that there is nothing to train on", async () => {
    await expect(trainModel(shardsOf([]), DATA, ORIGIN, OPTIONS)).rejects.toThrow("no training rows");
  });
});

describe("hyperParameterGrid", () => {
  it("tries few or many", () => {
    expect(hyperParameterGrid("fast")).toHaveLength(4);
    expect(hyperParameterGrid("extended")).toHaveLength(24);
  });
});
