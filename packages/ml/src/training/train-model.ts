import type { GameFacts } from "@predictiondex/core";
import { type Calibration, calibrate, fitCalibration } from "../calibration/calibration.ts";
import { type FeatureReference, referencesOf } from "../drift/feature-drift.ts";
import { type ChanceMetrics, chanceMetrics } from "../metrics/metrics.ts";
import {
  columnsOf,
  HEADS,
  type Head,
  type HeadName,
  type ModelOrigin,
  type Spread,
} from "../model-file/model.ts";
import { loadModel, writeModel } from "../model-file/model-file.ts";
import type { LabelledSample } from "../samples/sample.ts";
import type { Cuts } from "../trees/bins.ts";
import { type BoostOptions, boostTrees, type Labelled } from "../trees/boost.ts";
import { type Forest, predictBins, sigmoid } from "../trees/forest.ts";
import { type FittedBaselines, fitBaselines } from "./baselines.ts";
import { collectHeld, collectRows, type SampleSource } from "./rows.ts";

/** How a model is trained. */
export interface TrainOptions {
  readonly boost: Readonly<Record<HeadName, BoostOptions>>;
  readonly firstMatchups: number;
  readonly weightPower: number;
  readonly oneSeat: boolean;
  readonly mostMatchups: number;
}

/** What of a model's origin its trainer can't know by itself. */
export type TrainOrigin = Pick<ModelOrigin, "createdAt" | "dataVersion" | "dataset">;

/** What a training came to, for people and for the registry; plain JSON. */
export interface ModelCard {
  readonly digest: string;
  readonly schema: string;
  readonly bytes: number;
  readonly origin: ModelOrigin;
  readonly options: TrainOptions;
  readonly heads: Readonly<
    Record<HeadName, { readonly nTrees: number; readonly trainLoss: number; readonly validationLoss: number }>
  >;
  /** On the match-ups that it was calibrated on. */
  readonly validation: ChanceMetrics;
  readonly baselines: FittedBaselines;
  /** How the columns of the win head are spread over the first training match-ups, for drift. */
  readonly reference: readonly FeatureReference[];
}

/** A trained model: the file, its card. */
export interface TrainedModel {
  readonly bytes: Uint8Array;
  readonly card: ModelCard;
}

/** What a training is doing. */
export interface TrainProgress {
  readonly step: "encode" | HeadName;
  /** Match-ups encoded, or trees grown. */
  readonly done: number;
  readonly validationLoss?: number;
}

/** How a training is watched and stopped. */
export interface TrainHooks {
  readonly onProgress?: (progress: TrainProgress) => void;
  readonly signal?: AbortSignal;
}

/** What a training may be given beyond its rows. */
export interface TrainExtras {
  /** Match-ups of the validation split with far surer labels: calibration, spread and metrics are taken from them. */
  readonly sure?: readonly LabelledSample[];
}

const SPREAD_STEPS = 11;
const SPREAD_PART = 0.9;

/**
 * Trains a model on labelled samples of the splits `train` and `validation`; the first trains, the second stops,
 * calibrates and measures, but for what sure labels do better. Equal samples and options give equal bytes, whatever the number of threads.
 * @throws {RangeError} where there is nothing to train or to validate on, or sure labels are of another split; the signal's reason once it is aborted
 */
export async function trainModel(
  source: SampleSource,
  facts: Pick<GameFacts, "moves" | "effectiveness">,
  origin: TrainOrigin,
  options: TrainOptions,
  hooks: TrainHooks = {},
  { sure }: TrainExtras = {},
): Promise<TrainedModel> {
  const strange = sure?.find(({ sample }) => sample.split !== "validation");
  if (strange !== undefined) {
    throw new RangeError(`sure labels must be of the split validation, got ${strange.sample.split}`);
  }
  const rows = await collectRows(source, facts, {
    ...options,
    maxBins: options.boost.win.maxBins,
    onProgress: (done) => {
      hooks.signal?.throwIfAborted();
      hooks.onProgress?.({ step: "encode", done });
    },
  });
  const judged = sure === undefined ? rows.validation : collectHeld(sure, facts, rows);
  const cuts = { win: rows.matchupCuts, gap: rows.moveCuts, worst: rows.moveCuts };
  const losses = {} as Record<HeadName, ModelCard["heads"][HeadName]>;
  const heads = {} as Record<HeadName, Head>;
  for (const name of HEADS) {
    const held = rows.validation[name];
    const { forest, trainLoss, validationLoss } = boost(name, cuts[name], rows[name], held, options, hooks);
    losses[name] = {
      nTrees: forest.nTrees,
      trainLoss: trainLoss[forest.nTrees - 1] ?? 0,
      validationLoss: Math.min(...validationLoss),
    };
    heads[name] = { forest, calibration: calibrateHead(name, forest, judged[name]) };
  }
  const { predicted, truth, weight } = scoreWin(heads.win, judged.win);
  const bytes = writeModel({
    heads,
    spread: spreadOf(predicted, truth),
    origin: {
      ...origin,
      seed: options.boost.win.seed,
      nMatchups: rows.nMatchups,
      nRows: rows.win.nRows + rows.gap.nRows,
    },
  });
  const model = loadModel(bytes);
  const baselines = fitBaselines(rows.first.samples, rows.first.rows, facts);
  return {
    bytes,
    card: {
      digest: model.digest,
      schema: model.schema,
      bytes: bytes.length,
      origin: model.origin,
      options,
      heads: losses,
      validation: chanceMetrics({ predicted, truth, weight }),
      baselines,
      reference: referencesOf(columnsOf("win"), rows.first.rows),
    },
  };
}

function boost(
  name: HeadName,
  cuts: Cuts,
  training: Labelled,
  validation: Labelled,
  options: TrainOptions,
  { onProgress, signal }: TrainHooks,
): ReturnType<typeof boostTrees> {
  const monotone = columnsOf(name).map((column) => (name === "win" ? column.monotone : 0));
  const boosted = boostTrees(
    cuts,
    training,
    validation,
    monotone,
    options.boost[name],
    (done, validationLoss) => {
      onProgress?.({ step: name, done, validationLoss });
      return signal?.aborted;
    },
  );
  signal?.throwIfAborted();
  return boosted;
}

/** Log odds of binned rows; those of `win` come in pairs, one for each seat, and are made opposite. */
function oddsOf(name: HeadName, forest: Forest, { bins, nRows }: Labelled): Float64Array {
  const nColumns = forest.cuts.length;
  const block = 256;
  const odds = new Float64Array(nRows);
  const rows = new Uint8Array(block * nColumns);
  for (let from = 0; from < nRows; from += block) {
    const count = Math.min(block, nRows - from);
    for (let column = 0; column < nColumns; column++) {
      const at = column * nRows + from;
      for (let row = 0; row < count; row++) rows[row * nColumns + column] = bins[at + row]!;
    }
    predictBins(forest, rows, count, nColumns, odds, from);
  }
  if (name === "win") {
    for (let row = 0; row < nRows; row += 2) {
      const own = (odds[row]! - odds[row + 1]!) / 2;
      odds[row] = own;
      odds[row + 1] = -own;
    }
  }
  return odds;
}

function calibrateHead(name: HeadName, forest: Forest, held: Labelled): Calibration {
  return fitCalibration(oddsOf(name, forest, held), held.target, held.weight, name === "win");
}

function scoreWin(
  { forest, calibration }: Head,
  held: Labelled,
): { readonly predicted: number[]; readonly truth: number[]; readonly weight: number[] } {
  const odds = oddsOf("win", forest, held);
  const seats = Array.from({ length: held.nRows / 2 }, (_, i) => 2 * i);
  return {
    predicted: seats.map((row) => sigmoid(calibrate(calibration, odds[row]!))),
    truth: seats.map((row) => held.target[row]!),
    weight: seats.map((row) => held.weight[row]!),
  };
}

/** By |p − ½| in equal steps: how far nine in ten true values lie from the prediction at most. */
function spreadOf(predicted: readonly number[], truth: readonly number[]): Spread {
  return Array.from({ length: SPREAD_STEPS }, (_, step) => {
    const center = step / (SPREAD_STEPS - 1) / 2;
    const near = predicted.flatMap((p, i) =>
      Math.abs(Math.abs(p - 0.5) - center) <= 0.5 / (SPREAD_STEPS - 1) ? [Math.abs(p - truth[i]!)] : [],
    );
    near.sort((left, right) => left - right);
    const width = near[Math.min(near.length - 1, Math.floor(SPREAD_PART * near.length))] ?? 0.5;
    return Math.round(width * 1e4) / 1e4;
  });
}
