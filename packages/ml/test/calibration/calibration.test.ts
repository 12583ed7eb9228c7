import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { calibrate, fitCalibration } from "../../src/calibration/calibration.ts";

const random = createSeededRandom(8);
const logits = Float64Array.from({ length: 6000 }, () => (random.next(8000) - 4000) / 1000);
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const ones = new Float32Array(6000).fill(1);

describe("fitCalibration", () => {
  it("finds that log odds are twice too large", () => {
    const targets = Float32Array.from(logits, (x) => sigmoid(x / 2));
    for (const isOdd of [true, false]) {
      const curve = fitCalibration(logits, targets, ones, isOdd);
      for (const x of [-3, -1, 0.5, 2]) expect(Math.abs(calibrate(curve, x) - x / 2)).toBeLessThan(0.15);
    }
  });

  it("keeps both seats opposite", () => {
    const curve = fitCalibration(
      logits,
      Float32Array.from(logits, (x) => sigmoid(x * 0.8 + 0.1)),
      ones,
      true,
    );
    for (const x of [0, 0.3, 1.7, 5]) expect(calibrate(curve, -x) + calibrate(curve, x)).toBe(0);
  });

  it("never falls, whatever the noise", () => {
    const noisy = Float32Array.from(logits, () => random.next(2));
    const curve = fitCalibration(logits, noisy, ones, false);
    for (let x = -5; x < 5; x += 0.05)
      expect(calibrate(curve, x + 0.05)).toBeGreaterThanOrEqual(calibrate(curve, x));
  });
});
