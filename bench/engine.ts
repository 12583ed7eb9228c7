// Times the engine against Pokémon Showdown in one process on the same battles: same sets, seeds and choices. Showdown
// is warmed up and stripped of its logs; set-up is left out on both sides; turns and final seeds are the checksum.

import { createSeededRandom } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { nthChoice } from "../packages/battle/src/engine/kernel/choices.ts";
import { playTurn } from "../packages/battle/src/engine/kernel/turn.ts";
import { ONGOING, RANDOM_STATE, RESULT } from "../packages/battle/src/engine/layout.ts";
import { RANDOM_POLICY } from "../packages/battle/src/engine/policy.ts";
import { readGen5Seed } from "../packages/battle/src/engine/random.ts";
import { createProofEngine } from "../packages/battle/test/oracle/lockstep.ts";
import { createSetSampler } from "../packages/battle/test/oracle/sample-sets.ts";
import {
  type ShowdownBattle,
  showdownChoice,
  startShowdown,
} from "../packages/battle/test/oracle/showdown.ts";
import { createTeamBench } from "./engine/teams.ts";

const BATTLES = numberFlag("battles", 300);
const TEAM_BATTLES = numberFlag("team-battles", 40);
const REPETITIONS = numberFlag("repetitions", 9);
const SEED = numberFlag("seed", 7);
/** The engine plays the same battles so often that its part can be timed. */
const ENGINE_ROUNDS = 400;
const MOST_TURNS = 200;

const facts = loadBundledFacts();
const engine = createProofEngine();
const struggle = engine.tables.rows.get("struggle")!;
const cases = drawCases();
const compiled = engine.compiled();
if (!compiled) throw new Error("this process allows no WebAssembly");
/** The compiled kernel, which playouts use, and the kernel's TypeScript as it is. */
const KERNELS = {
  compiled: { state: compiled.memory.state, play: playCompiled },
  typescript: { state: cases[0]!.battle.state, play: playTypescript },
};

console.error(`${BATTLES} battles, ${REPETITIONS} repetitions`);
for (let i = 0; i < 2; i++) timeShowdown();
for (let i = 0; i < 3; i++) {
  timeEngine("compiled");
  timeEngine("typescript");
}
const ratios: number[] = [];
const typescriptRatios: number[] = [];
const engineRates: number[] = [];
const showdownRates: number[] = [];
let checksums = "";
for (let i = 0; i < REPETITIONS; i++) {
  const theirs = timeShowdown();
  const ours = timeEngine("compiled");
  const typescript = timeEngine("typescript");
  for (const { checksum } of [ours, typescript]) {
    if (checksum !== theirs.checksum) throw new Error(`the engines part: ${checksum}, ${theirs.checksum}`);
  }
  checksums = ours.checksum;
  engineRates.push(ours.turnsPerSecond);
  showdownRates.push(theirs.turnsPerSecond);
  ratios.push(ours.turnsPerSecond / theirs.turnsPerSecond);
  typescriptRatios.push(typescript.turnsPerSecond / theirs.turnsPerSecond);
}
const teamFigures = timeTeams();
const playouts = timePlayouts();
const result = {
  ratioMedian: Math.round(median(ratios)),
  ratioMin: Math.round(Math.min(...ratios)),
  ratioMax: Math.round(Math.max(...ratios)),
  typescriptRatioMedian: Math.round(median(typescriptRatios)),
  engineTurnsPerSecond: Math.round(median(engineRates)),
  showdownTurnsPerSecond: Math.round(median(showdownRates)),
  checksum: checksums,
  playoutTurnsPerSecond: Math.round(playouts.turnsPerSecond),
  bytesPerTurn: playouts.bytesPerTurn,
  setUpMicroseconds: Number(timeSetUp().toFixed(2)),
  ...teamFigures,
  repetitions: REPETITIONS,
  battles: BATTLES,
};
console.log(process.argv.includes("--json") ? JSON.stringify(result) : result);

interface Case {
  readonly start: Int32Array;
  readonly battle: ReturnType<typeof engine.createMatchup>;
  /** The generator's words after the battle, where the state has them. */
  readonly ending: Int32Array;
  /** Choices of both sides, turn by turn. */
  readonly choices: Uint8Array;
  readonly spoken: readonly (readonly [string, string])[];
  readonly makeTheirs: () => ShowdownBattle;
}

/** Random legal sets, each battle played once to write its choices down. */
function drawCases(): readonly Case[] {
  const sampler = createSetSampler(facts, { seed: SEED, kind: "legal" });
  const random = createSeededRandom(SEED);
  return Array.from({ length: BATTLES }, () => {
    const [a, b] = sampler.pair();
    const seed = Array.from({ length: 4 }, () => random.next(0x10000));
    const makeTheirs = (): ShowdownBattle => startShowdown(a, b, seed);
    const theirs = makeTheirs();
    const battle = engine.createMatchup(engine.prepare(a), engine.prepare(b), {
      kind: "gen5",
      seed: theirs.prng.getSeed().split(",").map(Number) as [number, number, number, number],
    });
    const start = battle.snapshot();
    const spoken: (readonly [string, string])[] = [];
    const choices: number[] = [];
    for (let turn = 0; turn < MOST_TURNS && battle.state[RESULT] === ONGOING; turn++) {
      const legal = [battle.legalMask("a"), battle.legalMask("b")] as const;
      const pair = legal.map((mask) => nthChoice(mask, random.next(countBits(mask)))) as [number, number];
      choices.push(...pair);
      spoken.push([
        showdownChoice(pair[0], legal[0] >> 8 !== 0),
        showdownChoice(pair[1], legal[1] >> 8 !== 0),
      ]);
      battle.turn(...pair);
    }
    return {
      start,
      battle,
      ending: new Int32Array(RANDOM_STATE + 2),
      choices: Uint8Array.from(choices),
      spoken,
      makeTheirs,
    };
  });
}

function timeShowdown(): { readonly turnsPerSecond: number; readonly checksum: string } {
  const battles = cases.map(({ makeTheirs }) => makeTheirs());
  let turns = 0;
  const before = process.cpuUsage();
  battles.forEach((battle, i) => {
    for (const pair of cases[i]!.spoken) battle.makeChoices(...pair);
    turns += cases[i]!.spoken.length;
  });
  const { user, system } = process.cpuUsage(before);
  const checksum = checksumOf(
    turns,
    battles.map((battle) => battle.prng.getSeed()),
  );
  return { turnsPerSecond: (turns * 1e6) / (user + system), checksum };
}

function timeEngine(name: keyof typeof KERNELS): {
  readonly turnsPerSecond: number;
  readonly checksum: string;
} {
  const { state, play } = KERNELS[name];
  const playing = spend(() => {
    for (let round = 0; round < ENGINE_ROUNDS; round++) play();
  });
  // Setting the battles back to their start is set-up, as making a Battle is for Showdown.
  const settingUp = spend(() => {
    for (let round = 0; round < ENGINE_ROUNDS; round++) {
      for (const { start } of cases) state.set(start);
    }
  });
  const seeds = cases.map(({ ending }) => readGen5Seed(ending).join(","));
  const turns = cases.reduce((sum, { spoken }) => sum + spoken.length, 0);
  const turnsPerSecond = (turns * ENGINE_ROUNDS * 1e6) / (playing - settingUp);
  return { turnsPerSecond, checksum: checksumOf(turns, seeds) };
}

function playCompiled(): void {
  const { memory, playTurn: playCompiledTurn } = compiled!;
  const { state } = memory;
  for (const { start, choices, ending } of cases) {
    state.set(start);
    for (let i = 0; i < choices.length; i += 2) {
      playCompiledTurn(choices[i]!, choices[i + 1]!, struggle);
    }
    noteSeed(state, ending);
  }
}

function playTypescript(): void {
  const { memory, state } = cases[0]!.battle;
  for (const { start, choices, ending } of cases) {
    state.set(start);
    for (let i = 0; i < choices.length; i += 2) playTurn(memory, choices[i]!, choices[i + 1]!, struggle);
    noteSeed(state, ending);
  }
}

function noteSeed(state: Int32Array, ending: Int32Array): void {
  ending[RANDOM_STATE] = state[RANDOM_STATE]!;
  ending[RANDOM_STATE + 1] = state[RANDOM_STATE + 1]!;
}
/** Microseconds of this process's time that some work takes. */
function spend(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Six against six, as one against one above. */
function timeTeams(): Readonly<Record<string, number | string>> {
  const bench = createTeamBench(engine, facts, TEAM_BATTLES, SEED);
  bench.timeShowdown();
  for (let i = 0; i < 3; i++) {
    bench.timeEngine("compiled");
    bench.timeEngine("typescript");
  }
  const rows = Array.from({ length: REPETITIONS }, () => ({
    theirs: bench.timeShowdown(),
    compiled: bench.timeEngine("compiled"),
    typescript: bench.timeEngine("typescript"),
  }));
  for (const { theirs, compiled, typescript } of rows) {
    if (compiled.checksum !== theirs.checksum || typescript.checksum !== theirs.checksum)
      throw new Error(`the engines part: ${compiled.checksum}, ${typescript.checksum}, ${theirs.checksum}`);
  }
  const against = rows.map(({ theirs, compiled }) => compiled.turnsPerSecond / theirs.turnsPerSecond);
  return {
    teamRatioMedian: Math.round(median(against)),
    teamRatioMin: Math.round(Math.min(...against)),
    teamRatioMax: Math.round(Math.max(...against)),
    teamTypescriptRatioMedian: Math.round(
      median(rows.map(({ theirs, typescript }) => typescript.turnsPerSecond / theirs.turnsPerSecond)),
    ),
    teamTurnsPerSecond: Math.round(median(rows.map(({ compiled }) => compiled.turnsPerSecond))),
    teamShowdownTurnsPerSecond: Math.round(median(rows.map(({ theirs }) => theirs.turnsPerSecond))),
    teamPlayoutTurnsPerSecond: Math.round(bench.timePlayouts()),
    teamChecksum: rows[0]!.theirs.checksum,
    teamBattles: TEAM_BATTLES,
  };
}

/** Random playouts with the fast generator, choices included. */
function timePlayouts(): { readonly turnsPerSecond: number; readonly bytesPerTurn: number } {
  const play = (rounds: number): number => {
    let turns = 0;
    for (let round = 0; round < rounds; round++) {
      for (const { start, battle } of cases) {
        battle.state.set(start);
        battle.playout(RANDOM_POLICY, round);
        turns += battle.state[1]!;
      }
    }
    return turns;
  };
  play(100);
  // The heap also grows by what the runtime does beside the playouts: the least of several runs is theirs, and what is
  // left below a tenth of a byte a turn is the measuring itself.
  let bytesPerTurn = Number.POSITIVE_INFINITY;
  let turns = 0;
  const time = spend(() => {
    for (let i = 0; i < 6; i++) {
      const heap = process.memoryUsage().heapUsed;
      const played = play(100);
      turns += played;
      bytesPerTurn = Math.min(bytesPerTurn, Math.max(0, process.memoryUsage().heapUsed - heap) / played);
    }
  });
  return { turnsPerSecond: (turns * 1e6) / time, bytesPerTurn: Number(bytesPerTurn.toFixed(1)) };
}

/** Microseconds to set a battle up from prepared sets. */
function timeSetUp(): number {
  const sampler = createSetSampler(facts, { seed: SEED, kind: "legal" });
  const pairs = Array.from({ length: 200 }, () => sampler.pair().map((set) => engine.prepare(set)));
  const battle = engine.createMatchup(pairs[0]![0]!, pairs[0]![1]!);
  const setUp = (rounds: number): number =>
    spend(() => {
      for (let round = 0; round < rounds; round++) for (const [a, b] of pairs) battle.reset(a!, b!);
    });
  setUp(50);
  return setUp(2000) / (2000 * pairs.length);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1]!;
}

function numberFlag(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}

function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function checksumOf(turns: number, seeds: readonly string[]): string {
  const hash = seeds
    .join(";")
    .split("")
    .reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 0);
  return `${turns} turns, ${(hash >>> 0).toString(16)}`;
}
