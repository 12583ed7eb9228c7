import { describe, expect, it } from "vitest";
import { stateKey } from "../../src/engine/canonical.ts";
import { enumerateTurn, type Outcome } from "../../src/engine/chance.ts";
import { beginTurn, stepTurn } from "../../src/engine/kernel/turn.ts";
import * as at from "../../src/engine/layout.ts";
import type { Battle } from "../../src/engine/matchup.ts";
import { FACTS, set } from "../helpers.ts";
import { createSetSampler } from "../oracle/sample-sets.ts";
import { ENGINE } from "./helpers.ts";

const MOST_MS = 60_000;

describe("a turn taken in steps", () => {
  it("ends as the turn played at once", () => {
    const sampler = createSetSampler(FACTS, { seed: 8, kind: "legal" });
    for (let seed = 0; seed < 100; seed++) {
      const [a, b] = sampler.pair();
      const battle = ENGINE.createMatchup(ENGINE.prepare(a), ENGINE.prepare(b), { kind: "fast", seed });
      for (let turn = 0; turn < 20 && battle.state[at.RESULT] === at.ONGOING; turn++) {
        const [choiceA, choiceB] = [battle.legalChoices("a").at(-1)!, battle.legalChoices("b").at(-1)!];
        const start = battle.snapshot();
        beginTurn(battle.memory, choiceA, choiceB, battle.struggle);
        while (battle.state[at.QUEUE_COUNT]! > 0 && stepTurn(battle.memory));
        const inSteps = battle.snapshot();
        battle.restore(start);
        battle.turn(choiceA, choiceB);
        expect(withoutQueue(inSteps)).toEqual(withoutQueue(battle.snapshot()));
      }
    }
  });
});

describe("enumerateTurn on two moves of five hits", () => {
  it.each([
    ["jolteon", "pin-missile", "cloyster", "spike-cannon", 50],
    ["beedrill", "fury-attack", "snorlax", "comet-punch", 100],
  ])(
    "follows %s's %s and %s's %s",
    (formA, moveA, formB, moveB, level) => {
      const battle = ENGINE.createMatchup(
        ENGINE.prepare(set(formA, [moveA], { level })),
        ENGINE.prepare(set(formB, [moveB], { level })),
      );
      const outcomes = enumerateTurn(battle, 0, 0, { mostPaths: 100_000 });
      expect(outcomes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
      for (const side of [at.SIDE_A, at.SIDE_B]) {
        expect(distanceToPlayed(battle, outcomes, side + at.HP)).toBeLessThan(0.04);
      }
    },
    MOST_MS,
  );

  it("keeps apart what the user's own HP decide", () => {
    const battle = ENGINE.createMatchup(
      ENGINE.prepare(set("jolteon", ["double-kick"], { level: 9 })),
      ENGINE.prepare(set("cloyster", ["spike-cannon"], { level: 9 })),
    );
    // At the end of the turn poison knocks out those whom the hits have left little.
    battle.state[at.SIDE_B + at.STATUS] = at.POISON;
    battle.state[at.SIDE_B + at.HP] = 14;
    const outcomes = enumerateTurn(battle, 0, 0);
    const lost = (list: readonly Outcome[]): number =>
      list
        .filter(({ state }) => state[at.RESULT] === at.A_WINS)
        .reduce((sum, { probability }) => sum + probability, 0);
    expect(new Set(outcomes.map(({ state }) => stateKey(state))).size).toBe(outcomes.length);
    expect(lost(outcomes)).toBeGreaterThan(0.01);
    expect(lost(outcomes)).toBeLessThan(0.99);
    expect(distanceToPlayed(battle, outcomes, at.RESULT)).toBeLessThan(0.02);
  });
});

/** Half the sum of differences between the enumerated and the played frequencies of a word. */
function distanceToPlayed(battle: Battle, outcomes: readonly Outcome[], word: number): number {
  const n = 40_000;
  const share = new Map<number, number>();
  const add = (value: number, amount: number): void => {
    share.set(value, (share.get(value) ?? 0) + amount);
  };
  for (const { state, probability } of outcomes) add(state[word]!, probability);
  const start = battle.snapshot();
  for (let seed = 0; seed < n; seed++) {
    battle.restore(start);
    battle.reseed({ kind: "fast", seed });
    battle.turn(0, 0);
    expect(share.has(battle.state[word]!)).toBe(true);
    add(battle.state[word]!, -1 / n);
  }
  battle.restore(start);
  return [...share.values()].reduce((sum, difference) => sum + Math.abs(difference), 0) / 2;
}

/** The queue keeps words of an earlier turn where a turn is played at once. */
function withoutQueue(snapshot: Int32Array): Int32Array {
  return snapshot.fill(0, at.QUEUE_COUNT, at.QUEUE_KEYS + at.QUEUE_SIZE);
}
