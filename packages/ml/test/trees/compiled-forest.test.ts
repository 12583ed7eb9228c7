import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { compileForest, compileHistogram } from "../../../../scripts/compile-forest/compile.ts";
import { ROWS_AT_ONCE as WRITTEN_FOR } from "../../../../scripts/compile-forest/forest-text.ts";
import { type Forest, NO_SPLIT, predictRows, predictRowsPlainly } from "../../src/trees/forest.ts";
import { FOREST_BYTES, ROWS_AT_ONCE } from "../../src/trees/generated/forest-bytes.ts";
import { HISTOGRAM_BYTES } from "../../src/trees/generated/histogram-bytes.ts";

const COLUMNS = 9;

function randomForest(depth: number, nTrees: number, seed: number): Forest {
  const random = createSeededRandom(seed);
  const inner = (1 << depth) - 1;
  const cuts = Array.from({ length: COLUMNS }, () =>
    Float32Array.from({ length: 20 }, () => random.next(1000) / 100).sort(),
  );
  const bins = (): number => (random.next(6) === 0 ? NO_SPLIT : random.next(20));
  return {
    depth,
    nTrees,
    cuts,
    feature: Uint8Array.from({ length: nTrees * inner }, () => random.next(COLUMNS)),
    bin: Uint8Array.from({ length: nTrees * inner }, bins),
    leaf: Float32Array.from({ length: nTrees * (inner + 1) }, () => random.next(2000) / 1000 - 1),
    base: -0.25,
  };
}

describe("the compiled walk", () => {
  it("is what its text compiles to", () => {
    expect(ROWS_AT_ONCE).toBe(WRITTEN_FOR);
    const bytes = Buffer.from(compileForest()).toString("base64");
    expect(bytes === FOREST_BYTES, "run node scripts/compile-forest.ts").toBe(true);
    const sums = Buffer.from(compileHistogram()).toString("base64");
    expect(sums === HISTOGRAM_BYTES, "run node scripts/compile-forest.ts").toBe(true);
  });

  it.each([
    { depth: 1, nTrees: 1, nRows: 1, stride: COLUMNS },
    { depth: 4, nTrees: 7, nRows: 31, stride: COLUMNS + 3 },
    { depth: 6, nTrees: 40, nRows: 32, stride: COLUMNS },
    { depth: 7, nTrees: 33, nRows: 133, stride: COLUMNS + 1 },
  ])("gives the same bits as without it: %o", ({ depth, nTrees, nRows, stride }) => {
    const forest = randomForest(depth, nTrees, depth);
    const random = createSeededRandom(nRows);
    // On a cut as often as beside it.
    const rows = Float32Array.from({ length: nRows * stride }, () => {
      const cuts = forest.cuts[random.next(COLUMNS)]!;
      return cuts[random.next(20)]! + (random.next(3) - 1) * 0.001;
    });
    const [compiled, plain] = [new Float64Array(nRows), new Float64Array(nRows)];
    predictRows(forest, rows, nRows, stride, compiled);
    predictRowsPlainly(forest, rows, nRows, stride, plain);
    expect(compiled).toEqual(plain);
    expect(new Set(plain).size).toBeGreaterThan(nRows / 3);
  });
});
