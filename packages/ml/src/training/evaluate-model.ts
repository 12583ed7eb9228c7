import { createTypeChart } from "@predictiondex/battle";
import type { GameFacts } from "@predictiondex/core";
import { createEncoder } from "../features/encoder.ts";
import { MATCHUP_COLUMNS } from "../features/feature-list.ts";
import { type ChanceMetrics, chanceMetrics, type ReliabilityBin, reliability } from "../metrics/metrics.ts";
import { SLICES } from "../metrics/slices.ts";
import type { Model } from "../model-file/model.ts";
import { createPredictor } from "../predictor.ts";
import type { LabelledSample } from "../samples/sample.ts";
import { BASELINES, type BaselineName, baselineChance, type FittedBaselines } from "./baselines.ts";

/** Chances with the regret of the moves that are named best. */
export interface SliceReport extends ChanceMetrics {
  /** Mean of the match-up's p less the named move's p(i), over both seats. */
  readonly bestMoveRegret: number;
  /** Mean error of p(i) and of worst(i), over all moves. */
  readonly moveError: number;
  readonly worstError: number;
}

/** One of the match-ups that the model is most wrong about. */
export interface WorstMatchup {
  readonly a: string;
  readonly b: string;
  readonly movesOfA: readonly string[];
  readonly movesOfB: readonly string[];
  readonly truth: number;
  readonly predicted: number;
}

/** What `evaluate` reports of one set of held-out match-ups. */
export interface EvaluationReport {
  readonly nMatchups: number;
  readonly overall: SliceReport;
  /** True values of 0.2 to 0.8. */
  readonly close: SliceReport;
  readonly slices: readonly (SliceReport & { readonly name: string })[];
  readonly reliability: readonly ReliabilityBin[];
  /** Share of true values between `low` and `high`. */
  readonly coverage: number;
  readonly baselines: Readonly<
    Record<BaselineName, { readonly overall: ChanceMetrics; readonly close: ChanceMetrics }>
  >;
  /** How much smaller the model's error on close match-ups is than the closed-form race's, as a part of that. */
  readonly raceBeatenOnClose: number;
  readonly worst: readonly WorstMatchup[];
}

const CLOSE_LOW = 0.2;
const CLOSE_HIGH = 0.8;
const WORST_SHOWN = 5;

interface Judged {
  readonly labelled: LabelledSample;
  readonly predicted: number;
  readonly isCovered: boolean;
  readonly regrets: readonly number[];
  readonly moveErrors: readonly number[];
  readonly worstErrors: readonly number[];
  readonly baselines: Readonly<Record<BaselineName, number>>;
}

/** Measures a model against labels of match-ups it has not seen; every match-up counts alike. */
export function evaluateModel(
  model: Model,
  samples: readonly LabelledSample[],
  facts: Pick<GameFacts, "moves" | "effectiveness">,
  baselines: FittedBaselines,
): EvaluationReport {
  const judge = createJudging(model, facts, baselines);
  const judged = samples.map(judge);
  const close = judged.filter(({ labelled: { label } }) => label.p > CLOSE_LOW && label.p < CLOSE_HIGH);
  const ofBaseline = (name: BaselineName, part: readonly Judged[]): ChanceMetrics =>
    chanceMetrics({ predicted: part.map((one) => one.baselines[name]), truth: part.map(truthOf) });
  const reports = Object.fromEntries(
    BASELINES.map((name) => [name, { overall: ofBaseline(name, judged), close: ofBaseline(name, close) }]),
  ) as EvaluationReport["baselines"];
  const onClose = reportOf(close);
  const raceError = reports.closedFormRace.close.meanAbsoluteError;
  return {
    nMatchups: judged.length,
    overall: reportOf(judged),
    close: onClose,
    slices: SLICES.map(({ name, holds }) => ({
      name,
      ...reportOf(judged.filter(({ labelled }) => holds(labelled))),
    })),
    reliability: reliability({
      predicted: judged.map(({ predicted }) => predicted),
      truth: judged.map(truthOf),
    }),
    coverage: mean(judged.map(({ isCovered }) => (isCovered ? 1 : 0))),
    baselines: reports,
    raceBeatenOnClose: raceError === 0 ? 0 : 1 - onClose.meanAbsoluteError / raceError,
    worst: judged
      .toSorted((left, right) => errorOf(right) - errorOf(left))
      .slice(0, WORST_SHOWN)
      .map(tellWorst),
  };
}

function createJudging(
  model: Model,
  facts: Pick<GameFacts, "moves" | "effectiveness">,
  fitted: FittedBaselines,
): (labelled: LabelledSample) => Judged {
  const predictor = createPredictor(facts, model);
  const encoder = createEncoder(facts);
  const chart = createTypeChart(facts.effectiveness);
  const width = MATCHUP_COLUMNS.length;
  return (labelled) => {
    const { sample, label } = labelled;
    const { a, b, state } = sample;
    const { a: own, b: other } = predictor.predictBoth(a, b, state);
    const { matchup } = encoder.encode(a, b, state, "none");
    const [row, mirrored] = [matchup.subarray(0, width), matchup.subarray(width, 2 * width)];
    const seats = [
      { prediction: own, labels: label.a, p: label.p },
      { prediction: other, labels: label.b, p: 1 - label.p },
    ];
    const moves = seats.flatMap(({ prediction, labels }) =>
      prediction.moves.flatMap(({ move, p, worst }) => {
        const found = labels.find((one) => one.move === move.slug);
        return found === undefined
          ? []
          : [{ p: Math.abs(p - found.p), worst: Math.abs(worst - found.worst) }];
      }),
    );
    return {
      labelled,
      predicted: own.p,
      isCovered: label.p >= own.low && label.p <= own.high,
      regrets: seats.flatMap(({ prediction, labels, p }) => {
        const named = prediction.moves.find(({ move }) => labels.some((one) => one.move === move.slug));
        const found = labels.find((one) => one.move === named?.move.slug);
        return found === undefined ? [] : [Math.max(0, p - found.p)];
      }),
      moveErrors: moves.map(({ p }) => p),
      worstErrors: moves.map(({ worst }) => worst),
      baselines: Object.fromEntries(
        BASELINES.map((name) => [name, baselineChance(name, sample, row, mirrored, fitted, chart)]),
      ) as Record<BaselineName, number>,
    };
  };
}

function reportOf(judged: readonly Judged[]): SliceReport {
  return {
    ...chanceMetrics({ predicted: judged.map(({ predicted }) => predicted), truth: judged.map(truthOf) }),
    bestMoveRegret: mean(judged.flatMap(({ regrets }) => regrets)),
    moveError: mean(judged.flatMap(({ moveErrors }) => moveErrors)),
    worstError: mean(judged.flatMap(({ worstErrors }) => worstErrors)),
  };
}

function truthOf({ labelled }: Judged): number {
  return labelled.label.p;
}

function errorOf(judged: Judged): number {
  return Math.abs(judged.predicted - truthOf(judged));
}

function tellWorst({ labelled: { sample, label }, predicted }: Judged): WorstMatchup {
  const { a, b } = sample;
  return {
    a: a.form.slug,
    b: b.form.slug,
    movesOfA: a.moves.map(({ slug }) => slug),
    movesOfB: b.moves.map(({ slug }) => slug),
    truth: label.p,
    predicted,
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
