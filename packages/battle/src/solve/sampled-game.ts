// The value of a battle from the turns that a search has played. They make a game of their own: public states, and for
// each pair of choices the states it was seen to lead to, each as often as it was seen. Its value, by sweeps from the end
// to the start, uses every turn played, explored or not, so that exploration biases nothing; states seen too seldom for
// a game of their own count as both sides have come to play them.

import { solveMatrixGame } from "./matrix-game.ts";
import { countBits } from "./node-table.ts";
import { MOST_TRANSITIONS } from "./search-memory.ts";
import type { TreeSearch } from "./tree-search.ts";

/** The game of the turn to come, as sampled. */
export interface SampledGame {
  /** A's chance to win by pair of places. */
  readonly values: Float64Array;
  /** How often each pair was tried. */
  readonly counts: Float64Array;
  /** The part of all turns that were played in states seen too seldom for a game of their own. */
  readonly ignorance: number;
}

const SWEEPS = 5;
/** Visits for each pair of choices from which a node's game is solved. */
const SOLVED_FROM = 8;
/** Weight of the node's mean in the value of each pair. */
const PRIOR = 0.5;
const MOST_PAIRS = 144;

/** Solves the game that a search has sampled. */
export function solveSampledGame(search: TreeSearch): SampledGame {
  const { table, transitions } = search.learnt;
  const root = search.root;
  const noted = Math.min(transitions.count, MOST_TRANSITIONS);
  const { from, pair, to, result } = transitions;
  const slots = table.at.length;
  // Transitions by node; nodes by their first visit.
  const ends = new Int32Array(slots);
  const value = new Float64Array(slots);
  const order: number[] = [];
  for (let n = 0; n < noted; n++) {
    const node = from[n]!;
    if (ends[node] === 0) order.push(node);
    ends[node]! += 1;
    value[node]! += result[n]!;
  }
  let before = 0;
  for (const node of order) {
    value[node]! /= ends[node]!;
    before += ends[node]!;
    ends[node] = before;
  }
  const starts = ends.slice();
  const byNode = new Int32Array(noted);
  for (let n = 0; n < noted; n++) byNode[--starts[from[n]!]!] = n;
  const sums = new Float64Array(MOST_PAIRS);
  const counts = new Float64Array(MOST_PAIRS);
  const gather = (node: number, nPairs: number): number => {
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
    return total / (ends[node]! - starts[node]!);
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let o = order.length - 1; o >= 0; o--) {
      const node = order[o]!;
      const nA = countBits(table.choicesA[node]!);
      const nB = countBits(table.choicesB[node]!);
      const mean = gather(node, nA * nB);
      const isSeenOften = ends[node]! - starts[node]! >= SOLVED_FROM * nA * nB;
      value[node] = isSeenOften
        ? solveNode(sums, counts, nA, nB, mean)
        : meanAsPlayed(search, node, sums, counts, nA, nB, mean);
    }
  }
  let unsolved = 0;
  for (const node of order) {
    const visits = ends[node]! - starts[node]!;
    const pairs = countBits(table.choicesA[node]!) * countBits(table.choicesB[node]!);
    if (visits < SOLVED_FROM * pairs) unsolved += visits;
  }
  const nPairs = countBits(table.choicesA[root]!) * countBits(table.choicesB[root]!);
  const mean = gather(root, nPairs);
  return {
    values: sums.slice(0, nPairs).map((sum, m) => (sum + mean * PRIOR) / (counts[m]! + PRIOR)),
    counts: counts.slice(0, nPairs),
    ignorance: unsolved / noted,
  };
}

const game = new Float64Array(MOST_PAIRS);
const mixA = new Float64Array(12);
const mixB = new Float64Array(12);

function solveNode(sums: Float64Array, counts: Float64Array, nA: number, nB: number, mean: number): number {
  for (let m = 0; m < nA * nB; m++) game[m] = (sums[m]! + mean * PRIOR) / (counts[m]! + PRIOR);
  return solveMatrixGame(game, nA, nB, mixA, mixB);
}

function meanAsPlayed(
  search: TreeSearch,
  node: number,
  sums: Float64Array,
  counts: Float64Array,
  nA: number,
  nB: number,
  mean: number,
): number {
  const totalA = search.shares(node, true, mixA);
  const totalB = search.shares(node, false, mixB);
  let value = 0;
  let weight = 0;
  for (let i = 0; i < nA; i++) {
    for (let j = 0; j < nB; j++) {
      const m = i * nB + j;
      if (counts[m] === 0) continue;
      const share = (mixA[i]! * mixB[j]!) / (totalA * totalB);
      value += (share * sums[m]!) / counts[m]!;
      weight += share;
    }
  }
  return weight > 0 ? value / weight : mean;
}
