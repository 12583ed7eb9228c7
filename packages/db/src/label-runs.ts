import { createHash } from "node:crypto";
import { DataInvalidError } from "@predictiondex/core";
import type { Queryable } from "./open-database.ts";

/** A data set that is being labelled. */
export interface LabelRun {
  readonly id: number;
  /** SHA-256 of `spec`. */
  readonly specDigest: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly nShards: number;
  readonly startedAt: Date;
}

/** A labelled shard without its rows. */
export interface LabelShard {
  readonly shard: number;
  readonly nRows: number;
  readonly sha256: string;
  /** Who labelled it. */
  readonly worker: string;
  readonly seconds: number;
}

/** Opens the run of a data set; one that is open already goes on. */
export async function openLabelRun(
  db: Queryable,
  run: Pick<LabelRun, "specDigest" | "nShards"> & { readonly spec: object },
): Promise<LabelRun> {
  await db
    .insertInto("labelRun")
    .values({ ...run, spec: JSON.stringify(run.spec) })
    .onConflict((conflict) => conflict.column("specDigest").doNothing())
    .execute();
  return db
    .selectFrom("labelRun")
    .selectAll()
    .where("specDigest", "=", run.specDigest)
    .executeTakeFirstOrThrow();
}

/** The run with that id; undefined once it is closed. */
export async function findLabelRun(db: Queryable, id: number): Promise<LabelRun | undefined> {
  return db.selectFrom("labelRun").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Returns a shard's rows; false where another has returned them, or the run is closed: nothing is stored then. */
export async function storeLabelShard(
  db: Queryable,
  run: number,
  shard: Omit<LabelShard, "sha256"> & { readonly content: Uint8Array },
): Promise<boolean> {
  const sha256 = createHash("sha256").update(shard.content).digest("hex");
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("labelShard")
    .columns(["run", "shard", "nRows", "content", "sha256", "worker", "seconds"])
    .expression((expression) =>
      expression
        .selectFrom("labelRun")
        .where("id", "=", run)
        .select(({ val, cast, ref }) => [
          ref("id").as("run"),
          cast<number>(val(shard.shard), "integer").as("shard"),
          cast<number>(val(shard.nRows), "integer").as("nRows"),
          cast<Uint8Array>(val(Buffer.from(shard.content)), "bytea").as("content"),
          cast<string>(val(sha256), "text").as("sha256"),
          cast<string>(val(shard.worker), "text").as("worker"),
          cast<number>(val(shard.seconds), "real").as("seconds"),
        ]),
    )
    .onConflict((conflict) => conflict.columns(["run", "shard"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The shards that a run has so far, in their order. */
export async function listLabelShards(db: Queryable, run: number): Promise<readonly LabelShard[]> {
  return db
    .selectFrom("labelShard")
    .select(["shard", "nRows", "sha256", "worker", "seconds"])
    .where("run", "=", run)
    .orderBy("shard")
    .execute();
}

/**
 * A shard's rows; undefined where it is not labelled yet.
 * @throws {DataInvalidError} where they are not what was stored
 */
export async function loadLabelShard(
  db: Queryable,
  run: number,
  shard: number,
): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom("labelShard")
    .select(["content", "sha256"])
    .where("run", "=", run)
    .where("shard", "=", shard)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const content = new Uint8Array(row.content);
  if (createHash("sha256").update(content).digest("hex") !== row.sha256) {
    throw new DataInvalidError(`shard ${shard} of label run ${run} is damaged in the database`);
  }
  return content;
}

/** Takes shards away, so that they are labelled anew. */
export async function discardLabelShards(
  db: Queryable,
  run: number,
  shards: readonly number[],
): Promise<void> {
  if (shards.length === 0) return;
  await db
    .deleteFrom("labelShard")
    .where("run", "=", run)
    .where("shard", "in", [...shards])
    .execute();
}

/** Ends a run; its shards go with it. */
export async function closeLabelRun(db: Queryable, run: number): Promise<void> {
  await db.deleteFrom("labelRun").where("id", "=", run).execute();
}
