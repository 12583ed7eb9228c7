import { CompiledQuery } from "kysely";
import type { Queryable } from "./open-database.ts";

/**
 * Runs SQL as another library wrote it, on the database's own connections: `$1`, `$2` … are its values, and the rows
 * keep their names as SQL has them. Several statements at once may have no values.
 */
export async function runStatement(
  db: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<{ readonly rows: Record<string, unknown>[] }> {
  const { rows } = await db.withoutPlugins().executeQuery(CompiledQuery.raw(text, [...values]));
  return { rows: [...((rows as Record<string, unknown>[] | undefined) ?? [])] };
}
