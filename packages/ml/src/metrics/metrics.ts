/** Predictions beside what they should have been, 0–1 each, with how much each counts. */
export interface Scored {
  readonly predicted: readonly number[];
  readonly truth: readonly number[];
  readonly weight?: readonly number[];
}

/** One line of a reliability table. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly predicted: number;
  readonly observed: number;
}

/** What is measured of chances. */
export interface ChanceMetrics {
  readonly count: number;
  readonly meanAbsoluteError: number;
  /** Log loss above the entropy of the truth: 0 is a perfect model. */
  readonly excessLogLoss: number;
  readonly brier: number;
  /** Expected calibration error over 15 bins. */
  readonly ece: number;
  /** Share of match-ups whose likelier winner is named, those of 0.45–0.55 left out. */
  readonly winnerAccuracy: number;
}

const BINS = 15;
const CERTAIN = 1e-6;
const OPEN = 0.05;

/** Measures chances against true chances. */
export function chanceMetrics(scored: Scored): ChanceMetrics {
  const { predicted, truth } = scored;
  let total = 0;
  let absolute = 0;
  let excess = 0;
  let brier = 0;
  let named = 0;
  let open = 0;
  for (let i = 0; i < predicted.length; i++) {
    const weight = scored.weight?.[i] ?? 1;
    const p = predicted[i]!;
    const y = truth[i]!;
    total += weight;
    absolute += weight * Math.abs(p - y);
    brier += weight * (p - y) ** 2;
    excess += weight * (crossEntropy(p, y) - crossEntropy(y, y));
    if (Math.abs(y - 0.5) <= OPEN) continue;
    open += weight;
    if (p > 0.5 === y > 0.5) named += weight;
  }
  const mean = (sum: number): number => (total === 0 ? 0 : sum / total);
  return {
    count: predicted.length,
    meanAbsoluteError: mean(absolute),
    excessLogLoss: mean(excess),
    brier: mean(brier),
    ece: calibrationError(reliability(scored)),
    winnerAccuracy: open === 0 ? 1 : named / open,
  };
}

/** Cross entropy of a chance against a true chance, in nats. */
export function crossEntropy(p: number, y: number): number {
  const q = Math.min(1 - CERTAIN, Math.max(CERTAIN, p));
  return -(y * Math.log(q) + (1 - y) * Math.log(1 - q));
}

/** The reliability table: predictions in 15 equal bins; empty ones are left out. */
export function reliability({ predicted, truth, weight }: Scored): readonly ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, () => ({ weight: 0, predicted: 0, observed: 0, count: 0 }));
  for (let i = 0; i < predicted.length; i++) {
    const bin = bins[Math.min(BINS - 1, Math.floor(predicted[i]! * BINS))]!;
    const w = weight?.[i] ?? 1;
    bin.weight += w;
    bin.count++;
    bin.predicted += w * predicted[i]!;
    bin.observed += w * truth[i]!;
  }
  return bins.flatMap((bin, k) =>
    bin.count === 0
      ? []
      : [
          {
            from: k / BINS,
            to: (k + 1) / BINS,
            count: bin.count,
            predicted: bin.predicted / bin.weight,
            observed: bin.observed / bin.weight,
          },
        ],
  );
}

/** Mean distance of predicted and observed, each bin by its count. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 0;
  return bins.reduce((sum, bin) => sum + (bin.count / total) * Math.abs(bin.predicted - bin.observed), 0);
}
