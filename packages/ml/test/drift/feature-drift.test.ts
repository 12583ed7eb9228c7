import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { driftOf, referenceOf, referencesOf } from "../../src/drift/feature-drift.ts";

/** Normal values by twelve uniform ones. */
function normal(n: number, { seed = 1, mean = 0 }: { seed?: number; mean?: number } = {}): Float64Array {
  const random = createSeededRandom(seed);
  return Float64Array.from({ length: n }, () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += random.next(2 ** 32) / 2 ** 32;
    return mean + sum;
  });
}

describe("referencesOf", () => {
  it("says how each column is spread, in numbers of six digits", () => {
    const rows = Array.from(normal(2000), (value, i) => Float32Array.of(value, i % 2));
    const [spread, flag] = referencesOf([{ name: "a" }, { name: "b" }], rows);
    expect(
      spread!.edges.every((edge) => Number(edge.toPrecision(6)) === edge || edge === spread!.edges[0]),
    ).toBe(true);
    expect(spread!.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(flag).toMatchObject({ name: "b", shares: [0, 0.5, 0.5, 0] });
    expect(
      driftOf(
        spread!,
        rows.map(([value]) => value!),
      ).psi,
    ).toBe(0);
  });
});

describe("driftOf", () => {
  it("is 0 for the training values themselves", () => {
    const values = normal(5000);
    expect(driftOf(referenceOf("speed", values), values)).toEqual({ name: "speed", psi: 0, ks: 0 });
  });

  it("stays below the limit that counts as stable for other values of the same kind", () => {
    const { psi, ks } = driftOf(referenceOf("speed", normal(20_000)), normal(2000, { seed: 2 }));
    expect(psi).toBeLessThan(0.02);
    expect(ks).toBeLessThan(0.04);
  });

  it("tells by how much normal values have moved", () => {
    const { psi, ks } = driftOf(
      referenceOf("speed", normal(50_000), 100),
      normal(50_000, { seed: 2, mean: 1 }),
    );
    // N(0, 1) against N(1, 1): KS = 2 Φ(1/2) − 1 = 0.383; the index over the reference's deciles is 0.94.
    expect(ks).toBeGreaterThan(0.37);
    expect(ks).toBeLessThan(0.39);
    expect(psi).toBeGreaterThan(0.85);
    expect(psi).toBeLessThan(1.05);
  });

  it("counts a flag's share", () => {
    const flags = (share: number) => Float64Array.from({ length: 1000 }, (_, i) => Number(i < share * 1000));
    const { psi, ks } = driftOf(referenceOf("is-mega", flags(0.1)), flags(0.4));
    // (0.4 − 0.1) ln(0.4 / 0.1) + (0.6 − 0.9) ln(0.6 / 0.9)
    expect(psi).toBeCloseTo(0.3 * Math.log(4) - 0.3 * Math.log(2 / 3), 10);
    expect(ks).toBeCloseTo(0.3, 10);
  });

  it("is finite where the values of now lie outside all of the training's", () => {
    for (const [values, now] of [
      [Float64Array.of(50, 50, 50), 100],
      [Float64Array.of(50, 50, 50), 5],
      [Float64Array.of(0, 0), -1],
      [normal(1000), 100],
      [normal(1000), -100],
    ] as const) {
      const { psi, ks } = driftOf(referenceOf("level", values), [now, now]);
      expect([Number.isFinite(psi), psi > 5, ks]).toEqual([true, true, 1]);
    }
  });
});
