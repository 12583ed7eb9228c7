import type { Cuts } from "./bins.ts";
import { type CompiledForest, compileForest } from "./compiled-forest.ts";

/**
 * Trees of one depth as parallel arrays. Tree t has 2^depth − 1 inner nodes from `t * inner` on, node n's children being
 * 2n + 1 and 2n + 2, and 2^depth leaves from `t * leaves` on. A row goes right where its bin is above the node's; a node
 * with bin 255 sends all to the left.
 */
export interface Forest {
  readonly depth: number;
  readonly nTrees: number;
  readonly cuts: Cuts;
  readonly feature: Uint8Array;
  readonly bin: Uint8Array;
  readonly leaf: Float32Array;
  /** Log odds before the first tree. */
  readonly base: number;
}

/** A node that does not split. */
export const NO_SPLIT = 255;
/** Rows that are followed through a tree before the next tree's turn. */
const BLOCK = 32;

const thresholds = new WeakMap<Forest, Float32Array>();
const walks = new WeakMap<Forest, CompiledForest | "none">();

/** The cut of each node, infinite where it does not split: a row goes right from it on. */
function thresholdsOf(forest: Forest): Float32Array {
  const known = thresholds.get(forest);
  if (known !== undefined) return known;
  const { feature, bin, cuts } = forest;
  const own = Float32Array.from(bin, (cut, node) =>
    cut === NO_SPLIT ? Number.POSITIVE_INFINITY : cuts[feature[node]!]![cut]!,
  );
  thresholds.set(forest, own);
  return own;
}

/** The log odds of many rows of values into `out`, in WebAssembly where there is such; to the same bits either way. */
export function predictRows(
  forest: Forest,
  rows: Float32Array,
  nRows: number,
  stride: number,
  out: Float64Array,
): void {
  let walk = walks.get(forest);
  if (walk === undefined) {
    walk = compileForest(forest, thresholdsOf(forest)) ?? "none";
    walks.set(forest, walk);
  }
  if (walk === "none") predictRowsPlainly(forest, rows, nRows, stride, out);
  else walk.predictRows(rows, nRows, stride, out);
}

/**
 * `predictRows` without WebAssembly: tree by tree over blocks of rows, so that a tree's nodes and the rows stay in the
 * nearest cache; four rows are followed at once.
 */
export function predictRowsPlainly(
  forest: Forest,
  rows: Float32Array,
  nRows: number,
  stride: number,
  out: Float64Array,
): void {
  const { depth, nTrees, feature, leaf, base } = forest;
  const cut = thresholdsOf(forest);
  const inner = (1 << depth) - 1;
  out.fill(base, 0, nRows);
  for (let from = 0; from < nRows; from += BLOCK) {
    const end = Math.min(nRows, from + BLOCK);
    for (let tree = 0, node = 0, values = 0; tree < nTrees; tree++, node += inner, values += inner + 1) {
      const shift = values - inner;
      let row = from;
      for (; row + 4 <= end; row += 4) {
        const at0 = row * stride;
        const at1 = at0 + stride;
        const at2 = at1 + stride;
        const at3 = at2 + stride;
        let p0 = 0;
        let p1 = 0;
        let p2 = 0;
        let p3 = 0;
        for (let level = 0; level < depth; level++) {
          const n0 = node + p0;
          const n1 = node + p1;
          const n2 = node + p2;
          const n3 = node + p3;
          p0 = 2 * p0 + 1 + (rows[at0 + feature[n0]!]! >= cut[n0]! ? 1 : 0);
          p1 = 2 * p1 + 1 + (rows[at1 + feature[n1]!]! >= cut[n1]! ? 1 : 0);
          p2 = 2 * p2 + 1 + (rows[at2 + feature[n2]!]! >= cut[n2]! ? 1 : 0);
          p3 = 2 * p3 + 1 + (rows[at3 + feature[n3]!]! >= cut[n3]! ? 1 : 0);
        }
        out[row]! += leaf[shift + p0]!;
        out[row + 1]! += leaf[shift + p1]!;
        out[row + 2]! += leaf[shift + p2]!;
        out[row + 3]! += leaf[shift + p3]!;
      }
      for (; row < end; row++) {
        const at = row * stride;
        let place = 0;
        for (let level = 0; level < depth; level++) {
          const here = node + place;
          place = 2 * place + 1 + (rows[at + feature[here]!]! >= cut[here]! ? 1 : 0);
        }
        out[row]! += leaf[shift + place]!;
      }
    }
  }
}

/** The log odds of rows of bins (`stride` apart) into `out` from `to` on. */
export function predictBins(
  forest: Forest,
  bins: Uint8Array,
  nRows: number,
  stride: number,
  out: Float64Array,
  to: number,
): void {
  const { depth, nTrees, feature, bin, leaf, base } = forest;
  const inner = (1 << depth) - 1;
  out.fill(base, to, to + nRows);
  for (let tree = 0, node = 0, values = 0; tree < nTrees; tree++, node += inner, values += inner + 1) {
    let row = 0;
    for (; row + 4 <= nRows; row += 4) {
      const at0 = row * stride;
      const at1 = at0 + stride;
      const at2 = at1 + stride;
      const at3 = at2 + stride;
      let p0 = 0;
      let p1 = 0;
      let p2 = 0;
      let p3 = 0;
      for (let level = 0; level < depth; level++) {
        const n0 = node + p0;
        const n1 = node + p1;
        const n2 = node + p2;
        const n3 = node + p3;
        p0 = 2 * p0 + 1 + (bins[at0 + feature[n0]!]! > bin[n0]! ? 1 : 0);
        p1 = 2 * p1 + 1 + (bins[at1 + feature[n1]!]! > bin[n1]! ? 1 : 0);
        p2 = 2 * p2 + 1 + (bins[at2 + feature[n2]!]! > bin[n2]! ? 1 : 0);
        p3 = 2 * p3 + 1 + (bins[at3 + feature[n3]!]! > bin[n3]! ? 1 : 0);
      }
      const shift = values - inner;
      out[to + row]! += leaf[shift + p0]!;
      out[to + row + 1]! += leaf[shift + p1]!;
      out[to + row + 2]! += leaf[shift + p2]!;
      out[to + row + 3]! += leaf[shift + p3]!;
    }
    for (; row < nRows; row++) {
      const at = row * stride;
      let place = 0;
      for (let level = 0; level < depth; level++) {
        const here = node + place;
        place = 2 * place + 1 + (bins[at + feature[here]!]! > bin[here]! ? 1 : 0);
      }
      out[to + row]! += leaf[values + place - inner]!;
    }
  }
}

/** Chance of log odds. */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
