import { createSeededRandom } from "@predictiondex/core";
import type { Cuts } from "./bins.ts";
import { type Forest, NO_SPLIT, sigmoid } from "./forest.ts";
import { growTree, type Tree } from "./grow-tree.ts";
import type { SharedTraining } from "./level-work.ts";
import { NODE_WORDS, SPLIT_WORDS } from "./level-work.ts";
import { createLevelPool } from "./thread-pool.ts";

const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_536;

/** How trees are boosted. */
export interface BoostOptions {
  readonly nTrees: number;
  readonly learningRate: number;
  readonly maxDepth: number;
  readonly maxBins: number;
  /** Least sum of hessians in a leaf. */
  readonly minChildWeight: number;
  /** L2 regularisation of leaf weights. */
  readonly lambda: number;
  readonly minGain: number;
  /** Part of the columns that a tree may use. */
  readonly columnShare: number;
  /** Trees without improvement on the validation rows after which no more are grown; 0 grows all. */
  readonly earlyStopping: number;
  readonly seed: number;
  readonly threads: number;
}

/** Binned rows with their targets (0–1, soft) and how much each counts. */
export interface Labelled {
  /** Column by column, in memory that threads can share. */
  readonly bins: Uint8Array;
  readonly nRows: number;
  readonly target: Float32Array;
  readonly weight: Float32Array;
}

/** Boosted trees and how they came about. */
export interface Boosted {
  readonly forest: Forest;
  /** Log loss on the training and the validation rows, by tree. */
  readonly trainLoss: readonly number[];
  readonly validationLoss: readonly number[];
}

/** What to tell while trees grow; true stops. */
export type OnTree = (nTrees: number, validationLoss: number) => boolean | undefined;

/**
 * Boosts trees by Newton steps on the log loss of soft targets. Histograms are summed by column, each by one thread, so
 * equal arguments give equal trees whatever the number of threads.
 * @throws {RangeError} where there are no rows, or a target is outside 0–1
 */
export function boostTrees(
  cuts: Cuts,
  training: Labelled,
  validation: Labelled,
  monotone: readonly number[],
  options: BoostOptions,
  onTree?: OnTree,
): Boosted {
  checkRows(training, "training");
  checkRows(validation, "validation");
  const shared = shareTraining(training, cuts.length, monotone, options);
  const random = createSeededRandom(options.seed);
  const base = baseLogOdds(training);
  const score = new Float64Array(training.nRows).fill(base);
  const validationScore = new Float64Array(validation.nRows).fill(base);
  const trees: Tree[] = [];
  const trainLoss: number[] = [];
  const validationLoss: number[] = [];
  let best = Number.POSITIVE_INFINITY;
  let bestTrees = 0;
  const pool = createLevelPool(shared);
  try {
    while (trees.length < options.nTrees) {
      trainLoss.push(fillGradients(training, score, shared));
      chooseColumns(shared.usable, options.columnShare, random);
      const tree = growTree(shared, pool, options.maxDepth, options.learningRate);
      trees.push(tree);
      addTree(tree, shared.bins, training.nRows, score);
      addTree(tree, validation.bins, validation.nRows, validationScore);
      const loss = logLoss(validation, validationScore);
      validationLoss.push(loss);
      if (loss < best - 1e-7) {
        best = loss;
        bestTrees = trees.length;
      }
      if (onTree?.(trees.length, loss) === true) break;
      if (options.earlyStopping > 0 && trees.length - bestTrees >= options.earlyStopping) break;
    }
  } finally {
    pool.close();
  }
  const kept = options.earlyStopping > 0 ? trees.slice(0, bestTrees) : trees;
  return { forest: packForest(kept, cuts, options.maxDepth, base), trainLoss, validationLoss };
}

function checkRows({ nRows, target, weight }: Labelled, name: string): void {
  if (nRows === 0) throw new RangeError(`no ${name} rows to learn from`);
  for (let row = 0; row < nRows; row++) {
    if (!(target[row]! >= 0 && target[row]! <= 1)) {
      throw new RangeError(`${name} row ${row}: target must be 0–1, got ${target[row]}`);
    }
    if (!(weight[row]! >= 0)) {
      throw new RangeError(`${name} row ${row}: weight must not be below 0, got ${weight[row]}`);
    }
  }
}

function shareTraining(
  training: Labelled,
  nColumns: number,
  monotone: readonly number[],
  { maxBins, maxDepth, lambda, minChildWeight, minGain, threads }: BoostOptions,
): SharedTraining {
  const { nRows } = training;
  const mostNodes = 1 << (maxDepth - 1);
  const width = 2 * maxBins;
  const sizes = {
    gradient: 8 * nRows,
    hessian: 8 * nRows,
    histograms: 8 * mostNodes * nColumns * width,
    bounds: 8 * 4 * mostNodes,
    splits: 8 * threads * mostNodes * SPLIT_WORDS,
    pairs: 16 * threads * nRows,
    spare: 8 * threads * width,
    order: 4 * nRows,
    nodes: 4 * NODE_WORDS * mostNodes,
    bins: training.bins.length,
    usable: nColumns,
  };
  const offsets: Record<string, number> = {};
  let bytes = 0;
  for (const [name, size] of Object.entries(sizes)) {
    offsets[name] = bytes;
    bytes += Math.ceil(size / 16) * 16;
  }
  const pages = Math.ceil(bytes / PAGE_BYTES);
  if (pages > MOST_PAGES) {
    throw new RangeError(`training rows must fit in 4 GiB, got ${nRows} rows of ${nColumns} columns`);
  }
  const memory = new WebAssembly.Memory({ initial: pages, maximum: MOST_PAGES, shared: true });
  const doubles = (name: keyof typeof sizes): Float64Array =>
    new Float64Array(memory.buffer, offsets[name]!, sizes[name] / 8);
  const words = (name: keyof typeof sizes): Int32Array =>
    new Int32Array(memory.buffer, offsets[name]!, sizes[name] / 4);
  const small = (name: keyof typeof sizes): Uint8Array =>
    new Uint8Array(memory.buffer, offsets[name]!, sizes[name]);
  const bins = small("bins");
  bins.set(training.bins);
  return {
    memory,
    nRows,
    nColumns,
    maxBins,
    lambda,
    minChildWeight,
    minGain,
    bins,
    gradient: doubles("gradient"),
    hessian: doubles("hessian"),
    order: words("order"),
    pairs: doubles("pairs"),
    spare: doubles("spare"),
    usable: small("usable"),
    monotone: Int8Array.from(monotone),
    histograms: doubles("histograms"),
    nodes: words("nodes"),
    bounds: doubles("bounds"),
    splits: doubles("splits"),
    mostNodes,
    threads,
  };
}

function baseLogOdds({ target, weight, nRows }: Labelled): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < nRows; row++) {
    sum += weight[row]! * target[row]!;
    total += weight[row]!;
  }
  const mean = Math.min(0.999, Math.max(0.001, sum / total));
  return Math.fround(Math.log(mean / (1 - mean)));
}

/** Fills in gradients and hessians, and gives back the log loss. */
function fillGradients(
  { target, weight, nRows }: Labelled,
  score: Float64Array,
  shared: SharedTraining,
): number {
  const { gradient, hessian } = shared;
  let loss = 0;
  let total = 0;
  for (let row = 0; row < nRows; row++) {
    const w = weight[row]!;
    const p = sigmoid(score[row]!);
    const y = target[row]!;
    gradient[row] = w * (p - y);
    hessian[row] = w * Math.max(p * (1 - p), 1e-6);
    loss += w * crossEntropy(p, y);
    total += w;
  }
  return loss / total;
}

function logLoss({ target, weight, nRows }: Labelled, score: Float64Array): number {
  let loss = 0;
  let total = 0;
  for (let row = 0; row < nRows; row++) {
    loss += weight[row]! * crossEntropy(sigmoid(score[row]!), target[row]!);
    total += weight[row]!;
  }
  return loss / total;
}

function crossEntropy(p: number, y: number): number {
  const q = Math.min(1 - 1e-12, Math.max(1e-12, p));
  return -(y * Math.log(q) + (1 - y) * Math.log(1 - q));
}

function chooseColumns(usable: Uint8Array, share: number, random: { next(n: number): number }): void {
  const nColumns = usable.length;
  usable.fill(1);
  const out = Math.floor((1 - share) * nColumns);
  const left = Array.from({ length: nColumns }, (_, i) => i);
  for (let k = 0; k < out; k++) usable[left.splice(random.next(left.length), 1)[0]!] = 0;
}

function addTree(
  { depth, feature, bin, leaf }: Tree,
  bins: Uint8Array,
  nRows: number,
  score: Float64Array,
): void {
  const inner = (1 << depth) - 1;
  for (let row = 0; row < nRows; row++) {
    let place = 0;
    for (let level = 0; level < depth; level++) {
      place = 2 * place + 1 + (bins[feature[place]! * nRows + row]! > bin[place]! ? 1 : 0);
    }
    score[row]! += leaf[place - inner]!;
  }
}

function packForest(trees: readonly Tree[], cuts: Cuts, depth: number, base: number): Forest {
  const inner = (1 << depth) - 1;
  const feature = new Uint8Array(trees.length * inner);
  const bin = new Uint8Array(trees.length * inner).fill(NO_SPLIT);
  const leaf = new Float32Array(trees.length * (inner + 1));
  trees.forEach((tree, t) => {
    feature.set(tree.feature, t * inner);
    bin.set(tree.bin, t * inner);
    leaf.set(tree.leaf, t * (inner + 1));
  });
  return { depth, nTrees: trees.length, cuts, feature, bin, leaf, base };
}
