import { describe, expect, it } from "vitest";
import { chanceWord } from "../src/chance-word.ts";
import { formatChance, formatRange } from "../src/i18n/numbers.ts";

describe("formatChance", () => {
  it.each([
    [0.724, false, "72%", "72\u202f%"],
    [0, false, "< 1%", "< 1\u202f%"],
    [0.004, true, "< 1%", "< 1\u202f%"],
    [0.9999, true, "> 99%", "> 99\u202f%"],
    [1, false, "> 99%", "> 99\u202f%"],
    [1, true, "100%", "100\u202f%"],
    [0, true, "0%", "0\u202f%"],
  ])("writes %d (certain: %s) as %s and %s", (probability, certain, english, french) => {
    expect(formatChance(probability, "en", certain)).toBe(english.replace(" ", "\u00a0"));
    expect(formatChance(probability, "fr", certain)).toBe(french.replace(" ", "\u00a0"));
  });
});

describe("formatRange", () => {
  it("writes the unit once", () => {
    expect(formatRange(63, 80, "en")).toEqual({ low: "63", high: "80%" });
    expect(formatRange(63, 80, "fr")).toEqual({ low: "63", high: "80\u202f%" });
  });
});

describe("chanceWord", () => {
  it.each([
    [0.19, "loss"],
    [0.2, "leanloss"],
    [0.44, "leanloss"],
    [0.45, "even"],
    [0.55, "even"],
    [0.56, "leanwin"],
    [0.8, "leanwin"],
    [0.81, "win"],
  ])("calls %d %s", (probability, word) => {
    expect(chanceWord(probability)).toBe(word);
  });
});
