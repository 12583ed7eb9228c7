import type { GameData } from "@predictiondex/core";
import { type Kysely, sql } from "kysely";
import { insertRows } from "./bulk-insert.ts";
import { contentDigest } from "./content-digest.ts";
import { currentDataVersion, type DataVersion } from "./data-versions.ts";
import { inCanonicalOrder } from "./game-data-order.ts";
import { type GameRows, gameDataOf, rowsOf } from "./game-data-rows.ts";
import type { Queryable } from "./open-database.ts";
import type { Tables } from "./schema.ts";
import { DATA_VERSION_CHANNEL } from "./version-watch.ts";

/** Tables of game data, those that others refer to first. */
const GAME_TABLES = [
  "type",
  "typeEffectiveness",
  "species",
  "form",
  "formType",
  "formStat",
  "evolution",
  "move",
  "machine",
  "learnset",
  "nature",
  "trainer",
  "trainerPokemon",
  "trainerPokemonMove",
  "trainerPokemonStat",
] as const satisfies readonly (keyof GameRows)[];

/** Game data as one consistent whole, with the version that it is. */
export interface PublishedGameData {
  readonly data: GameData;
  readonly version: DataVersion;
}

/** What `publishGameData` did. */
export interface Publication {
  /** The version now current. */
  readonly version: DataVersion;
  /** False when the tables held this content already and no new version was needed. */
  readonly isNew: boolean;
}

export interface PublishOptions {
  /** Name of the extractor that the data came from. */
  readonly source: string;
  readonly etlRun?: number;
  /** Rewrites the rows even when the content is the same; the version stays. */
  readonly force?: boolean;
}

/** All game data of the current version, read from one snapshot; undefined before the first publication. */
export async function loadGameData(db: Kysely<Tables>): Promise<PublishedGameData | undefined> {
  const snapshot = db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
  return snapshot.execute(async (trx) => {
    const version = await currentDataVersion(trx);
    if (version === undefined) return undefined;
    return { data: inCanonicalOrder(gameDataOf(await readRows(trx))), version };
  });
}

/** SHA-256 by which two states of the game data are told apart. */
export function gameDataDigest(data: GameData): string {
  return contentDigest(inCanonicalOrder(data));
}

/**
 * Replaces all game data in one transaction (the caller's, when it is in one) and publishes it as a new version; readers
 * see the old rows until the commit. The same content again makes no new version.
 */
export async function publishGameData(
  db: Queryable,
  data: GameData,
  options: PublishOptions,
): Promise<Publication> {
  const ordered = inCanonicalOrder(data);
  const digest = contentDigest(ordered);
  // Read committed: a snapshot taken before the wait for the lock would not see what its last holder published.
  const publish = async (trx: Queryable): Promise<Publication> => {
    await sql`select pg_advisory_xact_lock(hashtextextended('predictiondex:publish:' || current_schema(), 0))`.execute(
      trx,
    );
    const current = await currentDataVersion(trx);
    const isNew = current?.digest !== digest;
    if (current && !isNew && !options.force) return { version: current, isNew };
    await replaceRows(trx, rowsOf(ordered));
    if (current && !isNew) return { version: current, isNew };
    const version = await trx
      .insertInto("dataVersion")
      .values({
        digest,
        source: options.source,
        etlRun: options.etlRun ?? null,
        rowCounts: JSON.stringify(countRows(ordered)),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await sql`select pg_notify(${DATA_VERSION_CHANNEL}, ${String(version.id)})`.execute(trx);
    return { version, isNew };
  };
  return db.isTransaction ? publish(db) : db.transaction().execute(publish);
}

/** Rows by kind, as a data version states them. */
export function countRows(data: GameData): Readonly<Record<keyof GameData, number>> {
  const counts = Object.entries(data).map(([kind, rows]: [string, readonly unknown[]]) => [
    kind,
    rows.length,
  ]);
  return Object.fromEntries(counts) as Record<keyof GameData, number>;
}

async function readRows(trx: Queryable): Promise<GameRows> {
  const tables: [string, unknown][] = [];
  for (const table of GAME_TABLES) {
    tables.push([
      table,
      await trx
        .selectFrom(table as "form")
        .selectAll()
        .execute(),
    ]);
  }
  return Object.fromEntries(tables) as unknown as GameRows;
}

async function replaceRows(trx: Queryable, rows: GameRows): Promise<void> {
  for (const table of GAME_TABLES.toReversed()) await trx.deleteFrom(table).execute();
  for (const table of GAME_TABLES) await insertRows(trx, table, rows[table] as never);
}
