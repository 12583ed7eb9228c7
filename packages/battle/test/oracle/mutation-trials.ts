// Battles that changed kernels are tried on. A changed kernel plays beside the compiled one, which equals Showdown; only
// where their states part is Showdown asked, so that a change counts as caught by the proof itself.

import { PRNG } from "@pkmn/sim";
import { createSeededRandom } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import type { BattleMemory } from "../../src/engine/battle.ts";
import { canonicalize } from "../../src/engine/canonical.ts";
import type { CompiledKernel } from "../../src/engine/compiled-kernel.ts";
import { nthChoice } from "../../src/engine/kernel/choices.ts";
import * as at from "../../src/engine/layout.ts";
import { createEngine } from "../../src/engine/matchup.ts";
import { type RandomSource, seedFast, seedRandom } from "../../src/engine/random.ts";
import { TRACE_HIT } from "../../src/engine/trace.ts";
import { idleBattle, readFixtures } from "./fixtures.ts";
import type { LockstepCase, Mismatch } from "./lockstep.ts";
import { createSetSampler, withCelebrate } from "./sample-sets.ts";
import { startShowdown } from "./showdown.ts";
import { type ChangedTeamKernel, createTeamTrials, type TeamTrials, tryTeamKernel } from "./team-trials.ts";

/** The functions of a kernel that a change can show in. */
export interface ChangedKernel extends ChangedTeamKernel {
  playTurn(battle: BattleMemory, choiceA: number, choiceB: number, struggle: number): void;
  beginTurn(battle: BattleMemory, choiceA: number, choiceB: number, struggle: number): void;
  stepTurn(battle: BattleMemory): boolean;
  legalChoices(state: Int32Array, tables: Int32Array, side: number): number;
  playAtRandom(battle: BattleMemory, struggle: number): void;
  readonly performMove: BattleMemory["callMove"];
  seedRandom(state: Int32Array, source: RandomSource): void;
  readGen5Seed(state: Int32Array): readonly number[];
  pick(battle: BattleMemory, n: number): number;
  /** Plays a battle in lockstep with Showdown. */
  replay(battle: LockstepCase): Promise<Mismatch | undefined>;
}

/** Battles and the compiled kernel to hold changed kernels against. */
export interface Trials {
  readonly compiled: CompiledKernel;
  readonly struggle: number;
  readonly battles: readonly TrialBattle[];
  readonly teams: TeamTrials;
}

interface TrialBattle extends Omit<LockstepCase, "choices"> {
  /** Seeds what is chosen at random; a stored battle more or less changes no other's. */
  readonly number: number;
  /** State at the first choice. */
  readonly start: Int32Array;
  /** What both sides choose in a stored battle; other battles are played at random. */
  readonly choices?: LockstepCase["choices"];
}

/** Moves of which each set of a focused battle holds at least one: rare meetings of mechanics. */
const FOCUSES: readonly (readonly string[])[] = [
  ["toxic", "minimize"],
  ["wrap", "leech-seed", "will-o-wisp"],
  ["outrage", "protect"],
  ["bide", "substitute", "rage"],
  ["encore", "disable", "taunt"],
  ["counter", "mirror-coat", "dig", "fly"],
  ["transform", "mimic", "metronome", "mirror-move"],
  ["reflect", "light-screen", "mist", "brick-break"],
];
const MOST_TURNS = 200;
/** What a battle may start from; the trials' own states are seeded by the kernel as it is. */
const SOURCES: readonly RandomSource[] = [
  { kind: "gen5", seed: [1, 2, 3, 4] },
  { kind: "fast", seed: 5 },
  { kind: "scripted" },
];
/** Gen5 seeds to draw from: one where the lower half's product carries nothing. */
const GEN5_SEEDS = [
  [1, 2, 3, 4],
  [1, 2, 0, 0],
] as const;
/** Turns at the start of a battle that are played in steps as well. */
const STEPPED_TURNS = 4;
/** Differences that Showdown does not see after which a change counts as invisible. */
const MOST_INVISIBLE = 12;

/** The stored battles, then `battles` general ones and a tenth as many for each focus. */
export function createTrials(battles: number, seed: number): Trials {
  const facts = withCelebrate(loadBundledFacts());
  const engine = createEngine(facts);
  const compiled = engine.compiled();
  if (!compiled) throw new Error("mutations need WebAssembly");
  const begin = ({ a, b, seed: start, turnsBefore = 0 }: Omit<LockstepCase, "choices">): Int32Array => {
    const theirs = startShowdown(a, b, start);
    const { state } = engine.createMatchup(engine.prepare(a), engine.prepare(b), {
      kind: "gen5",
      seed: theirs.prng.getSeed().split(",").map(Number) as [number, number, number, number],
    });
    state[at.TURN] = turnsBefore;
    state[at.SIDE_A + at.TIE_SPEED] = theirs.sides[0]!.pokemon[0]!.speed;
    state[at.SIDE_B + at.TIE_SPEED] = theirs.sides[1]!.pokemon[0]!.speed;
    return state;
  };
  const stored = [...readFixtures(facts).values(), idleBattle(facts)];
  const drawn = [undefined, ...FOCUSES].flatMap((moves, i) => {
    const sampler = createSetSampler(facts, { seed: seed + i, ...(moves && { moves }) });
    const random = createSeededRandom(seed + i);
    return Array.from({ length: moves ? Math.ceil(battles / 10) : battles }, () => {
      const [a, b] = sampler.pair();
      const word = (): number => random.next(0x10000);
      return { a, b, seed: [word(), word(), word(), word()] as const };
    });
  });
  const number = (battle: Omit<LockstepCase, "choices">, i: number): TrialBattle => ({
    ...battle,
    number: i,
    start: begin(battle),
  });
  return {
    compiled,
    struggle: engine.tables.rows.get("struggle")!,
    battles: [...stored.map(number), ...drawn.map(number)],
    teams: createTeamTrials(engine, facts, Math.ceil(battles / 10), seed),
  };
}

/** What gives a changed kernel away, or undefined where nothing does. */
export async function tryKernel(
  { compiled, struggle, battles, teams }: Trials,
  changed: ChangedKernel,
): Promise<string | undefined> {
  const state = new Int32Array(at.BATTLE_WORDS);
  const { tables } = compiled.memory;
  const memory: BattleMemory = { state, tables, script: undefined, callMove: changed.performMove };
  const steps: BattleMemory = { ...memory, state: new Int32Array(at.BATTLE_WORDS) };
  const seeded = new Int32Array(at.BATTLE_WORDS);
  for (const source of SOURCES) {
    seedRandom(seeded.fill(-1), source);
    changed.seedRandom(state.fill(-1), source);
    if (state.some((word, i) => word !== seeded[i])) return `${source.kind} generator: another seed`;
  }
  for (const seed of GEN5_SEEDS) {
    changed.seedRandom(state, { kind: "gen5", seed });
    changed.pick(memory, 100);
    const theirs = new PRNG(seed.join(",") as `${number},${number},${number},${number}`);
    theirs.random();
    if (changed.readGen5Seed(state).join() !== theirs.getSeed()) return `gen5 generator: another number`;
  }
  let invisible = 0;
  for (const battle of battles) {
    const { number } = battle;
    const random = createSeededRandom(number);
    const choices: [number, number][] = [];
    state.set(battle.start);
    compiled.memory.state.set(battle.start);
    const most = battle.choices?.length ?? MOST_TURNS;
    while (choices.length < most && compiled.memory.state[at.RESULT] === at.ONGOING) {
      const stored = battle.choices?.[choices.length];
      const pair = [at.SIDE_A, at.SIDE_B].map((side, i) => {
        const legal = compiled.legalChoices(side);
        if (stored === undefined) return nthChoice(legal, random.next(countBits(legal)));
        return ((legal >> stored[i]!) & 1) !== 0 ? stored[i]! : nthChoice(legal, 0);
      }) as [number, number];
      choices.push(pair);
      compiled.playTurn(...pair, struggle);
      steps.state.set(state);
      changed.playTurn(memory, ...pair, struggle);
      if (choices.length <= STEPPED_TURNS && !endsAlikeInSteps(memory, steps, changed, pair, struggle))
        return `${nameOf(battle)}: the turn taken in steps ends otherwise`;
      if (isSame(memory, compiled, changed)) continue;
      const mismatch = await changed.replay({ ...battle, choices: [...choices, ...choices.slice(0, 3)] });
      if (mismatch) return `${nameOf(battle)}: ${mismatch.difference.split("\n")[0]!.slice(0, 80)}`;
      if (++invisible > MOST_INVISIBLE) return await tryTeamKernel(teams, changed);
      state.set(compiled.memory.state);
    }
    // The proof draws by gen5 and chooses for both sides; playouts draw by the fast generator and choose themselves.
    for (const { memory: own } of [{ memory }, compiled]) {
      own.state.set(battle.start);
      seedFast(own.state, number);
    }
    compiled.playAtRandom(struggle);
    changed.playAtRandom(memory, struggle);
    if (state[at.RESULT] !== compiled.memory.state[at.RESULT])
      return `playout of ${nameOf(battle)}: another result`;
  }
  return await tryTeamKernel(teams, changed);
}

function nameOf({ number, choices }: TrialBattle): string {
  return `${choices ? "stored" : "drawn"} battle ${number + 1}`;
}

/** Whether the turn, taken action by action as the enumeration of chance does it, comes to the same. */
function endsAlikeInSteps(
  whole: BattleMemory,
  steps: BattleMemory,
  changed: ChangedKernel,
  pair: readonly [number, number],
  struggle: number,
): boolean {
  const { state } = steps;
  changed.beginTurn(steps, ...pair, struggle);
  while (state[at.QUEUE_COUNT]! > 0 && state[at.RESULT] === at.ONGOING) changed.stepTurn(steps);
  const queueEnd = at.QUEUE_KEYS + at.QUEUE_SIZE;
  return state.every((word, i) => (i >= at.QUEUE_COUNT && i < queueEnd) || word === whole.state[i]);
}

/** Whether both kernels stand in the same position, what no rule reads left aside. */
function isSame({ state, tables }: BattleMemory, compiled: CompiledKernel, changed: ChangedKernel): boolean {
  const theirs = compiled.memory.state;
  for (const side of [at.SIDE_A, at.SIDE_B]) {
    if (((state[side + at.TRACE]! ^ theirs[side + at.TRACE]!) & TRACE_HIT) !== 0) return false;
  }
  if (state.some((word, i) => word !== theirs[i])) {
    const [own, other] = [state.slice(), theirs.slice()];
    // The generator's state is compared, which canonicalize clears.
    for (let i = 0; i < 4; i++) if (own[at.RANDOM_STATE + i] !== other[at.RANDOM_STATE + i]) return false;
    canonicalize(own);
    canonicalize(other);
    if (own.some((word, i) => word !== other[i])) return false;
  }
  return [at.SIDE_A, at.SIDE_B].every(
    (side) => changed.legalChoices(state, tables, side) === compiled.legalChoices(side),
  );
}

function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
