import { type Insertable, sql } from "kysely";
import { caseMapping } from "./case-mapping.ts";
import type { Queryable } from "./open-database.ts";
import type { Tables } from "./schema.ts";

/** Rows of one statement; keeps an embedded database from blocking its process for long. */
const BATCH_SIZE = 1000;

/** Inserts many rows, as one JSON parameter per batch. All rows must have the keys of the first. */
export async function insertRows<T extends keyof Tables>(
  db: Queryable,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const target = sql.id(caseMapping.toSql(table));
  const columns = Object.keys(first).map((key) => [key, caseMapping.toSql(key)] as const);
  const names = sql.join(columns.map(([, column]) => sql.id(column)));
  for (let start = 0; start < rows.length; start += BATCH_SIZE) {
    const batch = rows.slice(start, start + BATCH_SIZE).map((row) => {
      const values: Readonly<Record<string, unknown>> = row;
      return Object.fromEntries(columns.map(([key, column]) => [column, values[key]]));
    });
    await sql`insert into ${target} (${names})
      select ${names} from jsonb_populate_recordset(null::${target}, ${JSON.stringify(batch)}::jsonb)`.execute(
      db,
    );
  }
}
