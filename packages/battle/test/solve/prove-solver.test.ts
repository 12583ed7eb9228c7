import { describe, expect, it } from "vitest";
import { playBaseline } from "./baselines.ts";
import { checkLaws } from "./laws.ts";
import { COMPLEX, checkReferences, readReferences } from "./references.ts";

describe("checkLaws", () => {
  it("finds none broken", () => {
    const laws = checkLaws(4, 3);
    expect(laws.turnsEnumerated).toBe(4);
    expect(laws.probabilitySumError).toBeLessThan(1e-9);
    expect(laws.mirrorError).toBeLessThan(1e-12);
    expect(laws.hpFall).toBeLessThan(1e-9);
  });
});

describe("playBaseline", () => {
  it("sees the solver's player win more than a random one in open match-ups", () => {
    const { share, low, high, battles } = playBaseline("random", 2, 8, 600, 5);
    expect(battles).toBe(32);
    expect(share).toBeGreaterThan(0.55);
    expect(low).toBeLessThan(share);
    expect(high).toBeGreaterThan(share);
  });

  it("asks Showdown's own random player inside Showdown", () => {
    const { share } = playBaseline("random-player-ai", 1, 6, 600, 5);
    expect(share).toBeGreaterThan(0.4);
  });
});

describe("long references", () => {
  it("are kept for every complex match-up, none of them decided", () => {
    const references = readReferences();
    expect(references.map(({ a, b }) => [a, b])).toEqual(COMPLEX.map(({ a, b }) => [a, b]));
    for (const { p, battles } of references) {
      expect(p).toBeGreaterThan(0.03);
      expect(p).toBeLessThan(0.97);
      expect(battles).toBeGreaterThanOrEqual(400_000);
    }
  });

  it("are held against the search, whose strategy a best response can exploit", () => {
    const reference = readReferences().find(({ a }) => a[0] === "ninetales")!;
    const check = checkReferences([reference], 10_000, 100, 1);
    expect(check.errorMax).toBeLessThan(0.15);
    expect(check.exploitability).toBeGreaterThanOrEqual(0);
    expect(check.exploitabilityMax).toBeLessThan(0.5);
  });
});
