// A round robin of the policies for team battles, on the kernel and inside Pokémon Showdown.

import { createSeededRandom, type SeededRandom } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { nthChoice } from "../../src/engine/kernel/choices.ts";
import { A_WINS, ONGOING, RESULT, SIDE_A, SIDE_B, TIE } from "../../src/engine/layout.ts";
import { createEngine, type Engine } from "../../src/engine/matchup.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { createTeamBattle } from "../../src/engine/team-battle.ts";
import type { TeamPolicy } from "../../src/engine/team-policy.ts";
import type { Teams } from "../../src/engine/teams.ts";
import { createExpectedDamagePolicy } from "../../src/teams/expected-damage-policy.ts";
import { createSolverPolicy } from "../../src/teams/solver-policy.ts";
import { STRONGEST_ATTACK_POLICY } from "../../src/teams/strongest-attack-policy.ts";
import { createSetSampler } from "../oracle/sample-sets.ts";
import { wilson } from "../solve/strategies.ts";
import { ShadowedTeams } from "./shadowed-teams.ts";

/** The policies, the one that should be strongest first. */
export const POLICIES = ["solver", "one-ply", "strongest", "random"] as const;
export type PolicyName = (typeof POLICIES)[number];

/** How much is played: pairs of random legal teams of six, each of whose battles is played from both sides. */
export interface PolicyProofSizes {
  /** Pairs of teams on the kernel. */
  readonly pairs: number;
  /** The first of them, which are played in Showdown too. */
  readonly showdownPairs: number;
  readonly seed: number;
}

/** What one policy wins of another. */
export interface Pairing {
  readonly first: PolicyName;
  readonly second: PolicyName;
  readonly battles: number;
  /** The first's share of the wins, ties counting half, and Wilson's interval at 95 %. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The tables of a round robin. */
export interface PolicyProof {
  readonly kernel: readonly Pairing[];
  readonly showdown: readonly Pairing[];
}

const TEAM = 6;
const LEVEL = 50;

/** Lets every policy play every other. */
export function provePolicies(
  { pairs, showdownPairs, seed }: PolicyProofSizes,
  onProgress: (done: number) => void = () => {},
): PolicyProof {
  const facts = loadBundledFacts();
  const engine = createEngine(facts);
  const random = createSeededRandom(seed);
  const sampler = createSetSampler(facts, { seed, kind: "legal" });
  const kernel = createTable();
  const showdown = createTable();
  for (let n = 0; n < pairs; n++) {
    const teams = { a: drawTeam(engine, sampler), b: drawTeam(engine, sampler) };
    const policies = createPolicies(engine, teams, random);
    const words = Array.from({ length: 4 }, () => random.next(0x1_0000));
    for (const [first, second] of pairings()) {
      for (const isSwapped of [false, true]) {
        const [a, b] = isSwapped ? [policies[second], policies[first]] : [policies[first], policies[second]];
        const note = (table: Table, result: number): void =>
          addResult(table, first, second, isSwapped ? 1 - result : result);
        note(kernel, playOnKernel(engine, teams, a, b, words[0]!));
        if (n < showdownPairs) note(showdown, playInShowdown(engine, teams, a, b, words));
      }
    }
    onProgress(n + 1);
  }
  return { kernel: readTable(kernel), showdown: readTable(showdown) };
}

/** Six sets of different species at level 50, by learnsets; moves, natures and IVs at random. */
export function drawTeam(
  engine: Engine,
  sampler: { pair(): readonly [PreparedSet["set"], PreparedSet["set"]] },
): readonly PreparedSet[] {
  const team: PreparedSet[] = [];
  while (team.length < TEAM) {
    const [set] = sampler.pair();
    const isKnown = team.some((other) => other.set.form.species === set.form.species);
    if (!isKnown && set.form.kind !== "mega") team.push(engine.prepare({ ...set, level: LEVEL }));
  }
  return team;
}

/** The policies for battles of these teams. They draw nothing from a battle's own generator. */
export function createPolicies(
  engine: Engine,
  teams: Teams<PreparedSet>,
  random: SeededRandom,
): Readonly<Record<PolicyName, TeamPolicy>> {
  return {
    solver: createSolverPolicy(engine, teams),
    "one-ply": createExpectedDamagePolicy(),
    strongest: STRONGEST_ATTACK_POLICY,
    random: {
      choose(_battle, _side, legal) {
        let count = 0;
        for (let rest = legal; rest !== 0; rest &= rest - 1) count++;
        return nthChoice(legal, random.next(count));
      },
    },
  };
}

function playOnKernel(
  engine: Engine,
  teams: Teams<PreparedSet>,
  a: TeamPolicy,
  b: TeamPolicy,
  seed: number,
): number {
  const battle = createTeamBattle(engine, teams.a, teams.b, { kind: "fast", seed });
  const { state, memory } = battle;
  while (state[RESULT] === ONGOING) {
    const choiceA = a.choose(memory, SIDE_A, battle.legalMask("a"));
    battle.choose(choiceA, b.choose(memory, SIDE_B, battle.legalMask("b")));
  }
  return state[RESULT] === TIE ? 0.5 : state[RESULT] === A_WINS ? 1 : 0;
}

function playInShowdown(
  engine: Engine,
  teams: Teams<PreparedSet>,
  a: TeamPolicy,
  b: TeamPolicy,
  seed: readonly number[],
): number {
  const battle = new ShadowedTeams(engine, teams, seed);
  const { shadow } = battle;
  while (!battle.isOver) {
    const choiceA = a.choose(shadow.memory, SIDE_A, shadow.legalMask("a"));
    battle.choose(choiceA, b.choose(shadow.memory, SIDE_B, shadow.legalMask("b")));
  }
  return battle.result;
}

type Table = Map<string, { sum: number; battles: number }>;

function createTable(): Table {
  return new Map(pairings().map((pairing) => [pairing.join(), { sum: 0, battles: 0 }]));
}

function addResult(table: Table, first: PolicyName, second: PolicyName, result: number): void {
  const cell = table.get(`${first},${second}`)!;
  cell.sum += result;
  cell.battles++;
}

function readTable(table: Table): readonly Pairing[] {
  return pairings().flatMap(([first, second]) => {
    const { sum, battles } = table.get(`${first},${second}`)!;
    if (battles === 0) return [];
    const share = sum / battles;
    return [{ first, second, battles, share, ...wilson(share, battles) }];
  });
}

function pairings(): readonly (readonly [PolicyName, PolicyName])[] {
  return POLICIES.flatMap((first, i) => POLICIES.slice(i + 1).map((second) => [first, second] as const));
}
