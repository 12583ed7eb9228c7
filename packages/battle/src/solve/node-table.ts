/** Places of a search's table; three quarters of them are used. */
export const MOST_NODES = 1 << 18;
const FULL_SHARE = 0.75;
const POOL_WORDS_PER_NODE = 32;

/**
 * What a search has learnt, by public state: a hash table of fixed size (about 40 MB, of which a search touches what it
 * uses). Nodes are numbered as they come. A node holds, in `pool` from `at[node]`, A's visits by choice, A's sums of
 * results, B's visits, B's sums (of B's results), and its own visits.
 */
export interface NodeTable {
  readonly keys: Int32Array;
  /** The node at each place of `keys`. */
  readonly nodeOf: Int32Array;
  readonly at: Int32Array;
  /** Legal choices of each side. */
  readonly choicesA: Int32Array;
  readonly choicesB: Int32Array;
  readonly pool: Float32Array;
  /** Nodes and pool words in use. */
  count: number;
  used: number;
}

/** An empty table for `nodes` nodes, a power of two. */
export function createNodeTable(nodes: number): NodeTable {
  return {
    keys: new Int32Array(2 * nodes),
    nodeOf: new Int32Array(nodes),
    at: new Int32Array(FULL_SHARE * nodes),
    choicesA: new Int32Array(FULL_SHARE * nodes),
    choicesB: new Int32Array(FULL_SHARE * nodes),
    pool: new Float32Array(POOL_WORDS_PER_NODE * nodes),
    count: 0,
    used: 0,
  };
}

/** Forgets everything. */
export function clearNodeTable(table: NodeTable): void {
  if (table.count === 0) return;
  table.keys.fill(0);
  table.pool.fill(0, 0, table.used);
  table.count = 0;
  table.used = 0;
}

/** The node of a hash; −1 where there is none. */
export function findNode({ keys, nodeOf }: NodeTable, hash0: number, hash1: number): number {
  const second = hash1 | 1;
  const mask = nodeOf.length - 1;
  for (let slot = hash0 & mask; ; slot = (slot + 1) & mask) {
    const key = keys[2 * slot + 1]!;
    if (key === 0) return -1;
    if (key === second && keys[2 * slot] === hash0) return nodeOf[slot]!;
  }
}

/** Makes the node of a hash that has none; −1 where the table is full. */
export function addNode(
  table: NodeTable,
  hash0: number,
  hash1: number,
  choicesA: number,
  choicesB: number,
): number {
  const words = 2 * (countBits(choicesA) + countBits(choicesB)) + 1;
  const node = table.count;
  if (node >= table.at.length || table.used + words > table.pool.length) return -1;
  const mask = table.nodeOf.length - 1;
  let slot = hash0 & mask;
  while (table.keys[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
  table.keys[2 * slot] = hash0;
  table.keys[2 * slot + 1] = hash1 | 1;
  table.nodeOf[slot] = node;
  table.at[node] = table.used;
  table.choicesA[node] = choicesA;
  table.choicesB[node] = choicesB;
  table.used += words;
  table.count++;
  return node;
}

/** How many bits are set. */
export function countBits(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The place of the n-th (from 0) bit that is set. */
export function bitAt(mask: number, n: number): number {
  let rest = mask;
  for (let i = 0; i < n; i++) rest &= rest - 1;
  return 31 - Math.clz32(rest & -rest);
}
