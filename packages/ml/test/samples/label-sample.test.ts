import { completeSet, createJudge } from "@predictiondex/battle";
import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { createLabeller } from "../../src/samples/label-sample.ts";
import { type MatchupSample, mirrorSample } from "../../src/samples/sample.ts";
import { createSampler } from "../../src/samples/sample-matchups.ts";
import { groupOf, splitOf } from "../../src/samples/splits.ts";

const facts = loadBundledFacts();
const DATA: GameData = { ...facts, learnsets: deriveLegalMoves(facts) };
const LABELLER = createLabeller(DATA);

function sampleOf(a: [string, string[]], b: [string, string[]]): MatchupSample {
  const set = ([form, moves]: [string, string[]]) =>
    completeSet({
      form: DATA.forms.find(({ slug }) => slug === form)!,
      moves: moves.map((slug) => DATA.moves.find((move) => move.slug === slug)!),
    });
  return {
    index: 0,
    scenario: "random_move",
    group: groupOf(a[0], b[0]),
    split: splitOf(a[0], b[0]),
    rules: "normal",
    a: set(a),
    b: set(b),
    state: undefined,
    weight: 1,
  };
}

describe("createLabeller", () => {
  it("labels a battle of damage as the judge values it, exactly", () => {
    const sample = sampleOf(["machop", ["karate-chop", "low-kick"]], ["rattata", ["quick-attack", "tackle"]]);
    const label = LABELLER.label(sample, { nodes: 1000 });
    const judged = createJudge(DATA).evaluate(sample.a, sample.b);
    expect(label).toMatchObject({ p: judged.p, low: judged.low, high: judged.high, method: "exact" });
    for (const { move, p, worst } of label.a) {
      expect(judged.moves.find((value) => value.move.slug === move)).toMatchObject({ p, worst });
    }
    expect(label.a.map(({ move }) => move)).toEqual(["karate-chop", "low-kick"]);
    expect(label.b.map(({ move }) => move)).toEqual(["quick-attack", "tackle"]);
  });

  it("gives the same label again, and says the nodes that gave it", () => {
    const { sample } = searched();
    const label = LABELLER.label(sample, { nodes: 2000 });
    expect(label).toMatchObject({ method: "search", nodes: 2000 });
    expect(LABELLER.label(sample, { nodes: 2000 })).toEqual(label);
  });

  it("searches deeper only where the first search leaves it open", () => {
    const { sample } = searched();
    expect(LABELLER.label(sample, { nodes: 4000, firstNodes: 500 }).nodes).toBe(4000);
    const decided = sampleOf(["mewtwo", ["psychic", "recover"]], ["caterpie", ["string-shot", "tackle"]]);
    expect(LABELLER.label(decided, { nodes: 4000, firstNodes: 500 }).nodes).toBe(500);
  });

  it("weighs each side's moves to 1 and keeps a move's worst at or below its value", () => {
    const sampler = createSampler(DATA, { seed: 3, scenario: "all" });
    for (let index = 0; index < 60; index++) {
      const sample = sampler.sample(index);
      const label = LABELLER.label(sample, { nodes: 300 });
      for (const moves of [label.a, label.b]) {
        expect(moves.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 6);
        for (const { p, worst } of moves) expect(worst).toBeLessThanOrEqual(p + 1e-9);
      }
      expect(label.low).toBeLessThanOrEqual(label.p);
      expect(label.high).toBeGreaterThanOrEqual(label.p);
      expect(mirrorSample(mirrorSample({ sample, label }))).toEqual({
        sample,
        label: { ...label, p: 1 - (1 - label.p), low: 1 - (1 - label.low), high: 1 - (1 - label.high) },
      });
    }
  });
});

/** A match-up of moves that do more than take HP. */
function searched() {
  return {
    sample: sampleOf(["pikachu", ["thunder-wave", "thunderbolt"]], ["squirtle", ["surf", "protect"]]),
  };
}
