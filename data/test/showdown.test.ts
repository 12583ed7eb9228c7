import { deriveLegalMoves } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { EXPECTED_DIFFERENCES, type ExpectedDifference } from "./expected-differences.ts";
import {
  type Comparison,
  compareEvolutions,
  compareForms,
  compareLearnsets,
  compareLegality,
  compareMoves,
  compareNatures,
  compareTypeChart,
} from "./showdown.ts";

const facts = loadBundledFacts();
const met = new Set<ExpectedDifference>();

describe("the bundled tables against Showdown's gen7letsgo", () => {
  it("agree on types, base stats, height and weight of all forms", () => {
    const comparisons = compareForms(facts);
    expect(comparisons).toHaveLength(188 * 10);
    expect(unexpected(comparisons)).toEqual([]);
  });

  it("agree on type, category, power, accuracy, PP and priority of all moves", () => {
    const comparisons = compareMoves(facts);
    expect(comparisons).toHaveLength(226 * 7);
    expect(unexpected(comparisons)).toEqual([]);
  });

  it("agree on the whole type chart", () => {
    const comparisons = compareTypeChart(facts);
    expect(comparisons).toHaveLength(324);
    expect(unexpected(comparisons)).toEqual([]);
  });

  it("agree on all natures", () => {
    expect(unexpected(compareNatures(facts))).toEqual([]);
  });

  it("agree on the form before each form", () => {
    expect(unexpected(compareEvolutions(facts))).toEqual([]);
  });

  it("agree on every way each form itself learns a move", async () => {
    const comparisons = await compareLearnsets(facts);
    expect(comparisons.length).toBeGreaterThan(5000);
    expect(unexpected(comparisons)).toEqual([]);
  });

  it("agree with its validator on which form may have which move", () => {
    const legal = new Set(deriveLegalMoves(facts).map((entry) => `${entry.form} + ${entry.move}`));
    const comparisons = compareLegality(facts, legal);
    expect(comparisons).toHaveLength(188 * 227);
    expect(unexpected(comparisons)).toEqual([]);
  });

  it("still have every expected difference", () => {
    expect(EXPECTED_DIFFERENCES.filter((difference) => !met.has(difference))).toEqual([]);
  });
});

/** The differences that no one has explained; the explained ones are printed with their reason. */
function unexpected(comparisons: readonly Comparison[]): readonly Comparison[] {
  return comparisons.filter((comparison) => {
    const { subject, field, ours, showdown } = comparison;
    if (ours === showdown) return false;
    const expected = EXPECTED_DIFFERENCES.find(
      (known) =>
        known.subject === subject &&
        known.field === field &&
        known.ours === ours &&
        known.showdown === showdown,
    );
    if (expected === undefined) return true;
    met.add(expected);
    console.log(`${subject}, ${field}: ours "${ours}", Showdown "${showdown}": ${expected.reason}`);
    return false;
  });
}
