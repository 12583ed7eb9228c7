import { MATCHUP_COLUMNS } from "@predictiondex/ml";
import { describe, expect, it } from "vitest";
import { figureText, isKnownFigure } from "../src/features/sure/feature-names.ts";
import { readCard } from "../src/features/sure/read-card.ts";
import { reasonText } from "../src/features/sure/reason-text.ts";
import { luckLimit } from "../src/features/sure/verification.ts";

describe("luckLimit", () => {
  it.each([
    // Quantiles of χ² at 99 %, from tables.
    [10, 23.209],
    [40, 63.691],
    [100, 135.807],
  ])("is the table's quantile for %i match-ups", (n, quantile) => {
    expect(luckLimit(n) * n).toBeCloseTo(quantile, 1);
  });
});

describe("reasonText", () => {
  it("tells the ETL's reasons in French, one inside another too", () => {
    expect(reasonText("no form learns pika-papow", "fr")).toBe("aucune forme n’apprend pika-papow");
    const agreed = "2 of 3 sources agree (PokéAPI records the value before a change made after Let's Go)";
    expect(reasonText(agreed, "fr")).toBe(
      "2 sources sur 3 sont d’accord (PokéAPI note la valeur d’avant un changement fait après Let’s Go)",
    );
    expect(reasonText(agreed, "en")).toBe(agreed);
    expect(reasonText("connect ECONNREFUSED", "fr")).toBe("connect ECONNREFUSED");
  });
});

describe("reasonText of a training", () => {
  it("tells in French what came of it, comparison by comparison", () => {
    const outcome =
      'kept as a candidate, "release-1" stays in service: log loss above entropy, pairs unseen 0.0672 > 0.0523; mean absolute error on close match-ups, species unseen 0.1216 > 0.1109';
    expect(reasonText(outcome, "fr")).toBe(
      "gardé comme candidat, «\u00a0release-1\u00a0» reste en service\u00a0: perte logarithmique au-dessus de l’entropie, paires inédites, 0,0672 > 0,0523\u202f; erreur moyenne sur les duels serrés, espèces inédites, 0,1216 > 0,1109",
    );
    expect(reasonText(outcome, "en")).toBe(outcome);
  });
});

describe("figureText", () => {
  it("has every figure of the model in French", () => {
    expect(MATCHUP_COLUMNS.map(({ name }) => name).filter((name) => !isKnownFigure(name))).toEqual([]);
    expect(figureText({ name: "foe.level", tells: "Foe: level" }, "fr")).toBe("En face\u00a0: niveau");
    expect(figureText({ name: "foe.level", tells: "Foe: level" }, "en")).toBe("Foe: level");
  });
});

describe("readCard", () => {
  const validation = {
    ...{ count: 10, meanAbsoluteError: 0.05, excessLogLoss: 0.04, brier: 0.01, ece: 0.01 },
    winnerAccuracy: 0.97,
  };

  it("takes the measures that are there, and leaves out what is of another shape", () => {
    const report = readCard({
      card: { origin: { nMatchups: 60_000, createdAt: "2026-11-23" }, validation },
      metrics: { pairs: { overall: "none" } },
    });
    expect(report.trainedOn).toEqual({ matchups: 60_000, day: "2026-11-23" });
    expect(report.measures).toEqual([{ held: "validation", metrics: validation }]);
    expect(report.reports).toEqual({});
  });

  it("takes whole reports from the registry's measures", () => {
    const pairs = {
      overall: validation,
      close: validation,
      slices: [],
      reliability: [],
      worst: [],
      baselines: {},
    };
    const report = readCard({ card: {}, metrics: { pairs } });
    expect(report.measures.map(({ held }) => held)).toEqual(["pairs"]);
    expect(report.reports.pairs).toEqual(pairs);
  });
});
