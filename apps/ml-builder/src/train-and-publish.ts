import type { GameData } from "@predictiondex/core";
import {
  type Database,
  finishTrainingRun,
  markInterruptedTrainingRuns,
  promoteModel,
  recordModel,
  startTrainingRun,
} from "@predictiondex/db";
import type { TrainOptions } from "@predictiondex/ml";
import { readManifest } from "./dataset-files.ts";
import {
  compareReports,
  ensureMatrix,
  ensureServedModel,
  lostComparisons,
  tellOutcome,
} from "./publish-model.ts";
import { startTrainingThread, type TrainingThread } from "./training-thread.ts";
import type { HeldOutReports } from "./training-worker.ts";

/** What is trained on and how. */
export interface TrainingRequest {
  readonly database: Database;
  readonly data: GameData;
  readonly dataVersion: { readonly id: number; readonly digest: string };
  /** Folder of the data set's shards. */
  readonly directory: string;
  readonly datasetName: string;
  /** Id of the data set in the database; null where it is not recorded. */
  readonly dataset: number | null;
  /** Tried one after another; the one with the least validation loss goes on. */
  readonly grid: readonly TrainOptions[];
  readonly onStep?: (step: string) => void;
  readonly signal?: AbortSignal;
}

/** What came of a training. */
export interface TrainingOutcome {
  /** Id of the model; it is served where `isPromoted`. */
  readonly model: number;
  readonly name: string;
  readonly isPromoted: boolean;
  readonly reports: HeldOutReports;
  /** One line for people. */
  readonly outcome: string;
}

/**
 * Trains, evaluates on pairs and species that were held out, records the model and serves it where it is no worse than
 * the one in service. A failure anywhere leaves that one in service and stands in the experiment log. Call it under the
 * builder's lock.
 */
export async function trainAndPublish(request: TrainingRequest): Promise<TrainingOutcome> {
  const thread = startTrainingThread();
  try {
    await markInterruptedTrainingRuns(request.database.db);
    const served = await ensureServedModel(request.database);
    const outcome = await trainCandidate(request, served, thread);
    await ensureMatrix(request.database, request.data, thread, request.signal);
    return outcome;
  } finally {
    await thread.close();
  }
}

async function trainCandidate(
  request: TrainingRequest,
  served: Awaited<ReturnType<typeof ensureServedModel>>,
  thread: TrainingThread,
): Promise<TrainingOutcome> {
  const { database, data, directory, dataset, signal, onStep = () => {} } = request;
  const { db } = database;
  const origin = {
    createdAt: new Date().toISOString(),
    dataVersion: request.dataVersion.digest,
    dataset: request.datasetName,
  };
  let run = -1;
  try {
    let best: { readonly run: number; readonly trained: Awaited<ReturnType<typeof trainOne>> } | undefined;
    for (const [place, options] of request.grid.entries()) {
      onStep(request.grid.length === 1 ? "training" : `training ${place + 1} of ${request.grid.length}`);
      run = await startTrainingRun(db, { dataset, options });
      const trained = await trainOne(options);
      const { validation } = trained.card;
      const isBest =
        best === undefined || validation.excessLogLoss < best.trained.card.validation.excessLogLoss;
      const beaten = isBest ? best?.run : run;
      if (beaten !== undefined) {
        const metrics = { validation: (isBest ? best! : { trained }).trained.card.validation };
        const outcome = "another of the grid has a lower validation loss";
        await finishTrainingRun(db, beaten, { status: "succeeded", outcome, metrics });
      }
      if (isBest) best = { run, trained };
    }
    if (best === undefined) throw new RangeError("the grid holds no options");
    run = best.run;
    const { bytes, card } = best.trained;
    onStep("evaluating on held-out match-ups");
    const { baselines } = card;
    // All that is held out, or where some of it has surer labels, that alone.
    const nMatchups = (await readManifest(directory))?.spec.sureMatchups ?? Number.POSITIVE_INFINITY;
    const evaluate = (artefact: Uint8Array): Promise<HeldOutReports> =>
      thread.run({ kind: "evaluate", data, directory, bytes: artefact, baselines, nMatchups }, signal);
    const reports = await evaluate(bytes);
    const others = served && (await evaluate(served.artefact));
    const comparisons = others === undefined ? [] : compareReports(reports, others);
    const isPromoted = lostComparisons(comparisons).length === 0;
    const outcome = tellOutcome(comparisons, served);
    const name = `local-${card.digest.slice(0, 12)}`;
    const metrics = { validation: card.validation, ...reports, comparisons };
    signal?.throwIfAborted();
    const model = await db.transaction().execute(async (trx) => {
      const dataVersion = request.dataVersion.id;
      const { id } = await recordModel(trx, { name, dataset, dataVersion, artefact: bytes, card, metrics });
      if (isPromoted) await promoteModel(trx, id, outcome);
      await finishTrainingRun(trx, run, { status: "succeeded", outcome, model: id, metrics });
      return id;
    });
    return { model, name, isPromoted, reports, outcome };
  } catch (error) {
    const outcome = error instanceof Error ? error.message : String(error);
    if (run !== -1) await finishTrainingRun(db, run, { status: "failed", outcome }).catch(() => {});
    throw error;
  }

  function trainOne(options: TrainOptions) {
    return thread.run({ kind: "train", data, directory, origin, options }, signal);
  }
}
