import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { BinCollector, binOf, type Cuts, findCuts } from "../../src/trees/bins.ts";
import { type BoostOptions, boostTrees, type Labelled } from "../../src/trees/boost.ts";
import { type Forest, predictBins, predictRows, sigmoid } from "../../src/trees/forest.ts";

const N_COLUMNS = 7;
const OPTIONS: BoostOptions = {
  nTrees: 60,
  learningRate: 0.2,
  maxDepth: 4,
  maxBins: 32,
  minChildWeight: 1,
  lambda: 1,
  minGain: 0,
  columnShare: 1,
  earlyStopping: 0,
  seed: 3,
  threads: 1,
};

/** A soft target that two columns make between them, the second one falling. */
const truth = (row: Float32Array, at: number): number =>
  sigmoid(3 * row[at]! * (row[at + 1]! > 0.5 ? 1 : -0.5) - row[at + 1]!);

function rows(n: number, seed: number): Float32Array {
  const random = createSeededRandom(seed);
  return Float32Array.from({ length: n * N_COLUMNS }, () => random.next(1000) / 1000);
}

function labelled(values: Float32Array, cuts: Cuts): Labelled {
  const collector = new BinCollector(cuts);
  const n = values.length / N_COLUMNS;
  for (let row = 0; row < n; row++) collector.add(values, row * N_COLUMNS);
  return {
    bins: collector.columns(),
    nRows: n,
    target: Float32Array.from({ length: n }, (_, row) => truth(values, row * N_COLUMNS)),
    weight: new Float32Array(n).fill(1),
  };
}

function grow(
  options: Partial<BoostOptions> = {},
  monotone: readonly number[] = new Array(N_COLUMNS).fill(0),
) {
  const values = rows(3000, 1);
  const cuts = findCuts({ values, nRows: 3000, nColumns: N_COLUMNS }, OPTIONS.maxBins);
  return boostTrees(cuts, labelled(values, cuts), labelled(rows(800, 2), cuts), monotone, {
    ...OPTIONS,
    ...options,
  });
}

function chances(forest: Forest, values: Float32Array): Float64Array {
  const out = new Float64Array(values.length / N_COLUMNS);
  predictRows(forest, values, out.length, N_COLUMNS, out);
  return out.map(sigmoid);
}

describe("boostTrees", () => {
  it("learns a soft target that it has not seen", () => {
    const { forest, validationLoss } = grow();
    const unseen = rows(500, 9);
    const errors = Array.from(chances(forest, unseen), (p, row) =>
      Math.abs(p - truth(unseen, row * N_COLUMNS)),
    );
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.02);
    expect(validationLoss.at(-1)!).toBeLessThan(validationLoss[0]!);
  });

  it("gives the same trees whatever the number of threads", () => {
    const one = grow({ nTrees: 12 }).forest;
    const three = grow({ nTrees: 12, threads: 3 }).forest;
    expect(three.feature).toEqual(one.feature);
    expect(three.bin).toEqual(one.bin);
    expect(three.leaf).toEqual(one.leaf);
  });

  it("stops early and keeps the best number of trees", () => {
    const { forest, validationLoss } = grow({ nTrees: 400, learningRate: 0.5, earlyStopping: 5 });
    expect(forest.nTrees).toBeLessThan(400);
    expect(validationLoss.indexOf(Math.min(...validationLoss)) + 1).toBe(forest.nTrees);
  });

  it("never falls along a column that may only rise", () => {
    const { forest } = grow({}, [1, 0, 0, 0, 0, 0, 0]);
    const unseen = rows(60, 4);
    for (let row = 0; row < 60; row++) {
      const line = new Float32Array(21 * N_COLUMNS);
      for (let step = 0; step <= 20; step++) {
        line.set(unseen.subarray(row * N_COLUMNS, (row + 1) * N_COLUMNS), step * N_COLUMNS);
        line[step * N_COLUMNS] = step / 20;
      }
      const along = chances(forest, line);
      for (let step = 1; step <= 20; step++)
        expect(along[step]!).toBeGreaterThanOrEqual(along[step - 1]! - 1e-9);
    }
  });

  it("counts weights: rows of weight 0 change nothing", () => {
    const values = rows(2000, 1);
    const cuts = findCuts({ values, nRows: 2000, nColumns: N_COLUMNS }, 32);
    const whole = labelled(values, cuts);
    const half = {
      ...whole,
      weight: whole.weight.map((_, row) => (row < 1000 ? 1 : 0)),
      target: whole.target.map((y, row) => (row < 1000 ? y : 1 - y)),
    };
    const other = { ...half, target: half.target.map((y, row) => (row < 1000 ? y : 0)) };
    const held = labelled(rows(100, 2), cuts);
    const options = { ...OPTIONS, nTrees: 8, minChildWeight: 1e-3 };
    const none = new Array(N_COLUMNS).fill(0);
    expect(boostTrees(cuts, half, held, none, options).forest.leaf).toEqual(
      boostTrees(cuts, other, held, none, options).forest.leaf,
    );
  });

  it("names the row and column of a value that is no number, and a target outside 0–1", () => {
    const values = rows(100, 1);
    const cuts = findCuts({ values, nRows: 100, nColumns: N_COLUMNS }, 16);
    values[3 * N_COLUMNS + 2] = Number.NaN;
    expect(() => labelled(values, cuts)).toThrow("row 3, column 2: must be a number, got NaN");
    const good = labelled(rows(100, 1), cuts);
    const bad = { ...good, target: good.target.map(() => 1.5) };
    expect(() => boostTrees(cuts, bad, good, [], OPTIONS)).toThrow(
      "training row 0: target must be 0–1, got 1.5",
    );
    expect(() => boostTrees(cuts, { ...good, nRows: 0 }, good, [], OPTIONS)).toThrow("no training rows");
  });
});

describe("predictBins", () => {
  it("agrees with predictRows", () => {
    const { forest } = grow({ nTrees: 20 });
    const unseen = rows(10, 5);
    const many = new Float64Array(10);
    const one = new Float64Array(1);
    predictRows(forest, unseen, 10, N_COLUMNS, many);
    for (let row = 0; row < 10; row++) {
      const bins = Uint8Array.from(forest.cuts, (cuts, column) =>
        binOf(cuts, unseen[row * N_COLUMNS + column]!),
      );
      predictBins(forest, bins, 1, N_COLUMNS, one, 0);
      expect(one[0]).toBe(many[row]);
    }
  });
});
