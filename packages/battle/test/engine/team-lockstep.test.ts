import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { createProofEngine } from "../oracle/lockstep.ts";
import { withCelebrate } from "../oracle/sample-sets.ts";
import { readTeamFixtures } from "../oracle/team-fixtures.ts";
import { replayTeamCase, runTeamLockstep, type TeamLockstepResult } from "../oracle/team-lockstep.ts";

const MOST_MS = 300_000;

function faultsOf({ mismatches }: TeamLockstepResult): readonly object[] {
  return mismatches.map(({ difference, decision, battle }) => ({ difference, decision, seed: battle.seed }));
}

describe("runTeamLockstep", () => {
  it(
    "finds the engine and Showdown equal after every decision of 350 battles of six against six",
    () => {
      const result = runTeamLockstep({ battles: 350, seed: 20_260_201, teams: 6 });
      expect(faultsOf(result)).toEqual([]);
      expect(Object.values(result.switches).every((count) => count > 0)).toBe(true);
      expect(Object.values(result.events).every((count) => count > 0)).toBe(true);
      expect(result.megaEvolutions).toBeGreaterThan(0);
    },
    MOST_MS,
  );

  it(
    "finds them equal in 150 battles between teams of any size",
    () => {
      expect(faultsOf(runTeamLockstep({ battles: 150, seed: 20_260_202 }))).toEqual([]);
    },
    MOST_MS,
  );
});

describe("stored team battles", () => {
  const facts = withCelebrate(loadBundledFacts());
  const engine = createProofEngine();
  it.each([...readTeamFixtures(facts)])("%s agrees with Showdown", (_file, battle) => {
    expect(replayTeamCase(engine, battle)?.difference).toBeUndefined();
  });
});
