import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import * as at from "../../src/engine/layout.ts";
import { MOVE_RULES } from "../../src/engine/rules/move-rules.ts";
import { idleBattle, readFixtures } from "../oracle/fixtures.ts";
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
    const engine = createProofEngine();
    const idle = idleBattle(facts);
    expect(replayCase(engine, idle)).toBeUndefined();
    const battle = engine.createMatchup(engine.prepare(idle.a), engine.prepare(idle.b));
    battle.state[at.TURN] = 998;
    expect([battle.turn(0, 0), battle.turn(0, 0)]).toEqual([at.ONGOING, at.TIE]);
  });
});

describe("stored battles", () => {
  const facts = withCelebrate(loadBundledFacts());
  const engine = createProofEngine();
  it.each([...readFixtures(facts)])("%s agrees with Showdown", (_, battle) => {
    expect(replayCase(engine, battle)?.difference).toBeUndefined();
  });
});
