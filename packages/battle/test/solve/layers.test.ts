import { describe, expect, it } from "vitest";
import { HP, SIDE_A, SIDE_B } from "../../src/engine/layout.ts";
import { evaluateMatchup, evaluateMatchupAsync } from "../../src/solve/evaluate-matchup.ts";
import { gameValue } from "../../src/solve/layer-root.ts";
import { checkLayersOnKernel, openLayeredPairs, solveByLayers } from "./layered-play.ts";
import { ENGINE, prepared } from "./sets.ts";

const RHYDON = prepared("rhydon", ["ice-punch", "horn-attack", "fire-punch", "hyper-beam"]);
const HORSEA = prepared("horsea", ["facade", "ice-beam", "waterfall", "blizzard"]);

const PLAIN = [
  [
    prepared("krabby", ["guillotine", "brick-break", "slam", "surf"]),
    prepared("machoke", ["low-kick", "submission", "earthquake", "facade"]),
  ],
  [
    prepared("seel", ["megahorn", "facade", "ice-shard", "aqua-jet"]),
    prepared("vulpix-alola", ["foul-play", "ice-shard", "facade", "tackle"]),
  ],
  [
    prepared("arbok", ["facade", "earthquake", "sucker-punch", "dragon-tail"]),
    prepared("machop", ["brick-break", "karate-chop", "earthquake", "submission"]),
  ],
] as const;

describe("solveLayers", () => {
  it("gives the values of the damage grid where both apply", () => {
    for (const [a, b] of PLAIN) {
      const { solved } = solveByLayers(a, b)!;
      const { state } = ENGINE.createMatchup(a, b);
      const game = solved.gameAt(0, state[SIDE_A + HP]!, state[SIDE_B + HP]!)!;
      expect(gameValue(game)).toBeCloseTo(evaluateMatchup(ENGINE, a, b, { method: "exact" }).p, 8);
    }
  });

  it("gives the shares of battles on the kernel under the solved mixes, within chance", () => {
    const check = checkLayersOnKernel(3, 1500, 7);
    expect(check.chiSquarePerMatchup).toBeLessThan(4);
    expect(check.worstZ).toBeLessThan(4);
  });
});

describe("evaluateMatchup, by layers", () => {
  it("is exact for burns, freezing, flinching and recharging, and mirrored for the mirrored match-up", () => {
    const there = evaluateMatchup(ENGINE, RHYDON, HORSEA, { method: "exact" });
    const back = evaluateMatchup(ENGINE, HORSEA, RHYDON, { method: "exact" });
    expect(there.method).toBe("exact");
    expect(there.p + back.p).toBeCloseTo(1, 12);
    expect(there.p).toBeCloseTo(0.0716, 3);
    expect(there.principalVariation.length).toBeGreaterThan(1);
    expect(Math.abs(evaluateMatchup(ENGINE, RHYDON, HORSEA, { method: "search" }).p - there.p)).toBeLessThan(
      0.03,
    );
  });

  it("never falls when A has more HP", () => {
    for (const { a, b } of openLayeredPairs(1, 3, "falling")) {
      const { state } = ENGINE.createMatchup(a, b);
      const most = state[SIDE_A + HP]!;
      let before = 0;
      for (let hp = 1; hp <= most; hp += most >> 2) {
        state[SIDE_A + HP] = hp;
        const { p } = evaluateMatchup(ENGINE, a, b, { state, method: "exact" });
        expect(p).toBeGreaterThanOrEqual(before - 1e-8);
        before = p;
      }
    }
  });

  it("stops in its midst where it is cancelled, and is given up for a search where its time is spent", async () => {
    const cancel = new AbortController();
    let pauses = 0;
    const solving = evaluateMatchupAsync(ENGINE, RHYDON, HORSEA, {
      method: "exact",
      signal: cancel.signal,
      pause: async () => {
        if (++pauses === 5) cancel.abort();
      },
    });
    await expect(solving).rejects.toThrow(/abort/);
    expect(pauses).toBe(5);
    let clock = 0;
    const ticking = (ms: number) => ({ budgetMs: 60, now: () => (clock += ms) });
    expect(evaluateMatchup(ENGINE, RHYDON, HORSEA, ticking(0.001)).method).toBe("exact");
    expect(evaluateMatchup(ENGINE, RHYDON, HORSEA, ticking(10)).method).toBe("search");
  });

  it("is taken where the budget pays for it, and not for binding", () => {
    const [a, b] = [
      prepared("pikachu", ["thunderbolt", "quick-attack"]),
      prepared("squirtle", ["surf", "tackle"]),
    ];
    expect(evaluateMatchup(ENGINE, a, b).method).toBe("exact");
    expect(evaluateMatchup(ENGINE, a, b, { nodes: 2000 }).method).toBe("search");
    const binder = prepared("arbok", ["wrap", "bite"]);
    expect(evaluateMatchup(ENGINE, binder, b, { nodes: 60_000 }).method).toBe("search");
    expect(() => evaluateMatchup(ENGINE, binder, b, { method: "exact" })).toThrow(/searched/);
  });
});
