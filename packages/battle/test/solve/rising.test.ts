import { describe, expect, it } from "vitest";
import { canonicalize, stateKey } from "../../src/engine/canonical.ts";
import { enumerateTurn } from "../../src/engine/chance.ts";
import { A_WINS, B_WINS, HP, ONGOING, PP, RESULT, SIDE_A, SIDE_B, TURN } from "../../src/engine/layout.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { evaluateMatchup } from "../../src/solve/evaluate-matchup.ts";
import { gameValue } from "../../src/solve/layer-root.ts";
import { solveMatrixGame } from "../../src/solve/matrix-game.ts";
import { BY_REST, followTimers, TIMERS, timersOf } from "../../src/solve/public-state.ts";
import { checkLayersOnKernel, solveByLayers } from "./layered-play.ts";
import { ENGINE, prepared } from "./sets.ts";

/**
 * A's chance by plain value iteration: every state that the kernel's own turns come to, every pair of choices, from ½ on
 * until nothing moves. PP never fall.
 */
function byValueIteration(a: PreparedSet, b: PreparedSet): number {
  const battle = ENGINE.createMatchup(a, b);
  const pp = [SIDE_A, SIDE_B].map((side) => battle.state.slice(side + PP, side + PP + 4));
  const fresh = (state: Int32Array): Int32Array => {
    const copy = state.slice();
    copy.set(pp[0]!, SIDE_A + PP);
    copy.set(pp[1]!, SIDE_B + PP);
    copy[TURN] = 1;
    canonicalize(copy);
    return copy;
  };
  const numbers = new Map<string, number>();
  const states: Int32Array[] = [];
  const numberOf = (state: Int32Array): number => {
    const copy = fresh(state);
    const key = stateKey(copy);
    if (!numbers.has(key)) {
      numbers.set(key, states.length);
      states.push(copy);
    }
    return numbers.get(key)!;
  };
  interface Game {
    readonly nA: number;
    readonly nB: number;
    readonly ends: readonly { readonly sure: number; readonly to: readonly (readonly [number, number])[] }[];
  }
  const choicesOf = (mask: number): readonly number[] => [0, 1, 2, 3].filter((slot) => (mask >> slot) & 1);
  numberOf(battle.snapshot());
  const games: Game[] = [];
  for (let n = 0; n < states.length; n++) {
    battle.restore(states[n]!);
    const [ofA, ofB] = [choicesOf(battle.legalMask("a")), choicesOf(battle.legalMask("b"))];
    const ends = ofA.flatMap((i) =>
      ofB.map((j) => {
        const to = new Map<number, number>();
        let sure = 0;
        for (const { state, probability } of enumerateTurn(battle, i, j)) {
          const result = state[RESULT]!;
          if (result === ONGOING) to.set(numberOf(state), (to.get(numberOf(state)) ?? 0) + probability);
          else sure += probability * (result === A_WINS ? 1 : result === B_WINS ? 0 : 0.5);
        }
        return { sure, to: [...to] };
      }),
    );
    games.push({ nA: ofA.length, nB: ofB.length, ends });
  }
  const values = new Float64Array(states.length).fill(0.5);
  const [mixA, mixB] = [new Float64Array(12), new Float64Array(12)];
  for (let round = 0, change = 1; round < 20_000 && change > 1e-8; round++) {
    change = 0;
    // States found late are mostly near the end.
    for (let n = games.length - 1; n >= 0; n--) {
      const { nA, nB, ends } = games[n]!;
      const game = Float64Array.from(ends, ({ sure, to }) =>
        to.reduce((sum, [next, chance]) => sum + chance * values[next]!, sure),
      );
      const value = solveMatrixGame(game, nA, nB, mixA, mixB);
      change = Math.max(change, Math.abs(value - values[n]!));
      values[n] = value;
    }
  }
  return values[0]!;
}

const young = (form: string, moves: readonly string[], level = 3) => prepared(form, moves, { level });

const TINY = [
  ["draining", young("paras", ["leech-life"]), young("eevee", ["tackle"], 5)],
  [
    "draining and Leech Seed",
    young("exeggcute", ["leech-seed", "egg-bomb"]),
    young("oddish", ["mega-drain"]),
  ],
  ["Recover", young("staryu", ["recover", "water-gun"]), young("mankey", ["karate-chop"], 4)],
  ["Leech Seed", young("bulbasaur", ["leech-seed", "tackle"]), young("geodude", ["tackle"])],
  [
    "Leech Seed by both",
    young("exeggcute", ["leech-seed", "egg-bomb"]),
    young("bulbasaur", ["leech-seed", "tackle"], 4),
  ],
  ["Rest", young("snorlax", ["rest", "headbutt"]), young("rattata", ["quick-attack"], 5)],
  ["Roost", young("pidgey", ["roost", "gust"]), young("oddish", ["absorb"], 5)],
] as const;

const STARMIE = prepared("starmie", ["recover", "surf", "waterfall"]);
const PORYGON = prepared("porygon", ["headbutt", "hyper-beam"]);

describe("solveRising", () => {
  it.each(TINY)("gives what plain value iteration on the kernel gives: %s", (_, a, b) => {
    const { solved, gap } = solveByLayers(a, b)!;
    const { state } = ENGINE.createMatchup(a, b);
    const p = gameValue(solved.gameAt(0, state[SIDE_A + HP]!, state[SIDE_B + HP]!)!);
    expect(Math.abs(p - byValueIteration(a, b))).toBeLessThan(2e-5);
    expect(gap).toBeLessThan(1e-5);
  });

  it("gives the shares of battles on the kernel under the solved mixes, within chance", () => {
    const check = checkLayersOnKernel(3, 1500, 7, "rising");
    expect(check.chiSquarePerMatchup).toBeLessThan(4);
    expect(check.worstZ).toBeLessThan(4);
  });
});

describe("evaluateMatchup, where HP rise", () => {
  it("is exact, mirrored for the mirrored match-up, and near the search", () => {
    const there = evaluateMatchup(ENGINE, STARMIE, PORYGON, { method: "exact" });
    const back = evaluateMatchup(ENGINE, PORYGON, STARMIE, { method: "exact" });
    expect(there.p + back.p).toBeCloseTo(1, 12);
    expect(there.p).toBeCloseTo(0.9715, 3);
    expect(there.high - there.low).toBeLessThan(0.001);
    expect(evaluateMatchup(ENGINE, STARMIE, PORYGON, { method: "search" }).p).toBeCloseTo(there.p, 1);
  });

  it("starts from any HP, which may rise above them", () => {
    const { state } = ENGINE.createMatchup(STARMIE, PORYGON);
    const full = state[SIDE_A + HP]!;
    const [p, fewer] = [full, full >> 1].map((hp) => {
      state[SIDE_A + HP] = hp;
      return evaluateMatchup(ENGINE, STARMIE, PORYGON, { state, method: "exact" }).p;
    });
    expect(p).toBeCloseTo(0.9715, 3);
    expect(fewer).toBeLessThan(p!);
    expect(fewer).toBeGreaterThan(0.3);
  });

  it("gives in the middle of a battle what the whole solution knows there", () => {
    const jynx = prepared("jynx", ["lovely-kiss", "dream-eater", "ice-punch"]);
    const vileplume = prepared("vileplume", ["leech-seed", "mega-drain"]);
    const whole = solveByLayers(jynx, vileplume, { mostTurns: 60, mostGrids: 600, mostWork: 1e10 })!;
    const turnOf = new Map(whole.plan.turns.map(({ layer }, turn) => [layer, turn]));
    const battle = ENGINE.createMatchup(jynx, vileplume, { kind: "fast", seed: 5 });
    const { state } = battle;
    const timers = timersOf(state, undefined, undefined);
    let compared = 0;
    for (let n = 0; n < 6 && state[RESULT] === ONGOING; n++) {
      battle.turn(n % 2, n % 2);
      followTimers(state, timers, ENGINE.tables.rows.get("rest")!);
      if (state[RESULT] !== ONGOING) break;
      const turn = turnOf.get(whole.layers.find(state, timers)!)!;
      const known = gameValue(whole.solved.gameAt(turn, state[SIDE_A + HP]!, state[SIDE_B + HP]!)!);
      const [asleepFor, confusedFor] = [timers[TIMERS]!, timers[TIMERS + 1]!];
      const seen = { b: { asleepFor: Math.max(0, asleepFor), confusedFor: Math.max(0, confusedFor) } };
      const { p } = evaluateMatchup(ENGINE, jynx, vileplume, { state, seen, method: "exact" });
      expect(Math.abs(p - known)).toBeLessThan(2e-5);
      compared++;
    }
    expect(compared).toBeGreaterThan(2);
  });

  it("does not put a sure win off by healing", () => {
    const chansey = prepared("chansey", ["soft-boiled", "thunderbolt"]);
    const squirtle = prepared("squirtle", ["surf", "tackle"]);
    const { p, low, moves } = evaluateMatchup(ENGINE, chansey, squirtle, { method: "exact" });
    expect(p).toBeGreaterThan(0.999);
    expect(low).toBeGreaterThan(0.99);
    expect(moves[0]!.move).toBe("thunderbolt");
  });

  it("tells by its bounds, and leaves to the search, what only runs out of PP decide", () => {
    const pidgey = prepared("pidgey", ["roost", "gust"], { level: 3 });
    const eevee = prepared("eevee", ["tackle"], { level: 5 });
    const { low, high } = evaluateMatchup(ENGINE, pidgey, eevee, { method: "exact" });
    expect(high - low).toBeGreaterThan(0.4);
    expect(evaluateMatchup(ENGINE, pidgey, eevee).method).toBe("search");
  });
});

describe("followTimers", () => {
  it("knows that who rests again on waking sleeps anew", () => {
    const snorlax = prepared("snorlax", ["rest"]);
    const battle = ENGINE.createMatchup(snorlax, prepared("eevee", ["tackle"]));
    const timers = timersOf(battle.state, undefined, undefined);
    const slept = [];
    for (let turn = 0; turn < 7; turn++) {
      battle.turn(0, 0);
      followTimers(battle.state, timers, ENGINE.tables.rows.get("rest")!);
      slept.push(timers[0]! - BY_REST);
    }
    // Tackled first; then two turns asleep after each Rest.
    expect(slept).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });
});
