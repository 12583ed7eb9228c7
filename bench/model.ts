// Times the model by CPU time: rows a second through its trees, match-ups a second with encoding, training; and, where
// python3-xgboost is installed, real XGBoost on the same trees and the same rows.
//   npm run bench -- model [--json] [--rows 40000] [--trees 100] [--matchups 3000]
// Training rows are random match-ups labelled by the closed-form race: the labels' truth does not matter for the time.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTypeChart, evaluate } from "@predictiondex/battle";
import { createSeededRandom, deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import {
  createEncoder,
  createPredictor,
  createSampler,
  loadModel,
  MATCHUP_COLUMNS,
  MOVE_COLUMNS,
  readReleaseModel,
  toXgboostJson,
  trainOptions,
} from "@predictiondex/ml";
import { BinCollector, type Cuts, findCuts } from "../packages/ml/src/trees/bins.ts";
import { boostTrees, type Labelled } from "../packages/ml/src/trees/boost.ts";
import { predictRows, sigmoid } from "../packages/ml/src/trees/forest.ts";

const PYTHON = "/usr/bin/python3";
const ROWS = numberFlag("rows", 40_000);
const TREES = numberFlag("trees", 100);
const MATCHUPS = numberFlag("matchups", 3_000);
const WARM_UP = 300;
const REPEATS = 5;

const facts = loadBundledFacts();
const data: GameData = { ...facts, learnsets: deriveLegalMoves(facts) };
const model = loadModel(readReleaseModel());
const sampler = createSampler(data, { seed: 1, scenario: "random_move", favourClose: false });
const samples = Array.from({ length: MATCHUPS }, (_, index) => sampler.sample(index));

const folder = mkdtempSync(join(tmpdir(), "predictiondex-bench-"));
try {
  const moves = moveRows();
  const report = {
    modelBytes: readReleaseModel().length,
    trees: Object.fromEntries(Object.entries(model.heads).map(([name, { forest }]) => [name, forest.nTrees])),
    prediction: { rows: moves.length / MOVE_COLUMNS.length, ...predictionSpeed(moves) },
    matchups: matchupSpeed(),
    training: trainingSpeed(),
  };
  if (process.argv.includes("--json")) console.log(JSON.stringify(report, undefined, 2));
  else console.dir(report, { depth: null });
} finally {
  rmSync(folder, { recursive: true });
}

/** Rows of moves of random match-ups. */
function moveRows(): Float32Array {
  const encoder = createEncoder(facts);
  const parts: Float32Array[] = [];
  for (const { a, b, state } of samples.slice(0, 1000)) {
    const rows = encoder.encode(a, b, state, "both");
    parts.push(rows.moves.slice(0, (rows.movesOfA + rows.movesOfB) * MOVE_COLUMNS.length));
  }
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function predictionSpeed(rows: Float32Array) {
  const { forest } = model.heads.gap;
  const n = rows.length / MOVE_COLUMNS.length;
  const out = new Float64Array(n);
  predictRows(forest, rows, n, MOVE_COLUMNS.length, out);
  const seconds = best(() => predictRows(forest, rows, n, MOVE_COLUMNS.length, out));
  writeFileSync(join(folder, "model.json"), toXgboostJson(forest, MOVE_COLUMNS));
  writeFileSync(join(folder, "rows.f32"), new Uint8Array(rows.buffer));
  const theirs = python("predict", String(MOVE_COLUMNS.length));
  return {
    rowsPerSecond: Math.round(n / seconds),
    xgboostRowsPerSecond: theirs && Math.round(n / theirs.seconds!),
  };
}

function matchupSpeed() {
  const predictor = createPredictor(facts, model);
  for (const { a, b, state } of samples.slice(0, WARM_UP)) predictor.predict(a, b, state);
  const chances = seconds(() => {
    for (const { a, b, state } of samples) predictor.winChance(a, b, state);
  });
  const whole = seconds(() => {
    for (const { a, b, state } of samples) predictor.predict(a, b, state);
  });
  const both = seconds(() => {
    for (const { a, b, state } of samples) predictor.predictBoth(a, b, state);
  });
  return {
    winChancesPerSecond: Math.round(MATCHUPS / chances),
    predictionsPerSecond: Math.round(MATCHUPS / whole),
    bothSidesPerSecond: Math.round(MATCHUPS / both),
  };
}

/** Trains on the same rows and the same parameters in both, one thread each. */
function trainingSpeed() {
  const { boost } = trainOptions({
    nTrees: TREES,
    learningRate: 0.1,
    columnShare: 1,
    earlyStopping: 0,
    threads: 1,
  });
  const training = rowsOf(ROWS, 1);
  const held = rowsOf(Math.ceil(ROWS / 5), 2);
  const width = MATCHUP_COLUMNS.length;
  let loss = 0;
  const own = seconds(() => {
    const cuts = findCuts({ values: training.values, nRows: ROWS, nColumns: width }, boost.win.maxBins);
    const { validationLoss } = boostTrees(
      cuts,
      binned(training, cuts),
      binned(held, cuts),
      new Array(width).fill(0),
      boost.win,
    );
    loss = validationLoss.at(-1)!;
  });
  for (const [name, part] of Object.entries({ train: training, held })) {
    writeFileSync(join(folder, `${name}.f32`), new Uint8Array(part.values.buffer));
    writeFileSync(join(folder, `${name}.y32`), new Uint8Array(part.target.buffer));
  }
  const { maxDepth, learningRate, lambda, minChildWeight, maxBins } = boost.win;
  const theirs = python(
    "train",
    String(width),
    JSON.stringify({ trees: TREES, maxDepth, learningRate, lambda, minChildWeight, maxBins }),
  );
  return {
    rows: ROWS,
    columns: width,
    trees: TREES,
    seconds: own,
    logLoss: loss,
    xgboostSeconds: theirs?.seconds,
    xgboostLogLoss: theirs?.logLoss,
    timesXgboost: theirs && own / theirs.seconds!,
  };
}

/** Match-up rows, stretched by small changes of a few where there are not enough match-ups. */
function rowsOf(
  count: number,
  seed: number,
): { readonly values: Float32Array; readonly target: Float32Array } {
  const chart = createTypeChart(facts.effectiveness);
  const encoder = createEncoder(facts);
  const random = createSeededRandom(seed);
  const width = MATCHUP_COLUMNS.length;
  const values = new Float32Array(count * width);
  const target = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    if (row < 2 * samples.length) {
      const { a, b, state } = samples[(row >> 1) % samples.length]!;
      if (row % 2 === 0)
        values.set(
          encoder.encode(a, b, state, "none").matchup.subarray(0, Math.min(2, count - row) * width),
          row * width,
        );
      const { low, high } = evaluate(a, b, chart);
      target[row] = row % 2 === 0 ? (low + high) / 2 : 1 - (low + high) / 2;
      continue;
    }
    const like = random.next(2 * samples.length);
    for (let column = 0; column < width; column++) {
      values[row * width + column] = values[like * width + column]! * (1 + (random.next(200) - 100) / 2000);
    }
    target[row] = target[like]!;
  }
  return { values, target: target.map((y) => sigmoid(2 * Math.log((y + 0.01) / (1.01 - y)))) };
}

function binned(
  { values, target }: { readonly values: Float32Array; readonly target: Float32Array },
  cuts: Cuts,
): Labelled {
  const collector = new BinCollector(cuts);
  for (let row = 0; row < target.length; row++) collector.add(values, row * cuts.length);
  return {
    bins: collector.columns(),
    nRows: target.length,
    target,
    weight: new Float32Array(target.length).fill(1),
  };
}

function python(
  ...parameters: readonly string[]
): { readonly seconds?: number; readonly logLoss?: number } | undefined {
  const run = spawnSync(PYTHON, [join(import.meta.dirname, "xgboost_compare.py"), folder, ...parameters]);
  if (run.status === 0) return JSON.parse(run.stdout.toString());
  console.error(
    `SKIPPED: XGBoost ${parameters[0]} (Debian: apt-get install python3-xgboost)\n${run.stderr?.toString() ?? ""}`,
  );
  return undefined;
}

/** CPU seconds of this process. */
function seconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  return process.cpuUsage(before).user / 1e6;
}

function best(run: () => void): number {
  return Math.min(...Array.from({ length: REPEATS }, () => seconds(run)));
}

function numberFlag(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}
