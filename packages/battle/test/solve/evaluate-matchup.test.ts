import { describe, expect, it } from "vitest";
import { HP, SIDE_A, SIDE_B, SLEEP, STATUS, STATUS_TIME } from "../../src/engine/layout.ts";
import { evaluateMatchup, evaluateMatchupAsync } from "../../src/solve/evaluate-matchup.ts";
import { FACTS, legalMoves } from "../helpers.ts";
import { ENGINE, prepared, randomSets } from "./sets.ts";
import { checkAgainstKernel, checkSearch, openPairs, shareUnderSolution } from "./verify-solver.ts";

const PIKACHU = prepared("pikachu", ["quick-attack", "thunderbolt", "iron-tail", "dig"]);
const SQUIRTLE = prepared("squirtle", ["surf", "ice-beam", "tackle", "bubble"]);

describe("evaluateMatchup, exact", () => {
  it("gives the shares of battles on the kernel under the solved mixes, within chance", () => {
    const check = checkAgainstKernel(40, 4000, 31);
    expect(check.chiSquarePerMatchup).toBeLessThan(1.8);
    expect(check.worstZ).toBeLessThan(4.2);
  });

  it("knows only needed actions after the start: Snorlax does not blow itself up on the way", () => {
    const [a, b] = [
      prepared("moltres", ["u-turn", "wing-attack", "facade"]),
      prepared("snorlax", ["brick-break", "seismic-toss", "self-destruct", "pay-day"]),
    ];
    const { p } = evaluateMatchup(ENGINE, a, b, { method: "exact" });
    expect(Math.abs(shareUnderSolution(a, b, 2000, 5) - p)).toBeLessThan(0.03);
  });

  it("gives both sides chances that add up to 1, move by move", () => {
    for (const [a, b] of openPairs(25, 5)) {
      const there = evaluateMatchup(ENGINE, a, b, { method: "exact" });
      const back = evaluateMatchup(ENGINE, b, a, { method: "exact" });
      expect(there.p).toBeCloseTo(1 - back.p, 12);
      expect(there.moves.map(({ choice }) => choice)).toEqual(back.opponent.map(({ choice }) => choice));
    }
  });

  it("never falls when A has more HP", () => {
    for (const [a, b] of openPairs(6, 8)) {
      const state = ENGINE.createMatchup(a, b).state;
      const most = state[SIDE_A + HP]!;
      let before = 0;
      for (let hp = 1; hp <= most; hp += 7) {
        state[SIDE_A + HP] = hp;
        const { p } = evaluateMatchup(ENGINE, a, b, { state, method: "exact" });
        expect(p).toBeGreaterThanOrEqual(before - 1e-9);
        before = p;
      }
    }
  });

  it("takes half of the last HP for all of it, crash damage for the user's, and a sure loss for 0", () => {
    const state = ENGINE.createMatchup(
      prepared("raticate", ["super-fang"]),
      prepared("onix", ["tackle"]),
    ).state;
    state[SIDE_B + HP] = 1;
    const fang = evaluateMatchup(ENGINE, prepared("raticate", ["super-fang"]), prepared("onix", ["tackle"]), {
      state,
    });
    expect(fang.method).toBe("exact");
    expect(fang.p).toBeGreaterThan(0.9);
    const boom = evaluateMatchup(ENGINE, prepared("golem", ["explosion"]), prepared("rattata", ["tackle"]));
    expect(boom.p).toBe(0);
  });

  it("is ½ between equals", () => {
    expect(
      evaluateMatchup(ENGINE, prepared("mew", ["surf", "slash"]), prepared("mew", ["surf", "slash"])).p,
    ).toBe(0.5);
  });
});

describe("evaluateMatchup, search", () => {
  it("comes close to exact values, and its bounds hold them", () => {
    const check = checkSearch(14, 60_000, 4);
    expect(check.errorMedian).toBeLessThan(0.01);
    expect(check.errorP90).toBeLessThan(0.03);
    expect(check.coverage).toBeGreaterThanOrEqual(0.85);
    expect(check.meanWidth).toBeLessThan(0.055);
    expect(check.soundAdvice).toBeGreaterThanOrEqual(0.8);
  });

  it("gives the same answer for the same seed and nodes, and mirrored for the mirrored match-up", () => {
    const options = { nodes: 8000, seed: 9 };
    const once = evaluateMatchup(ENGINE, PIKACHU, SQUIRTLE, options);
    expect(once.method).toBe("search");
    expect(evaluateMatchup(ENGINE, PIKACHU, SQUIRTLE, options)).toEqual(once);
    const back = evaluateMatchup(ENGINE, SQUIRTLE, PIKACHU, options);
    expect(back.p).toBe(1 - once.p);
    expect(back.moves).toEqual(once.opponent);
  });

  it("gives the answer of a time budget again from the nodes it says", () => {
    let clock = 0;
    const timed = evaluateMatchup(ENGINE, PIKACHU, SQUIRTLE, { budgetMs: 5, now: () => clock++ });
    expect(evaluateMatchup(ENGINE, PIKACHU, SQUIRTLE, { nodes: timed.nodes })).toEqual(timed);
  });

  it("recommends Thunderbolt to Pikachu against Squirtle, and says how it may go", () => {
    const value = evaluateMatchup(ENGINE, PIKACHU, SQUIRTLE);
    expect(value.moves[0]!.move).toBe("thunderbolt");
    expect(value.principalVariation[0]!.a).toBe("thunderbolt");
    expect(value.low).toBeLessThanOrEqual(value.p);
    expect(value.high).toBeGreaterThanOrEqual(value.p);
  });

  it("sees through a long duel: as many Protects as Solar Beams leave Venusaur nothing to win by", () => {
    const diglett = prepared("diglett", ["sucker-punch", "fissure", "protect", "scratch"]);
    const venusaur = prepared("venusaur", ["solar-beam", "substitute", "reflect", "growth"]);
    expect(evaluateMatchup(ENGINE, diglett, venusaur, { nodes: 100_000 }).p).toBeGreaterThan(0.8);
  });

  it("knows of a sleeper only how long it has slept", () => {
    const a = prepared("snorlax", ["body-slam", "rest"]);
    const b = prepared("gengar", ["sludge-bomb", "hypnosis"]);
    const asleep = (turns: number): number => {
      const state = ENGINE.createMatchup(a, b).state;
      state[SIDE_A + STATUS] = SLEEP;
      state[SIDE_A + STATUS_TIME] = turns;
      return evaluateMatchup(ENGINE, a, b, { state, nodes: 10_000 }).p;
    };
    expect(asleep(1)).toBe(asleep(3));
  });

  it("stops when it is told to, and gives way to the event loop", async () => {
    expect(() => evaluateMatchup(ENGINE, PIKACHU, SQUIRTLE, { signal: AbortSignal.abort() })).toThrow();
    const controller = new AbortController();
    const pending = evaluateMatchupAsync(ENGINE, PIKACHU, SQUIRTLE, {
      nodes: 100_000_000,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 20);
    await expect(pending).rejects.toThrow();
  });

  it.each([
    "metronome",
    "transform",
    "bide",
    "substitute",
    "mimic",
    "mirror-move",
    "counter",
    "rest",
    "encore",
  ])("takes a match-up with %s", (slug) => {
    const form = FACTS.forms.find((one) => legalMoves(one.slug).some((move) => move.slug === slug))!;
    const value = evaluateMatchup(ENGINE, prepared(form.slug, [slug]), SQUIRTLE, { nodes: 3000 });
    expect(value.p).toBeGreaterThanOrEqual(0);
    expect(value.p).toBeLessThanOrEqual(1);
  });

  it("takes any legal sets", () => {
    const sets = randomSets(12);
    for (let n = 0; n < 60; n++) {
      const [a, b] = [sets.next().value!, sets.next().value!];
      const value = evaluateMatchup(ENGINE, a, b, { nodes: 1500, seed: n });
      const sum = (weights: readonly { readonly weight: number }[]) =>
        weights.reduce((total, { weight }) => total + weight, 0);
      expect(value.p).toBeGreaterThanOrEqual(value.low);
      expect(value.p).toBeLessThanOrEqual(value.high);
      expect(sum(value.moves)).toBeCloseTo(1, 9);
      expect(sum(value.opponent)).toBeCloseTo(1, 9);
      for (const { p, worst } of [...value.moves, ...value.opponent])
        expect(worst).toBeLessThanOrEqual(p + 1e-9);
    }
  });
});
