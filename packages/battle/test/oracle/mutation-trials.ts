// Battles that changed kernels are tried on. A changed kernel plays beside the compiled one, which equals Showdown; only
// where their states part is Showdown asked, so that a change counts as caught by the proof itself.

import { createSeededRandom } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import type { BattleMemory } from "../../src/engine/battle.ts";
import { canonicalize } from "../../src/engine/canonical.ts";
import type { CompiledKernel } from "../../src/engine/compiled-kernel.ts";
import { nthChoice } from "../../src/engine/kernel/choices.ts";
import * as at from "../../src/engine/layout.ts";
import { createEngine } from "../../src/engine/matchup.ts";
import { type RandomSource, seedFast, seedRandom } from "../../src/engine/random.ts";
import type { LockstepCase, Mismatch } from "./lockstep.ts";
import { createSetSampler, withCelebrate } from "./sample-sets.ts";
import { startShowdown } from "./showdown.ts";

/** The functions of a kernel that a change can show in. */
export interface ChangedKernel {
  playTurn(battle: BattleMemory, choiceA: number, choiceB: number, struggle: number): void;
  legalChoices(state: Int32Array, tables: Int32Array, side: number): number;
  playAtRandom(battle: BattleMemory, struggle: number): void;
  readonly performMove: BattleMemory["callMove"];
  seedRandom(state: Int32Array, source: RandomSource): void;
  /** Plays a battle in lockstep with Showdown. */
  replay(battle: LockstepCase): Promise<Mismatch | undefined>;
}

/** Battles and the compiled kernel to hold changed kernels against. */
export interface Trials {
  readonly compiled: CompiledKernel;
  readonly struggle: number;
  readonly battles: readonly TrialBattle[];
}

interface TrialBattle extends Pick<LockstepCase, "a" | "b" | "seed"> {
  /** State at the first choice. */
  readonly start: Int32Array;
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
/** Differences that Showdown does not see after which a change counts as invisible. */
const MOST_INVISIBLE = 12;

/** Draws `battles` general battles and a tenth as many for each focus. */
export function createTrials(battles: number, seed: number): Trials {
  const facts = withCelebrate(loadBundledFacts());
  const engine = createEngine(facts);
  const compiled = engine.compiled();
  if (!compiled) throw new Error("mutations need WebAssembly");
  const drawn = [undefined, ...FOCUSES].flatMap((moves, i) => {
    const sampler = createSetSampler(facts, { seed: seed + i, ...(moves && { moves }) });
    const random = createSeededRandom(seed + i);
    return Array.from({ length: moves ? Math.ceil(battles / 10) : battles }, (): TrialBattle => {
      const [a, b] = sampler.pair();
      const word = (): number => random.next(0x10000);
      const start = [word(), word(), word(), word()] as const;
      const theirs = startShowdown(a, b, start);
      const { state } = engine.createMatchup(engine.prepare(a), engine.prepare(b), {
        kind: "gen5",
        seed: theirs.prng.getSeed().split(",").map(Number) as [number, number, number, number],
      });
      state[at.SIDE_A + at.TIE_SPEED] = theirs.sides[0]!.pokemon[0]!.speed;
      state[at.SIDE_B + at.TIE_SPEED] = theirs.sides[1]!.pokemon[0]!.speed;
      return { a, b, seed: start, start: state };
    });
  });
  return { compiled, struggle: engine.tables.rows.get("struggle")!, battles: drawn };
}

/** What gives a changed kernel away, or undefined where nothing does. */
export async function tryKernel(
  { compiled, struggle, battles }: Trials,
  changed: ChangedKernel,
): Promise<string | undefined> {
  const state = new Int32Array(at.BATTLE_WORDS);
  const { tables } = compiled.memory;
  const memory: BattleMemory = { state, tables, script: undefined, callMove: changed.performMove };
  const seeded = new Int32Array(at.BATTLE_WORDS);
  for (const source of SOURCES) {
    seedRandom(seeded.fill(-1), source);
    changed.seedRandom(state.fill(-1), source);
    if (state.some((word, i) => word !== seeded[i])) return `${source.kind} generator: another seed`;
  }
  let invisible = 0;
  for (const [number, battle] of battles.entries()) {
    const random = createSeededRandom(number);
    const choices: [number, number][] = [];
    state.set(battle.start);
    compiled.memory.state.set(battle.start);
    while (choices.length < MOST_TURNS && compiled.memory.state[at.RESULT] === at.ONGOING) {
      const pair = [at.SIDE_A, at.SIDE_B].map((side) => {
        const legal = compiled.legalChoices(side);
        return nthChoice(legal, random.next(countBits(legal)));
      }) as [number, number];
      choices.push(pair);
      compiled.playTurn(...pair, struggle);
      changed.playTurn(memory, ...pair, struggle);
      if (isSame(memory, compiled, changed)) continue;
      const mismatch = await changed.replay({ ...battle, choices: [...choices, ...choices.slice(0, 3)] });
      if (mismatch) return `battle ${number + 1}: ${mismatch.difference.split("\n")[0]!.slice(0, 80)}`;
      if (++invisible > MOST_INVISIBLE) return undefined;
      state.set(compiled.memory.state);
    }
    // The proof draws by gen5 and chooses for both sides; playouts draw by the fast generator and choose themselves.
    for (const { memory: own } of [{ memory }, compiled]) {
      own.state.set(battle.start);
      seedFast(own.state, number);
    }
    compiled.playAtRandom(struggle);
    changed.playAtRandom(memory, struggle);
    if (state[at.RESULT] !== compiled.memory.state[at.RESULT]) return `playout ${number + 1}: another result`;
  }
  return undefined;
}

/** Whether both kernels stand in the same position, what no rule reads left aside. */
function isSame({ state, tables }: BattleMemory, compiled: CompiledKernel, changed: ChangedKernel): boolean {
  const theirs = compiled.memory.state;
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
