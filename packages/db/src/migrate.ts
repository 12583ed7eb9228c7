import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { DataInvalidError } from "@predictiondex/core";
import { sql } from "kysely";
import type { Database, Queryable } from "./open-database.ts";

const MIGRATIONS = new URL("../migrations/", import.meta.url);

/** One numbered step of the schema. */
export interface Migration {
  readonly version: number;
  /** File name without its end, such as `0001-schema`. */
  readonly name: string;
  readonly sql: string;
}

/** The migrations that come with this release, in order. */
export function bundledMigrations(): readonly Migration[] {
  return readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({
      version: Number.parseInt(file, 10),
      name: file.slice(0, -".sql".length),
      // Line ends are no change: a checkout may have turned them.
      sql: readFileSync(new URL(file, MIGRATIONS), "utf8").replaceAll("\r\n", "\n"),
    }));
}

/**
 * Applies the pending migrations in one transaction, one process at a time, and names them. Migrations that a newer
 * release applied are left alone.
 * @throws {DataInvalidError} when one that was applied has since been edited.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[] = bundledMigrations(),
): Promise<readonly string[]> {
  return database.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('predictiondex:migrate:' || current_schema(), 0))`.execute(
      trx,
    );
    const applied = await appliedChecksums(trx);
    const pending: Migration[] = [];
    for (const migration of migrations) {
      const checksum = applied.get(migration.version);
      if (checksum === undefined) pending.push(migration);
      else if (checksum !== checksumOf(migration)) {
        throw new DataInvalidError(
          `migration ${migration.name} was edited after it had been applied (checksum ${checksumOf(migration)}, applied ${checksum}): restore it and add a new one`,
        );
      }
    }
    for (const migration of pending) await apply(trx, migration);
    return pending.map((migration) => migration.name);
  });
}

/** Names of the migrations that the database still needs. */
export async function pendingMigrations(
  database: Database,
  migrations: readonly Migration[] = bundledMigrations(),
): Promise<readonly string[]> {
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass('schema_migration') is not null as is_there`.execute(database.db);
  if (!rows[0]!.isThere) return migrations.map((migration) => migration.name);
  const applied = await database.db.selectFrom("schemaMigration").select("version").execute();
  const versions = new Set(applied.map((row) => row.version));
  return migrations
    .filter((migration) => !versions.has(migration.version))
    .map((migration) => migration.name);
}

async function appliedChecksums(trx: Queryable): Promise<ReadonlyMap<number, string>> {
  await sql`create table if not exists schema_migration (
    version integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`.execute(trx);
  const rows = await trx.selectFrom("schemaMigration").select(["version", "checksum"]).execute();
  return new Map(rows.map((row) => [row.version, row.checksum]));
}

async function apply(trx: Queryable, migration: Migration): Promise<void> {
  await sql.raw(migration.sql).execute(trx);
  const { version, name } = migration;
  await trx
    .insertInto("schemaMigration")
    .values({ version, name, checksum: checksumOf(migration) })
    .execute();
}

function checksumOf(migration: Migration): string {
  return createHash("sha256").update(migration.sql).digest("hex");
}
