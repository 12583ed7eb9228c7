import { createHash } from "node:crypto";
import { DataInvalidError, InvalidInputError, NotFoundError } from "@predictiondex/core";
import { sql } from "kysely";
import type { Queryable } from "./open-database.ts";

/** The channel on which promotions are told, those of other schemas too. */
export const MODEL_CHANNEL = "predictiondex_model";

/** Where a model stands: `candidate` was never served, `retired` was. */
export type ModelStatus = "candidate" | "promoted" | "retired";

/** A model of the registry without its file. */
export interface Model {
  readonly id: number;
  readonly name: string;
  readonly status: ModelStatus;
  /** Id of the data set; null for a model that came with the release. */
  readonly dataset: number | null;
  readonly dataVersion: number | null;
  /** Of the file; lower-case hexadecimal. */
  readonly sha256: string;
  readonly nBytes: number;
  readonly card: Readonly<Record<string, unknown>>;
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly promotedAt: Date | null;
}

/** A model before it is recorded. */
export interface NewModel {
  readonly name: string;
  readonly dataset: number | null;
  readonly dataVersion: number | null;
  readonly artefact: Uint8Array;
  readonly card: object;
  readonly metrics: object;
}

/** The model that is served, with its file. */
export interface ServedModel extends Model {
  readonly artefact: Uint8Array;
}

const COLUMNS = [
  "id",
  "name",
  "status",
  "dataset",
  "dataVersion",
  "sha256",
  "card",
  "metrics",
  "createdAt",
  "promotedAt",
] as const;
const nBytes = sql<number>`octet_length(artefact)`.as("nBytes");

/** Records a model as a candidate; one with the same file is there once and given back. */
export async function recordModel(db: Queryable, model: NewModel): Promise<Model> {
  const sha256 = createHash("sha256").update(model.artefact).digest("hex");
  const known = await db
    .selectFrom("model")
    .select([...COLUMNS, nBytes])
    .where("sha256", "=", sha256)
    .executeTakeFirst();
  if (known !== undefined) return known;
  const row = await db
    .insertInto("model")
    .values({
      ...model,
      artefact: Buffer.from(model.artefact),
      sha256,
      card: JSON.stringify(model.card),
      metrics: JSON.stringify(model.metrics),
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returning([...COLUMNS, nBytes])
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new InvalidInputError([
    { pointer: "/name", detail: `a model is called "${model.name}" already: choose another name` },
  ]);
}

/** Every model, newest first. */
export async function listModels(db: Queryable, limit = 100): Promise<readonly Model[]> {
  return db
    .selectFrom("model")
    .select([...COLUMNS, nBytes])
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** The model that is to be served, without its file; undefined before the first promotion. */
export async function promotedModel(db: Queryable): Promise<Model | undefined> {
  return db
    .selectFrom("model")
    .select([...COLUMNS, nBytes])
    .where("status", "=", "promoted")
    .executeTakeFirst();
}

/**
 * The model that is to be served; undefined before the first promotion.
 * @throws {DataInvalidError} where its file is not what was stored
 */
export async function currentModel(db: Queryable): Promise<ServedModel | undefined> {
  const row = await db
    .selectFrom("model")
    .select([...COLUMNS, nBytes, "artefact"])
    .where("status", "=", "promoted")
    .executeTakeFirst();
  return row && withCheckedArtefact(row);
}

/**
 * A model by its id or name, with its file.
 * @throws {NotFoundError} where there is none
 * @throws {DataInvalidError} where its file is not what was stored
 */
export async function findModel(db: Queryable, idOrName: number | string): Promise<ServedModel> {
  const row = await db
    .selectFrom("model")
    .select([...COLUMNS, nBytes, "artefact"])
    .where((is) => (typeof idOrName === "number" ? is("id", "=", idOrName) : is("name", "=", idOrName)))
    .executeTakeFirst();
  if (row === undefined) throw new NotFoundError(`the registry has no model "${idOrName}"`);
  return withCheckedArtefact(row);
}

/** Lets a model be served from now on, in one transaction with the retirement of the one before. Tells MODEL_CHANNEL. */
export async function promoteModel(db: Queryable, model: number, reason: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockRegistry(trx);
    const current = await promotedModel(trx);
    if (current?.id === model) return;
    await serve(trx, model, current?.id ?? null, reason, current?.id);
  });
}

/**
 * Lets the model before the present one be served again, and gives back its id; again goes one further back.
 * @throws {NotFoundError} where there is none before
 */
export async function rollbackModel(db: Queryable, reason: string): Promise<number> {
  return inTransaction(db, async (trx) => {
    await lockRegistry(trx);
    const current = await promotedModel(trx);
    const last = current && (await lastPromotion(trx, current.id));
    if (current === undefined || last?.previous == null) {
      const served = current === undefined ? "no model is served" : `"${current.name}" is the first`;
      throw new NotFoundError(`there is no model to go back to: ${served}`);
    }
    const before = await lastPromotion(trx, last.previous);
    await serve(trx, last.previous, before?.previous ?? null, reason, current.id);
    return last.previous;
  });
}

/** The promotions, latest first. */
export async function listPromotions(db: Queryable, limit = 50) {
  return db.selectFrom("modelPromotion").selectAll().orderBy("id", "desc").limit(limit).execute();
}

async function serve(
  trx: Queryable,
  model: number,
  previous: number | null,
  reason: string,
  retired: number | undefined,
): Promise<void> {
  if (retired !== undefined) {
    await trx.updateTable("model").set({ status: "retired" }).where("id", "=", retired).execute();
  }
  const { numUpdatedRows } = await trx
    .updateTable("model")
    .set({ status: "promoted", promotedAt: new Date() })
    .where("id", "=", model)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new NotFoundError(`the registry has no model ${model}`);
  await trx.insertInto("modelPromotion").values({ model, previous, reason }).execute();
  await sql`select pg_notify(${MODEL_CHANNEL}, ${String(model)})`.execute(trx);
}

function lastPromotion(trx: Queryable, model: number) {
  return trx
    .selectFrom("modelPromotion")
    .select("previous")
    .where("model", "=", model)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** One promotion at a time. */
async function lockRegistry(trx: Queryable): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('predictiondex:model:' || current_schema(), 0))`.execute(
    trx,
  );
}

function inTransaction<T>(db: Queryable, body: (trx: Queryable) => Promise<T>): Promise<T> {
  return db.isTransaction ? body(db) : db.transaction().execute(body);
}

function withCheckedArtefact<T extends Model & { readonly artefact: Uint8Array }>(row: T): ServedModel {
  const artefact = new Uint8Array(row.artefact);
  if (createHash("sha256").update(artefact).digest("hex") !== row.sha256) {
    throw new DataInvalidError(`the file of the model "${row.name}" is damaged in the database`);
  }
  return { ...row, artefact };
}
