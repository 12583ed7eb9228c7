// Plays the same battles in the engine and in Pokémon Showdown and compares them after every turn.

import { createSeededRandom, type GameFacts } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import type { CompiledKernel } from "../../src/engine/compiled-kernel.ts";
import { nthChoice } from "../../src/engine/kernel/choices.ts";
import * as at from "../../src/engine/layout.ts";
import { type Battle, createEngine, type Engine } from "../../src/engine/matchup.ts";
import { ROW_WORDS } from "../../src/engine/tables.ts";
import { TRACE_FAILED, TRACE_HIT, TRACE_IMMUNE, TRACE_MISSED } from "../../src/engine/trace.ts";
import type { PokemonSet } from "../../src/pokemon-set.ts";
import { findDifference } from "./compare.ts";
import { createSetSampler, withCelebrate } from "./sample-sets.ts";
import { showdownChoice, startShowdown } from "./showdown.ts";

/** A battle that can be played again: sets, Showdown's seed, and both sides' choices turn by turn. */
export interface LockstepCase {
  readonly a: PokemonSet;
  readonly b: PokemonSet;
  readonly seed: readonly [number, number, number, number];
  readonly choices: readonly (readonly [number, number])[];
  /** Turns counted before the first choice, set in both engines; none by default. */
  readonly turnsBefore?: number | undefined;
}

/** Where the two engines part. */
export interface Mismatch {
  readonly difference: string;
  /** Turn (from 1) after which they differ; 0 at the start. */
  readonly turn: number;
  readonly battle: LockstepCase;
}

/** How a move was used, by what came of it. */
export interface MoveUses {
  hit: number;
  missed: number;
  failed: number;
  immune: number;
}

export interface LockstepOptions {
  readonly battles: number;
  readonly seed: number;
  readonly species?: readonly string[];
  readonly moves?: readonly string[];
  readonly kind?: "legal" | "mixed";
  /** Turns after which a battle is left; 200 by default. */
  readonly mostTurns?: number;
  /** Mismatches after which the run stops; 1 by default. */
  readonly mostMismatches?: number;
  /** Whether the compiled kernel plays along; true by default. */
  readonly compiled?: boolean;
  readonly onProgress?: (battles: number, turns: number) => void;
}

export interface LockstepResult {
  readonly battles: number;
  readonly turns: number;
  readonly mismatches: readonly Mismatch[];
  readonly usesPerMove: Readonly<Record<string, Readonly<MoveUses>>>;
  /** Share of turns at whose start both Speeds were equal. */
  readonly tiedSpeedShare: number;
  readonly megaEvolutions: number;
}

const PROGRESS_EVERY = 500;
/** Moves that use another. */
const CALLERS = ["metronome", "mirror-move"];

/** The engine on the committed tables, with Celebrate. */
export function createProofEngine(facts: GameFacts = withCelebrate(loadBundledFacts())): Engine {
  return createEngine(facts);
}

/** Plays `battles` random battles in lockstep. */
export function runLockstep(options: LockstepOptions): LockstepResult {
  const facts = withCelebrate(loadBundledFacts());
  const engine = createEngine(facts);
  const sampler = createSetSampler(facts, options);
  const random = createSeededRandom(options.seed ^ 0x5bd1e995);
  const mismatches: Mismatch[] = [];
  const uses = new Map<string, MoveUses>();
  const counts = { turns: 0, tied: 0, megas: 0 };
  let battles = 0;
  while (battles < options.battles && mismatches.length < (options.mostMismatches ?? 1)) {
    const [a, b] = sampler.pair();
    const word = (): number => random.next(0x10000);
    const seed = [word(), word(), word(), word()] as const;
    const choose = (_turn: number, side: 0 | 1, legal: number): number => {
      void side;
      let count = 0;
      for (let rest = legal; rest !== 0; rest &= rest - 1) count++;
      return nthChoice(legal, random.next(count));
    };
    const compiled = options.compiled === false ? undefined : engine.compiled();
    const most = options.mostTurns ?? 200;
    const mismatch = playBoth(engine, compiled, { a, b, seed }, choose, most, (battle, start) => {
      counts.turns++;
      if (start.tied) counts.tied++;
      if (start.mega) counts.megas++;
      countUses(battle, uses);
    });
    if (mismatch) mismatches.push(mismatch);
    battles++;
    if (battles % PROGRESS_EVERY === 0) options.onProgress?.(battles, counts.turns);
  }
  return {
    battles,
    turns: counts.turns,
    mismatches,
    usesPerMove: Object.fromEntries([...uses].sort(([left], [right]) => (left < right ? -1 : 1))),
    tiedSpeedShare: counts.turns === 0 ? 0 : counts.tied / counts.turns,
    megaEvolutions: counts.megas,
  };
}

/** Plays a stored case again; undefined where both engines agree to its end. */
export function replayCase(
  engine: Engine,
  battle: LockstepCase,
  options: Pick<LockstepOptions, "compiled"> = {},
): Mismatch | undefined {
  const choose = (turn: number, side: 0 | 1, legal: number): number => {
    const choice = battle.choices[turn]![side];
    return ((legal >> choice) & 1) !== 0 ? choice : nthChoice(legal, 0);
  };
  const compiled = options.compiled === false ? undefined : engine.compiled();
  return playBoth(engine, compiled, battle, choose, battle.choices.length, () => {});
}

function playBoth(
  engine: Engine,
  compiled: CompiledKernel | undefined,
  { a, b, seed, turnsBefore }: Omit<LockstepCase, "choices">,
  choose: (turn: number, side: 0 | 1, legal: number) => number,
  mostTurns: number,
  afterTurn: (battle: Battle, start: { readonly tied: boolean; readonly mega: boolean }) => void,
): Mismatch | undefined {
  const theirs = startShowdown(a, b, seed);
  const ours = engine.createMatchup(engine.prepare(a), engine.prepare(b), {
    kind: "gen5",
    seed: theirs.prng.getSeed().split(",").map(Number) as [number, number, number, number],
  });
  ours.state[at.SIDE_A + at.TIE_SPEED] = theirs.sides[0]!.pokemon[0]!.speed;
  ours.state[at.SIDE_B + at.TIE_SPEED] = theirs.sides[1]!.pokemon[0]!.speed;
  if (turnsBefore !== undefined) {
    ours.state[at.TURN] = turnsBefore;
    theirs.turn = turnsBefore + 1;
  }
  const choices: (readonly [number, number])[] = [];
  const found = (difference: string): Mismatch => ({
    difference,
    turn: choices.length,
    battle: { a, b, seed, choices, ...(turnsBefore !== undefined && { turnsBefore }) },
  });
  const atStart = findDifference(ours, theirs);
  if (atStart) return found(atStart);
  while (!theirs.ended && choices.length < mostTurns) {
    const legalA = ours.legalMask("a");
    const legalB = ours.legalMask("b");
    const pair = [choose(choices.length, 0, legalA), choose(choices.length, 1, legalB)] as const;
    const twoA = legalA >> 8 !== 0;
    const twoB = legalB >> 8 !== 0;
    choices.push(pair);
    compiled?.memory.state.set(ours.state);
    try {
      theirs.makeChoices(showdownChoice(pair[0], twoA), showdownChoice(pair[1], twoB));
      compiled?.playTurn(pair[0], pair[1], ours.struggle);
      ours.turn(pair[0], pair[1]);
    } catch (error) {
      return found(`threw ${error instanceof Error ? error.stack : error}`);
    }
    const tied = ours.state[at.SIDE_A + at.TIE_SPEED] === ours.state[at.SIDE_B + at.TIE_SPEED];
    afterTurn(ours, { tied, mega: pair[0] >= 4 || pair[1] >= 4 });
    const difference = findDifference(ours, theirs) ?? (compiled && findCompiledDifference(ours, compiled));
    if (difference) return found(difference);
  }
  return undefined;
}

/** Where the compiled kernel's state is not the kernel's, to the last word. */
function findCompiledDifference(ours: Battle, compiled: CompiledKernel): string | undefined {
  const { state } = compiled.memory;
  const word = ours.state.findIndex((value, i) => value !== state[i]);
  if (word >= 0) return `compiled kernel: word ${word} is ${state[word]}, not ${ours.state[word]}`;
  const legal = [compiled.legalChoices(at.SIDE_A), compiled.legalChoices(at.SIDE_B)].join(" ");
  const own = `${ours.legalMask("a")} ${ours.legalMask("b")}`;
  return legal === own ? undefined : `compiled kernel: legal choices are ${legal}, not ${own}`;
}

/** Counts what came of both sides' moves of a turn. */
export function countUses(
  { state, tables }: Pick<Battle, "state" | "tables">,
  uses: Map<string, MoveUses>,
): void {
  for (const side of [at.SIDE_A, at.SIDE_B]) {
    const move = state[side + at.TRACE_MOVE]!;
    const outcome = outcomeOf(state[side + at.TRACE]!);
    if (outcome === undefined) continue;
    usesOf(tables.slugs[move / ROW_WORDS]!, uses)[outcome]++;
    // A move that called another has worked.
    const own = tables.slugs[state[side + at.LAST_MOVE]! / ROW_WORDS]!;
    if (state[side + at.LAST_MOVE] !== move && CALLERS.includes(own)) usesOf(own, uses).hit++;
  }
}

function outcomeOf(trace: number): keyof MoveUses | undefined {
  if ((trace & TRACE_HIT) !== 0) return "hit";
  if ((trace & TRACE_MISSED) !== 0) return "missed";
  if ((trace & TRACE_IMMUNE) !== 0) return "immune";
  return (trace & TRACE_FAILED) !== 0 ? "failed" : undefined;
}

function usesOf(slug: string, uses: Map<string, MoveUses>): MoveUses {
  let known = uses.get(slug);
  if (!known) {
    known = { hit: 0, missed: 0, failed: 0, immune: 0 };
    uses.set(slug, known);
  }
  return known;
}
