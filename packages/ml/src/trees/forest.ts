import { binRow, type Cuts } from "./bins.ts";

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

/** Adds up the trees for one row of bins: log odds. */
export function sumTrees(
  { depth, nTrees, feature, bin, leaf, base }: Forest,
  bins: Uint8Array,
  at: number,
): number {
  const inner = (1 << depth) - 1;
  let sum = base;
  for (let tree = 0, node = 0, out = 0; tree < nTrees; tree++, node += inner, out += inner + 1) {
    let place = 0;
    for (let level = 0; level < depth; level++) {
      const here = node + place;
      place = 2 * place + 1 + (bins[at + feature[here]!]! > bin[here]! ? 1 : 0);
    }
    sum += leaf[out + place - inner]!;
  }
  return sum;
}

/**
 * The log odds of many rows into `out`, tree by tree over blocks of rows, so that a tree's nodes stay in the nearest
 * cache; several rows are followed at once.
 */
export function predictRows(
  forest: Forest,
  rows: Float32Array,
  nRows: number,
  stride: number,
  out: Float64Array,
): void {
  const nColumns = forest.cuts.length;
  const block = 64;
  const bins = new Uint8Array(block * nColumns);
  for (let from = 0; from < nRows; from += block) {
    const count = Math.min(block, nRows - from);
    for (let i = 0; i < count; i++) binRow(forest.cuts, rows, (from + i) * stride, bins, i * nColumns);
    predictBins(forest, bins, count, nColumns, out, from);
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
