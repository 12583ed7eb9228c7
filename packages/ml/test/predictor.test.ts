import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadModel } from "../src/model-file/model-file.ts";
import { createPredictor } from "../src/predictor.ts";
import { readReleaseModel } from "../src/release-model.ts";
import { createSampler } from "../src/samples/sample-matchups.ts";
import { DATA, set } from "./helpers.ts";

const predictor = createPredictor(DATA, loadModel(readReleaseModel()));
const sampler = createSampler(DATA, { seed: 5, scenario: "all" });
const samples = Array.from({ length: 60 }, (_, index) => sampler.sample(index));

describe("createPredictor", () => {
  it("gives both seats chances that add up to 1, also in the middle of a battle", () => {
    expect(samples.some(({ state }) => state !== undefined)).toBe(true);
    for (const { a, b, state } of samples) {
      const p = predictor.winChance(a, b, state);
      const other = predictor.winChance(b, a, state && { a: state.b, b: state.a });
      expect(p + other).toBeCloseTo(1, 12);
    }
  });

  it("gives equals one half", () => {
    for (const { a } of samples.slice(0, 20)) expect(predictor.winChance(a, a)).toBe(0.5);
  });

  it("answers the same twice, and the same from another predictor", () => {
    const other = createPredictor(DATA, loadModel(readReleaseModel()));
    for (const { a, b, state } of samples.slice(0, 20)) {
      const first = predictor.predict(a, b, state);
      expect(predictor.predict(a, b, state)).toEqual(first);
      expect(other.predict(a, b, state)).toEqual(first);
      expect(predictor.winChance(a, b, state)).toBe(first.p);
    }
  });

  it("says of both sides at once what it says of each alone", () => {
    for (const { a, b, state } of samples) {
      const both = predictor.predictBoth(a, b, state);
      expect(both.a).toEqual(predictor.predict(a, b, state));
      const alone = predictor.predict(b, a, state && { a: state.b, b: state.a });
      expect(both.b.p).toBeCloseTo(alone.p, 12);
      expect(both.b.moves.map(({ move }) => move.slug)).toEqual(alone.moves.map(({ move }) => move.slug));
      for (const [i, { worst }] of both.b.moves.entries())
        expect(worst).toBeCloseTo(alone.moves[i]!.worst, 12);
    }
  });

  it("puts the best move first, at the match-up's p, and its worst below", () => {
    for (const { a, b, state } of samples) {
      const { p, low, high, moves } = predictor.predict(a, b, state);
      expect(moves.map(({ move }) => move.slug).toSorted()).toEqual(
        a.moves.map(({ slug }) => slug).toSorted(),
      );
      expect(moves[0]!.p).toBe(p);
      expect(low).toBeLessThanOrEqual(p);
      expect(high).toBeGreaterThanOrEqual(p);
      for (const [i, move] of moves.entries()) {
        expect(move.worst).toBeLessThanOrEqual(move.p);
        expect(move.worst).toBeGreaterThanOrEqual(0);
        if (i > 0) expect(move.p).toBeLessThanOrEqual(moves[i - 1]!.p);
      }
    }
  });

  it("knows what is decided", () => {
    const magikarp = set("magikarp", ["splash", "tackle"], { level: 5 });
    const mewtwo = set("mewtwo", ["psychic", "ice-beam", "recover", "calm-mind"], { level: 100 });
    expect(predictor.winChance(mewtwo, magikarp)).toBeGreaterThan(0.97);
    expect(predictor.predict(magikarp, mewtwo).moves.map(({ move }) => move.slug)).toContain("tackle");
  });

  it("sees what has happened: fewer HP are worth less", () => {
    const a = set("raichu", ["thunderbolt", "quick-attack", "brick-break", "thunder-wave"]);
    const b = set("starmie", ["surf", "psychic", "ice-beam", "recover"]);
    const whole = predictor.winChance(a, b);
    const hurt = predictor.winChance(a, b, { a: { hp: 15 }, b: {} });
    expect(hurt).toBeLessThan(whole);
    expect(predictor.winChance(a, b, { a: {}, b: { hp: 15 } })).toBeGreaterThan(whole);
  });

  it("takes up to 20 candidate moves", () => {
    const many = DATA.moves
      .filter(({ category, slug }) => category !== "status" && slug !== "struggle")
      .slice(0, 20);
    const a = set(
      "mew",
      many.map(({ slug }) => slug),
    );
    expect(predictor.predict(a, set("abra", ["psychic"])).moves).toHaveLength(20);
  });
});

describe("what a browser imports", () => {
  it("reaches none of Node's own modules", () => {
    const source = join(dirname(fileURLToPath(import.meta.url)), "../src");
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = readFileSync(file, "utf8");
      for (const [, type, from] of text.matchAll(/^(?:import|export)( type)?[^;]*? from "([^"]+)";/gms)) {
        expect(from, file).not.toMatch(/^node:/);
        if (type === undefined && from!.startsWith(".")) visit(join(dirname(file), from!));
      }
    };
    visit(join(source, "predict.ts"));
    expect(seen.size).toBeGreaterThan(15);
  });
});
