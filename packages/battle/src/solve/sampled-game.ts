// The value of a battle from the turns that a search has played. They make a game of their own: public states, and for
// each pair of choices the states it was seen to lead to, each as often as it was seen. Its value, by sweeps from the end
// to the start, uses every turn played, explored or not, so that exploration biases nothing. What a state has seen too
// seldom it borrows from the coarse state around it.

import { solveMatrixGame } from "./matrix-game.ts";
import { countBits } from "./node-table.ts";
import type { Transitions } from "./search-memory.ts";
import type { TreeSearch } from "./tree-search.ts";

/** The game of the turn to come, as sampled. */
export interface SampledGame {
  /** A's chance to win by pair of places. */
  readonly values: Float64Array;
  /** How often each pair was tried. */
  readonly counts: Float64Array;
  /** The part of all turns that were played in states seen too seldom to stand on their own. */
  readonly ignorance: number;
}

/** Sweeps end where no value moves by so much, or after so many: long duels take dozens. */
const SETTLED = 0.002;
const MOST_SWEEPS = 60;
/** Visits for each pair of choices from which a state stands on its own. */
const SEEN_OFTEN = 8;
/** Weights, in trials, of what is borrowed: a coarse state's own mean, a state's mean, the value of each pair. */
const PRIOR = 0.5;
const BORROWED_MEAN = 6;
const BORROWED_PAIR = 4;
const MOST_PAIRS = 144;

/** Transitions grouped by one of their nodes. */
interface Groups {
  /** The nodes by their first visit. */
  readonly order: readonly number[];
  /** By node: its transitions are `byNode[starts[node]]` to `byNode[ends[node] - 1]`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly byNode: Int32Array;
}

/** Solves the game that a search has sampled. */
export function solveSampledGame(search: TreeSearch): SampledGame {
  const { table, transitions } = search.learnt;
  const { from, coarse, pair, to, result } = transitions;
  const root = search.root;
  const slots = table.count;
  const noted = Math.min(transitions.count, from.length);
  const fine = group(from, noted, slots);
  const broad = group(coarse, noted, slots);
  const value = new Float64Array(slots);
  for (const node of fine.order) value[node] = meanResult(transitions, fine, node);
  const coarseOf = new Int32Array(slots).fill(-1);
  for (let n = noted - 1; n >= 0; n--) if (coarse[n]! >= 0) coarseOf[from[n]!] = coarse[n]!;
  // Pair values less their mean, and the mean, of coarse nodes.
  const means = new Float64Array(slots);
  const sums = new Float64Array(MOST_PAIRS);
  const counts = new Float64Array(MOST_PAIRS);
  const game = new Float64Array(MOST_PAIRS);
  const mixA = new Float64Array(12);
  const mixB = new Float64Array(12);
  const gather = ({ starts, ends, byNode }: Groups, node: number, nPairs: number): number => {
    sums.fill(0, 0, nPairs);
    counts.fill(0, 0, nPairs);
    let total = 0;
    for (let e = starts[node]!; e < ends[node]!; e++) {
      const n = byNode[e]!;
      const next = to[n]!;
      const worth = next < 0 ? result[n]! : value[next]!;
      sums[pair[n]!]! += worth;
      counts[pair[n]!]! += 1;
      total += worth;
    }
    return total;
  };
  const coarseGame = new Map<number, Float64Array>();
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    for (const node of broad.order) {
      const nPairs = countBits(table.choicesA[node]!) * countBits(table.choicesB[node]!);
      const visits = broad.ends[node]! - broad.starts[node]!;
      const mean = gather(broad, node, nPairs) / visits;
      means[node] = mean;
      let own = coarseGame.get(node);
      if (own === undefined) {
        own = new Float64Array(nPairs);
        coarseGame.set(node, own);
      }
      for (let m = 0; m < nPairs; m++) own[m] = (sums[m]! - mean * counts[m]!) / (counts[m]! + PRIOR);
    }
    let change = 0;
    for (let o = fine.order.length - 1; o >= 0; o--) {
      const node = fine.order[o]!;
      const before = value[node]!;
      value[node] = settle(node, countBits(table.choicesA[node]!), countBits(table.choicesB[node]!));
      change = Math.max(change, Math.abs(value[node]! - before));
    }
    if (change < SETTLED) break;
  }
  function settle(node: number, nA: number, nB: number): number {
    const nPairs = nA * nB;
    const visits = fine.ends[node]! - fine.starts[node]!;
    const total = gather(fine, node, nPairs);
    const around = coarseOf[node]!;
    const lent = around >= 0 ? coarseGame.get(around) : undefined;
    const fits = lent !== undefined && lent.length === nPairs;
    const mean = fits ? (total + BORROWED_MEAN * means[around]!) / (visits + BORROWED_MEAN) : total / visits;
    const weight = fits ? BORROWED_PAIR : PRIOR;
    for (let m = 0; m < nPairs; m++) {
      const prior = Math.min(1, Math.max(0, mean + (fits ? lent[m]! : 0)));
      game[m] = (sums[m]! + weight * prior) / (counts[m]! + weight);
    }
    return solveMatrixGame(game, nA, nB, mixA, mixB);
  }
  let unsolved = 0;
  for (const node of fine.order) {
    const visits = fine.ends[node]! - fine.starts[node]!;
    if (visits < SEEN_OFTEN * countBits(table.choicesA[node]!) * countBits(table.choicesB[node]!))
      unsolved += visits;
  }
  const nA = countBits(table.choicesA[root]!);
  const nB = countBits(table.choicesB[root]!);
  settle(root, nA, nB);
  return { values: game.slice(0, nA * nB), counts: counts.slice(0, nA * nB), ignorance: unsolved / noted };
}

function group(nodes: Int32Array, noted: number, slots: number): Groups {
  const ends = new Int32Array(slots);
  const order: number[] = [];
  let grouped = 0;
  for (let n = 0; n < noted; n++) {
    const node = nodes[n]!;
    if (node < 0) continue;
    if (ends[node] === 0) order.push(node);
    ends[node]! += 1;
    grouped++;
  }
  let before = 0;
  for (const node of order) {
    before += ends[node]!;
    ends[node] = before;
  }
  const starts = ends.slice();
  const byNode = new Int32Array(grouped);
  for (let n = 0; n < noted; n++) if (nodes[n]! >= 0) byNode[--starts[nodes[n]!]!] = n;
  return { order, starts, ends, byNode };
}

function meanResult({ result }: Transitions, { starts, ends, byNode }: Groups, node: number): number {
  let sum = 0;
  for (let e = starts[node]!; e < ends[node]!; e++) sum += result[byNode[e]!]!;
  return sum / (ends[node]! - starts[node]!);
}
