import { solveMatrixGame } from "./matrix-game.ts";
import { bitAt, countBits } from "./node-table.ts";
import type { RootGame } from "./root-game.ts";
import { solveSampledGame } from "./sampled-game.ts";
import { FREE, type SearchProblem, type SearchSettings, TreeSearch } from "./tree-search.ts";

/** How much a search may do. */
export type SearchBudget =
  | { readonly nodes: number }
  | { readonly budgetMs: number; readonly now: () => number };

/** Kernel turns between two looks at cancellation and at the event loop, and between two at the clock of a time budget. */
const SLICE_TURNS = 4096;
const CLOCK_TURNS = 512;
/**
 * What solving what was sampled takes of a time budget, in the time of turns: for each turn played, and for each state met.
 * A third above what fits 180 searches of 120,000 turns best (5 ms of 96 for the median, 11 for a tenth of them).
 */
const SOLVING_PER_TURN = 0.06;
const SOLVING_PER_STATE = 6;
/** Turns from the start, for each pair of choices, on top of the battles: few but never none. */
const OPENINGS = 150;
/** The part of the battles' turns that the openings may come to. */
const OPENING_SHARE = 0.15;
// What the error was found to be beyond chance (docs/SOLVER.md): always, less for more turns; with the part of turns
// played unknowing; and with the length of battles beyond three turns.
const BIAS = 0.021;
const BIAS_TURNS = 100_000;
const BIAS_FALL = 0.4;
const IGNORANCE = 0.07;
const LENGTH = 0.025;
const SHORT_BATTLE = 3;

/** Searches the game of the turn to come; yields between slices. `nodes` are the turns of its battles. */
export function* searchRoot(
  problem: SearchProblem,
  seed: number,
  budget: SearchBudget,
  settings: SearchSettings = {},
): Generator<void, RootGame> {
  const search = new TreeSearch(problem, seed, settings);
  const started = "now" in budget ? budget.now() : 0;
  const { table } = search.learnt;
  const root = search.root;
  const maskA = table.choicesA[root]!;
  const maskB = table.choicesB[root]!;
  const nA = countBits(maskA);
  const nB = countBits(maskB);
  const pairs = nA * nB;
  const openingsAfter = (turns: number): number =>
    Math.min(OPENINGS, Math.floor((turns * OPENING_SHARE) / pairs));
  let slice = 0;
  let looked = 0;
  let sum = 0;
  let free = 0;
  for (let battle = 0; ; battle++) {
    // Every fourth battle makes sure that no choice of the first turn is left unknown: one side's, the other's, both.
    const round = Math.floor(battle / 12);
    if (battle % 12 === 3) search.learn(round % nA, FREE);
    else if (battle % 12 === 7) search.learn(FREE, round % nB);
    else if (battle % 12 === 11) search.learn(Math.floor(round / nB) % nA, round % nB);
    else {
      sum += search.learn();
      free++;
    }
    if ("nodes" in budget && search.turns >= budget.nodes && free > 0) break;
    if ("now" in budget && search.turns - looked >= CLOCK_TURNS) {
      looked = search.turns;
      const perTurn = (budget.now() - started) / looked;
      const toCome =
        openingsAfter(looked) * pairs + SOLVING_PER_TURN * looked + SOLVING_PER_STATE * table.count;
      if (free > 0 && perTurn * (looked + toCome) >= budget.budgetMs) break;
    }
    if (search.turns - slice < SLICE_TURNS) continue;
    slice = search.turns;
    yield;
  }
  const nodes = "nodes" in budget ? budget.nodes : search.turns;
  const openings = openingsAfter(nodes) * pairs;
  for (let n = 0; n < openings; n++) search.open(Math.floor(n / nB) % nA, n % nB);
  const { values, counts, ignorance } = solveSampledGame(search);
  const rowMix = new Float64Array(nA);
  const columnMix = new Float64Array(nB);
  const p = solveMatrixGame(values, nA, nB, rowMix, columnMix);
  const chance = (value: number, trials: number): number =>
    1.96 * Math.sqrt(Math.max(value * (1 - value), 0.005) / Math.max(1, trials));
  // What is nearly decided leaves little room for error.
  const openness = Math.max(0.35, Math.min(1, 1.05 * Math.sqrt(4 * p * (1 - p))));
  const length = LENGTH * Math.max(0, Math.log(search.turns / (free * SHORT_BATTLE)));
  const bias = BIAS * (BIAS_TURNS / search.turns) ** BIAS_FALL;
  const unknown = Math.hypot(bias, IGNORANCE * ignorance, length) * openness;
  const error = Math.min(1, Math.hypot(chance(p, free), unknown, (sum / free - p) / 2));
  // A choice is as sure as its own trials against what the other side would play, and never surer than the whole.
  const errorOf = (weights: Float64Array, pairOf: (k: number) => number): number => {
    let variance = 0;
    for (let k = 0; k < weights.length; k++) {
      const pair = pairOf(k);
      const value = values[pair]!;
      variance += (weights[k]! ** 2 * Math.max(value * (1 - value), 0.005)) / Math.max(1, counts[pair]!);
    }
    return Math.min(1, Math.hypot(error, 1.96 * Math.sqrt(variance)));
  };
  search.release();

  return {
    method: "search",
    choicesA: Array.from({ length: nA }, (_, i) => bitAt(maskA, i)),
    choicesB: Array.from({ length: nB }, (_, j) => bitAt(maskB, j)),
    values,
    error,
    errorsA: Array.from({ length: nA }, (_, i) => errorOf(columnMix, (j) => i * nB + j)),
    errorsB: Array.from({ length: nB }, (_, j) => errorOf(rowMix, (i) => i * nB + j)),
    nodes,
    favourites: (at, timers) => {
      const a = search.favourite(at, timers, true);
      const b = search.favourite(at, timers, false);
      return a < 0 || b < 0 ? undefined : [a, b];
    },
  };
}
