import { InvalidInputError } from "@predictiondex/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enumerateTurn } from "../../src/engine/chance.ts";
import { playTurnWithLog } from "../../src/engine/event-log.ts";
import * as effects from "../../src/engine/kernel/move-effects.ts";
import * as at from "../../src/engine/layout.ts";
import { RANDOM_POLICY } from "../../src/engine/policy.ts";
import { pick, readGen5Seed, seedRandom } from "../../src/engine/random.ts";
import { MOVE_EFFECTS } from "../../src/engine/rules/move-rule.ts";
import { MOVE_RULES } from "../../src/engine/rules/move-rules.ts";
import { simulate } from "../../src/engine/simulate.ts";
import { tellEvent } from "../../src/engine/tell-event.ts";
import { FACTS, set } from "../helpers.ts";
import { ENGINE, scripted } from "./helpers.ts";

const A = ENGINE.prepare(set("charizard", ["flamethrower", "fly", "slash", "dragon-rage"]));
const B = ENGINE.prepare(set("blastoise", ["hydro-pump", "protect", "bite", "rest"]));

describe("createMatchup", () => {
  it("refuses an illegal choice with a typed error and leaves the battle as it was", () => {
    const battle = ENGINE.createMatchup(A, B);
    const before = battle.snapshot();
    expect(() => battle.turn(3, 17)).toThrow(InvalidInputError);
    expect(() => battle.turn(-1, Number.NaN)).toThrow("side a can't choose -1");
    expect(battle.snapshot()).toEqual(before);
  });

  it("takes a snapshot back, so that the same choices play the same battle", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(3), fc.nat(3), (seed, a, b) => {
        const battle = ENGINE.createMatchup(A, B, { kind: "fast", seed });
        const start = battle.snapshot();
        battle.turn(a, b);
        const once = battle.snapshot();
        battle.restore(start);
        battle.turn(a, b);
        expect(battle.snapshot()).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });

  it("plays at level 50 without AVs under normal rules", () => {
    const grown = set("pikachu", ["thunderbolt"], {
      level: 80,
      avs: { hp: 200, attack: 200, defense: 200, specialAttack: 200, specialDefense: 200, speed: 200 },
    });
    const plain = ENGINE.prepare(set("pikachu", ["thunderbolt"]), "normal");
    expect(ENGINE.prepare(grown, "normal").words).toEqual(plain.words);
    expect(ENGINE.prepare(grown, "no-restrictions").words[at.HP]).toBeGreaterThan(plain.words[at.HP]!);
  });
});

describe("random generators", () => {
  it("gen5 gives Showdown's numbers", () => {
    const battle = ENGINE.createMatchup(A, B, { kind: "gen5", seed: [1, 2, 3, 4] });
    pick(battle.memory, 100);
    // @pkmn/sim: new PRNG("1,2,3,4"), once advanced.
    expect(readGen5Seed(battle.state)).toEqual(NEXT_OF_1234);
  });

  it("the fast one is even within what chance allows", () => {
    const battle = ENGINE.createMatchup(A, B);
    seedRandom(battle.state, { kind: "fast", seed: 3 });
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < 160_000; i++) counts[pick(battle.memory, 16)]!++;
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(40);
  });
});

describe("enumerateTurn", () => {
  it("gives probabilities that sum to 1 and leaves the battle as it was", () => {
    const battle = ENGINE.createMatchup(A, B);
    const before = battle.snapshot();
    for (const a of battle.legalChoices("a")) {
      for (const b of battle.legalChoices("b")) {
        const outcomes = enumerateTurn(battle, a, b);
        expect(outcomes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
      }
    }
    expect(battle.snapshot()).toEqual(before);
  });

  it("agrees with the frequencies of the fast generator", () => {
    const battle = ENGINE.createMatchup(
      ENGINE.prepare(set("raichu", ["thunder"])),
      ENGINE.prepare(set("snorlax", ["body-slam"])),
    );
    const start = battle.snapshot();
    const paralyzed = enumerateTurn(battle, 0, 0)
      .filter(({ state }) => state[at.SIDE_B + at.STATUS] === at.PARALYSIS)
      .reduce((sum, { probability }) => sum + probability, 0);
    let count = 0;
    const n = 40_000;
    for (let seed = 0; seed < n; seed++) {
      battle.restore(start);
      battle.reseed({ kind: "fast", seed });
      battle.turn(0, 0);
      if (battle.state[at.SIDE_B + at.STATUS] === at.PARALYSIS) count++;
    }
    expect(Math.abs(count / n - paralyzed)).toBeLessThan(0.01);
    expect(paralyzed).toBeCloseTo(0.7 * 0.3, 3);
  });

  it("follows five hits on a bulky target, hit by hit", () => {
    const battle = ENGINE.createMatchup(
      ENGINE.prepare(set("cloyster", ["spike-cannon"])),
      ENGINE.prepare(set("snorlax", ["splash"])),
    );
    // One path for each order of rolls and criticals would be more than thirty million.
    const outcomes = enumerateTurn(battle, 0, 0, { mostPaths: 100_000 });
    expect(outcomes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    const expected = new Map<number, number>();
    for (const { state, probability } of outcomes) {
      const hp = state[at.SIDE_B + at.HP]!;
      expected.set(hp, (expected.get(hp) ?? 0) + probability);
    }
    const start = battle.snapshot();
    const n = 40_000;
    let distance = 0;
    const counts = new Map<number, number>();
    for (let seed = 0; seed < n; seed++) {
      battle.restore(start);
      battle.reseed({ kind: "fast", seed });
      battle.turn(0, 0);
      const hp = battle.state[at.SIDE_B + at.HP]!;
      counts.set(hp, (counts.get(hp) ?? 0) + 1);
    }
    for (const hp of counts.keys()) expect(expected.has(hp)).toBe(true);
    for (const [hp, probability] of expected) distance += Math.abs((counts.get(hp) ?? 0) / n - probability);
    // Half the sum of differences of so many samples over so many values of HP.
    expect(distance / 2).toBeLessThan(0.03);
  });

  it("says so where a turn has more paths than it may follow, and leaves the battle as it was", () => {
    const battle = ENGINE.createMatchup(A, B);
    const before = battle.snapshot();
    expect(() => enumerateTurn(battle, 0, 0, { mostPaths: 10 })).toThrow("more than 10 paths");
    expect(battle.snapshot()).toEqual(before);
  });
});

describe("simulate", () => {
  it("is deterministic and nearly even for a mirror", () => {
    const once = simulate(ENGINE, A, A, { battles: 4000, seed: 5, policy: RANDOM_POLICY });
    expect(simulate(ENGINE, A, A, { battles: 4000, seed: 5 })).toEqual(once);
    expect(Math.abs(once.p - 0.5)).toBeLessThan(0.04);
  });
});

describe("playTurnWithLog", () => {
  it("plays the very same turn as without a log, and tells it in both languages", () => {
    const names = { a: "Charizard", b: "Blastoise" };
    const moveName = (slug: string): string => FACTS.moves.find((move) => move.slug === slug)!.names.fr;
    for (let seed = 0; seed < 200; seed++) {
      const told = ENGINE.createMatchup(A, B, { kind: "fast", seed });
      const plain = ENGINE.createMatchup(A, B, { kind: "fast", seed });
      while (plain.state[at.RESULT] === at.ONGOING) {
        const a = plain.legalChoices("a")[seed % plain.legalChoices("a").length]!;
        const b = plain.legalChoices("b")[0]!;
        plain.turn(a, b);
        const events = playTurnWithLog(told, a, b);
        expect(readable(told.snapshot())).toEqual(readable(plain.snapshot()));
        for (const event of events) {
          for (const language of ["en", "fr"] as const) {
            expect(tellEvent(event, language, names, moveName)).not.toMatch(/undefined|\{/);
          }
        }
      }
    }
  });

  it("tells a knock-out from the first move to the winner", () => {
    const game = scripted(set("mewtwo", ["psychic"]), set("weedle", ["string-shot"], { level: 5 }));
    game.battle.reseed({ kind: "fast", seed: 1 });
    const events = playTurnWithLog(game.battle, 0, 0);
    expect(events.map(({ kind }) => kind)).toContain("fainted");
    expect(events.at(-1)).toEqual({ kind: "end", result: at.A_WINS });
  });
});

describe("the rules", () => {
  it("cover every move of the game's data and Celebrate", () => {
    expect(Object.keys(MOVE_RULES).sort()).toEqual(
      [...FACTS.moves.map(({ slug }) => slug), "celebrate"].sort(),
    );
  });

  it("number their effects as the kernel does", () => {
    const numbers = Object.values(effects).filter((value) => typeof value === "number");
    expect(numbers).toEqual(MOVE_EFFECTS.map((_, i) => i));
  });
});

const NEXT_OF_1234 = [30_982, 33_910, 19_571, 50_263];

/** The words of a battle that a finished turn leaves to be read. */
function readable(snapshot: Int32Array): Int32Array {
  return snapshot.fill(0, at.QUEUE_COUNT, at.QUEUE_KEYS + at.QUEUE_SIZE);
}
