import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { applyCondition } from "../../src/engine/condition.ts";
import { ONGOING, RESULT } from "../../src/engine/layout.ts";
import { RANDOM_POLICY } from "../../src/engine/policy.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { readSeenCondition } from "../../src/solve/battle-condition.ts";
import { playSeenTurn } from "../../src/solve/play-seen-turn.ts";
import { addHp, followTimers, hashPublic, timersOf } from "../../src/solve/public-state.ts";
import { readProblem } from "../../src/solve/search-problem.ts";
import { ENGINE, prepared, randomSets } from "./sets.ts";

const REST = ENGINE.tables.rows.get("rest")!;

describe("readSeenCondition", () => {
  it("tells random battles turn by turn such that applyCondition gives the same public state", () => {
    const random = createSeededRandom(3);
    const sets = randomSets(12);
    const hash = [new Int32Array(2), new Int32Array(2)] as const;
    let told = 0;
    let untold = 0;
    for (let n = 0; n < 400; n++) {
      const [a, b] = [sets.next().value as PreparedSet, sets.next().value as PreparedSet];
      const battle = ENGINE.createMatchup(a, b, { kind: "fast", seed: random.next(2 ** 31) });
      const { state, memory } = battle;
      const timers = timersOf(state, undefined, undefined);
      for (let turn = 0; turn < 30 && state[RESULT] === ONGOING; turn++) {
        battle.turn(
          RANDOM_POLICY.choose(memory, 32, battle.legalMask("a")),
          RANDOM_POLICY.choose(memory, 160, battle.legalMask("b")),
        );
        followTimers(state, timers, REST);
        if (state[RESULT] !== ONGOING) break;
        const [left, right] = [
          readSeenCondition(battle, "a", timers),
          readSeenCondition(battle, "b", timers),
        ];
        if (left === undefined || right === undefined) {
          untold++;
          continue;
        }
        told++;
        const again = ENGINE.createMatchup(a, b);
        applyCondition(again, "a", left.condition);
        applyCondition(again, "b", right.condition);
        const seen = timersOf(again.state, left.seen, right.seen);
        const { view } = readProblem(ENGINE.tables, state, timers);
        hashPublic(state, timers, view, hash[0]);
        addHp(state, hash[0], 1000, hash[0]);
        hashPublic(again.state, seen, view, hash[1]);
        addHp(again.state, hash[1], 1000, hash[1]);
        expect([...hash[1]], JSON.stringify([left, right])).toEqual([...hash[0]]);
        expect(again.legalMask("a")).toBe(battle.legalMask("a"));
        expect(again.legalMask("b")).toBe(battle.legalMask("b"));
      }
    }
    expect(told).toBeGreaterThan(1000);
    expect(untold).toBeLessThan(told / 5);
  });
});

describe("playSeenTurn", () => {
  it("plays the same turn for the same seed, and tells what stands", () => {
    const [a, b] = [prepared("charizard", ["fly", "substitute"]), prepared("venusaur", ["leech-seed"])];
    const play = () => {
      const battle = ENGINE.createMatchup(a, b);
      return playSeenTurn(battle, {}, { a: 0, b: 0 }, 5);
    };
    const turn = play();
    expect(play()).toEqual(turn);
    expect(turn.after.a!.condition).toMatchObject({ charging: "fly" });
    expect(turn.after.b!.condition.pp![0]).toBe(15);
  });
});
