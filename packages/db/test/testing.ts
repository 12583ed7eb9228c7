import { migrate } from "../src/migrate.ts";
import { type Database, openDatabase } from "../src/open-database.ts";

/** A fresh, migrated, embedded database in memory; takes about three seconds. */
export async function openMemoryDatabase(): Promise<Database> {
  const database = await openDatabase({ kind: "memory" });
  await migrate(database);
  return database;
}
