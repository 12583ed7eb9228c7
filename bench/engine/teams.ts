// Times team battles of six against six against Pokémon Showdown: same teams, seeds and choices, in one process. Showdown
// is stripped of its logs; set-up is left out on both sides; decisions and final seeds are the checksum.

import { createSeededRandom, type GameFacts } from "@predictiondex/core";
import { compiledTeamKernel } from "../../packages/battle/src/engine/compiled-team-kernel.ts";
import { playTeamChoices } from "../../packages/battle/src/engine/kernel/team-turn.ts";
import {
  ONGOING,
  RANDOM_STATE,
  RESULT,
  SIDE_A,
  SIDE_B,
  TIE_SPEED,
  TURN,
} from "../../packages/battle/src/engine/layout.ts";
import type { Engine } from "../../packages/battle/src/engine/matchup.ts";
import { readGen5Seed } from "../../packages/battle/src/engine/random.ts";
import type { PreparedSet } from "../../packages/battle/src/engine/sets.ts";
import { createTeamBattle, type TeamBattle } from "../../packages/battle/src/engine/team-battle.ts";
import { RANDOM_TEAM_POLICY } from "../../packages/battle/src/engine/team-policy.ts";
import type { PokemonSet } from "../../packages/battle/src/pokemon-set.ts";
import { createSetSampler } from "../../packages/battle/test/oracle/sample-sets.ts";
import { type ShowdownBattle, startTeamsInShowdown } from "../../packages/battle/test/oracle/showdown.ts";
import {
  drawChoice,
  drawTeams,
  showdownTeamChoice,
} from "../../packages/battle/test/oracle/team-lockstep.ts";

const MEMBERS = 6;
const MOST_DECISIONS = 400;
/** The engine plays the same battles so often that its part can be timed. */
const ENGINE_ROUNDS = 200;
const PLAYOUTS = 40;

/** What a run of the team battles gives. */
export interface TeamTiming {
  readonly turnsPerSecond: number;
  readonly checksum: string;
}

/** The team battles of the benchmark, by either engine. */
export interface TeamBench {
  readonly timeShowdown: () => TeamTiming;
  readonly timeEngine: (kernel: "compiled" | "typescript") => TeamTiming;
  /** Random playouts with the compiled kernel, choices included. */
  readonly timePlayouts: () => number;
}

interface TeamBattleCase {
  readonly battle: TeamBattle;
  readonly start: Int32Array;
  /** The generator's words after the battle. */
  readonly ending: Int32Array;
  /** Choices of both sides, decision by decision. */
  readonly choices: Uint8Array;
  readonly spoken: readonly (readonly [string, string])[];
  readonly turns: number;
  readonly makeTheirs: () => ShowdownBattle;
}

/** Draws `battles` battles between random legal teams and writes their choices down; one choice in five is a switch. */
export function createTeamBench(engine: Engine, facts: GameFacts, battles: number, seed: number): TeamBench {
  const compiled = compiledTeamKernel(engine.tables.words);
  if (!compiled) throw new Error("this process allows no WebAssembly");
  const struggle = engine.tables.rows.get("struggle")!;
  const cases = drawCases(engine, facts, battles, seed);
  const turns = cases.reduce((sum, one) => sum + one.turns, 0);
  const sumOf = (seeds: readonly string[]): string => `${turns} turns, ${hash(seeds.join(";"))}`;
  const kernels = {
    compiled: { state: compiled.memory.state, play: compiled.playTeamChoices },
    typescript: {
      state: cases[0]!.battle.state,
      play: (a: number, b: number, row: number): void => playTeamChoices(cases[0]!.battle.memory, a, b, row),
    },
  };
  return {
    timeShowdown() {
      const theirs = cases.map(({ makeTheirs }) => makeTheirs());
      const time = spend(() => {
        theirs.forEach((battle, i) => {
          for (const pair of cases[i]!.spoken) battle.makeChoices(...pair);
        });
      });
      return {
        turnsPerSecond: (turns * 1e6) / time,
        checksum: sumOf(theirs.map((battle) => battle.prng.getSeed())),
      };
    },
    timeEngine(kernel) {
      const { state, play } = kernels[kernel];
      const playing = spend(() => {
        for (let round = 0; round < ENGINE_ROUNDS; round++) {
          for (const { start, choices, ending } of cases) {
            state.set(start);
            for (let i = 0; i < choices.length; i += 2) play(choices[i]!, choices[i + 1]!, struggle);
            ending[RANDOM_STATE] = state[RANDOM_STATE]!;
            ending[RANDOM_STATE + 1] = state[RANDOM_STATE + 1]!;
          }
        }
      });
      const settingUp = spend(() => {
        for (let round = 0; round < ENGINE_ROUNDS; round++) for (const { start } of cases) state.set(start);
      });
      return {
        turnsPerSecond: (turns * ENGINE_ROUNDS * 1e6) / (playing - settingUp),
        checksum: sumOf(cases.map(({ ending }) => readGen5Seed(ending).join(","))),
      };
    },
    timePlayouts() {
      let played = 0;
      const time = spend(() => {
        for (let round = 0; round < PLAYOUTS; round++) {
          for (const { battle } of cases) {
            battle.reset();
            battle.playout(round, RANDOM_TEAM_POLICY);
            played += battle.state[TURN]!;
          }
        }
      });
      return (played * 1e6) / time;
    },
  };
}

function drawCases(
  engine: Engine,
  facts: GameFacts,
  battles: number,
  seed: number,
): readonly TeamBattleCase[] {
  const sampler = createSetSampler(facts, { seed, kind: "legal" });
  const random = createSeededRandom(seed);
  const prepare = (team: readonly PokemonSet[]): readonly PreparedSet[] =>
    team.map((set) => engine.prepare(set));
  return Array.from({ length: battles }, () => {
    const { a, b } = drawTeams(sampler, MEMBERS, MEMBERS);
    const words = Array.from({ length: 4 }, () => random.next(0x10000));
    const makeTheirs = (): ShowdownBattle => startTeamsInShowdown(a, b, words, false);
    const theirs = makeTheirs();
    const battle = createTeamBattle(engine, prepare(a), prepare(b), {
      kind: "gen5",
      seed: theirs.prng.getSeed().split(",").map(Number) as [number, number, number, number],
    });
    battle.state[SIDE_A + TIE_SPEED] = theirs.sides[0]!.active[0]!.speed;
    battle.state[SIDE_B + TIE_SPEED] = theirs.sides[1]!.active[0]!.speed;
    const start = battle.snapshot();
    const choices: number[] = [];
    const spoken: (readonly [string, string])[] = [];
    for (let i = 0; i < MOST_DECISIONS && battle.state[RESULT] === ONGOING; i++) {
      const legal = [battle.legalMask("a"), battle.legalMask("b")] as const;
      const pair = legal.map((mask) => drawChoice(mask, (n) => random.next(n))) as [number, number];
      const words = [
        showdownTeamChoice(theirs, 0, pair[0], legal[0]),
        showdownTeamChoice(theirs, 1, pair[1], legal[1]),
      ] as const;
      choices.push(...pair);
      spoken.push(words);
      theirs.makeChoices(...words);
      battle.choose(...pair);
    }
    const ending = new Int32Array(RANDOM_STATE + 2);
    return {
      battle,
      start,
      ending,
      choices: Uint8Array.from(choices),
      spoken,
      turns: battle.state[TURN]!,
      makeTheirs,
    };
  });
}

/** Microseconds of this process's time that some work takes. */
function spend(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function hash(text: string): string {
  const sum = text.split("").reduce((left, letter) => (Math.imul(left, 31) + letter.charCodeAt(0)) | 0, 0);
  return (sum >>> 0).toString(16);
}
