import { clearNodeTable, createNodeTable, MOST_NODES, type NodeTable } from "./node-table.ts";

/** Turns that are kept as transitions; later ones take the place of the oldest. */
export const MOST_TRANSITIONS = 1 << 20;
/** Where a transition leads to no node: the battle is over, or the table was full. */
export const NO_NODE = -1;

/** Turns that were played, from fine node to fine node. */
export interface Transitions {
  readonly from: Int32Array;
  /** The coarse node of the same state; NO_NODE where the table was full. */
  readonly coarse: Int32Array;
  /** Place of A's choice times B's number of choices, plus place of B's choice. */
  readonly pair: Uint8Array;
  /** NO_NODE where `result` stands for what follows. */
  readonly to: Int32Array;
  readonly result: Float32Array;
  /** Noted so far; what is beyond the length has taken the place of the oldest. */
  count: number;
}

/** The fixed memory of a search: about 60 MB by default, of which a search touches what it uses. */
export interface SearchMemory {
  readonly table: NodeTable;
  readonly transitions: Transitions;
}

/** Memory for one search; both sizes are powers of two. */
export function createSearchMemory(turns = MOST_TRANSITIONS, nodes = MOST_NODES): SearchMemory {
  return {
    table: createNodeTable(nodes),
    transitions: {
      from: new Int32Array(turns),
      coarse: new Int32Array(turns),
      pair: new Uint8Array(turns),
      to: new Int32Array(turns),
      result: new Float32Array(turns),
      count: 0,
    },
  };
}

/** Forgets everything. */
export function clearSearchMemory({ table, transitions }: SearchMemory): void {
  clearNodeTable(table);
  transitions.count = 0;
}
