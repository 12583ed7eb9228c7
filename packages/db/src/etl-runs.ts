import { hostname } from "node:os";
import type { Queryable } from "./open-database.ts";
import type { RunStatus } from "./schema.ts";

/** One run of the ETL. */
export interface EtlRun {
  readonly id: number;
  readonly source: string;
  readonly status: RunStatus;
  readonly forced: boolean;
  readonly pid: number;
  readonly host: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** SHA-256 of the game data that the run produced. */
  readonly contentDigest: string | null;
  /** Why it failed. */
  readonly cause: string | null;
}

/** Records that a run of an extractor begins. */
export async function startEtlRun(
  db: Queryable,
  run: { readonly source: string; readonly forced: boolean },
): Promise<number> {
  const { id } = await db
    .insertInto("etlRun")
    .values({ ...run, pid: process.pid, host: hostname() })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Records that a run is done; in the transaction that publishes its data, so that both hold or neither.
 * @throws {Error} when the run was taken for dead meanwhile.
 */
export async function finishEtlRun(db: Queryable, id: number, contentDigest: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("etlRun")
    .set({ status: "succeeded", finishedAt: new Date(), contentDigest })
    .where("id", "=", id)
    .where("status", "=", "running")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new Error(`ETL run ${id} is not running: another run took over`);
}

/** Records why a run failed. */
export async function failEtlRun(db: Queryable, id: number, cause: string): Promise<void> {
  await db
    .updateTable("etlRun")
    .set({ status: "failed", finishedAt: new Date(), cause })
    .where("id", "=", id)
    .where("status", "=", "running")
    .execute();
}

/** Forgets a run that found nothing to do. */
export async function discardEtlRun(db: Queryable, id: number): Promise<void> {
  await db.deleteFrom("etlRun").where("id", "=", id).where("status", "=", "running").execute();
}

/**
 * Marks the runs that died on their way, and names them. Right only while the caller holds the ETL's advisory lock: then
 * no other run lives.
 */
export async function markInterruptedEtlRuns(db: Queryable): Promise<readonly number[]> {
  const rows = await db
    .updateTable("etlRun")
    .set({ status: "interrupted", finishedAt: new Date(), cause: "the process ended before the run did" })
    .where("status", "=", "running")
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}

/** The last run of an extractor that succeeded. */
export async function lastSucceededEtlRun(db: Queryable, source: string): Promise<EtlRun | undefined> {
  return db
    .selectFrom("etlRun")
    .selectAll()
    .where("source", "=", source)
    .where("status", "=", "succeeded")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The latest runs, newest first. */
export async function listEtlRuns(db: Queryable, limit = 20): Promise<readonly EtlRun[]> {
  return db.selectFrom("etlRun").selectAll().orderBy("id", "desc").limit(limit).execute();
}
