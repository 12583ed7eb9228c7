import { describe, expect, it } from "vitest";
import { createSeededRandom } from "../src/index.ts";

describe("createSeededRandom", () => {
  it("gives the same numbers for the same seed, others for another", () => {
    const draw = (seed: number) => {
      const random = createSeededRandom(seed);
      return Array.from({ length: 20 }, () => random.next(1000));
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("spreads evenly over [0, n)", () => {
    const random = createSeededRandom(42);
    const counts = Array<number>(16).fill(0);
    const draws = 160_000;
    for (let i = 0; i < draws; i++) counts[random.next(16)]!++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - draws / 16) ** 2 / (draws / 16), 0);
    // 15 degrees of freedom: above 44 once in 10,000 seeds.
    expect(chiSquare).toBeLessThan(44);
  });
});
