import { completeSet, createTypeChart, standardMoves } from "@predictiondex/battle";
import { DataInvalidError, type GameData } from "@predictiondex/core";
import {
  createPredictor,
  type EvaluationReport,
  evaluateModel,
  type FittedBaselines,
  loadModel,
  type TrainedModel,
  type TrainOptions,
  type TrainOrigin,
  trainModel,
} from "@predictiondex/ml";
import { readSamples, readShards } from "./read-samples.ts";

/** Held-out match-ups by how they are held out. */
export interface HeldOutReports {
  readonly pairs: EvaluationReport;
  readonly species: EvaluationReport;
}

/** What a model says of every two forms: see `ModelMatrix` in the registry. */
export interface MatrixContent {
  readonly forms: readonly string[];
  readonly content: Uint8Array;
}

/** Work that would stop a server's answers: it is done in a thread. */
export type TrainingTask = { readonly data: GameData } & (
  | {
      readonly kind: "train";
      readonly directory: string;
      readonly origin: TrainOrigin;
      readonly options: TrainOptions;
    }
  | {
      readonly kind: "evaluate";
      readonly directory: string;
      readonly bytes: Uint8Array;
      readonly baselines: FittedBaselines;
      /** Only what is held out of the first so many match-ups. */
      readonly nMatchups: number;
    }
  | { readonly kind: "matrix"; readonly bytes: Uint8Array }
);

/** What comes of each kind of work. */
export interface TrainingResult {
  readonly train: TrainedModel;
  readonly evaluate: HeldOutReports;
  readonly matrix: MatrixContent;
}

const FULL_BYTE = 255;

/** Does one piece of work; run by piscina. */
// biome-ignore lint/style/noDefaultExport: piscina calls the default export
export default async function work(task: TrainingTask): Promise<TrainingResult[TrainingTask["kind"]]> {
  const { data } = task;
  switch (task.kind) {
    case "train": {
      const shards = readShards(task.directory, data, { splits: ["train", "validation"] });
      return trainModel(shards, data, task.origin, task.options);
    }
    case "evaluate": {
      const model = loadModel(task.bytes);
      const reportOn = async (split: "test-pairs" | "test-species"): Promise<EvaluationReport> => {
        const all = await readSamples(task.directory, data, { splits: [split] });
        const heldOut = all.filter(({ sample }) => sample.index < task.nMatchups);
        if (heldOut.length === 0) {
          throw new DataInvalidError(
            `${task.directory} holds no match-ups of the split ${split}: a model can't be compared on it`,
          );
        }
        return evaluateModel(model, heldOut, data, task.baselines);
      };
      return { pairs: await reportOn("test-pairs"), species: await reportOn("test-species") };
    }
    case "matrix":
      return matrixOf(task.bytes, data);
  }
}

function matrixOf(bytes: Uint8Array, data: GameData): MatrixContent {
  const chart = createTypeChart(data.effectiveness);
  const predictor = createPredictor(data, loadModel(bytes));
  const moves = new Map(data.moves.map((move) => [move.slug, move]));
  const legal = Map.groupBy(data.learnsets, ({ form }) => form);
  const sets = data.forms
    .toSorted((left, right) => left.id - right.id)
    .map((form) => {
      const slugs = new Set((legal.get(form.slug) ?? []).map(({ move }) => move));
      const known = [...slugs].map((slug) => moves.get(slug)!);
      return completeSet({ form, moves: standardMoves(form, known, chart) });
    });
  const content = new Uint8Array(sets.length ** 2);
  for (const [row, a] of sets.entries()) {
    for (let column = row; column < sets.length; column++) {
      const chance = row === column ? 0.5 : predictor.winChance(a, sets[column]!);
      const byte = Math.round(chance * FULL_BYTE);
      content[row * sets.length + column] = byte;
      content[column * sets.length + row] = FULL_BYTE - byte;
    }
  }
  return { forms: sets.map(({ form }) => form.slug), content };
}
