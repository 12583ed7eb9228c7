import { createTypeChart, evaluate } from "@predictiondex/battle";
import { describe, expect, it, vi } from "vitest";
import { createEncoder } from "../../src/features/encoder.ts";
import { MATCHUP_COLUMNS, MOVE_COLUMNS } from "../../src/features/feature-list.ts";
import { usesReach } from "../../src/features/knock-out.ts";
import { solvePlanGame } from "../../src/features/plan-game.ts";
import { createSampler } from "../../src/samples/sample-matchups.ts";
import { DATA, set } from "../helpers.ts";

const encoder = createEncoder(DATA);
const column = (name: string): number => MATCHUP_COLUMNS.findIndex((one) => one.name === name);

describe("the columns", () => {
  it("have names of their own, sentences, and fit a byte", () => {
    expect(new Set(MOVE_COLUMNS.map(({ name }) => name)).size).toBe(MOVE_COLUMNS.length);
    for (const { tells } of MOVE_COLUMNS) expect(tells.length).toBeGreaterThan(5);
    expect(MOVE_COLUMNS.length).toBeLessThan(256);
    expect(MOVE_COLUMNS.slice(0, MATCHUP_COLUMNS.length)).toEqual(MATCHUP_COLUMNS);
  });
});

describe("createEncoder", () => {
  it("gives numbers for every match-up, and the mirrored rows from the other seat", () => {
    const sampler = createSampler(DATA, { seed: 12, scenario: "all" });
    for (let index = 0; index < 80; index++) {
      const { a, b, state } = sampler.sample(index);
      const own = encoder.encode(a, b, state, "both");
      const matchup = own.matchup.slice();
      const used = own.moves.slice(0, (own.movesOfA + own.movesOfB) * MOVE_COLUMNS.length);
      for (const values of [matchup, used])
        for (const value of values) expect(Number.isFinite(value)).toBe(true);
      const other = encoder.encode(b, a, state && { a: state.b, b: state.a }, "none").matchup;
      const width = MATCHUP_COLUMNS.length;
      for (let i = 0; i < width; i++) expect(other[i]).toBeCloseTo(matchup[width + i]!, 4);
    }
  });

  it("gives the same rows where a page's policy forbids WebAssembly", async () => {
    // Modules of their own: a compiled kernel is kept.
    vi.resetModules();
    vi.stubGlobal("WebAssembly", undefined);
    try {
      const plain = (await import("../../src/features/encoder.ts")).createEncoder(DATA);
      const sampler = createSampler(DATA, { seed: 13, scenario: "all" });
      for (let index = 0; index < 12; index++) {
        const { a, b, state } = sampler.sample(index);
        const { matchup } = plain.encode(a, b, state, "none");
        expect(matchup).toEqual(encoder.encode(a, b, state, "none").matchup);
      }
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it("sees real stats: level, HP and Speed", () => {
    const { matchup } = encoder.encode(
      set("pikachu", ["thunderbolt"], { level: 30 }),
      set("onix", ["rock-throw"]),
      { a: { hp: 10 }, b: {} },
      "none",
    );
    expect(matchup[column("own.level")]).toBe(30);
    expect(matchup[column("foe.level")]).toBe(50);
    expect(matchup[column("own.hpLeft")]).toBe(10);
    expect(matchup[column("own.harmless")]).toBe(1);
  });
});

describe("the race of plans", () => {
  it("comes near the exact race where there is nothing but damage", () => {
    const chart = createTypeChart(DATA.effectiveness);
    const plain = [
      "tackle",
      "slash",
      "surf",
      "psychic",
      "earthquake",
      "drill-peck",
      "flamethrower",
      "thunderbolt",
    ];
    const forms = [
      "raticate",
      "starmie",
      "golem",
      "pidgeot",
      "arcanine",
      "electabuzz",
      "vaporeon",
      "machamp",
    ];
    const errors = forms.flatMap((a, i) =>
      forms.slice(i + 1).map((b, j) => {
        const own = set(a, [plain[i]!, "tackle"]);
        const foe = set(b, [plain[(i + j + 1) % plain.length]!, "tackle"]);
        const { low, high } = evaluate(own, foe, chart);
        const { matchup } = encoder.encode(own, foe, undefined, "none");
        return Math.abs(matchup[column("race.value")]! - (low + high) / 2);
      }),
    );
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.06);
  });
});

describe("usesReach", () => {
  const strike = {
    min: 40,
    max: 55,
    criticalMin: 60,
    criticalMax: 82,
    critical: 0,
    mean: 47.5,
    hits: 1,
    hitsVariance: 0,
    accuracy: 1,
  };

  it("counts the sixteen rolls of one hit", () => {
    expect(usesReach(strike, 1, 40)).toBe(1);
    expect(usesReach(strike, 1, 48)).toBe(0.5);
    expect(usesReach(strike, 1, 56)).toBe(0);
    expect(usesReach({ ...strike, critical: 0.25 }, 1, 56)).toBe(0.25);
  });

  it("is near the sum of two for two", () => {
    let reached = 0;
    for (let i = 0; i < 16; i++) for (let j = 0; j < 16; j++) if (80 + i + j >= 97) reached++;
    expect(usesReach(strike, 2, 97)).toBeCloseTo(reached / 256, 1);
    expect(usesReach(strike, 2, 80)).toBe(1);
    expect(usesReach(strike, 2, 111)).toBe(0);
  });
});

describe("solvePlanGame", () => {
  it("finds saddle points and mixes", () => {
    expect(solvePlanGame(Float64Array.of(0.7, 0.6, 0.2, 0.9), 2, 2).low).toBe(0.6);
    const pennies = solvePlanGame(Float64Array.of(1, 0, 0, 1), 2, 2);
    expect(pennies.value).toBeCloseTo(0.5, 2);
    expect(solvePlanGame(Float64Array.of(0.4, 0.8, 0.3, 0.9), 2, 2)).toMatchObject({
      value: 0.4,
      low: 0.4,
      high: 0.4,
    });
  });
});
