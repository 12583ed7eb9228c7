import { sql } from "kysely";
import { insertRows } from "./bulk-insert.ts";
import type { Queryable } from "./open-database.ts";
import type { PredictionLogTable } from "./schema.ts";

/** A prediction that was served; holds nothing about who asked. */
export interface LoggedPrediction {
  readonly method: PredictionLogTable["method"];
  /** Id of the data version. */
  readonly dataVersion: number;
  /** Id of the model; null where the solver answered. */
  readonly model: number | null;
  /** 0–1. */
  readonly probability: number;
  /** What was asked. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** One that is stored. */
export interface StoredPrediction extends LoggedPrediction {
  readonly id: number;
}

/** Stores predictions that were served. */
export async function recordPredictions(
  db: Queryable,
  predictions: readonly LoggedPrediction[],
): Promise<void> {
  const loggedAt = new Date();
  await insertRows(db, "predictionLog", predictions.map((one) => ({ ...one, loggedAt })) as never);
}

/** Forgets the predictions older than that many days, and counts them. */
export async function forgetPredictions(db: Queryable, days: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("predictionLog")
    .where("loggedAt", "<", sql<Date>`now() - make_interval(days => ${days}::integer)`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The latest predictions served, newest first; those before the one of that id, where one is given. */
export async function listPredictions(
  db: Queryable,
  limit: number,
  before?: number,
): Promise<readonly StoredPrediction[]> {
  return db
    .selectFrom("predictionLog")
    .select(["id", "method", "dataVersion", "model", "probability", "input"])
    .$if(before !== undefined, (query) => query.where("id", "<", before!))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}
