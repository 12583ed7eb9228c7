import {
  createTypeChart,
  evaluate,
  type PokemonSet,
  type TypeChart,
  typeMultiplier,
} from "@predictiondex/battle";
import { type GameFacts, STATS } from "@predictiondex/core";
import { MATCHUP_COLUMNS } from "../features/feature-list.ts";
import type { LabelledSample, MatchupSample } from "../samples/sample.ts";
import { sigmoid } from "../trees/forest.ts";

/** What every report sets beside the model. */
export const BASELINES = [
  "baseStatTotal",
  "speed",
  "typeAdvantage",
  "closedFormRace",
  "logisticRegression",
] as const;
export type BaselineName = (typeof BASELINES)[number];

/** Baselines as fitted on training match-ups: log odds are `slope` times the difference of both sides. */
export interface FittedBaselines {
  readonly slopes: Readonly<Record<"baseStatTotal" | "speed" | "typeAdvantage", number>>;
  /** Weights of the match-up's columns, each from its mean and in its standard deviations. */
  readonly logistic: {
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
    readonly weights: readonly number[];
  };
}

const SINGLE = ["baseStatTotal", "speed", "typeAdvantage"] as const;
const ROUNDS = 60;
const RIDGE = 1;

/** The one number of a side that a simple baseline goes by. */
function strengthOf(
  name: (typeof SINGLE)[number],
  own: PokemonSet,
  foe: PokemonSet,
  chart: TypeChart,
): number {
  const { baseStats } = own.form;
  if (name === "speed") return baseStats.speed;
  if (name === "baseStatTotal") return STATS.reduce((sum, stat) => sum + baseStats[stat], 0) + own.level;
  return Math.max(
    ...own.form.types.map((type) => Math.log2(typeMultiplier(chart, type, foe.form.types) + 0.25)),
  );
}

/** Fits the baselines; `rows` are the match-ups' rows of `MATCHUP_COLUMNS`, from A's seat, in the samples' order. */
export function fitBaselines(
  samples: readonly LabelledSample[],
  rows: readonly Float32Array[],
  facts: Pick<GameFacts, "moves" | "effectiveness">,
): FittedBaselines {
  const chart = createTypeChart(facts.effectiveness);
  const targets = samples.map(({ label }) => label.p);
  const slopes = Object.fromEntries(
    SINGLE.map((name) => {
      const differences = samples.map(
        ({ sample: { a, b } }) => strengthOf(name, a, b, chart) - strengthOf(name, b, a, chart),
      );
      return [name, fitSlope(differences, targets)];
    }),
  ) as FittedBaselines["slopes"];
  return { slopes, logistic: fitLogistic(rows, targets) };
}

/** Newton's method for one weight without intercept. */
function fitSlope(x: readonly number[], targets: readonly number[]): number {
  let slope = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let gradient = 1e-6 * slope;
    let hessian = 1e-6;
    for (let i = 0; i < x.length; i++) {
      const p = sigmoid(slope * x[i]!);
      gradient += (p - targets[i]!) * x[i]!;
      hessian += p * (1 - p) * x[i]! * x[i]!;
    }
    slope -= gradient / hessian;
  }
  return slope;
}

/** Newton's method by coordinates, with a ridge penalty. */
function fitLogistic(rows: readonly Float32Array[], targets: readonly number[]): FittedBaselines["logistic"] {
  const nColumns = MATCHUP_COLUMNS.length;
  const n = rows.length;
  const mean = Array.from({ length: nColumns }, (_, c) => rows.reduce((sum, row) => sum + row[c]!, 0) / n);
  const deviation = mean.map(
    (center, c) => Math.sqrt(rows.reduce((sum, row) => sum + (row[c]! - center) ** 2, 0) / n) || 1,
  );
  const scaled = mean.map((center, c) =>
    Float64Array.from(rows, (row) => (row[c]! - center) / deviation[c]!),
  );
  const weights = new Float64Array(nColumns);
  const odds = new Float64Array(n);
  for (let round = 0; round < ROUNDS; round++) {
    for (let c = 0; c < nColumns; c++) {
      const own = scaled[c]!;
      let gradient = RIDGE * weights[c]!;
      let hessian = RIDGE;
      for (let i = 0; i < n; i++) {
        const p = sigmoid(odds[i]!);
        gradient += (p - targets[i]!) * own[i]!;
        hessian += p * (1 - p) * own[i]! * own[i]!;
      }
      const step = Math.max(-1, Math.min(1, -gradient / hessian));
      weights[c]! += step;
      for (let i = 0; i < n; i++) odds[i]! += step * own[i]!;
    }
  }
  return { mean, deviation, weights: [...weights] };
}

/** A baseline's chance that A wins; `row` is the match-up's row from A's seat, `mirrored` that from B's. */
export function baselineChance(
  name: BaselineName,
  { a, b }: MatchupSample,
  row: Float32Array,
  mirrored: Float32Array,
  fitted: FittedBaselines,
  chart: TypeChart,
): number {
  if (name === "closedFormRace") {
    const { low, high } = evaluate(a, b, chart);
    return (low + high) / 2;
  }
  if (name === "logisticRegression") {
    const { mean, deviation, weights } = fitted.logistic;
    const odds = weights.reduce(
      (sum, weight, c) => sum + (weight * (row[c]! - mirrored[c]!)) / deviation[c]!,
      0,
    );
    return mean.length === 0 ? 0.5 : sigmoid(odds / 2);
  }
  return sigmoid(fitted.slopes[name] * (strengthOf(name, a, b, chart) - strengthOf(name, b, a, chart)));
}
