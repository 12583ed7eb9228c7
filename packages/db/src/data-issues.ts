import { insertRows } from "./bulk-insert.ts";
import type { Queryable } from "./open-database.ts";

/** Something about the data that a reader should know. */
export interface DataIssue {
  readonly severity: "info" | "warning" | "error";
  /** The table that it is about, such as `form`. */
  readonly subjectTable: string;
  /** Key of the row, such as `pikachu`. */
  readonly subject: string;
  readonly field: string;
  /** Value by source. */
  readonly found: Readonly<Record<string, unknown>>;
  /** The source whose value was taken; null when none had to be chosen. */
  readonly chosenSource: string | null;
  readonly reason: string;
}

/** Stores what a run found. */
export async function recordDataIssues(
  db: Queryable,
  etlRun: number,
  issues: readonly DataIssue[],
): Promise<void> {
  const rows = issues.map((issue) => ({ etlRun, ...issue }));
  await insertRows(db, "dataIssue", rows as never);
}

/** What a run found. */
export async function listDataIssues(db: Queryable, etlRun: number): Promise<readonly DataIssue[]> {
  return db
    .selectFrom("dataIssue")
    .select(["severity", "subjectTable", "subject", "field", "found", "chosenSource", "reason"])
    .where("etlRun", "=", etlRun)
    .orderBy("id")
    .execute();
}
