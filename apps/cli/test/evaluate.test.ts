import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const main = join(import.meta.dirname, "../src/main.ts");

function evaluate(...parameters: readonly string[]) {
  return spawnSync(process.execPath, [main, "evaluate", ...parameters], { encoding: "utf8" });
}

describe("predictiondex evaluate", () => {
  it("labels match-ups anew and prints the documented keys", () => {
    const run = evaluate("--matchups", "6", "--nodes", "500", "--seed", "3", "--json");
    expect(run.stderr).not.toContain("Error");
    const report = JSON.parse(run.stdout);
    expect(Object.keys(report)).toEqual(["model", "test-pairs", "test-species"]);
    const pairs = report["test-pairs"];
    expect(Object.keys(pairs)).toEqual([
      "nMatchups",
      "overall",
      "close",
      "slices",
      "reliability",
      "coverage",
      "baselines",
      "raceBeatenOnClose",
      "worst",
    ]);
    expect(pairs.nMatchups).toBe(6);
    expect(pairs.overall.meanAbsoluteError).toBeGreaterThan(0);
    expect(Object.keys(pairs.baselines)).toContain("logisticRegression");
  });

  it("plays real battles and prints three rows", () => {
    const run = evaluate("--showdown", "--matchups", "4", "--regret", "1", "--seed", "2", "--json");
    const report = JSON.parse(run.stdout);
    expect(Object.keys(report.rows)).toEqual(["model", "evaluate", "simulate"]);
    expect(Object.keys(report.rows.model)).toEqual([
      "winnerAccuracy",
      "brier",
      "logLoss",
      "ece",
      "meanRegret",
    ]);
    expect(report.rows.simulate.brier).toBeLessThan(0.25);
  });

  it("says what is wrong with a model folder or a number", () => {
    expect(evaluate("--model", "nowhere").stderr).toContain("must hold model.bin and card.json");
    expect(evaluate("--matchups", "none").stderr).toContain(
      '--matchups must be a whole number from 1 on, got "none"',
    );
  });
});
