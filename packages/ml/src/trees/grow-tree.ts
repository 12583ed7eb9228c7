import { NO_SPLIT } from "./forest.ts";
import {
  clampWeight,
  NODE_COUNT,
  NODE_FROM,
  NODE_SIBLING,
  NODE_SLOT,
  NODE_WORDS,
  type SharedTraining,
  SPLIT_BIN,
  SPLIT_COLUMN,
  SPLIT_GAIN,
  SPLIT_LEFT_GRADIENT,
  SPLIT_LEFT_HESSIAN,
  SPLIT_WORDS,
} from "./level-work.ts";
import type { LevelPool } from "./thread-pool.ts";

/** One tree, laid out as in a `Forest`. */
export interface Tree {
  readonly depth: number;
  readonly feature: Uint8Array;
  readonly bin: Uint8Array;
  readonly leaf: Float32Array;
}

/** A node that is being grown. */
interface Node {
  readonly place: number;
  readonly from: number;
  readonly count: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly lowest: number;
  readonly highest: number;
  readonly slot: number;
  readonly sibling: number;
}

/** Grows one tree, level by level, on the gradients that stand in `shared`. */
export function growTree(shared: SharedTraining, pool: LevelPool, depth: number, learningRate: number): Tree {
  const inner = (1 << depth) - 1;
  const tree = {
    depth,
    feature: new Uint8Array(inner),
    bin: new Uint8Array(inner).fill(NO_SPLIT),
    leaf: new Float32Array(inner + 1),
  };
  let level = [rootOf(shared)];
  for (let n = 0; n < depth && level.length > 0; n++) {
    writeLevel(shared, level);
    pool.work(level.length);
    const next: Node[] = [];
    const free = freeSlots(level, shared.mostNodes);
    for (const [index, node] of level.entries()) {
      const split = bestSplit(shared, index);
      if (split === undefined) closeNode(tree, node, shared.lambda, learningRate);
      else next.push(...splitNode(shared, tree, node, split, free));
    }
    level = next;
  }
  for (const node of level) closeNode(tree, node, shared.lambda, learningRate);
  return tree;
}

function rootOf({ order, nRows, gradient, hessian }: SharedTraining): Node {
  let g = 0;
  let h = 0;
  for (let row = 0; row < nRows; row++) {
    order[row] = row;
    g += gradient[row]!;
    h += hessian[row]!;
  }
  return {
    place: 0,
    from: 0,
    count: nRows,
    gradient: g,
    hessian: h,
    lowest: Number.NEGATIVE_INFINITY,
    highest: Number.POSITIVE_INFINITY,
    slot: 0,
    sibling: -1,
  };
}

function writeLevel({ nodes, bounds }: SharedTraining, level: readonly Node[]): void {
  level.forEach(({ from, count, slot, sibling, lowest, highest, gradient, hessian }, index) => {
    const at = index * NODE_WORDS;
    nodes[at + NODE_FROM] = from;
    nodes[at + NODE_COUNT] = count;
    nodes[at + NODE_SLOT] = slot;
    nodes[at + NODE_SIBLING] = sibling;
    bounds.set([lowest, highest, gradient, hessian], index * 4);
  });
}

function freeSlots(level: readonly Node[], mostNodes: number): number[] {
  const taken = new Set(level.map(({ slot }) => slot));
  return Array.from({ length: mostNodes }, (_, slot) => slot).filter((slot) => !taken.has(slot));
}

/** The offset of the best of the threads' splits; the lowest column where they are equal. */
function bestSplit(
  { splits, threads, mostNodes, minGain }: SharedTraining,
  index: number,
): number | undefined {
  let best: number | undefined;
  let gain = minGain;
  for (let thread = 0; thread < threads; thread++) {
    const at = (thread * mostNodes + index) * SPLIT_WORDS;
    if (splits[at + SPLIT_COLUMN]! >= 0 && splits[at + SPLIT_GAIN]! > gain) {
      gain = splits[at + SPLIT_GAIN]!;
      best = at;
    }
  }
  return best;
}

function closeNode(tree: Tree, node: Node, lambda: number, learningRate: number): void {
  const inner = tree.feature.length;
  // A node that does not split sends all to the left; so does everything below it.
  let place = node.place;
  while (place < inner) place = 2 * place + 1;
  const weight = clampWeight(-node.gradient / (node.hessian + lambda), node.lowest, node.highest);
  tree.leaf[place - inner] = learningRate * weight;
}

function splitNode(
  shared: SharedTraining,
  tree: Tree,
  node: Node,
  at: number,
  free: number[],
): readonly Node[] {
  const { splits, lambda, monotone } = shared;
  const column = splits[at + SPLIT_COLUMN]!;
  const bin = splits[at + SPLIT_BIN]!;
  const leftGradient = splits[at + SPLIT_LEFT_GRADIENT]!;
  const leftHessian = splits[at + SPLIT_LEFT_HESSIAN]!;
  const rightGradient = node.gradient - leftGradient;
  const rightHessian = node.hessian - leftHessian;
  tree.feature[node.place] = column;
  tree.bin[node.place] = bin;
  const nLeft = partition(shared, node, column, bin);
  const nRight = node.count - nLeft;
  const bounds = { left: [node.lowest, node.highest], right: [node.lowest, node.highest] };
  const direction = monotone[column]!;
  if (direction !== 0) {
    const left = clampWeight(-leftGradient / (leftHessian + lambda), node.lowest, node.highest);
    const right = clampWeight(-rightGradient / (rightHessian + lambda), node.lowest, node.highest);
    const middle = (left + right) / 2;
    bounds.left[direction > 0 ? 1 : 0] = middle;
    bounds.right[direction > 0 ? 0 : 1] = middle;
  }
  // The smaller child is summed anew, the other one is what is left of the parent.
  const slot = free.pop() ?? 0;
  const leftIsSmaller = nLeft <= nRight;
  const child = (isLeft: boolean): Node => ({
    place: 2 * node.place + (isLeft ? 1 : 2),
    from: isLeft ? node.from : node.from + nLeft,
    count: isLeft ? nLeft : nRight,
    gradient: isLeft ? leftGradient : rightGradient,
    hessian: isLeft ? leftHessian : rightHessian,
    lowest: bounds[isLeft ? "left" : "right"][0]!,
    highest: bounds[isLeft ? "left" : "right"][1]!,
    slot: isLeft === leftIsSmaller ? slot : node.slot,
    sibling: isLeft === leftIsSmaller ? -1 : slot,
  });
  return [child(true), child(false)];
}

let spare = new Int32Array(0);

/** Puts the node's rows that go left before those that go right, each in their order; gives back how many go left. */
function partition({ order, bins, nRows }: SharedTraining, node: Node, column: number, bin: number): number {
  if (spare.length < nRows) spare = new Int32Array(nRows);
  const at = column * nRows;
  let left = node.from;
  let right = 0;
  for (let i = node.from; i < node.from + node.count; i++) {
    const row = order[i]!;
    if (bins[at + row]! > bin) spare[right++] = row;
    else order[left++] = row;
  }
  for (let i = 0; i < right; i++) order[left + i] = spare[i]!;
  return left - node.from;
}
