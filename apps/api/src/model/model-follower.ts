import {
  currentModel,
  type Database,
  findModel,
  isConnectionError,
  listModels,
  loadModelMatrix,
  type Model,
  type ModelMatrix,
  promotedModel,
  type ServedModel,
} from "@predictiondex/db";
import { loadModel } from "@predictiondex/ml";
import type { FastifyBaseLogger } from "fastify";
import type { SnapshotModel } from "../snapshot.ts";

/** Why the promoted model is not the one that serves. */
export interface ModelFault {
  /** Name of the promoted model. */
  readonly model: string;
  readonly reason: string;
  readonly since: Date;
}

/** Keeps the model that is served in memory. */
export interface ModelFollower {
  /** The model that serves; undefined while there is none. */
  current(): SnapshotModel | undefined;
  /** What it says of the roster; undefined where the registry holds nothing of it. */
  matrix(): ModelMatrix | undefined;
  fault(): ModelFault | undefined;
  /** Reads the promoted model where it is another than before. @throws where the database is away */
  look(database: Database): Promise<void>;
}

/** A damaged row is read again so much later: it may have been mended in place. */
const RETRY_MS = 60_000;

/**
 * Makes a follower. A promoted model that can't be loaded leaves the one before in service, and is told; where none is in
 * memory, the latest retired one that can be loaded serves.
 */
export function createModelFollower(logger: FastifyBaseLogger, onModel: () => void): ModelFollower {
  let model: SnapshotModel | undefined;
  let matrix: ModelMatrix | undefined;
  let fault: (ModelFault & { readonly id: number; readonly retryAt: number }) | undefined;

  let looking: Promise<void> | undefined;

  const serve = async (database: Database, served: ServedModel): Promise<void> => {
    const next = toSnapshotModel(served);
    matrix = await loadModelMatrix(database.db, served.id);
    model = next;
    logger.info({ model: next.name, version: next.version, nBytes: next.nBytes }, "model loaded");
    onModel();
  };

  return {
    current: () => model,
    matrix: () => matrix,
    fault: () => fault,
    look(database) {
      // Notification, poll and start may come together.
      looking ??= look(database).finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };

  async function look(database: Database): Promise<void> {
    const promoted = await promotedModel(database.db);
    if (promoted === undefined) return;
    if (promoted.id === model?.id) {
      fault = undefined;
      // The builder stores it after the promotion.
      matrix ??= await loadModelMatrix(database.db, promoted.id);
      return;
    }
    if (promoted.id === fault?.id && Date.now() < fault.retryAt) return;
    try {
      await serve(database, (await currentModel(database.db))!);
      fault = undefined;
    } catch (error) {
      if (isConnectionError(error)) throw error;
      const since = fault?.id === promoted.id ? fault.since : new Date();
      const reason = error instanceof Error ? error.message : String(error);
      fault = { id: promoted.id, model: promoted.name, reason, since, retryAt: Date.now() + RETRY_MS };
      logger.error({ err: error, model: promoted.name, serving: model?.name ?? null }, "model not usable");
      if (model === undefined) await serveEarlier(database, promoted);
    }
  }

  async function serveEarlier(database: Database, promoted: Model): Promise<void> {
    const earlier = (await listModels(database.db))
      .filter(({ id, status }) => id !== promoted.id && status === "retired")
      .toSorted((left, right) => Number(right.promotedAt) - Number(left.promotedAt));
    for (const { id, name } of earlier) {
      try {
        await serve(database, await findModel(database.db, id));
        return;
      } catch (error) {
        if (isConnectionError(error)) throw error;
        logger.error({ err: error, model: name }, "model not usable");
      }
    }
  }
}

/** @throws {DataInvalidError} where the file is no model of this release's encoder */
function toSnapshotModel({ status: _, artefact, ...facts }: ServedModel): SnapshotModel {
  const { digest } = loadModel(artefact);
  return { ...facts, artefact, version: `model-${digest.slice(0, 12)}` };
}
