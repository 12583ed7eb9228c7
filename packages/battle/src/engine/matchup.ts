import { type Fault, type Form, type GameFacts, InvalidInputError } from "@predictiondex/core";
import type { PokemonSet } from "../pokemon-set.ts";
import type { BattleMemory, RandomScript } from "./battle.ts";
import { type CompiledKernel, createCompiledKernel } from "./compiled-kernel.ts";
import { legalChoices } from "./kernel/choices.ts";
import { performMove } from "./kernel/perform-move.ts";
import { playTurn } from "./kernel/turn.ts";
import { BATTLE_WORDS, ONGOING, RESULT, type Result, SIDE_A, SIDE_B, TURN } from "./layout.ts";
import { type Policy, RANDOM_POLICY } from "./policy.ts";
import { type RandomSource, seedFast, seedRandom } from "./random.ts";
import { type BattleRules, type PreparedSet, prepareSet, writeTransformSpeeds } from "./sets.ts";
import { createTables, type Tables } from "./tables.ts";

/** One of the two sides. */
export type Side = "a" | "b";

/** A battle that can be played turn by turn, copied and taken back. */
export interface Battle {
  /** The whole battle; layout.ts says where things lie. */
  readonly state: Int32Array;
  /** What the kernel works on. */
  readonly memory: BattleMemory;
  readonly tables: Tables;
  /** Row of Struggle. */
  readonly struggle: number;
  readonly sets: Readonly<Record<Side, PreparedSet>>;
  /**
   * Plays a turn and gives back the result so far.
   * @throws {InvalidInputError} where a choice is not legal; the battle stays as it was.
   */
  turn(choiceA: number, choiceB: number): Result;
  /** Legal choices as a mask: bit n stands for choice n (0–3 a slot, +4 with Mega or Mega X, +8 with Mega Y). */
  legalMask(side: Side): number;
  /** Legal choices in ascending order; none once the battle is over. */
  legalChoices(side: Side): readonly number[];
  /** Copies the battle into `into`, or into a new array. */
  snapshot(into?: Int32Array): Int32Array;
  /** Takes a snapshot back. */
  restore(snapshot: Int32Array): void;
  /** Starts a battle between other sets in the same place; allocates nothing. */
  reset(a: PreparedSet, b: PreparedSet, random?: RandomSource): void;
  /** Puts another generator in place. */
  reseed(source: RandomSource): void;
  /** Plays to the end from here with the fast generator; allocates nothing. */
  playout(policy: Policy, seed: number): Result;
}

/** What an engine is made of. */
export interface Engine {
  readonly tables: Tables;
  /** Lays a set out for battles under a rule set. */
  prepare(set: PokemonSet, rules?: BattleRules): PreparedSet;
  /** The compiled kernel of these tables, undefined where there can be none; all battles' playouts share it. */
  readonly compiled: () => CompiledKernel | undefined;
  /** A battle at its start. */
  createMatchup(a: PreparedSet, b: PreparedSet, random?: RandomSource, script?: RandomScript): Battle;
}

const DEFAULT_RANDOM: RandomSource = { kind: "fast", seed: 1 };

/** Builds an engine from the game's numbers. */
export function createEngine(facts: Pick<GameFacts, "moves" | "effectiveness" | "forms">): Engine {
  const tables = createTables(facts.moves, facts.effectiveness);
  const struggle = tables.rows.get("struggle")!;
  const megas = new Map<string, Form[]>();
  for (const form of facts.forms) {
    if (form.kind !== "mega") continue;
    const known = megas.get(form.species);
    if (known) known.push(form);
    else megas.set(form.species, [form]);
  }
  let kernel: CompiledKernel | undefined | null = null;
  const compiled = (): CompiledKernel | undefined => {
    if (kernel === null) kernel = createCompiledKernel(tables.words);
    return kernel;
  };
  return {
    tables,
    compiled,
    prepare: (set, rules = "no-restrictions") =>
      prepareSet(set, rules, megas.get(set.form.species) ?? [], tables),
    createMatchup: (a, b, random = DEFAULT_RANDOM, script) => {
      const state = new Int32Array(BATTLE_WORDS);
      const memory: BattleMemory = { state, tables: tables.words, script, callMove: performMove };
      const battle = new KernelBattle(tables, { a, b }, memory, struggle, compiled);
      battle.reset(a, b, random);
      return battle;
    },
  };
}

class KernelBattle implements Battle {
  readonly state: Int32Array;
  readonly memory: BattleMemory;
  readonly tables: Tables;
  sets: Readonly<Record<Side, PreparedSet>>;
  readonly struggle: number;
  readonly #compiled: () => CompiledKernel | undefined;

  constructor(
    tables: Tables,
    sets: Readonly<Record<Side, PreparedSet>>,
    memory: BattleMemory,
    struggle: number,
    compiled: () => CompiledKernel | undefined,
  ) {
    this.tables = tables;
    this.sets = sets;
    this.memory = memory;
    this.state = memory.state;
    this.struggle = struggle;
    this.#compiled = compiled;
  }

  turn(choiceA: number, choiceB: number): Result {
    if (!this.#isLegal("a", choiceA) || !this.#isLegal("b", choiceB)) {
      throw new InvalidInputError([...this.#faultsOf("a", choiceA), ...this.#faultsOf("b", choiceB)]);
    }
    playTurn(this.memory, choiceA, choiceB, this.struggle);
    return this.state[RESULT] as Result;
  }

  legalMask(side: Side): number {
    return legalChoices(this.state, this.memory.tables, side === "a" ? SIDE_A : SIDE_B);
  }

  legalChoices(side: Side): readonly number[] {
    const mask = this.legalMask(side);
    return Array.from({ length: 12 }, (_, choice) => choice).filter((choice) => ((mask >> choice) & 1) !== 0);
  }

  snapshot(into: Int32Array = new Int32Array(this.state.length)): Int32Array {
    into.set(this.state);
    return into;
  }

  restore(snapshot: Int32Array): void {
    this.state.set(snapshot);
  }

  reset(a: PreparedSet, b: PreparedSet, random: RandomSource = DEFAULT_RANDOM): void {
    const { state, sets } = this;
    if (sets.a !== a || sets.b !== b) this.sets = { a, b };
    state.fill(0, 0, SIDE_A);
    state.set(a.words, SIDE_A);
    state.set(b.words, SIDE_B);
    writeTransformSpeeds(state, SIDE_A, a, b);
    writeTransformSpeeds(state, SIDE_B, b, a);
    seedRandom(state, random);
  }

  reseed(source: RandomSource): void {
    seedRandom(this.state, source);
  }

  playout(policy: Policy, seed: number): Result {
    const { state, memory, struggle } = this;
    seedFast(state, seed);
    const compiled = policy.selfContained ? this.#compiled() : undefined;
    if (compiled) {
      compiled.memory.state.set(state);
      playOutCompiled(compiled, policy, struggle);
      state.set(compiled.memory.state);
    } else {
      while (state[RESULT] === ONGOING) {
        const a = policy.choose(memory, SIDE_A, legalChoices(state, memory.tables, SIDE_A));
        const b = policy.choose(memory, SIDE_B, legalChoices(state, memory.tables, SIDE_B));
        playTurn(memory, a, b, struggle);
      }
    }
    return state[RESULT] as Result;
  }

  #isLegal(side: Side, choice: number): boolean {
    return (
      Number.isInteger(choice) && choice >= 0 && choice < 12 && ((this.legalMask(side) >> choice) & 1) !== 0
    );
  }

  #faultsOf(side: Side, choice: number): readonly Fault[] {
    if (this.#isLegal(side, choice)) return [];
    const legal = this.legalChoices(side).join(", ");
    const detail =
      this.state[RESULT] === ONGOING
        ? `side ${side} can't choose ${choice}: legal choices are ${legal} (turn ${this.state[TURN]! + 1})`
        : `side ${side} can't choose ${choice}: the battle is over`;
    return [{ pointer: `/choices/${side}`, detail }];
  }
}

function playOutCompiled(
  { memory, playTurn, legalChoices, playAtRandom }: CompiledKernel,
  policy: Policy,
  struggle: number,
): void {
  if (policy === RANDOM_POLICY) {
    playAtRandom(struggle);
    return;
  }
  const { state } = memory;
  while (state[RESULT] === ONGOING) {
    const a = policy.choose(memory, SIDE_A, legalChoices(SIDE_A));
    const b = policy.choose(memory, SIDE_B, legalChoices(SIDE_B));
    playTurn(a, b, struggle);
  }
}
