// Decoupled search on the kernel: each side chooses by its own upper confidence bound, every iteration plays a battle to
// its end, and what is learnt is kept by public state. A state is kept three times: with HP in fine steps, in coarse
// steps, and in outline. The vaguer node decides until the finer one has been seen often enough, so that nothing starts
// from ignorance. Every turn is noted as a transition between fine nodes; sampled-game.ts makes the answer of them.

import type { BattleMemory } from "../engine/battle.ts";
import { type CompiledKernel, createCompiledKernel } from "../engine/compiled-kernel.ts";
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
import {
  explore,
  fillShares,
  meanResultOf,
  noteResult,
  visitsOf,
  visitsPerChoice,
} from "./node-statistics.ts";
import { addNode, bitAt, countBits, findNode } from "./node-table.ts";
import {
  addHp,
  followTimers,
  hashOutline,
  hashPublic,
  type PublicView,
  redrawTimers,
  TIMERS,
} from "./public-state.ts";
import { clearSearchMemory, createSearchMemory, NO_NODE, type SearchMemory } from "./search-memory.ts";

/** Visits for each choice from which a node decides for itself. */
const SEEN_OFTEN = 8;
const DEFAULT_STEPS = { fine: 24, coarse: 6 };
const MOST_TURNS = 1024;
/** A side's first choice is not set. */
export const FREE = -1;

/** A battle to search: its state, and what its players know. */
export interface SearchProblem {
  readonly state: Int32Array;
  readonly tables: Int32Array;
  readonly struggle: number;
  readonly rest: number;
  /** See TIMERS. */
  readonly timers: Int32Array;
  readonly view: PublicView;
}

/** How a search may be set up otherwise than by default: for references, and for best responses. */
export interface SearchSettings {
  /** Steps of HP that fine and coarse nodes tell apart. */
  readonly hpSteps?: { readonly fine: number; readonly coarse: number };
  /** Memory of its own; else that of the search before is used again. */
  readonly memory?: SearchMemory;
  /** A side that does not learn, and what it plays in a state. */
  readonly fixed?: { readonly isA: boolean; choose(state: Int32Array, timers: Int32Array): number };
}

let spare: SearchMemory | undefined;
/** The compiled kernel of the search before, undefined in it where there can be none. */
let spareKernel: { readonly tables: Int32Array; readonly kernel: CompiledKernel | undefined } | undefined;

/** A search under way. The memory of the one before is used again; a second search at once makes its own. */
export class TreeSearch {
  /** Kernel turns played so far. */
  turns = 0;
  readonly memory: BattleMemory;
  readonly #problem: SearchProblem;
  readonly #memory: SearchMemory;
  readonly #seen = new Int32Array(2);
  readonly #timers = new Int32Array(2 * TIMERS);
  readonly #hash = new Int32Array(2);
  readonly #fineNodes = new Int32Array(MOST_TURNS);
  readonly #coarseNodes = new Int32Array(MOST_TURNS);
  readonly #outlines = new Int32Array(MOST_TURNS);
  readonly #placesA = new Int32Array(MOST_TURNS);
  readonly #placesB = new Int32Array(MOST_TURNS);
  readonly #pick: (n: number) => number;
  readonly #fineSteps: number;
  readonly #coarseSteps: number;
  readonly #fixed: SearchSettings["fixed"];
  readonly #ownsMemory: boolean;
  readonly #kernel: CompiledKernel | undefined;

  constructor(problem: SearchProblem, seed: number, settings: SearchSettings = {}) {
    const { state, tables } = problem;
    const { hpSteps = DEFAULT_STEPS, memory } = settings;
    this.#problem = problem;
    this.#fineSteps = hpSteps.fine;
    this.#coarseSteps = hpSteps.coarse;
    this.#fixed = settings.fixed;
    this.#ownsMemory = memory !== undefined;
    this.#memory = memory ?? spare ?? createSearchMemory();
    if (memory === undefined) spare = undefined;
    clearSearchMemory(this.#memory);
    // A kernel holds one state: a second search at once has one of its own.
    this.#kernel = spareKernel?.tables === tables ? spareKernel.kernel : createCompiledKernel(tables);
    spareKernel = undefined;
    this.memory = this.#kernel?.memory ?? {
      state: state.slice(),
      tables,
      script: undefined,
      callMove: performMove,
    };
    this.memory.state.set(state);
    seedFast(this.memory.state, seed);
    this.#pick = (n) => pick(this.memory, n);
  }

  /** What has been learnt. */
  get learnt(): SearchMemory {
    return this.#memory;
  }

  /** Gives the memory back for the next search. */
  release(): void {
    if (!this.#ownsMemory) spare = this.#memory;
    spareKernel = { tables: this.#problem.tables, kernel: this.#kernel };
  }

  /** Distinct public states in the table. */
  get nodes(): number {
    return this.#memory.table.count;
  }

  /**
   * Plays one battle with exploration and learns from it; gives back A's result. Its first turn may be set, by place and
   * for one side or both; what follows is then learnt, but not the first turn itself.
   */
  learn(firstA = FREE, firstB = FREE): number {
    this.#begin();
    const { state } = this.memory;
    let depth = 0;
    while (state[RESULT] === ONGOING) {
      hashPublic(state, this.#timers, this.#problem.view, this.#seen);
      const fine = this.#node(this.#fineSteps);
      const coarse = this.#node(this.#coarseSteps);
      const outline = this.#outline(fine);
      const node = this.#deciding(fine, coarse, outline);
      if (node < 0) {
        this.#playAtRandom();
        continue;
      }
      const placeA = depth === 0 && firstA !== FREE ? firstA : this.#choosePlace(node, true);
      const placeB = depth === 0 && firstB !== FREE ? firstB : this.#choosePlace(node, false);
      this.#fineNodes[depth] = fine;
      this.#coarseNodes[depth] = coarse;
      this.#outlines[depth] = outline;
      this.#placesA[depth] = placeA;
      this.#placesB[depth] = placeB;
      depth++;
      this.#play(
        bitAt(this.#memory.table.choicesA[node]!, placeA),
        bitAt(this.#memory.table.choicesB[node]!, placeB),
      );
    }
    const result = resultOf(state);
    this.#notePath(depth, result);
    for (let d = firstA === FREE && firstB === FREE ? 0 : 1; d < depth; d++) {
      const placeA = this.#placesA[d]!;
      const placeB = this.#placesB[d]!;
      noteResult(this.#memory.table, this.#fineNodes[d]!, placeA, placeB, result);
      noteResult(this.#memory.table, this.#coarseNodes[d]!, placeA, placeB, result);
      noteResult(this.#memory.table, this.#outlines[d]!, placeA, placeB, result);
    }
    return result;
  }

  /** The node of the start. */
  get root(): number {
    this.#begin();
    hashPublic(this.memory.state, this.#timers, this.#problem.view, this.#seen);
    return this.#node(this.#fineSteps);
  }

  /** Plays one turn from the start by the choices at these places, and notes it; it must lead to a state seen before. */
  open(placeA: number, placeB: number): void {
    const root = this.root;
    const { table } = this.#memory;
    this.#play(bitAt(table.choicesA[root]!, placeA), bitAt(table.choicesB[root]!, placeB));
    const { state } = this.memory;
    if (state[RESULT] !== ONGOING) {
      this.#noteTurn(root, NO_NODE, placeA, placeB, NO_NODE, resultOf(state));
      return;
    }
    hashPublic(state, this.#timers, this.#problem.view, this.#seen);
    const fine = this.#find(this.#fineSteps);
    if (fine >= 0) {
      this.#noteTurn(root, NO_NODE, placeA, placeB, fine, 0.5);
      return;
    }
    const coarse = this.#find(this.#coarseSteps);
    if (coarse >= 0)
      this.#noteTurn(root, NO_NODE, placeA, placeB, NO_NODE, meanResultOf(this.#memory.table, coarse));
  }

  /** The choice visited most in the state that `script` has come to; −1 where it was not seen. */
  favourite(state: Int32Array, timers: Int32Array, isA: boolean): number {
    hashPublic(state, timers, this.#problem.view, this.#seen);
    addHp(state, this.#seen, this.#fineSteps, this.#hash);
    const node = findNode(this.#memory.table, this.#hash[0]!, this.#hash[1]!);
    if (node < 0) return -1;
    const choices = isA ? this.#memory.table.choicesA[node]! : this.#memory.table.choicesB[node]!;
    const visits = visitsOf(this.#memory.table, node, isA);
    let best = 0;
    for (let k = 1; k < countBits(choices); k++) {
      if (this.#memory.table.pool[visits + k]! > this.#memory.table.pool[visits + best]!) best = k;
    }
    return this.#memory.table.pool[visits + best] === 0 ? -1 : bitAt(choices, best);
  }

  /**
   * The choices of a side in any state of this battle with how often each has been taken there: in the finest node that
   * was seen. −1 where none was. Fills `into` by place; gives back the mask of the choices.
   */
  policyAt(state: Int32Array, timers: Int32Array, isA: boolean, into: Float64Array): number {
    hashPublic(state, timers, this.#problem.view, this.#seen);
    const { choicesA, choicesB } = this.#memory.table;
    const legal = legalChoices(state, this.memory.tables, isA ? SIDE_A : SIDE_B);
    for (const steps of [this.#fineSteps, this.#coarseSteps]) {
      addHp(state, this.#seen, steps, this.#hash);
      const node = findNode(this.#memory.table, this.#hash[0]!, this.#hash[1]!);
      if (node < 0 || (isA ? choicesA[node] : choicesB[node]) !== legal) continue;
      if (fillShares(this.#memory.table, node, isA, into) > 0) return legal;
    }
    const other = legalChoices(state, this.memory.tables, isA ? SIDE_B : SIDE_A);
    hashOutline(state, isA ? legal : other, isA ? other : legal, this.#hash);
    const outline = findNode(this.#memory.table, this.#hash[0]!, this.#hash[1]!);
    return outline >= 0 && fillShares(this.#memory.table, outline, isA, into) > 0 ? legal : -1;
  }

  #notePath(depth: number, result: number): void {
    for (let d = 0; d < depth; d++) {
      const next = d + 1 < depth ? this.#fineNodes[d + 1]! : NO_NODE;
      this.#noteTurn(
        this.#fineNodes[d]!,
        this.#coarseNodes[d]!,
        this.#placesA[d]!,
        this.#placesB[d]!,
        next,
        result,
      );
    }
  }

  #noteTurn(
    node: number,
    coarse: number,
    placeA: number,
    placeB: number,
    next: number,
    result: number,
  ): void {
    if (node < 0) return;
    const { transitions, table } = this.#memory;
    const n = transitions.count++ & (transitions.from.length - 1);
    transitions.from[n] = node;
    transitions.coarse[n] = coarse;
    transitions.pair[n] = placeA * countBits(table.choicesB[node]!) + placeB;
    transitions.to[n] = next;
    transitions.result[n] = result;
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
    if (this.#kernel === undefined) playTurn(this.memory, choiceA, choiceB, this.#problem.struggle);
    else this.#kernel.playTurn(choiceA, choiceB, this.#problem.struggle);
    followTimers(this.memory.state, this.#timers, this.#problem.rest);
    this.turns++;
  }

  #playAtRandom(): void {
    const { state, tables } = this.memory;
    const a = legalChoices(state, tables, SIDE_A);
    const b = legalChoices(state, tables, SIDE_B);
    this.#play(bitAt(a, this.#pick(countBits(a))), bitAt(b, this.#pick(countBits(b))));
  }

  #find(hpSteps: number): number {
    addHp(this.memory.state, this.#seen, hpSteps, this.#hash);
    return findNode(this.#memory.table, this.#hash[0]!, this.#hash[1]!);
  }

  #node(hpSteps: number): number {
    const found = this.#find(hpSteps);
    if (found >= 0) return found;
    const { state, tables } = this.memory;
    const a = legalChoices(state, tables, SIDE_A);
    const b = legalChoices(state, tables, SIDE_B);
    return addNode(this.#memory.table, this.#hash[0]!, this.#hash[1]!, a, b);
  }

  /** The node of the state in outline, made where there is none; its fine node knows its choices. */
  #outline(fine: number): number {
    const { state, tables } = this.memory;
    const { choicesA, choicesB } = this.#memory.table;
    const a = fine >= 0 ? choicesA[fine]! : legalChoices(state, tables, SIDE_A);
    const b = fine >= 0 ? choicesB[fine]! : legalChoices(state, tables, SIDE_B);
    hashOutline(state, a, b, this.#hash);
    const found = findNode(this.#memory.table, this.#hash[0]!, this.#hash[1]!);
    return found >= 0 ? found : addNode(this.#memory.table, this.#hash[0]!, this.#hash[1]!, a, b);
  }

  /** The finest node that has been seen often; −1 where there is none that fits. */
  #deciding(fine: number, coarse: number, outline: number): number {
    const { table } = this.#memory;
    if (fine >= 0 && (coarse < 0 || visitsPerChoice(table, fine) >= SEEN_OFTEN)) return fine;
    if (outline < 0) return fine;
    if (coarse < 0 || visitsPerChoice(table, coarse) < SEEN_OFTEN) return outline;
    // A coarse node may have been made by a state with other choices.
    const fits =
      table.choicesA[coarse] === table.choicesA[outline] &&
      table.choicesB[coarse] === table.choicesB[outline];
    return fits ? coarse : fine >= 0 ? fine : outline;
  }

  #choosePlace(node: number, isA: boolean): number {
    const fixed = this.#fixed;
    if (fixed === undefined || fixed.isA !== isA) return explore(this.#memory.table, node, isA, this.#pick);
    const { choicesA, choicesB } = this.#memory.table;
    const choices = isA ? choicesA[node]! : choicesB[node]!;
    const choice = fixed.choose(this.memory.state, this.#timers);
    return countBits(choices & ((1 << choice) - 1));
  }
}

/** A's result: 1 for a win, ½ for a tie. */
export function resultOf(state: Int32Array): number {
  return state[RESULT] === A_WINS ? 1 : state[RESULT] === B_WINS ? 0 : 0.5;
}
