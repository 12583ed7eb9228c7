import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { MOVE_RULES } from "../../src/engine/rules/move-rules.ts";
import { FIXTURE_DIRECTORY, type Fixture, fromFixture } from "../oracle/fixtures.ts";
import { createProofEngine, replayCase, runLockstep } from "../oracle/lockstep.ts";
import { withCelebrate } from "../oracle/sample-sets.ts";

const BATTLES = 3000;
const MOST_MS = 300_000;

describe("runLockstep", () => {
  it(
    "finds the engine and Showdown equal after every turn of 3,000 battles",
    () => {
      const result = runLockstep({ battles: BATTLES, seed: 20_260_101 });
      expect(
        result.mismatches.map(({ difference, turn, battle }) => ({ difference, turn, seed: battle.seed })),
      ).toEqual([]);
      expect(result.tiedSpeedShare).toBeGreaterThan(0.1);
      expect(Object.keys(result.usesPerMove).sort()).toEqual(Object.keys(MOVE_RULES).sort());
      expect(
        Object.values(result.usesPerMove).every((uses) => Object.values(uses).some((count) => count > 0)),
      ).toBe(true);
    },
    MOST_MS,
  );

  it("ends in a tie after 1,000 turns, as Showdown does", () => {
    const facts = withCelebrate(loadBundledFacts());
    const set = {
      form: "magikarp",
      moves: ["splash", "celebrate", "harden", "teleport"],
      level: 50,
      ivs: IVS,
    };
    const choices = Array.from({ length: 1000 }, (_, turn) => [turn % 4, (turn + 1) % 4] as const);
    const battle = fromFixture({ note: "", a: set, b: set, seed: [1, 2, 3, 4], choices }, facts);
    expect(replayCase(createProofEngine(), battle)).toBeUndefined();
  });
});

describe("stored battles", () => {
  const facts = withCelebrate(loadBundledFacts());
  const engine = createProofEngine();
  it.each(readdirSync(FIXTURE_DIRECTORY))("%s agrees with Showdown", (file) => {
    const fixture = JSON.parse(readFileSync(join(FIXTURE_DIRECTORY, file), "utf8")) as Fixture;
    expect(replayCase(engine, fromFixture(fixture, facts))?.difference).toBeUndefined();
  });
});

const IVS = { hp: 31, attack: 31, defense: 31, specialAttack: 31, specialDefense: 31, speed: 31 };
