import { insertRows } from "./bulk-insert.ts";
import type { Queryable } from "./open-database.ts";

/** Something that a run read. */
export interface SourceRecord {
  /** Name of the source, such as `bundled` or `pokeapi`. */
  readonly source: string;
  readonly url: string;
  /** SHA-256 of what was read. */
  readonly digest: string;
  /** Size of what was read; null where that means nothing. */
  readonly bytes: number | null;
  readonly retrievedAt: Date;
}

/** Stores what a run read. */
export async function recordSources(
  db: Queryable,
  etlRun: number,
  records: readonly SourceRecord[],
): Promise<void> {
  const rows = records.map((record) => ({ etlRun, ...record }));
  await insertRows(db, "sourceRecord", rows);
}

/** What a run read. */
export async function listSources(db: Queryable, etlRun: number): Promise<readonly SourceRecord[]> {
  return db
    .selectFrom("sourceRecord")
    .select(["source", "url", "digest", "bytes", "retrievedAt"])
    .where("etlRun", "=", etlRun)
    .orderBy("id")
    .execute();
}
