// The part of growing a level that threads share: histograms and the best split of each node, over a range of
// columns. Every thread sums in the same order, so the trees are the same whatever the number of threads.

import { HISTOGRAM_BYTES } from "./generated/histogram-bytes.ts";

/** Words of `SharedTraining.nodes` for a node of the level that is worked on. */
export const NODE_WORDS = 4;
/** Its rows in `order`: from, count. */
export const NODE_FROM = 0;
export const NODE_COUNT = 1;
/** Where its histogram goes, and what to do: build it, or take its sibling's from its parent's. */
export const NODE_SLOT = 2;
/** −1: build; else the slot of the sibling, the parent's histogram standing in the node's own slot. */
export const NODE_SIBLING = 3;

/** Words of `SharedTraining.splits` for a node. */
export const SPLIT_WORDS = 6;
export const SPLIT_GAIN = 0;
export const SPLIT_COLUMN = 1;
export const SPLIT_BIN = 2;
export const SPLIT_LEFT_GRADIENT = 3;
export const SPLIT_LEFT_HESSIAN = 4;

/** What the threads share; all arrays lie in `memory`. */
export interface SharedTraining {
  readonly memory: WebAssembly.Memory;
  readonly nRows: number;
  readonly nColumns: number;
  readonly maxBins: number;
  readonly lambda: number;
  readonly minChildWeight: number;
  readonly minGain: number;
  /** Bins, column by column. */
  readonly bins: Uint8Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  /** Rows, those of a node side by side. */
  readonly order: Int32Array;
  /** By thread, the pairs of gradient and hessian of the rows it works on. */
  readonly pairs: Float64Array;
  /** By thread, a column's sums that nobody reads. */
  readonly spare: Float64Array;
  /** 1 for a column that the tree may use. */
  readonly usable: Uint8Array;
  readonly monotone: Int8Array;
  /** Gradient and hessian sums: slot, column, bin, two each. */
  readonly histograms: Float64Array;
  readonly nodes: Int32Array;
  /** Bounds and sums of a node: lowest and highest weight, gradient, hessian. */
  readonly bounds: Float64Array;
  /** Best split, by thread and node. */
  readonly splits: Float64Array;
  readonly mostNodes: number;
  readonly threads: number;
}

/** The compiled sums on the training's memory; addresses in bytes. */
export type AddColumns = (order: number, pairs: number, count: number, ...columns: readonly number[]) => void;

/** What one thread works with. */
export interface ThreadRoom {
  readonly addColumns: AddColumns;
}

/** Makes a thread's room. */
export function createThreadRoom({ memory }: SharedTraining): ThreadRoom {
  const bytes = Uint8Array.from(atob(HISTOGRAM_BYTES), (letter) => letter.charCodeAt(0));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { training: { memory } });
  return instance.exports as unknown as ThreadRoom;
}

/** Does one thread's part of a level of `nNodes` nodes. */
export function workOnLevel(shared: SharedTraining, thread: number, nNodes: number, room: ThreadRoom): void {
  const { nColumns, threads, nodes } = shared;
  const from = Math.floor((thread * nColumns) / threads);
  const to = Math.floor(((thread + 1) * nColumns) / threads);
  for (let node = 0; node < nNodes; node++) {
    if (nodes[node * NODE_WORDS + NODE_SIBLING] === -1) buildHistogram(shared, thread, node, from, to, room);
  }
  for (let node = 0; node < nNodes; node++) {
    if (nodes[node * NODE_WORDS + NODE_SIBLING] !== -1) subtractSibling(shared, node, from, to);
  }
  for (let node = 0; node < nNodes; node++) findSplit(shared, thread, node, from, to);
}

const COLUMNS_AT_ONCE = 4;

function buildHistogram(
  shared: SharedTraining,
  thread: number,
  node: number,
  from: number,
  to: number,
  { addColumns }: ThreadRoom,
): void {
  const { nodes, order, bins, gradient, hessian, histograms, nRows, nColumns, maxBins, usable } = shared;
  const first = nodes[node * NODE_WORDS + NODE_FROM]!;
  const count = nodes[node * NODE_WORDS + NODE_COUNT]!;
  const width = maxBins * 2;
  const base = nodes[node * NODE_WORDS + NODE_SLOT]! * nColumns * width;
  histograms.fill(0, base + from * width, base + to * width);
  const { pairs } = shared;
  const pairsAt = thread * 2 * nRows;
  for (let i = 0; i < count; i++) {
    const row = order[first + i]!;
    pairs[pairsAt + 2 * i] = gradient[row]!;
    pairs[pairsAt + 2 * i + 1] = hessian[row]!;
  }
  const columns: number[] = [];
  for (let column = from; column < to; column++) if (usable[column] === 1) columns.push(column);
  const places: number[] = [];
  const spareAt = shared.spare.byteOffset + 8 * thread * width;
  for (let k = 0; k < columns.length; k += COLUMNS_AT_ONCE) {
    places.length = 0;
    for (let n = k; n < k + COLUMNS_AT_ONCE; n++) {
      const column = columns[n];
      if (column === undefined) places.push(bins.byteOffset, spareAt);
      else places.push(bins.byteOffset + column * nRows, histograms.byteOffset + 8 * (base + column * width));
    }
    addColumns(order.byteOffset + 4 * first, pairs.byteOffset + 8 * pairsAt, count, ...places);
  }
}

function subtractSibling(shared: SharedTraining, node: number, from: number, to: number): void {
  const { nodes, histograms, nColumns, maxBins } = shared;
  const width = maxBins * 2;
  const own = nodes[node * NODE_WORDS + NODE_SLOT]! * nColumns * width;
  const sibling = nodes[node * NODE_WORDS + NODE_SIBLING]! * nColumns * width;
  for (let i = from * width; i < to * width; i++) histograms[own + i]! -= histograms[sibling + i]!;
}

function findSplit(shared: SharedTraining, thread: number, node: number, from: number, to: number): void {
  const { nodes, histograms, bounds, splits, usable, monotone, nColumns, maxBins, lambda, minChildWeight } =
    shared;
  const width = maxBins * 2;
  const base = nodes[node * NODE_WORDS + NODE_SLOT]! * nColumns * width;
  const lowest = bounds[node * 4]!;
  const highest = bounds[node * 4 + 1]!;
  const gradient = bounds[node * 4 + 2]!;
  const hessian = bounds[node * 4 + 3]!;
  const parent = (gradient * gradient) / (hessian + lambda);
  let bestGain = shared.minGain;
  let bestColumn = -1;
  let bestBin = 0;
  let bestGradient = 0;
  let bestHessian = 0;
  for (let column = from; column < to; column++) {
    if (usable[column] !== 1) continue;
    const at = base + column * width;
    const direction = monotone[column]!;
    let leftGradient = 0;
    let leftHessian = 0;
    for (let bin = 0; bin < maxBins - 1; bin++) {
      const h = histograms[at + 2 * bin + 1]!;
      if (h === 0) continue;
      leftGradient += histograms[at + 2 * bin]!;
      leftHessian += h;
      if (leftHessian < minChildWeight) continue;
      const rightHessian = hessian - leftHessian;
      if (rightHessian < minChildWeight) break;
      const rightGradient = gradient - leftGradient;
      const gain =
        (leftGradient * leftGradient) / (leftHessian + lambda) +
        (rightGradient * rightGradient) / (rightHessian + lambda) -
        parent;
      if (gain <= bestGain) continue;
      if (direction !== 0) {
        const left = clampWeight(-leftGradient / (leftHessian + lambda), lowest, highest);
        const right = clampWeight(-rightGradient / (rightHessian + lambda), lowest, highest);
        if (direction > 0 ? left > right : left < right) continue;
      }
      bestGain = gain;
      bestColumn = column;
      bestBin = bin;
      bestGradient = leftGradient;
      bestHessian = leftHessian;
    }
  }
  const out = (thread * shared.mostNodes + node) * SPLIT_WORDS;
  splits[out + SPLIT_GAIN] = bestGain;
  splits[out + SPLIT_COLUMN] = bestColumn;
  splits[out + SPLIT_BIN] = bestBin;
  splits[out + SPLIT_LEFT_GRADIENT] = bestGradient;
  splits[out + SPLIT_LEFT_HESSIAN] = bestHessian;
}

/** A leaf's weight within what constraints above it leave. */
export function clampWeight(weight: number, lowest: number, highest: number): number {
  return weight < lowest ? lowest : weight > highest ? highest : weight;
}
