import { describe, expect, it } from "vitest";
import { calibrationError, chanceMetrics, reliability } from "../../src/metrics/metrics.ts";
import { reliabilitySvg } from "../../src/metrics/reliability-svg.ts";

describe("chanceMetrics", () => {
  it("is all zero errors for the truth itself", () => {
    const truth = [0, 0.2, 0.5, 0.9, 1];
    expect(chanceMetrics({ predicted: truth, truth })).toEqual({
      count: 5,
      meanAbsoluteError: 0,
      excessLogLoss: 0,
      brier: 0,
      ece: 0,
      winnerAccuracy: 1,
    });
  });

  it("measures by hand", () => {
    const metrics = chanceMetrics({ predicted: [0.8, 0.4], truth: [0.6, 0.52] });
    expect(metrics.meanAbsoluteError).toBeCloseTo(0.16);
    expect(metrics.brier).toBeCloseTo((0.04 + 0.0144) / 2);
    // The second match-up is open: naming its winner counts for nothing.
    expect(metrics.winnerAccuracy).toBe(1);
    expect(metrics.ece).toBeCloseTo(0.16);
  });

  it("counts weights", () => {
    const metrics = chanceMetrics({ predicted: [1, 0], truth: [1, 1], weight: [3, 1] });
    expect(metrics.meanAbsoluteError).toBe(0.25);
    expect(metrics.winnerAccuracy).toBe(0.75);
  });
});

describe("reliability", () => {
  it("has 15 bins, the empty ones left out", () => {
    const bins = reliability({ predicted: [0.01, 0.02, 1], truth: [0, 0.1, 0.7] });
    expect(bins).toHaveLength(2);
    expect(bins[0]).toMatchObject({ from: 0, count: 2 });
    expect(bins[0]!.observed).toBeCloseTo(0.05);
    expect(calibrationError(bins)).toBeCloseTo((2 / 3) * 0.035 + (1 / 3) * 0.3);
  });

  it("is drawn with a dot for each bin", () => {
    const svg = reliabilitySvg(reliability({ predicted: [0.1, 0.9], truth: [0.2, 0.8] }), "Test");
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg).toContain("predicted 0.900, true 0.800");
  });
});
