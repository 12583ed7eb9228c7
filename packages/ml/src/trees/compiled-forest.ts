import type { Forest } from "./forest.ts";
import { FOREST_BYTES, ROWS_AT_ONCE } from "./generated/forest-bytes.ts";

/** Rows that are followed through a tree before the next tree's turn. */
const BLOCK = 32;
const NODE_BYTES = 8;
const PAGE_BYTES = 65_536;

/** A forest in the memory of its own WebAssembly. */
export interface CompiledForest {
  /** As `predictRows` of forest.ts, to the same bits. */
  predictRows(rows: Float32Array, nRows: number, stride: number, out: Float64Array): void;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly addTrees: (
    nodes: number,
    leaves: number,
    trees: number,
    depth: number,
    rows: number,
    stride: number,
    count: number,
    sums: number,
  ) => void;
}

let compiled: WebAssembly.Module | undefined;

/** Lays a forest out for WebAssembly; undefined where there can be none, as a page's security policy may have it. */
export function compileForest(forest: Forest, thresholds: Float32Array): CompiledForest | undefined {
  if (typeof WebAssembly !== "object" || forest.nTrees === 0 || forest.depth === 0) return undefined;
  try {
    compiled ??= new WebAssembly.Module(
      Uint8Array.from(atob(FOREST_BYTES), (letter) => letter.charCodeAt(0)),
    );
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
  const { memory, addTrees } = new WebAssembly.Instance(compiled).exports as unknown as Exports;
  const { depth, nTrees, feature, leaf, cuts, base } = forest;
  const leavesAt = feature.length * NODE_BYTES;
  const sumsAt = Math.ceil((leavesAt + leaf.byteLength) / 16) * 16;
  const rowsAt = sumsAt + BLOCK * 8;
  const bytes = rowsAt + BLOCK * cuts.length * 4;
  memory.grow(Math.max(0, Math.ceil(bytes / PAGE_BYTES) - memory.buffer.byteLength / PAGE_BYTES));
  const floats = new Float32Array(memory.buffer);
  const words = new Int32Array(memory.buffer);
  for (let node = 0; node < feature.length; node++) {
    floats[2 * node] = thresholds[node]!;
    words[2 * node + 1] = 4 * feature[node]!;
  }
  floats.set(leaf, leavesAt / 4);
  const sums = new Float64Array(memory.buffer, sumsAt, BLOCK);
  return {
    predictRows(rows, nRows, stride, out) {
      const width = cuts.length;
      for (let from = 0; from < nRows; from += BLOCK) {
        const count = Math.min(BLOCK, nRows - from);
        if (stride === width) floats.set(rows.subarray(from * stride, (from + count) * stride), rowsAt / 4);
        else {
          for (let row = 0; row < count; row++) {
            const at = (from + row) * stride;
            floats.set(rows.subarray(at, at + width), rowsAt / 4 + row * width);
          }
        }
        sums.fill(base);
        const rounded = Math.ceil(count / ROWS_AT_ONCE) * ROWS_AT_ONCE;
        addTrees(0, leavesAt, nTrees, depth, rowsAt, 4 * width, rounded, sumsAt);
        for (let row = 0; row < count; row++) out[from + row] = sums[row]!;
      }
    },
  };
}
