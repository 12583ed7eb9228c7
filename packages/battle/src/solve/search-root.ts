import { legalChoices } from "../engine/kernel/choices.ts";
import { SIDE_A, SIDE_B } from "../engine/layout.ts";
import { createSeededRandom } from "@predictiondex/core";
import { solveMatrixGame } from "./matrix-game.ts";
import { bitAt, countBits } from "./node-table.ts";
import type { RootGame } from "./root-game.ts";
import { type SearchProblem, TreeSearch } from "./tree-search.ts";

/** How much a search may do. A time budget is looked at between slices of a fixed number of turns. */
export type SearchBudget =
  | { readonly nodes: number }
  | { readonly budgetMs: number; readonly now: () => number };

/** Kernel turns between two looks at the clock, at cancellation and at the event loop. */
const SLICE_TURNS = 2048;
/** Of the budget, a third goes to battles played as learnt. */
const LEARNING_PARTS = 3;
/** HP steps that the states after the first turn are told apart by. */
const AFTERMATH_STEPS = 48;
const OPENINGS = 200;
/** What is left of the search's bias in its error, found against exact values (docs/SOLVER.md). */
const BIAS = 0.008;

/** The mean result from each state that one turn leads to. */
class Aftermath {
  readonly #keys = new Map<number, number>();
  readonly #sums: number[] = [];
  readonly #counts: number[] = [];
  readonly #hash = new Int32Array(2);

  /** The place of the state that the search is in now. */
  place(search: TreeSearch): number {
    search.hashNow(AFTERMATH_STEPS, this.#hash);
    const key = this.#hash[0]! * 0x20_0000 + (this.#hash[1]! & 0x1f_ffff);
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    this.#sums.push(0);
    this.#counts.push(0);
    this.#keys.set(key, this.#sums.length - 1);
    return this.#sums.length - 1;
  }

  add(place: number, result: number): void {
    this.#sums[place]! += result;
    this.#counts[place]! += 1;
  }

  /** Undefined where no battle went on from there. */
  mean(place: number): number | undefined {
    return this.#counts[place] === 0 ? undefined : this.#sums[place]! / this.#counts[place]!;
  }
}

/**
 * Searches the game of the turn to come; yields between slices. Two thirds of the budget learn; in the last third
 * nobody explores or learns any more, and battles played from the start, through every pair of choices, say what each
 * pair is worth. So the estimate is not biased by exploration; what both sides have not learnt remains.
 */
export function* searchRoot(problem: SearchProblem, seed: number, budget: SearchBudget): Generator<void, RootGame> {
  const search = new TreeSearch(problem, seed);
  const started = "now" in budget ? budget.now() : 0;
  const learningMs = "now" in budget ? budget.budgetMs * (1 - 1 / LEARNING_PARTS) : 0;
  const learningTurns = "nodes" in budget ? budget.nodes - Math.floor(budget.nodes / LEARNING_PARTS) : 0;
  let slice = 0;
  let learnt = 0;
  let battles = 0;
  for (;;) {
    learnt += search.learn();
    battles++;
    if ("nodes" in budget && search.turns >= learningTurns) break;
    if (search.turns - slice >= SLICE_TURNS) {
      slice = search.turns;
      if ("now" in budget && budget.now() - started >= learningMs) break;
      yield;
    }
  }
  const nodes = "nodes" in budget ? budget.nodes : Math.floor(search.turns * 1.5);
  const lastTurn = search.turns + Math.floor(nodes / LEARNING_PARTS);
  const game = yield* playRoot(problem, search, seed, lastTurn, learnt / battles, nodes);
  search.release();
  return game;
}

function* playRoot(
  { state, tables }: SearchProblem,
  search: TreeSearch,
  seed: number,
  lastTurn: number,
  learntMean: number,
  nodes: number,
): Generator<void, RootGame> {
  const maskA = legalChoices(state, tables, SIDE_A);
  const maskB = legalChoices(state, tables, SIDE_B);
  const nA = countBits(maskA);
  const nB = countBits(maskB);
  const choicesA = Array.from({ length: nA }, (_, i) => bitAt(maskA, i));
  const choicesB = Array.from({ length: nB }, (_, j) => bitAt(maskB, j));
  const random = createSeededRandom(seed ^ 0x5eed);
  const sharesA = new Float64Array(12);
  const sharesB = new Float64Array(12);
  if (!search.shares(true, sharesA)) sharesA.fill(1, 0, nA);
  if (!search.shares(false, sharesB)) sharesB.fill(1, 0, nB);
  const aftermath = new Aftermath();
  const pairs = nA * nB;
  const sums = new Float64Array(pairs);
  const counts = new Float64Array(pairs);
  const samples: { pair: number; place: number }[] = [];
  const battles = new Float64Array(pairs);
  const openings = Math.min(OPENINGS * pairs, Math.floor((lastTurn - search.turns) / 5));
  let slice = search.turns;
  for (let n = 0; n < pairs || search.turns < lastTurn - openings; n++) {
    // Every other battle goes through the pairs in turn, the rest as both sides would choose.
    const isPlanned = n < pairs || n % 2 === 0;
    const i = isPlanned ? Math.floor((n < pairs ? n : n / 2) / nB) % nA : drawShare(sharesA, nA, random.next(0x8000_0000));
    const j = isPlanned ? Math.floor(n < pairs ? n : n / 2) % nB : drawShare(sharesB, nB, random.next(0x8000_0000));
    const pair = i * nB + j;
    battles[pair]! += 1;
    if (search.open(choicesA[i]!, choicesB[j]!)) {
      const place = aftermath.place(search);
      samples.push({ pair, place });
      aftermath.add(place, search.finish());
    } else {
      sums[pair]! += search.finish();
      counts[pair]! += 1;
    }
    if (search.turns - slice >= SLICE_TURNS) {
      slice = search.turns;
      yield;
    }
  }
  for (let n = 0; n < openings; n++) {
    const pair = n % pairs;
    if (search.open(choicesA[Math.floor(pair / nB)]!, choicesB[pair % nB]!)) {
      samples.push({ pair, place: aftermath.place(search) });
    } else {
      sums[pair]! += search.finish();
      counts[pair]! += 1;
    }
  }
  for (const { pair, place } of samples) {
    const mean = aftermath.mean(place);
    if (mean === undefined) continue;
    sums[pair]! += mean;
    counts[pair]! += 1;
  }
  const values = sums.map((sum, pair) => sum / counts[pair]!);
  const rowMix = new Float64Array(12);
  const columnMix = new Float64Array(12);
  const p = solveMatrixGame(values, nA, nB, rowMix, columnMix);
  const disagreement = Math.abs(learntMean - p) / 2;
  const errorFor = (weights: (pair: number) => number): number => {
    // Variance of the weighted mean of the pairs, each from its own battles.
    let variance = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const value = values[pair]!;
      variance += (weights(pair) ** 2 * Math.max(value * (1 - value), 0.01)) / battles[pair]!;
    }
    return Math.min(1, Math.hypot(1.96 * Math.sqrt(variance), BIAS, disagreement));
  };
  return {
    method: "search",
    choicesA,
    choicesB,
    values,
    error: errorFor((pair) => rowMix[Math.floor(pair / nB)]! * columnMix[pair % nB]!),
    errorsA: choicesA.map((_, i) => errorFor((pair) => (Math.floor(pair / nB) === i ? columnMix[pair % nB]! : 0))),
    errorsB: choicesB.map((_, j) => errorFor((pair) => (pair % nB === j ? rowMix[Math.floor(pair / nB)]! : 0))),
    nodes,
    favourites: (at, timers) => {
      const a = search.favourite(at, timers, true);
      const b = search.favourite(at, timers, false);
      return a < 0 || b < 0 ? undefined : [a, b];
    },
  };
}

function drawShare(shares: Float64Array, n: number, roll: number): number {
  let total = 0;
  for (let k = 0; k < n; k++) total += shares[k]!;
  let rest = (roll / 0x8000_0000) * total;
  for (let k = 0; k < n; k++) {
    rest -= shares[k]!;
    if (rest < 0) return k;
  }
  return n - 1;
}
