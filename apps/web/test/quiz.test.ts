import { TYPES } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { loadBundledFacts } from "../../../data/src/index.ts";
import { type Chart, multiplierOf } from "../src/api/get-type-chart.ts";
import { HIGHEST_SEED, nextSeed, typeQuestion } from "../src/features/quiz/questions.ts";
import { countAnswer, NO_SCORES, parseScores } from "../src/features/quiz/quiz-score.ts";
import { readView } from "../src/features/quiz/quiz-url.ts";

const chart = Object.fromEntries(
  TYPES.map((attacking) => [
    attacking,
    Object.fromEntries(
      loadBundledFacts()
        .effectiveness.filter((each) => each.attacking === attacking)
        .map(({ defending, multiplier }) => [defending, multiplier]),
    ),
  ]),
) as unknown as Chart;

describe("typeQuestion", () => {
  it("asks the same for the same number, and knows the answer", () => {
    const seen = new Map<number, number>();
    for (let seed = 1; seed <= 600; seed++) {
      const question = typeQuestion(seed, chart);
      expect(typeQuestion(seed, chart)).toEqual(question);
      expect(multiplierOf(chart, question.attacking, question.defending)).toBe(question.answer);
      seen.set(question.answer, (seen.get(question.answer) ?? 0) + 1);
    }
    expect([...seen.keys()].toSorted()).toEqual([0, 0.25, 0.5, 1, 2, 4]);
    expect(Math.min(...seen.values())).toBeGreaterThan(60);
  });
});

describe("nextSeed", () => {
  it("goes on within the bounds and does not come back soon", () => {
    const seen = new Set<number>();
    for (let seed = 1, i = 0; i < 500; i++, seed = nextSeed(seed)) {
      expect(seed).toBeGreaterThanOrEqual(1);
      expect(seed).toBeLessThanOrEqual(HIGHEST_SEED);
      seen.add(seed);
    }
    expect(seen.size).toBeGreaterThan(490);
  });
});

describe("countAnswer", () => {
  it("counts answers, rows and the longest row", () => {
    const score = [true, true, false, true].reduce(countAnswer, NO_SCORES.types);
    expect(score).toEqual({ right: 3, asked: 4, streak: 1, best: 2 });
  });
});

describe("parseScores", () => {
  it("reads what was stored, and takes what can't be for nothing", () => {
    const scores = { ...NO_SCORES, types: { right: 3, asked: 4, streak: 1, best: 2 } };
    expect(parseScores(JSON.stringify(scores))).toEqual(scores);
    for (const bad of ["{", "null", "[]", '{"types":{"right":5,"asked":1,"streak":0,"best":0}}', undefined]) {
      expect(parseScores(bad)).toEqual(NO_SCORES);
    }
  });
});

describe("readView", () => {
  it("takes a question's number from 1 on", () => {
    expect(readView({ game: "battles", q: "12", said: "onix" })).toEqual({
      game: "battles",
      seed: 12,
      said: "onix",
    });
    for (const q of ["0", "x", "1000000", "-1"]) expect(readView({ q }).seed).toBeUndefined();
  });
});
