// Decoupled search on the kernel: each side chooses by its own upper confidence bound, every iteration plays a battle to
// its end, and what is learnt is kept by public state. A state is kept twice, with HP in fine and in coarse steps: the
// coarse node decides until the fine one has been seen often enough, so that nothing starts from ignorance.

import type { BattleMemory } from "../engine/battle.ts";
import { legalChoices } from "../engine/kernel/choices.ts";
import { performMove } from "../engine/kernel/perform-move.ts";
import { playTurn } from "../engine/kernel/turn.ts";
import {
  A_WINS,
  B_WINS,
  ONGOING,
  RANDOM_KIND,
  RANDOM_STATE,
  RESULT,
  SIDE_A,
  SIDE_B,
} from "../engine/layout.ts";
import { FAST, pick, seedFast } from "../engine/random.ts";
import { addNode, bitAt, clearNodeTable, countBits, createNodeTable, findNode, type NodeTable } from "./node-table.ts";
import { followTimers, hashPublic, type PublicView, redrawTimers, TIMERS } from "./public-state.ts";

/** Weight of the confidence bound. */
const EXPLORATION = 0.5;
/** Visits for each choice from which a fine node decides for itself. */
const SEEN_OFTEN = 30;
const FINE_STEPS = 24;
const COARSE_STEPS = 6;
/** Choices visited less than this part of the most visited are not played when the battle counts. */
const RARE = 0.15;
const MOST_TURNS = 1024;
const COARSE_SALT = 0x5bd1e994;

/** A battle to search: its state, and what its players know. */
export interface SearchProblem {
  readonly state: Int32Array;
  readonly tables: Int32Array;
  readonly struggle: number;
  readonly rest: number;
  /** See TIMERS. */
  readonly timers: Int32Array;
  readonly view: Omit<PublicView, "hpSteps">;
}

let spareTable: NodeTable | undefined;

/** A search under way. Its table is one of a kind at a time: a second search at once makes its own. */
export class TreeSearch {
  /** Kernel turns played so far. */
  turns = 0;
  readonly memory: BattleMemory;
  readonly #problem: SearchProblem;
  readonly #table: NodeTable;
  readonly #fine: PublicView;
  readonly #coarse: PublicView;
  readonly #timers = new Int32Array(2 * TIMERS);
  readonly #hash = new Int32Array(2);
  readonly #fineNodes = new Int32Array(MOST_TURNS);
  readonly #coarseNodes = new Int32Array(MOST_TURNS);
  readonly #placesA = new Int32Array(MOST_TURNS);
  readonly #placesB = new Int32Array(MOST_TURNS);
  readonly #pick: (n: number) => number;

  constructor(problem: SearchProblem, seed: number) {
    const { state, tables, view } = problem;
    this.#problem = problem;
    this.#table = spareTable ?? createNodeTable();
    spareTable = undefined;
    clearNodeTable(this.#table);
    this.#fine = { ...view, hpSteps: FINE_STEPS };
    this.#coarse = { ...view, hpSteps: COARSE_STEPS };
    this.memory = { state: state.slice(), tables, script: undefined, callMove: performMove };
    seedFast(this.memory.state, seed);
    this.#pick = (n) => pick(this.memory, n);
  }

  /** Gives the table back for the next search. */
  release(): void {
    spareTable = this.#table;
  }

  /** Distinct public states in the table. */
  get nodes(): number {
    return this.#table.count;
  }

  /** Plays one battle with exploration and learns from it; gives back A's result. */
  learn(): number {
    this.#begin();
    const { state } = this.memory;
    let depth = 0;
    while (state[RESULT] === ONGOING) {
      const fine = this.#node(this.#fine, 0);
      const coarse = this.#node(this.#coarse, COARSE_SALT);
      const node = this.#deciding(fine, coarse);
      if (node < 0) {
        this.#playAtRandom();
        continue;
      }
      const placeA = this.#explore(node, true);
      const placeB = this.#explore(node, false);
      this.#fineNodes[depth] = fine;
      this.#coarseNodes[depth] = coarse;
      this.#placesA[depth] = placeA;
      this.#placesB[depth] = placeB;
      depth++;
      this.#play(bitAt(this.#table.choicesA[node]!, placeA), bitAt(this.#table.choicesB[node]!, placeB));
    }
    const result = resultOf(state);
    for (let d = 0; d < depth; d++) {
      this.#note(this.#fineNodes[d]!, this.#placesA[d]!, this.#placesB[d]!, result);
      this.#note(this.#coarseNodes[d]!, this.#placesA[d]!, this.#placesB[d]!, result);
    }
    return result;
  }

  /** Puts the battle at its start, with hidden timers drawn anew, and plays one turn. False once it is over. */
  open(choiceA: number, choiceB: number): boolean {
    this.#begin();
    this.#play(choiceA, choiceB);
    return this.memory.state[RESULT] === ONGOING;
  }

  /** Hash of the state now under a view of its own: fills `out`. */
  hashNow(hpSteps: number, out: Int32Array): void {
    hashPublic(this.memory.state, this.#timers, { ...this.#fine, hpSteps }, out);
  }

  /** Plays the battle to its end as learnt, without exploration or learning; gives back A's result. */
  finish(): number {
    const { state } = this.memory;
    while (state[RESULT] === ONGOING) {
      const node = this.#deciding(this.#find(this.#fine, 0), this.#find(this.#coarse, COARSE_SALT));
      if (node < 0) {
        this.#playAtRandom();
        continue;
      }
      const placeA = this.#draw(node, true);
      const placeB = this.#draw(node, false);
      this.#play(bitAt(this.#table.choicesA[node]!, placeA), bitAt(this.#table.choicesB[node]!, placeB));
    }
    return resultOf(state);
  }

  /** The share of each choice (by place) in what a side would play at the start; false where nothing is learnt yet. */
  shares(isA: boolean, into: Float64Array): boolean {
    this.#begin();
    const node = this.#deciding(this.#find(this.#fine, 0), this.#find(this.#coarse, COARSE_SALT));
    return node >= 0 && this.#shares(node, isA, into) > 0;
  }

  /** The choice visited most in the state that `script` has come to; −1 where it was not seen. */
  favourite(state: Int32Array, timers: Int32Array, isA: boolean): number {
    hashPublic(state, timers, this.#fine, this.#hash);
    const node = findNode(this.#table, this.#hash[0]!, this.#hash[1]!);
    if (node < 0) return -1;
    const choices = isA ? this.#table.choicesA[node]! : this.#table.choicesB[node]!;
    const visits = this.#visitsAt(node, isA);
    let best = 0;
    for (let k = 1; k < countBits(choices); k++) {
      if (this.#table.pool[visits + k]! > this.#table.pool[visits + best]!) best = k;
    }
    return this.#table.pool[visits + best] === 0 ? -1 : bitAt(choices, best);
  }

  #begin(): void {
    const { state } = this.memory;
    const seed0 = state[RANDOM_STATE]!;
    const seed1 = state[RANDOM_STATE + 1]!;
    const seed2 = state[RANDOM_STATE + 2]!;
    const seed3 = state[RANDOM_STATE + 3]!;
    state.set(this.#problem.state);
    state[RANDOM_KIND] = FAST;
    state[RANDOM_STATE] = seed0;
    state[RANDOM_STATE + 1] = seed1;
    state[RANDOM_STATE + 2] = seed2;
    state[RANDOM_STATE + 3] = seed3;
    this.#timers.set(this.#problem.timers);
    redrawTimers(state, this.#timers, this.#pick);
  }

  #play(choiceA: number, choiceB: number): void {
    playTurn(this.memory, choiceA, choiceB, this.#problem.struggle);
    followTimers(this.memory.state, this.#timers, this.#problem.rest);
    this.turns++;
  }

  #playAtRandom(): void {
    const { state, tables } = this.memory;
    const a = legalChoices(state, tables, SIDE_A);
    const b = legalChoices(state, tables, SIDE_B);
    this.#play(bitAt(a, this.#pick(countBits(a))), bitAt(b, this.#pick(countBits(b))));
  }

  #find(view: PublicView, salt: number): number {
    hashPublic(this.memory.state, this.#timers, view, this.#hash);
    return findNode(this.#table, this.#hash[0]!, this.#hash[1]! ^ salt);
  }

  #node(view: PublicView, salt: number): number {
    const found = this.#find(view, salt);
    if (found >= 0) return found;
    const { state, tables } = this.memory;
    const a = legalChoices(state, tables, SIDE_A);
    const b = legalChoices(state, tables, SIDE_B);
    return addNode(this.#table, this.#hash[0]!, this.#hash[1]! ^ salt, a, b);
  }

  /** The node that decides: the fine one once it has been seen often; −1 where there is none that fits. */
  #deciding(fine: number, coarse: number): number {
    const { state, tables } = this.memory;
    const { choicesA, choicesB, at, pool } = this.#table;
    if (fine >= 0) {
      const nA = countBits(choicesA[fine]!);
      const nB = countBits(choicesB[fine]!);
      if (coarse < 0 || pool[at[fine]! + 2 * (nA + nB)]! >= SEEN_OFTEN * (nA + nB)) return fine;
      if (choicesA[coarse] === choicesA[fine] && choicesB[coarse] === choicesB[fine]) return coarse;
      return fine;
    }
    if (coarse < 0 || choicesA[coarse] !== legalChoices(state, tables, SIDE_A)) return -1;
    return choicesB[coarse] === legalChoices(state, tables, SIDE_B) ? coarse : -1;
  }

  #visitsAt(node: number, isA: boolean): number {
    return this.#table.at[node]! + (isA ? 0 : 2 * countBits(this.#table.choicesA[node]!));
  }

  /** Upper confidence bound; choices never tried come first, in random order. */
  #explore(node: number, isA: boolean): number {
    const { pool, choicesA, choicesB, at } = this.#table;
    const nA = countBits(choicesA[node]!);
    const nB = countBits(choicesB[node]!);
    const n = isA ? nA : nB;
    if (n === 1) return 0;
    const visits = at[node]! + (isA ? 0 : 2 * nA);
    let untried = 0;
    for (let k = 0; k < n; k++) if (pool[visits + k] === 0) untried++;
    if (untried > 0) {
      let skip = this.#pick(untried);
      for (let k = 0; k < n; k++) if (pool[visits + k] === 0 && skip-- === 0) return k;
    }
    const spread = EXPLORATION * Math.sqrt(Math.log(pool[at[node]! + 2 * (nA + nB)]! + 1));
    let best = 0;
    let most = -1;
    for (let k = 0; k < n; k++) {
      const count = pool[visits + k]!;
      const bound = pool[visits + n + k]! / count + spread / Math.sqrt(count);
      if (bound > most) {
        most = bound;
        best = k;
      }
    }
    return best;
  }

  #draw(node: number, isA: boolean): number {
    const choices = isA ? this.#table.choicesA[node]! : this.#table.choicesB[node]!;
    const n = countBits(choices);
    if (n === 1) return 0;
    const total = this.#shares(node, isA, shares);
    if (total === 0) return this.#pick(n);
    let rest = (this.#pick(0xffff) / 0xffff) * total;
    for (let k = 0; k < n; k++) {
      rest -= shares[k]!;
      if (rest < 0) return k;
    }
    return n - 1;
  }

  #shares(node: number, isA: boolean, into: Float64Array): number {
    const { pool } = this.#table;
    const n = countBits(isA ? this.#table.choicesA[node]! : this.#table.choicesB[node]!);
    const visits = this.#visitsAt(node, isA);
    let most = 0;
    for (let k = 0; k < n; k++) if (pool[visits + k]! > most) most = pool[visits + k]!;
    let total = 0;
    for (let k = 0; k < n; k++) {
      const count = pool[visits + k]!;
      into[k] = count >= RARE * most ? count : 0;
      total += into[k]!;
    }
    return total;
  }

  #note(node: number, placeA: number, placeB: number, result: number): void {
    if (node < 0) return;
    const { pool, at, choicesA, choicesB } = this.#table;
    const nA = countBits(choicesA[node]!);
    const nB = countBits(choicesB[node]!);
    // A coarse node may stand for states with other choices; it then learns nothing from them.
    if (placeA >= nA || placeB >= nB) return;
    const a = at[node]!;
    const b = a + 2 * nA;
    pool[a + placeA]! += 1;
    pool[a + nA + placeA]! += result;
    pool[b + placeB]! += 1;
    pool[b + nB + placeB]! += 1 - result;
    pool[b + 2 * nB]! += 1;
  }
}

const shares = new Float64Array(12);

/** A's result: 1 for a win, ½ for a tie. */
export function resultOf(state: Int32Array): number {
  return state[RESULT] === A_WINS ? 1 : state[RESULT] === B_WINS ? 0 : 0.5;
}
