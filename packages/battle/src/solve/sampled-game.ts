// The value of a battle from the turns that a search has played. They make a game of their own: public states, and for
// each pair of choices the states it was seen to lead to, each as often as it was seen. Its value, by sweeps from the end
// to the start, uses every turn played, explored or not, so that exploration biases nothing. What a state has seen too
// seldom it borrows from the coarse state around it. A sweep visits only the states whose next ones have moved.

import { solveMatrixGame } from "./matrix-game.ts";
import { countBits } from "./node-table.ts";
import { collectEdges, reverseEdges } from "./sampled-edges.ts";
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

/** A state is visited again where a next one has moved by so much since it was last told of it. */
const TOLD = 0.0005;
/** Sweeps end where nothing is to be visited, or after so many: long duels take dozens. */
const MOST_SWEEPS = 60;
/** Visits for each pair of choices from which a state stands on its own. */
const SEEN_OFTEN = 8;
/** Weights, in trials, of what is borrowed: a coarse state's own mean, a state's mean, the value of each pair. */
const PRIOR = 0.5;
const BORROWED_MEAN = 6;
const BORROWED_PAIR = 4;
const MOST_PAIRS = 144;

/** Solves the game that a search has sampled. */
export function solveSampledGame(search: TreeSearch): SampledGame {
  const { table, transitions } = search.learnt;
  const root = search.root;
  const nodes = table.count;
  const edges = collectEdges(transitions, nodes);
  const { order, entryStarts, entryEnds, pairs, counts, ended, edgeStarts, targets, weights, visits } = edges;
  const coarseOf = edges.coarseOf;
  const before = reverseEdges(edges, nodes);
  const value = new Float64Array(nodes);
  for (const node of order) value[node] = edges.results[node]! / visits[node]!;
  const told = value.slice();
  const nA = Uint8Array.from(table.choicesA.subarray(0, nodes), countBits);
  const nB = Uint8Array.from(table.choicesB.subarray(0, nodes), countBits);
  // Coarse states: sums and trials by pair of choices, then what they lend: their mean, and each pair's part above it.
  const coarse = coarseStates(edges, nodes, nA, nB);
  const { starts, sums, totals, trials, lent, toldMean, seen } = coarse;
  const entrySums = new Float64Array(pairs.length);
  const isDue = new Uint8Array(nodes).fill(1);
  const isMoved = new Uint8Array(nodes);

  /** Sums up a node's entries, for itself and for its coarse state; gives back the sum of all. */
  const gather = (node: number): number => {
    const around = coarseOf[node]!;
    const start = around < 0 ? -1 : starts[around]!;
    const size = around < 0 ? 0 : nA[around]! * nB[around]!;
    let total = 0;
    const end = entryEnds[node]!;
    for (let entry = entryStarts[node]!; entry < end; entry++) {
      let sum = ended[entry]!;
      for (let e = edgeStarts[entry]!; e < edgeStarts[entry + 1]!; e++)
        sum += weights[e]! * value[targets[e]!]!;
      total += sum;
      if (pairs[entry]! < size) {
        sums[start + pairs[entry]!]! += sum - entrySums[entry]!;
        totals[around]! += sum - entrySums[entry]!;
      }
      entrySums[entry] = sum;
    }
    if (around >= 0) isMoved[around] = 1;
    return total;
  };
  const lend = (around: number): void => {
    const [start, size] = [starts[around]!, nA[around]! * nB[around]!];
    const now = totals[around]! / seen[around]!;
    let change = Math.abs(now - toldMean[around]!);
    for (let m = 0; m < size; m++) {
      const own = (sums[start + m]! - now * trials[start + m]!) / (trials[start + m]! + PRIOR);
      change = Math.max(change, Math.abs(own - lent[start + m]!));
      lent[start + m] = own;
    }
    if (change <= TOLD) return;
    toldMean[around] = now;
    for (let n = coarse.memberStarts[around]!; n < coarse.memberStarts[around + 1]!; n++) {
      isDue[coarse.members[n]!] = 1;
    }
  };
  const game = new Float64Array(MOST_PAIRS);
  const [mixA, mixB] = [new Float64Array(12), new Float64Array(12)];
  const settle = (node: number): number => {
    const total = gather(node);
    const size = nA[node]! * nB[node]!;
    const around = coarseOf[node]!;
    const fits = around >= 0 && nA[around]! * nB[around]! === size && seen[around]! > 0;
    const start = fits ? starts[around]! : 0;
    const own = fits
      ? (total + (BORROWED_MEAN * totals[around]!) / seen[around]!) / (visits[node]! + BORROWED_MEAN)
      : total / visits[node]!;
    const weight = fits ? BORROWED_PAIR : PRIOR;
    for (let m = 0; m < size; m++) {
      game[m] = fits ? Math.min(1, Math.max(0, own + lent[start + m]!)) : own;
    }
    const end = entryEnds[node]!;
    for (let entry = entryStarts[node]!; entry < end; entry++) {
      const m = pairs[entry]!;
      game[m] = (entrySums[entry]! + weight * game[m]!) / (counts[entry]! + weight);
    }
    return solveMatrixGame(game, nA[node]!, nB[node]!, mixA, mixB);
  };
  const visit = (node: number): void => {
    isDue[node] = 0;
    const now = settle(node);
    value[node] = now;
    if (Math.abs(now - told[node]!) <= TOLD) return;
    told[node] = now;
    for (let n = before.starts[node]!; n < before.starts[node + 1]!; n++) isDue[before.sources[n]!] = 1;
  };

  for (const node of order) gather(node);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    for (const around of coarse.order) {
      if (isMoved[around] === 0) continue;
      isMoved[around] = 0;
      lend(around);
    }
    let visited = 0;
    for (let o = order.length - 1; o >= 0; o--) {
      if (isDue[order[o]!] === 0) continue;
      visit(order[o]!);
      visited++;
    }
    if (visited === 0) break;
  }
  let [unsolved, all] = [0, 0];
  for (const node of order) {
    all += visits[node]!;
    if (visits[node]! < SEEN_OFTEN * nA[node]! * nB[node]!) unsolved += visits[node]!;
  }
  settle(root);
  const size = nA[root]! * nB[root]!;
  const tried = new Float64Array(size);
  for (let e = entryStarts[root]!; e < entryEnds[root]!; e++) tried[pairs[e]!] = counts[e]!;
  return { values: game.slice(0, size), counts: tried, ignorance: unsolved / all };
}

/** The coarse states of a search, and their members; `order` has each once. */
function coarseStates(
  { order, coarseOf, entryStarts, entryEnds, pairs, counts }: ReturnType<typeof collectEdges>,
  nodes: number,
  nA: Uint8Array,
  nB: Uint8Array,
) {
  const memberStarts = new Int32Array(nodes + 1);
  for (const node of order) if (coarseOf[node]! >= 0) memberStarts[coarseOf[node]!]! += 1;
  const starts = new Int32Array(nodes);
  const list: number[] = [];
  let size = 0;
  for (let node = 0; node < nodes; node++) {
    if (memberStarts[node]! > 0) {
      list.push(node);
      starts[node] = size;
      size += nA[node]! * nB[node]!;
    }
    memberStarts[node + 1]! += memberStarts[node]!;
  }
  const members = new Int32Array(memberStarts[nodes]!);
  const trials = new Float64Array(size);
  const seen = new Float64Array(nodes);
  for (const node of order) {
    const around = coarseOf[node]!;
    if (around < 0) continue;
    members[--memberStarts[around]!] = node;
    for (let e = entryStarts[node]!; e < entryEnds[node]!; e++) {
      if (pairs[e]! >= nA[around]! * nB[around]!) continue;
      trials[starts[around]! + pairs[e]!]! += counts[e]!;
      seen[around]! += counts[e]!;
    }
  }
  const [sums, lent] = [new Float64Array(size), new Float64Array(size)];
  const [totals, toldMean] = [new Float64Array(nodes), new Float64Array(nodes)];
  return { order: list, starts, members, memberStarts, sums, totals, trials, lent, seen, toldMean };
}
