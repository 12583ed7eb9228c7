import { describe, expect, it } from "vitest";
import { textsIn } from "../src/i18n/i18n.ts";
import { formatMeasure } from "../src/i18n/numbers.ts";
import { rangeEnds, rangeText } from "../src/i18n/range-text.ts";

describe("a chance's range in words", () => {
  const told = (low: number, high: number) =>
    (["en", "fr"] as const).map((language) => rangeText(textsIn(language), language, { low, high }));

  it("names both ends, the unit once", () => {
    expect(told(0.68, 0.72)).toEqual(["between 68 and 72%", "entre 68 et 72\u202f%"]);
  });

  it("never contradicts a chance below 1 or above 99%", () => {
    expect(told(0, 0.03)).toEqual(["3% or less", "3\u202f% ou moins"]);
    expect(told(0.97, 1)).toEqual(["97% or more", "97\u202f% ou plus"]);
  });

  it("keeps both ends where nothing is known", () => {
    expect(rangeEnds(0, 1)).toEqual({ from: 1, to: 99, isOpen: undefined });
  });

  it("says nothing where both ends are the same", () => {
    expect(told(0.5, 0.5)).toEqual([undefined, undefined]);
    expect(told(0.001, 0.004)).toEqual([undefined, undefined]);
  });
});

it("writes every measure of a column with as many decimals", () => {
  expect([4.4, 5].map((points) => formatMeasure(points, "fr", 1))).toEqual(["4,4", "5,0"]);
});
