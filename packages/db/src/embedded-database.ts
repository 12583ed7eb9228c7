import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, sql } from "kysely";
import { caseMapping } from "./case-mapping.ts";
import { acquireDirectoryLock, type DirectoryLock } from "./directory-lock.ts";
import type { Database, Listener, LockOptions, SqlRow } from "./open-database.ts";
import { orAborted } from "./or-aborted.ts";
import { PGliteDialect, SoleConnection } from "./pglite-dialect.ts";
import type { Tables } from "./schema.ts";
import { describeDatabase, type EmbeddedSettings, type MemorySettings } from "./settings.ts";

const POSTGRES_FOLDER = "postgres";

/** Opens PGlite, and owns its folder until it is closed. */
export async function openEmbedded(settings: EmbeddedSettings | MemorySettings): Promise<Database> {
  const lock = settings.kind === "embedded" ? acquireDirectoryLock(settings.directory) : undefined;
  let pglite: PGlite | undefined;
  try {
    pglite = await PGlite.create(lock ? await prepareFolder(lock.directory) : "memory://");
    return await embeddedDatabase(settings, pglite, lock);
  } catch (error) {
    await pglite?.close();
    lock?.release();
    throw error;
  }
}

/** Wraps a PGlite that is open already. */
export async function embeddedDatabase(
  settings: EmbeddedSettings | MemorySettings,
  pglite: PGlite,
  lock: DirectoryLock | undefined,
): Promise<Database> {
  const connection = new SoleConnection(pglite);
  const db = new Kysely<Tables>({ dialect: new PGliteDialect(connection), plugins: [caseMapping] });
  if (settings.schema !== undefined) {
    await db.schema.createSchema(settings.schema).ifNotExists().execute();
    await sql`set search_path to ${sql.id(settings.schema)}`.execute(db);
  }
  const { rows } = await sql<{ schema: string; version: string }>`
    select current_schema() as schema, current_setting('server_version') as version`.execute(db);
  return new EmbeddedDatabase(settings, { ...rows[0]!, db, pglite, connection, lock });
}

/** PostgreSQL's folder, made whole or not at all: a process killed while it is made leaves nothing that would be opened. */
async function prepareFolder(directory: string): Promise<string> {
  const folder = join(directory, POSTGRES_FOLDER);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const pglite = await PGlite.create(draft);
  await pglite.close();
  renameSync(draft, folder);
  return folder;
}

interface Opened {
  readonly db: Kysely<Tables>;
  readonly schema: string;
  readonly version: string;
  readonly pglite: PGlite;
  readonly connection: SoleConnection;
  readonly lock: DirectoryLock | undefined;
}

class EmbeddedDatabase implements Database {
  readonly kind: "embedded" | "memory";
  readonly db: Kysely<Tables>;
  readonly schema: string;
  readonly serverVersion: string;
  readonly description: string;
  readonly #opened: Opened;
  /** The last holder of each lock; one process owns the folder, so its memory is place enough. */
  readonly #holders = new Map<string, Promise<void>>();
  #closing: Promise<void> | undefined;

  constructor(settings: EmbeddedSettings | MemorySettings, opened: Opened) {
    this.kind = settings.kind;
    this.db = opened.db;
    this.schema = opened.schema;
    this.serverVersion = opened.version;
    this.description = describeDatabase(settings);
    this.#opened = opened;
  }

  async withAdvisoryLock<T>(
    name: string,
    body: (signal: AbortSignal) => Promise<T>,
    options: LockOptions = {},
  ): Promise<T> {
    const before = this.#holders.get(name) ?? Promise.resolve();
    if (this.#holders.has(name)) options.onWait?.();
    const { promise: done, resolve: release } = Promise.withResolvers<void>();
    // The lock is free again when this holder is done and those before it are: one that gives up waiting does not free it.
    const held = Promise.all([before, done]).then(() => {
      if (this.#holders.get(name) === held) this.#holders.delete(name);
    });
    this.#holders.set(name, held);
    try {
      await orAborted(before, options.signal);
      return await body(new AbortController().signal);
    } finally {
      release();
    }
  }

  runSql(text: string, values: readonly unknown[] = []): Promise<{ readonly rows: SqlRow[] }> {
    return this.#opened.connection.exclusive(async (pglite) => {
      try {
        const results =
          values.length === 0 ? await pglite.exec(text) : [await pglite.query(text, [...values])];
        return { rows: results.flatMap(({ rows }) => rows as SqlRow[]) };
      } catch (error) {
        // A transaction that the text had begun is not the next one's.
        await pglite.exec("rollback");
        throw error;
      }
    });
  }

  async listen(channel: string, onPayload: (payload: string) => void): Promise<Listener> {
    const { connection } = this.#opened;
    // PGlite lower-cases a channel that is not quoted.
    const quoted = `"${channel}"`;
    await connection.exclusive((pglite) => pglite.listen(quoted, onPayload));
    let isActive = true;
    return {
      get isActive() {
        return isActive;
      },
      close: async () => {
        if (!isActive) return;
        isActive = false;
        if (this.#closing) return;
        await connection.exclusive((pglite) => pglite.unlisten(quoted, onPayload));
      },
    };
  }

  announce(details: Readonly<Record<string, string>>): void {
    this.#opened.lock?.announce(details);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { connection, db, lock } = this.#opened;
    try {
      await db.destroy();
      await connection.exclusive((pglite) => pglite.close());
    } finally {
      lock?.release();
    }
  }
}
