import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "model-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Run {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

const predictiondex = (...parameters: string[]): Promise<Run> =>
  promisify(execFile)(process.execPath, [main, ...parameters], {
    env: { PATH: process.env.PATH ?? "", DATA_DIR: directory },
  }).catch((error: Run) => error);

describe("predictiondex dataset", () => {
  it("writes the data set that seed and scenario name, and says what is in it", async () => {
    const out = join(directory, "sample");
    const request = ["dataset", "--rows", "400", "--scenario", "best_move", "--seed", "7", "--nodes", "100"];
    const { stdout, stderr } = await predictiondex(...request, "--out", out, "--json");
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ directory: out, matchupsByScenario: { best_move: 51 }, nMatchups: 51 });
    expect(stderr).toMatch(/51 of 51, \d+ a second, 0 s left/);
    expect(readdirSync(out).filter((name) => name.endsWith(".parquet"))).toHaveLength(2);
    const { files, spec } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(spec).toMatchObject({ scenario: "best_move", seed: 7, nodes: 100 });
    expect(files.reduce((sum: number, { nRows }: { nRows: number }) => sum + nRows, 0)).toBe(told.nRows);
  });

  it("names every argument at fault", async () => {
    const { code, stderr } = await predictiondex("dataset", "--rows", "many", "--seed", "1.5");
    expect(code).toBe(1);
    expect(stderr).toBe(
      '--rows must be a whole number from 1 on, got "many"; --seed must be a whole number, got "1.5"\n',
    );
    expect((await predictiondex("dataset", "--scenario", "rows")).stderr).toMatch(
      /^scenario must be one of best_move/,
    );
  });
});

describe("predictiondex model and train", () => {
  it("say in one line what is missing", async () => {
    expect((await predictiondex("model", "list")).stdout).toBe("No model yet: npm run -s cli -- train\n");
    expect((await predictiondex("model", "promote", "7")).stderr).toBe('the registry has no model "7"\n');
    expect((await predictiondex("model", "rollback")).stderr).toBe(
      "there is no model to go back to: no model is served\n",
    );
    expect((await predictiondex("train")).stderr).toMatch(/holds no data set: make one with npm run/);
    expect((await predictiondex("train", "--grid", "huge")).stderr).toBe(
      '--grid must be one of none, fast, extended, got "huge"\n',
    );
  });
});
