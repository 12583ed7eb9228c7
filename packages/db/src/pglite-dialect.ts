import { setImmediate } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import { UnavailableError } from "@predictiondex/core";
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from "kysely";

/** How long a query waits for the only connection; a longer wait is a query outside of its own transaction. */
const ACQUIRE_TIMEOUT_MS = 60_000;

/** Kysely on PGlite, which has one connection: a transaction holds it until its end and all others wait their turn. */
export class PGliteDialect implements Dialect {
  readonly #connection: SoleConnection;

  constructor(connection: SoleConnection) {
    this.#connection = connection;
  }

  createDriver(): Driver {
    return new PGliteDriver(this.#connection);
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }

  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature.
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new PostgresIntrospector(db);
  }
}

/** PGlite's connection and the queue before it. */
export class SoleConnection implements DatabaseConnection {
  readonly #pglite: PGlite;
  #isTaken = false;
  readonly #waiting: (() => void)[] = [];

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  /** Runs `body` while nobody else uses the connection. */
  async exclusive<T>(body: (pglite: PGlite) => Promise<T>): Promise<T> {
    await this.acquire();
    try {
      return await body(this.#pglite);
    } finally {
      this.release();
    }
  }

  /** @throws {UnavailableError} when it stays taken for too long. */
  async acquire(): Promise<void> {
    if (!this.#isTaken) {
      this.#isTaken = true;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        reject(
          new UnavailableError(
            `the embedded database stayed busy for ${ACQUIRE_TIMEOUT_MS / 1000} s (is a query run outside of its own transaction?)`,
          ),
        );
      }, ACQUIRE_TIMEOUT_MS);
      this.#waiting.push(turn);
    });
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isTaken = false;
  }

  /** Like pg: text without parameters may hold several statements, and the last one's rows are the result. */
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result =
      query.parameters.length === 0
        ? (await this.#pglite.exec(query.sql)).at(-1)
        : await this.#pglite.query(query.sql, [...query.parameters]);
    // PGlite works on the caller's thread and its promises never leave it: let timers and sockets have their turn.
    await setImmediate();
    const rows = (result?.rows ?? []) as R[];
    return result?.affectedRows === undefined
      ? { rows }
      : { rows, numAffectedRows: BigInt(result.affectedRows) };
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error("PGlite does not stream results");
  }
}

class PGliteDriver implements Driver {
  readonly #connection: SoleConnection;

  constructor(connection: SoleConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#connection.acquire();
    return this.#connection;
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : "";
    const access = settings.accessMode ? ` ${settings.accessMode}` : "";
    await connection.executeQuery(CompiledQuery.raw(`start transaction${isolation}${access}`));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async releaseConnection(): Promise<void> {
    this.#connection.release();
  }

  async destroy(): Promise<void> {}
}
