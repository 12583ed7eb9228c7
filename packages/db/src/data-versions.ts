import type { Selectable } from "kysely";
import type { Queryable } from "./open-database.ts";
import type { DataVersionTable } from "./schema.ts";

/** A published state of the game data. */
export interface DataVersion {
  readonly id: number;
  /** SHA-256 of the content. */
  readonly digest: string;
  /** Name of the extractor that it came from, such as `bundled`. */
  readonly source: string;
  /** The run that published it; null when there was none. */
  readonly etlRun: number | null;
  /** Rows by kind, such as `forms`. */
  readonly rowCounts: Readonly<Record<string, number>>;
  readonly publishedAt: Date;
}

/** The version whose data the tables hold; undefined before the first. */
export async function currentDataVersion(db: Queryable): Promise<DataVersion | undefined> {
  const row = await db
    .selectFrom("dataVersion")
    .selectAll()
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && (row satisfies Selectable<DataVersionTable>);
}

/** The latest versions, newest first. */
export async function listDataVersions(db: Queryable, limit = 20): Promise<readonly DataVersion[]> {
  return db.selectFrom("dataVersion").selectAll().orderBy("id", "desc").limit(limit).execute();
}
