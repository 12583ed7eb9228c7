import { loadBundledFacts } from "@predictiondex/data";
import { describe, expect, it } from "vitest";
import { SWITCH_TO } from "../../src/engine/kernel/team-choices.ts";
import { ONGOING, RESULT, SIDE_A, SIDE_B } from "../../src/engine/layout.ts";
import { createEngine } from "../../src/engine/matchup.ts";
import { simulateTeams } from "../../src/engine/simulate-teams.ts";
import { createTeamBattle } from "../../src/engine/team-battle.ts";
import { PairValues } from "../../src/teams/pair-values.ts";
import { createTeamPolicy, TEAM_POLICIES, type TeamPolicyName } from "../../src/teams/team-policies.ts";
import { teamWorth } from "../../src/teams/team-worth.ts";
import { set } from "../helpers.ts";
import { createSetSampler } from "../oracle/sample-sets.ts";
import { drawTeam, provePolicies } from "./prove-policies.ts";

const facts = loadBundledFacts();
const engine = createEngine(facts);
const prepare = (form: string, moves: readonly string[]) => engine.prepare(set(form, [...moves]));
const sampler = createSetSampler(facts, { seed: 41, kind: "legal" });
const TEAMS = { a: drawTeam(engine, sampler), b: drawTeam(engine, sampler) };

/** What a policy chooses for A at the start of a battle between these teams. */
function firstChoice(
  name: TeamPolicyName,
  a: readonly ReturnType<typeof prepare>[],
  b: readonly ReturnType<typeof prepare>[],
): number {
  const battle = createTeamBattle(engine, a, b);
  return createTeamPolicy(name, engine, { a, b }).choose(battle.memory, SIDE_A, battle.legalMask("a"));
}

describe("createTeamPolicy", () => {
  it.each(TEAM_POLICIES)("%s chooses only what is legal, to the end of a battle of six", (name) => {
    const battle = createTeamBattle(engine, TEAMS.a, TEAMS.b, { kind: "fast", seed: 5 });
    const own = createTeamPolicy(name, engine, TEAMS);
    const foe = createTeamPolicy("strongest", engine, TEAMS);
    while (battle.state[RESULT] === ONGOING) {
      const [legalA, legalB] = [battle.legalMask("a"), battle.legalMask("b")];
      // `choose` refuses what is not legal.
      battle.choose(own.choose(battle.memory, SIDE_A, legalA), foe.choose(battle.memory, SIDE_B, legalB));
    }
    expect(battle.state[RESULT]).not.toBe(ONGOING);
  });

  it("one-ply takes the attack that expects most: a sure hit before a stronger one that misses", () => {
    const attacker = prepare("starmie", ["hydro-pump", "surf", "tackle", "recover"]);
    const foe = prepare("snorlax", ["rest"]);
    expect(firstChoice("one-ply", [attacker], [foe])).toBe(1);
  });

  it("one-ply sends a member out against which nothing is lost where no attack takes anything", () => {
    const helpless = prepare("rattata", ["tackle"]);
    const weak = prepare("pidgey", ["gust"]);
    const strong = prepare("alakazam", ["psychic"]);
    const foe = prepare("gengar", ["sludge-bomb"]);
    expect(firstChoice("one-ply", [helpless, weak, strong], [foe])).toBe(SWITCH_TO + 2);
  });

  it("solver leaves a pair that is lost for a member that beats the foe", () => {
    const lost = prepare("butterfree", ["gust"]);
    const winner = prepare("poliwrath", ["surf"]);
    const foe = prepare("rhydon", ["rock-slide"]);
    expect(firstChoice("solver", [lost, winner], [foe])).toBe(SWITCH_TO + 1);
  });

  it("each policy beats the one before it on the same teams from both sides, as far as few battles can tell", () => {
    const strongest = createTeamPolicy("strongest", engine, TEAMS);
    const random = createTeamPolicy("random", engine, TEAMS);
    const first = simulateTeams(engine, TEAMS.a, TEAMS.b, {
      ...{ battles: 100, seed: 1, policyA: strongest, policyB: random },
    });
    const second = simulateTeams(engine, TEAMS.a, TEAMS.b, {
      ...{ battles: 100, seed: 1, policyA: random, policyB: strongest },
    });
    expect((first.p + 1 - second.p) / 2).toBeGreaterThan(0.7);
  });
});

describe("teamWorth", () => {
  it("is even for a mirror, grows as foes fall, and is certain at the end", () => {
    const mirror = { a: TEAMS.a.slice(0, 2), b: TEAMS.a.slice(0, 2) };
    const pairs = new PairValues(engine, mirror, 300);
    const battle = createTeamBattle(engine, mirror.a, mirror.b, { kind: "fast", seed: 2 });
    expect(teamWorth(battle.state, pairs)).toBeCloseTo(0.5, 6);
    const policy = createTeamPolicy("strongest", engine, mirror);
    while (battle.state[RESULT] === ONGOING) {
      const a = policy.choose(battle.memory, SIDE_A, battle.legalMask("a"));
      battle.choose(a, policy.choose(battle.memory, SIDE_B, battle.legalMask("b")));
      const [left, right] = (["a", "b"] as const).map(
        (side) => battle.members(side).filter(({ hp }) => hp > 0).length,
      );
      if (left === 2 && right === 1) expect(teamWorth(battle.state, pairs)).toBeGreaterThan(0.5);
      if (left === 1 && right === 2) expect(teamWorth(battle.state, pairs)).toBeLessThan(0.5);
    }
    expect([0, 0.5, 1]).toContain(teamWorth(battle.state, pairs));
  });
});

describe("provePolicies", () => {
  it("plays every pairing from both sides, in Showdown too, where the kernel keeps beside it", () => {
    const { kernel, showdown } = provePolicies({ pairs: 1, showdownPairs: 1, seed: 3 });
    expect(kernel.map(({ battles }) => battles)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(showdown.map(({ battles }) => battles)).toEqual([2, 2, 2, 2, 2, 2]);
    for (const { share, low, high } of [...kernel, ...showdown]) {
      expect(low).toBeLessThanOrEqual(share + 1e-9);
      expect(high).toBeGreaterThanOrEqual(share - 1e-9);
    }
  }, 60_000);
});
