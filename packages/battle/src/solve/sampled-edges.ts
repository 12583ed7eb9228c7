import type { Transitions } from "./search-memory.ts";

/**
 * The turns of a search, equal ones taken together. A node's entries are the pairs of choices that were tried in it, and
 * an entry's edges the nodes they led to.
 */
export interface SampledEdges {
  /** Nodes by their first visit. */
  readonly order: Int32Array;
  /** By node: its entries are `entryStarts[node]` to `entryEnds[node] - 1`. */
  readonly entryStarts: Int32Array;
  readonly entryEnds: Int32Array;
  /** By entry: the pair of choices, how often it was tried, what battles that ended there came to. */
  readonly pairs: Uint8Array;
  readonly counts: Float64Array;
  readonly ended: Float64Array;
  /** By entry: its edges are `edgeStarts[entry]` to `edgeStarts[entry + 1] - 1`. */
  readonly edgeStarts: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  /** By node: visits, and the sum of the results of their battles. */
  readonly visits: Float64Array;
  readonly results: Float64Array;
  /** By node: the coarse node of its first visit; −1 where there was none. */
  readonly coarseOf: Int32Array;
}

const MOST_PAIRS = 256;

/** Takes equal turns together; `nodes` is the number of nodes. */
export function collectEdges(transitions: Transitions, nodes: number): SampledEdges {
  const { from, coarse, pair, to, result } = transitions;
  const noted = Math.min(transitions.count, from.length);
  const mask = 2 ** Math.ceil(Math.log2(2 * noted + 2)) - 1;
  const table = new Int32Array(mask + 1);
  // An equal turn is known by the first of its like.
  const first = new Int32Array(noted);
  const weight = new Float64Array(noted);
  const sum = new Float64Array(noted);
  const visits = new Float64Array(nodes);
  const results = new Float64Array(nodes);
  const coarseOf = new Int32Array(nodes).fill(-1);
  const order = new Int32Array(nodes);
  let [ordered, found] = [0, 0];
  for (let n = 0; n < noted; n++) {
    const node = from[n]!;
    const [chosen, next] = [pair[n]!, to[n]!];
    if (visits[node] === 0) order[ordered++] = node;
    visits[node]! += 1;
    results[node]! += result[n]!;
    if (coarseOf[node]! < 0) coarseOf[node] = coarse[n]!;
    let hash =
      Math.imul(node, 0x9e3779b1) ^ Math.imul(next + 1, 0x85ebca6b) ^ Math.imul(chosen + 1, 0xc2b2ae35);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    let edge = table[slot]! - 1;
    while (edge >= 0) {
      const like = first[edge]!;
      if (from[like] === node && to[like] === next && pair[like] === chosen) break;
      slot = (slot + 1) & mask;
      edge = table[slot]! - 1;
    }
    if (edge < 0) {
      edge = found++;
      table[slot] = edge + 1;
      first[edge] = n;
    }
    weight[edge]! += 1;
    sum[edge]! += result[n]!;
  }
  const sorted = sortStably(
    sortStably(
      Int32Array.from({ length: found }, (_, edge) => edge),
      MOST_PAIRS,
      (edge) => pair[first[edge]!]!,
    ),
    nodes,
    (edge) => from[first[edge]!]!,
  );
  const entryStarts = new Int32Array(nodes);
  const entryEnds = new Int32Array(nodes);
  const pairs = new Uint8Array(found);
  const counts = new Float64Array(found);
  const ended = new Float64Array(found);
  const edgeStarts = new Int32Array(found + 1);
  const targets = new Int32Array(found);
  const weights = new Float64Array(found);
  let [entries, edges, lastNode] = [0, 0, -1];
  for (const edge of sorted) {
    const n = first[edge]!;
    const node = from[n]!;
    if (node !== lastNode || pairs[entries - 1] !== pair[n]) {
      if (node !== lastNode) entryStarts[node] = entries;
      pairs[entries] = pair[n]!;
      edgeStarts[entries++] = edges;
      lastNode = node;
      entryEnds[node] = entries;
    }
    counts[entries - 1]! += weight[edge]!;
    if (to[n]! < 0) ended[entries - 1]! += sum[edge]!;
    else {
      targets[edges] = to[n]!;
      weights[edges++] = weight[edge]!;
    }
  }
  edgeStarts[entries] = edges;
  return {
    ...{ order: order.subarray(0, ordered), entryStarts, entryEnds, pairs, counts, ended },
    ...{ edgeStarts, targets: targets.subarray(0, edges), weights, visits, results, coarseOf },
  };
}

/** Sorted by a whole number below `buckets`; equals stay in order. */
function sortStably(items: Int32Array, buckets: number, keyOf: (item: number) => number): Int32Array {
  const starts = new Int32Array(buckets + 1);
  for (const item of items) starts[keyOf(item) + 1]! += 1;
  for (let b = 0; b < buckets; b++) starts[b + 1]! += starts[b]!;
  const sorted = new Int32Array(items.length);
  for (const item of items) sorted[starts[keyOf(item)]!++] = item;
  return sorted;
}

/** For each node the nodes from which an edge leads to it: `sources[starts[node]]` to `sources[starts[node + 1] - 1]`. */
export function reverseEdges(
  { order, entryStarts, entryEnds, edgeStarts, targets }: SampledEdges,
  nodes: number,
): { readonly starts: Int32Array; readonly sources: Int32Array } {
  const ends = new Int32Array(nodes + 1);
  for (const target of targets) ends[target]! += 1;
  for (let node = 0; node < nodes; node++) ends[node + 1]! += ends[node]!;
  const sources = new Int32Array(targets.length);
  for (const node of order) {
    const [begin, end] = [edgeStarts[entryStarts[node]!]!, edgeStarts[entryEnds[node]!]!];
    for (let e = begin; e < end; e++) sources[--ends[targets[e]!]!] = node;
  }
  return { starts: ends, sources };
}
