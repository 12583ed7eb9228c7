import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createEncoder } from "../../src/features/encoder.ts";
import { MATCHUP_COLUMNS, MOVE_COLUMNS } from "../../src/features/feature-list.ts";
import { columnsOf, HEADS } from "../../src/model-file/model.ts";
import { loadModel } from "../../src/model-file/model-file.ts";
import { toXgboostJson } from "../../src/model-file/xgboost-json.ts";
import { readReleaseModel } from "../../src/release-model.ts";
import { createSampler } from "../../src/samples/sample-matchups.ts";
import { predictRows, sigmoid } from "../../src/trees/forest.ts";
import { DATA } from "../helpers.ts";

const PYTHON = "/usr/bin/python3";
const hasXgboost = spawnSync(PYTHON, ["-c", "import xgboost"]).status === 0;
if (!hasXgboost)
  console.warn("SKIPPED: real XGBoost is not installed (Debian: apt-get install python3-xgboost)");

const SCRIPT = `
import sys, numpy, xgboost
model, rows, width, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
booster = xgboost.Booster(model_file=model)
data = numpy.fromfile(rows, dtype="<f4").reshape(-1, width)
matrix = xgboost.DMatrix(data, feature_names=booster.feature_names)
booster.predict(matrix).astype("<f4").tofile(out)
print(len(booster.get_dump()))
`;

/** Rows of both kinds, of random match-ups. */
function encodedRows(matchups: number): { readonly win: Float32Array; readonly move: Float32Array } {
  const encoder = createEncoder(DATA);
  const sampler = createSampler(DATA, { seed: 77, scenario: "all" });
  const win: number[] = [];
  const move: number[] = [];
  for (let index = 0; index < matchups; index++) {
    const { a, b, state } = sampler.sample(index);
    const rows = encoder.encode(a, b, state, "both");
    win.push(...rows.matchup);
    move.push(...rows.moves.subarray(0, (rows.movesOfA + rows.movesOfB) * MOVE_COLUMNS.length));
  }
  return { win: Float32Array.from(win), move: Float32Array.from(move) };
}

describe.skipIf(!hasXgboost)("toXgboostJson, loaded by real XGBoost", () => {
  it.each(HEADS)("gives the same chances to 1e-6: %s", (name) => {
    const { forest } = loadModel(readReleaseModel()).heads[name];
    const columns = columnsOf(name);
    const rows = encodedRows(40);
    const values = name === "win" ? rows.win : rows.move;
    const n = values.length / columns.length;
    const folder = mkdtempSync(join(tmpdir(), "predictiondex-xgboost-"));
    const file = (part: string): string => join(folder, part);
    try {
      writeFileSync(file("model.json"), toXgboostJson(forest, columns));
      writeFileSync(file("rows"), new Uint8Array(values.buffer));
      const run = spawnSync(PYTHON, [
        "-c",
        SCRIPT,
        file("model.json"),
        file("rows"),
        String(columns.length),
        file("out"),
      ]);
      expect(run.stderr.toString()).not.toContain("Error");
      expect(Number(run.stdout.toString())).toBe(forest.nTrees);
      const bytes = readFileSync(file("out"));
      const theirs = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      const odds = new Float64Array(n);
      predictRows(forest, values, n, columns.length, odds);
      expect(theirs).toHaveLength(n);
      for (let row = 0; row < n; row++)
        expect(Math.abs(theirs[row]! - sigmoid(odds[row]!))).toBeLessThan(1e-6);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("reads as many columns as the encoder writes", () => {
    expect(columnsOf("win")).toBe(MATCHUP_COLUMNS);
  });
});
