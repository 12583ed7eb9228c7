// Team battles that changed kernels are tried on, beside the compiled kernel for teams; as mutation-trials.ts for one
// against one.

import { createSeededRandom, type GameFacts } from "@predictiondex/core";
import type { BattleMemory } from "../../src/engine/battle.ts";
import { type CompiledTeamKernel, compiledTeamKernel } from "../../src/engine/compiled-team-kernel.ts";
import { nthChoice } from "../../src/engine/kernel/choices.ts";
import * as at from "../../src/engine/layout.ts";
import type { Engine } from "../../src/engine/matchup.ts";
import { seedFast } from "../../src/engine/random.ts";
import { createTeamBattle } from "../../src/engine/team-battle.ts";
import type { PokemonSet } from "../../src/pokemon-set.ts";
import { createSetSampler } from "./sample-sets.ts";
import { startTeamsInShowdown } from "./showdown.ts";
import { readTeamFixtures } from "./team-fixtures.ts";
import { drawChoice, drawTeams, type TeamCase, type TeamMismatch } from "./team-lockstep.ts";

/** The functions of a kernel that a change can show in where teams play. */
export interface ChangedTeamKernel {
  playTeamChoices(battle: BattleMemory, choiceA: number, choiceB: number, struggle: number): void;
  legalTeamChoices(state: Int32Array, tables: Int32Array, side: number): number;
  playTeamsAtRandom(battle: BattleMemory, struggle: number): void;
  readonly performMove: BattleMemory["callMove"];
  /** Plays a team battle in lockstep with Showdown. */
  replayTeams(battle: TeamCase): Promise<TeamMismatch | undefined>;
}

/** Team battles and the compiled kernel to hold changed kernels against. */
export interface TeamTrials {
  readonly compiled: CompiledTeamKernel;
  readonly struggle: number;
  readonly battles: readonly TeamTrial[];
}

interface TeamTrial extends Omit<TeamCase, "choices"> {
  /** State at the first choice. */
  readonly start: Int32Array;
  /** What both sides choose in a stored battle; other battles are played at random. */
  readonly choices?: TeamCase["choices"];
}

/** Moves of which each set of a focused battle holds at least one: rare meetings with switching. */
const FOCUSES: readonly (readonly string[])[] = [
  ["u-turn", "teleport", "stealth-rock"],
  ["roar", "whirlwind", "dragon-tail", "stealth-rock"],
  ["wrap", "clamp", "fire-spin", "u-turn"],
  ["transform", "mimic", "metronome"],
  ["toxic", "spore", "rest", "sparkly-swirl"],
  ["explosion", "self-destruct", "solar-beam", "high-jump-kick"],
  ["substitute", "taunt", "encore", "leech-seed"],
];
const MOST_DECISIONS = 200;
/** Differences that Showdown does not see after which a change counts as invisible. */
const MOST_INVISIBLE = 40;

/** The stored team battles, then `battles` general ones and half as many for each focus. */
export function createTeamTrials(
  engine: Engine,
  facts: GameFacts,
  battles: number,
  seed: number,
): TeamTrials {
  const compiled = compiledTeamKernel(engine.tables.words);
  if (!compiled) throw new Error("mutations need WebAssembly");
  const drawn = [undefined, ...FOCUSES].flatMap((moves, i) => {
    const sampler = createSetSampler(facts, { seed: seed + i, ...(moves && { moves }) });
    const random = createSeededRandom(seed + i);
    return Array.from({ length: moves ? Math.ceil(battles / 2) : battles }, (_, n) => {
      const word = (): number => random.next(0x10000);
      return {
        ...drawTeams(sampler, 2 + random.next(5), 2 + random.next(5)),
        sleepClause: n % 2 === 1,
        seed: [word(), word(), word(), word()] as const,
      };
    });
  });
  return {
    compiled,
    struggle: engine.tables.rows.get("struggle")!,
    battles: [...readTeamFixtures(facts).values(), ...drawn].map((battle) => ({
      ...battle,
      start: begin(engine, battle),
    })),
  };
}

function begin(engine: Engine, { a, b, sleepClause, seed }: Omit<TeamCase, "choices">): Int32Array {
  const prepare = (set: PokemonSet): ReturnType<Engine["prepare"]> => engine.prepare(set);
  const theirs = startTeamsInShowdown(a, b, seed, sleepClause);
  const generator = theirs.prng.getSeed().split(",").map(Number) as [number, number, number, number];
  const { state } = createTeamBattle(
    engine,
    a.map(prepare),
    b.map(prepare),
    { kind: "gen5", seed: generator },
    { sleepClause },
  );
  state[at.SIDE_A + at.TIE_SPEED] = theirs.sides[0]!.active[0]!.speed;
  state[at.SIDE_B + at.TIE_SPEED] = theirs.sides[1]!.active[0]!.speed;
  return state;
}

/** What gives a changed kernel away in team battles, or undefined where nothing does. */
export async function tryTeamKernel(
  { compiled, struggle, battles }: TeamTrials,
  changed: ChangedTeamKernel,
): Promise<string | undefined> {
  const state = new Int32Array(at.TEAM_BATTLE_WORDS);
  const { tables } = compiled.memory;
  const memory: BattleMemory = { state, tables, script: undefined, callMove: changed.performMove };
  let invisible = 0;
  for (const [number, battle] of battles.entries()) {
    const random = createSeededRandom(number);
    const choices: [number, number][] = [];
    state.set(battle.start);
    compiled.memory.state.set(battle.start);
    const most = battle.choices?.length ?? MOST_DECISIONS;
    while (choices.length < most && compiled.memory.state[at.RESULT] === at.ONGOING) {
      const stored = battle.choices?.[choices.length];
      const pair = [at.SIDE_A, at.SIDE_B].map((side, i) => {
        const legal = compiled.legalTeamChoices(side);
        if (stored === undefined) return drawChoice(legal, (n) => random.next(n));
        return ((legal >> stored[i]!) & 1) !== 0 ? stored[i]! : nthChoice(legal, 0);
      }) as [number, number];
      choices.push(pair);
      compiled.playTeamChoices(...pair, struggle);
      changed.playTeamChoices(memory, ...pair, struggle);
      if (isSame(memory, compiled, changed)) continue;
      const mismatch = await changed.replayTeams({
        ...battle,
        choices: [...choices, ...choices.slice(0, 3)],
      });
      if (mismatch) return `team battle ${number + 1}: ${mismatch.difference.split("\n")[0]!.slice(0, 80)}`;
      if (++invisible > MOST_INVISIBLE) return undefined;
      state.set(compiled.memory.state);
    }
    for (const own of [state, compiled.memory.state]) {
      own.set(battle.start);
      seedFast(own, number);
    }
    compiled.playTeamsAtRandom(struggle);
    changed.playTeamsAtRandom(memory, struggle);
    if (state[at.RESULT] !== compiled.memory.state[at.RESULT])
      return `team playout ${number + 1}: another result`;
  }
  return undefined;
}

/** Whether both kernels stand in the same position. */
function isSame(
  { state, tables }: BattleMemory,
  { memory, legalTeamChoices }: CompiledTeamKernel,
  changed: ChangedTeamKernel,
): boolean {
  if (state.some((word, i) => word !== memory.state[i])) return false;
  return [at.SIDE_A, at.SIDE_B].every(
    (side) => changed.legalTeamChoices(state, tables, side) === legalTeamChoices(side),
  );
}
