/** How a feature was spread over the training set: the share of its values in each bin. */
export interface FeatureReference {
  readonly name: string;
  /** Upper ends of the bins, ascending and inclusive; beyond the last there is one bin more. */
  readonly edges: readonly number[];
  /** Shares of the training values, one for each bin, `edges.length + 1` of them; they sum to 1. */
  readonly shares: readonly number[];
}

/** How far the values of now are from those of the training. */
export interface FeatureDrift {
  readonly name: string;
  /** Population stability index over about ten bins, from 0; above 0.25 counts as a large shift. */
  readonly psi: number;
  /** Kolmogorov–Smirnov distance at the reference's edges, 0–1: a lower bound, at most one bin's share too small. */
  readonly ks: number;
}

/** A share of nothing would make the index infinite. */
const LEAST_SHARE = 1e-4;
const PSI_BINS = 10;

/** How a feature's training values are spread over `nBins` bins of about equal size; fewer where values repeat. */
export function referenceOf(name: string, values: ArrayLike<number>, nBins = 25): FeatureReference {
  const sorted = Float64Array.from(values).sort();
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return { name, edges: [], shares: [0] };
  // What lies outside the training's range has bins of its own, which are empty here.
  const edges = [below(least)];
  for (let bin = 1; bin <= nBins; bin++) {
    const edge = shorten(sorted[Math.ceil((sorted.length * bin) / nBins) - 1]!);
    if (edge > edges.at(-1)!) edges.push(edge);
  }
  return { name, edges, shares: sharesOf(edges, sorted) };
}

/** The spread of every column over rows of training. */
export function referencesOf(
  columns: readonly { readonly name: string }[],
  rows: readonly ArrayLike<number>[],
): readonly FeatureReference[] {
  return columns.map(({ name }, column) =>
    referenceOf(
      name,
      rows.map((row) => row[column]!),
    ),
  );
}

/** Compares the values of now with a reference; a reference compared with its own values drifts by 0. */
export function driftOf({ name, edges, shares }: FeatureReference, values: ArrayLike<number>): FeatureDrift {
  const now = sharesOf(edges, values);
  let ks = 0;
  let gap = 0;
  let psi = 0;
  let [expected, actual] = [0, 0];
  for (let bin = 0; bin < shares.length; bin++) {
    gap += now[bin]! - shares[bin]!;
    ks = Math.max(ks, Math.abs(gap));
    expected += shares[bin]!;
    actual += now[bin]!;
    // Neighbours within the training's range are joined until they hold a tenth, so that chance alone makes no index.
    if (expected < 1 / PSI_BINS && bin > 0 && bin < shares.length - 2) continue;
    psi += termOf(expected, actual);
    [expected, actual] = [0, 0];
  }
  return { name, psi, ks: Math.min(1, ks) };
}

function termOf(expected: number, actual: number): number {
  const [e, a] = [Math.max(expected, LEAST_SHARE), Math.max(actual, LEAST_SHARE)];
  return (a - e) * Math.log(a / e);
}

function sharesOf(edges: readonly number[], values: ArrayLike<number>): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (let i = 0; i < values.length; i++) counts[binOf(edges, values[i]!)]!++;
  return counts.map((count) => (values.length === 0 ? 0 : count / values.length));
}

/** Six digits are enough for an edge; up, so that it stays above its value. */
function shorten(value: number): number {
  const short = Number(value.toPrecision(6));
  return short >= value ? short : Number((value + Math.abs(value) * 1e-6).toPrecision(6));
}

function below(value: number): number {
  return value - Math.max(Number.EPSILON * Math.abs(value), Number.MIN_VALUE);
}

/** The first bin whose upper end is not below the value. */
function binOf(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
