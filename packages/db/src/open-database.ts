import type { Kysely } from "kysely";
import type { Tables } from "./schema.ts";
import type { DatabaseSettings } from "./settings.ts";

/** What a query runs on: the database, or a transaction in it. */
export type Queryable = Kysely<Tables>;

/** An open database. */
export interface Database {
  readonly kind: DatabaseSettings["kind"];
  readonly db: Kysely<Tables>;
  /** The schema that holds the tables. */
  readonly schema: string;
  /** Such as `17.10`. */
  readonly serverVersion: string;
  /** Where it is, for people; shows no password. */
  readonly description: string;
  /**
   * Runs `body` while no other holder of the same lock in this schema runs, waiting for its turn. Not re-entrant. The
   * signal aborts when the server drops the lock (its connection broke).
   */
  withAdvisoryLock<T>(
    name: string,
    body: (signal: AbortSignal) => Promise<T>,
    options?: LockOptions,
  ): Promise<T>;
  /**
   * Runs SQL as another library wrote it: `$1`, `$2` … are its values, rows keep their names as SQL has them. Several
   * statements at once may have no values; the rows of all of them come, one statement's after the other's.
   */
  runSql(text: string, values?: readonly unknown[]): Promise<{ readonly rows: SqlRow[] }>;
  /** Hears NOTIFY on a channel until the listener is closed. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<Listener>;
  /** Tells other processes that meet the data folder's lock how to reach this one; nothing on a server. */
  announce(details: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

/** A row as SQL names its columns. */
export type SqlRow = Record<string, unknown>;

export interface LockOptions {
  /** Called once when another holds the lock and the wait begins. */
  readonly onWait?: () => void;
  /** Ends the wait; `body` is not run then. */
  readonly signal?: AbortSignal | undefined;
}

/** A subscription to a channel. */
export interface Listener {
  /** False when the connection broke: nothing more will be heard. */
  readonly isActive: boolean;
  close(): Promise<void>;
}

/**
 * Opens the database; `migrate` brings its schema up to date.
 * @throws {DataLockedError} when another process owns the embedded folder.
 * @throws {UnavailableError} when the server does not answer.
 * @throws {ConfigInvalidError} when the server refuses the user or the database, or is older than PostgreSQL 15.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  // Only the driver that is needed is loaded, and not before a database is opened.
  if (settings.kind === "server") {
    const { openServer } = await import("./server-database.ts");
    return openServer(settings);
  }
  const { openEmbedded } = await import("./embedded-database.ts");
  return openEmbedded(settings);
}
