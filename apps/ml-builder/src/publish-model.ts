import { createHash } from "node:crypto";
import { DataInvalidError, type GameData } from "@predictiondex/core";
import {
  currentModel,
  type Database,
  loadModelMatrix,
  type Model,
  promoteModel,
  recordModel,
  type ServedModel,
  storeModelMatrix,
} from "@predictiondex/db";
import { loadModel, readReleaseCard, readReleaseModel } from "@predictiondex/ml";
import type { TrainingThread } from "./training-thread.ts";
import type { HeldOutReports } from "./training-worker.ts";

/** What a candidate is compared by, on the same held-out match-ups as the model that is served; less is better. */
export interface Comparison {
  readonly name: string;
  readonly candidate: number;
  readonly served: number;
}

const RELEASE_PREFIX = "release-";
const NAME_DIGITS = 12;

/**
 * Sees to it that a model is served that this release can read: the committed one where there is none, where the served
 * one has other columns or is damaged, or where that came with an earlier release. Gives back the served model; undefined
 * where even the committed one has other columns than this code.
 */
export async function ensureServedModel(database: Database): Promise<ServedModel | undefined> {
  const bytes = readReleaseModel();
  const served = await readableModel(database);
  const digest = orUnreadable(() => loadModel(bytes).digest);
  if (digest === undefined) return served;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (served !== undefined && (!served.name.startsWith(RELEASE_PREFIX) || served.sha256 === sha256))
    return served;
  const card = readReleaseCard();
  await database.db.transaction().execute(async (trx) => {
    const { id } = await recordModel(trx, {
      name: `${RELEASE_PREFIX}${digest.slice(0, NAME_DIGITS)}`,
      dataset: null,
      dataVersion: null,
      artefact: bytes,
      card,
      metrics: { validation: card.validation },
    });
    await promoteModel(trx, id, served === undefined ? "came with the release" : "came with a newer release");
  });
  return currentModel(database.db);
}

/** What `read` gives; undefined where a model file is none that this release can read. */
function orUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DataInvalidError) return undefined;
    throw error;
  }
}

/** The served model; undefined where there is none that this release can read. */
async function readableModel(database: Database): Promise<ServedModel | undefined> {
  try {
    const served = await currentModel(database.db);
    return served && orUnreadable(() => loadModel(served.artefact)) && served;
  } catch (error) {
    if (error instanceof DataInvalidError) return undefined;
    throw error;
  }
}

/** Sees to it that the served model's matrix is stored: half a minute's work, so it comes after everything else. */
export async function ensureMatrix(
  database: Database,
  data: GameData,
  thread: TrainingThread,
  signal?: AbortSignal,
): Promise<void> {
  const served = await readableModel(database);
  if (served === undefined || (await loadModelMatrix(database.db, served.id)) !== undefined) return;
  const matrix = await thread.run({ kind: "matrix", data, bytes: served.artefact }, signal);
  await storeModelMatrix(database.db, { model: served.id, ...matrix });
}

/** Sets a candidate beside the served model. */
export function compareReports(candidate: HeldOutReports, served: HeldOutReports): readonly Comparison[] {
  return (["pairs", "species"] as const).flatMap((held) => [
    {
      name: `log loss above entropy, ${held} unseen`,
      candidate: candidate[held].overall.excessLogLoss,
      served: served[held].overall.excessLogLoss,
    },
    {
      name: `mean absolute error on close match-ups, ${held} unseen`,
      candidate: candidate[held].close.meanAbsoluteError,
      served: served[held].close.meanAbsoluteError,
    },
  ]);
}

/** The comparisons that a candidate loses; none means that it may be served. */
export function lostComparisons(comparisons: readonly Comparison[]): readonly Comparison[] {
  return comparisons.filter(({ candidate, served }) => !(candidate <= served));
}

/** One line that says what became of a candidate. */
export function tellOutcome(comparisons: readonly Comparison[], served: Model | undefined): string {
  if (served === undefined) return "promoted: no other model can be served";
  const lost = lostComparisons(comparisons);
  if (lost.length === 0) return `promoted: no worse than "${served.name}" on the held-out match-ups`;
  const why = lost.map(
    ({ name, candidate, served: other }) => `${name} ${candidate.toFixed(4)} > ${other.toFixed(4)}`,
  );
  return `kept as a candidate, "${served.name}" stays in service: ${why.join("; ")}`;
}
