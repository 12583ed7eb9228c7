// The part of growing a level that threads share: histograms and the best split of each node, over a range of
// columns. Every thread sums in the same order, so the trees are the same whatever the number of threads.

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

/** What the threads share; all arrays lie in shared memory. */
export interface SharedTraining {
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

/** Scratch of one thread. */
export interface ThreadRoom {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** Makes a thread's scratch. */
export function createThreadRoom({ nRows }: SharedTraining): ThreadRoom {
  return { gradient: new Float64Array(nRows), hessian: new Float64Array(nRows) };
}

/** Does one thread's part of a level of `nNodes` nodes. */
export function workOnLevel(shared: SharedTraining, thread: number, nNodes: number, room: ThreadRoom): void {
  const { nColumns, threads, nodes } = shared;
  const from = Math.floor((thread * nColumns) / threads);
  const to = Math.floor(((thread + 1) * nColumns) / threads);
  for (let node = 0; node < nNodes; node++) {
    if (nodes[node * NODE_WORDS + NODE_SIBLING] === -1) buildHistogram(shared, node, from, to, room);
  }
  for (let node = 0; node < nNodes; node++) {
    if (nodes[node * NODE_WORDS + NODE_SIBLING] !== -1) subtractSibling(shared, node, from, to);
  }
  for (let node = 0; node < nNodes; node++) findSplit(shared, thread, node, from, to);
}

function buildHistogram(
  shared: SharedTraining,
  node: number,
  from: number,
  to: number,
  room: ThreadRoom,
): void {
  const { nodes, order, bins, gradient, hessian, histograms, nRows, nColumns, maxBins, usable } = shared;
  const first = nodes[node * NODE_WORDS + NODE_FROM]!;
  const count = nodes[node * NODE_WORDS + NODE_COUNT]!;
  const width = maxBins * 2;
  const base = nodes[node * NODE_WORDS + NODE_SLOT]! * nColumns * width;
  histograms.fill(0, base + from * width, base + to * width);
  const { gradient: g, hessian: h } = room;
  for (let i = 0; i < count; i++) {
    const row = order[first + i]!;
    g[i] = gradient[row]!;
    h[i] = hessian[row]!;
  }
  const columns: number[] = [];
  for (let column = from; column < to; column++) if (usable[column] === 1) columns.push(column);
  let k = 0;
  // Four columns at a time: each row's sums are read once for all of them.
  for (; k + 4 <= columns.length; k += 4) {
    const c0 = columns[k]! * nRows;
    const c1 = columns[k + 1]! * nRows;
    const c2 = columns[k + 2]! * nRows;
    const c3 = columns[k + 3]! * nRows;
    const h0 = base + columns[k]! * width;
    const h1 = base + columns[k + 1]! * width;
    const h2 = base + columns[k + 2]! * width;
    const h3 = base + columns[k + 3]! * width;
    for (let i = 0; i < count; i++) {
      const row = order[first + i]!;
      const gi = g[i]!;
      const hi = h[i]!;
      const b0 = h0 + 2 * bins[c0 + row]!;
      histograms[b0]! += gi;
      histograms[b0 + 1]! += hi;
      const b1 = h1 + 2 * bins[c1 + row]!;
      histograms[b1]! += gi;
      histograms[b1 + 1]! += hi;
      const b2 = h2 + 2 * bins[c2 + row]!;
      histograms[b2]! += gi;
      histograms[b2 + 1]! += hi;
      const b3 = h3 + 2 * bins[c3 + row]!;
      histograms[b3]! += gi;
      histograms[b3 + 1]! += hi;
    }
  }
  for (; k < columns.length; k++) {
    const at = columns[k]! * nRows;
    const to0 = base + columns[k]! * width;
    for (let i = 0; i < count; i++) {
      const b = to0 + 2 * bins[at + order[first + i]!]!;
      histograms[b]! += g[i]!;
      histograms[b + 1]! += h[i]!;
    }
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
