import type { Dataset } from "./datasets.ts";
import type { Queryable } from "./open-database.ts";

/** The latest data sets with their files, newest first. */
export async function listDatasets(db: Queryable, limit: number): Promise<readonly Dataset[]> {
  const rows = await db.selectFrom("dataset").selectAll().orderBy("id", "desc").limit(limit).execute();
  if (rows.length === 0) return [];
  const files = await db
    .selectFrom("datasetFile")
    .selectAll()
    .where(
      "dataset",
      "in",
      rows.map(({ id }) => id),
    )
    .orderBy("path")
    .execute();
  return rows.map((row) => ({
    ...row,
    files: files
      .filter(({ dataset }) => dataset === row.id)
      .map(({ path, nRows, nBytes, sha256 }) => ({ path, nRows, nBytes, sha256 })),
  }));
}
