import { createTypeChart } from "@predictiondex/battle";
import { createEngine } from "@predictiondex/battle/engine";
import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { looksClose } from "../../src/samples/closeness.ts";
import { matchupState } from "../../src/samples/matchup-state.ts";
import { type MatchupSample, SCENARIOS, type Scenario, SPLITS } from "../../src/samples/sample.ts";
import { createSampler, type SamplingOptions, sampleMatchups } from "../../src/samples/sample-matchups.ts";
import { createSetPools } from "../../src/samples/set-pools.ts";
import { groupOf, splitOf, UNSEEN_FORMS } from "../../src/samples/splits.ts";

const facts = loadBundledFacts();
const DATA: GameData = { ...facts, learnsets: deriveLegalMoves(facts) };
const LEGAL = Map.groupBy(DATA.learnsets, (entry) => entry.form);

function draw(count: number, options: Partial<SamplingOptions> = {}): readonly MatchupSample[] {
  const sampler = createSampler(DATA, { seed: 1, scenario: "random_move", ...options });
  return Array.from({ length: count }, (_, index) => sampler.sample(index));
}

describe("createSampler", () => {
  it.each(SCENARIOS)("draws %s by seed and index alone", (scenario: Scenario) => {
    const inOrder = draw(40, { scenario });
    const sampler = createSampler(DATA, { seed: 1, scenario });
    for (const index of [39, 7, 7, 0]) expect(sampler.sample(index)).toEqual(inOrder[index]);
    const streamed = sampleMatchups(DATA, { seed: 1, scenario }, 12);
    expect(streamed.next().value).toEqual(inOrder[12]);
    expect(createSampler(DATA, { seed: 2, scenario }).sample(0)).not.toEqual(inOrder[0]);
  });

  it.each(SCENARIOS)("draws legal sets for %s", (scenario: Scenario) => {
    for (const { a, b, rules } of draw(200, { scenario })) {
      for (const set of [a, b]) {
        const legal = LEGAL.get(set.form.slug)!.map(({ move }) => move);
        expect(set.moves.length).toBeGreaterThan(0);
        expect(new Set(set.moves).size).toBe(set.moves.length);
        expect(set.moves.length).toBeLessThanOrEqual(4);
        for (const { slug } of set.moves) expect(legal).toContain(slug);
        expect(set.level).toBeGreaterThanOrEqual(1);
        expect(set.level).toBeLessThanOrEqual(100);
        if (rules === "normal")
          expect([set.level, ...Object.values(set.avs)]).toEqual([50, 0, 0, 0, 0, 0, 0]);
      }
    }
  });

  it("gives the opponent of best_move its standard set", () => {
    const standard = new Map(createSetPools(DATA).forms.map((pool) => [pool.form.slug, pool.standard]));
    for (const { b } of draw(100, { scenario: "best_move" }))
      expect(b.moves).toEqual(standard.get(b.form.slug));
  });

  it("plays each move of A against each of B in all_combinations", () => {
    const rows = draw(16, { scenario: "all_combinations" });
    expect(new Set(rows.map(({ a }) => a.form)).size).toBe(1);
    const combinations = rows.map(
      ({ a, b }) => `${a.moves.map(({ slug }) => slug)} ${b.moves.map(({ slug }) => slug)}`,
    );
    expect(new Set(combinations).size).toBe(16);
    expect(new Set(rows.map(({ a }) => a.moves[0])).size).toBe(4);
    expect(new Set(rows.map(({ b }) => b.moves[0])).size).toBe(4);
  });

  it("gives in_game the last moves learnt by level, and no form below the level of its evolution", () => {
    const evolvedAt = new Map(DATA.evolutions.map(({ to, level }) => [to, level ?? 1]));
    for (const { a, b, rules } of draw(200, { scenario: "in_game" })) {
      expect(rules).toBe("no-restrictions");
      for (const { form, level, moves } of [a, b]) {
        expect(level).toBeGreaterThanOrEqual(evolvedAt.get(form.slug) ?? 1);
        const own = LEGAL.get(form.slug)!.filter(({ method }) => method === "level-up");
        for (const { slug } of moves) {
          const learnt = own.filter(({ move }) => move === slug).map((entry) => entry.level ?? 0);
          expect(Math.min(...learnt), `${form.slug} ${slug} at ${level}`).toBeLessThanOrEqual(level);
        }
      }
    }
  });

  it("draws close match-ups more often, and its weights undo that", () => {
    const chart = createTypeChart(DATA.effectiveness);
    const share = (samples: readonly MatchupSample[], weightOf: (sample: MatchupSample) => number) => {
      const total = samples.reduce((sum, sample) => sum + weightOf(sample), 0);
      const close = samples.filter(({ a, b }) => looksClose(a, b, chart));
      return close.reduce((sum, sample) => sum + weightOf(sample), 0) / total;
    };
    const favoured = draw(3000);
    const mean = favoured.reduce((sum, { weight }) => sum + weight, 0) / favoured.length;
    expect(mean).toBeCloseTo(1, 1);
    const truth = share(draw(3000, { favourClose: false }), () => 1);
    expect(share(favoured, () => 1)).toBeGreaterThan(truth + 0.15);
    expect(Math.abs(share(favoured, ({ weight }) => weight) - truth)).toBeLessThan(0.04);
  });

  it("takes a share of battles up in the middle, in states that the solver takes", () => {
    const samples = draw(300);
    const middle = samples.filter(({ state }) => state !== undefined);
    expect(middle.length).toBeGreaterThan(15);
    expect(middle.length).toBeLessThan(70);
    const engine = createEngine({ ...DATA, forms: [] });
    for (const { a, b, state } of middle) {
      const { state: words, seen } = matchupState(engine, a, b, state);
      expect(words).toBeInstanceOf(Int32Array);
      expect(seen?.a).toBeDefined();
      expect(state!.a.hp! + state!.b.hp!).toBeGreaterThan(1);
    }
    const changed = middle.filter(({ state }) => state!.a.status ?? state!.b.status);
    expect(changed.length).toBeGreaterThan(0);
  });

  it("keeps to the splits that are asked for", () => {
    for (const split of SPLITS) {
      for (const sample of draw(30, { splits: [split] })) {
        expect(sample.split).toBe(split);
        expect(sample.group).toBe(groupOf(sample.b.form.slug, sample.a.form.slug));
      }
    }
  });

  it("names what the facts lack", () => {
    const options = { seed: 1, scenario: "all" } as const;
    expect(() => createSampler({ ...DATA, forms: [] }, options)).toThrow("no forms");
    expect(() => createSampler({ ...DATA, learnsets: [] }, options)).toThrow('"bulbasaur" has no legal move');
    const two = { ...DATA, forms: DATA.forms.filter(({ slug }) => slug === "mew" || slug === "abra") };
    const sampler = createSampler(two, { ...options, splits: ["test-species"] });
    expect(() => sampler.sample(0)).toThrow("no pair for");
  });
});

describe("splitOf", () => {
  it("keeps whole families out of training: no form evolves into or from an unseen one, nor shares its species", () => {
    const isUnseen = (slug: string) => UNSEEN_FORMS.has(slug);
    for (const { from, to } of DATA.evolutions) expect(isUnseen(from), `${from} → ${to}`).toBe(isUnseen(to));
    for (const forms of Map.groupBy(DATA.forms, ({ species }) => species).values()) {
      expect(new Set(forms.map(({ slug }) => isUnseen(slug))).size, forms[0]!.species).toBe(1);
    }
    const known = new Set(DATA.forms.map(({ slug }) => slug));
    expect([...UNSEEN_FORMS].filter((slug) => !known.has(slug))).toEqual([]);
  });

  it("gives a pair and its mirror one split, in about the shares that it names", () => {
    const seen = DATA.forms.map(({ slug }) => slug).filter((slug) => !UNSEEN_FORMS.has(slug));
    const counts = { train: 0, validation: 0, "test-pairs": 0, "test-species": 0 };
    for (const a of seen) {
      for (const b of seen) {
        expect(splitOf(a, b)).toBe(splitOf(b, a));
        counts[splitOf(a, b)]++;
      }
    }
    const total = seen.length ** 2;
    expect(counts["test-species"]).toBe(0);
    expect(counts["test-pairs"] / total).toBeCloseTo(0.08, 1.5);
    expect(counts.validation / total).toBeCloseTo(0.05, 1.5);
  });
});
