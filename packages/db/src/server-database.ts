import { ConfigInvalidError, UnavailableError } from "@predictiondex/core";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { caseMapping } from "./case-mapping.ts";
import { isConnectionError } from "./connection-errors.ts";
import type { Database, Listener, LockOptions, SqlRow } from "./open-database.ts";
import { orAborted } from "./or-aborted.ts";
import type { Tables } from "./schema.ts";
import { describeDatabase, type ServerSettings } from "./settings.ts";

const OLDEST_SERVER = 150000;
const CONNECT_TIMEOUT_MS = 10_000;
const INT8_OID = 20;
/** Wrong user, password, rights or database: waiting does not help. */
const REFUSALS = new Set(["28000", "28P01", "3D000", "42501"]);

/** Opens a pool on a PostgreSQL server. */
export async function openServer(settings: ServerSettings): Promise<Database> {
  const config = clientConfig(settings);
  const pool = new pg.Pool({ ...config, max: settings.maxConnections ?? 10 });
  // A connection that breaks fails its query and is replaced by the next; unheard, these events would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [caseMapping] });
  try {
    const server = await inspect(db, settings);
    return new ServerDatabase(db, pool, config, server, describeDatabase(settings));
  } catch (error) {
    await db.destroy();
    throw explain(error, describeDatabase(settings));
  }
}

class ServerDatabase implements Database {
  readonly kind = "server";
  readonly db: Kysely<Tables>;
  readonly schema: string;
  readonly serverVersion: string;
  readonly description: string;
  readonly #pool: pg.Pool;
  readonly #config: pg.ClientConfig;
  readonly #listeners = new Set<Listener>();
  #closing: Promise<void> | undefined;

  constructor(
    db: Kysely<Tables>,
    pool: pg.Pool,
    config: pg.ClientConfig,
    server: { readonly schema: string; readonly version: string },
    description: string,
  ) {
    this.db = db;
    this.#pool = pool;
    this.#config = config;
    this.schema = server.schema;
    this.serverVersion = server.version;
    this.description = description;
  }

  async withAdvisoryLock<T>(
    name: string,
    body: (signal: AbortSignal) => Promise<T>,
    options: LockOptions = {},
  ): Promise<T> {
    const lost = new AbortController();
    const client = new pg.Client(this.#config);
    client.on("error", (error) => lost.abort(error));
    await client.connect();
    try {
      const key = `hashtextextended('predictiondex:' || $1, 0)`;
      const owner = [`${this.schema}:${name}`];
      const attempt = await client.query(`select pg_try_advisory_lock(${key}) as is_ours`, owner);
      if (!attempt.rows[0].is_ours) {
        options.onWait?.();
        await orAborted(client.query(`select pg_advisory_lock(${key})`, owner), options.signal);
      }
      return await body(lost.signal);
    } finally {
      await client.end().catch(() => {});
    }
  }

  async runSql(text: string, values: readonly unknown[] = []): Promise<{ readonly rows: SqlRow[] }> {
    // Not through Kysely, which takes several statements' results for one without rows.
    const result = (await this.#pool.query(text, [...values])) as pg.QueryResult | pg.QueryResult[];
    return { rows: [result].flat().flatMap(({ rows }) => rows) };
  }

  async listen(channel: string, onPayload: (payload: string) => void): Promise<Listener> {
    const client = new pg.Client(this.#config);
    let isActive = true;
    client.on("error", () => {
      isActive = false;
    });
    client.on("end", () => {
      isActive = false;
    });
    client.on("notification", (message) => onPayload(message.payload ?? ""));
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    const listeners = this.#listeners;
    const listener: Listener = {
      get isActive() {
        return isActive;
      },
      async close() {
        isActive = false;
        listeners.delete(listener);
        await client.end().catch(() => {});
      },
    };
    listeners.add(listener);
    return listener;
  }

  announce(): void {}

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#listeners].map((listener) => listener.close()));
    await this.db.destroy();
  }
}

function clientConfig({ address, schema }: ServerSettings): pg.ClientConfig {
  return {
    ...("url" in address ? { connectionString: address.url } : address),
    ...(schema === undefined ? {} : { options: `-c search_path=${pg.escapeIdentifier(schema)}` }),
    application_name: "predictiondex",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: {
      // Counts and seeds fit in a double; pg would hand them over as text.
      getTypeParser: ((oid: number, format: "text" | "binary") =>
        oid === INT8_OID && format !== "binary" ? Number : pg.types.getTypeParser(oid, format)) as never,
    },
  };
}

async function inspect(
  db: Kysely<Tables>,
  { schema }: ServerSettings,
): Promise<{ readonly schema: string; readonly version: string }> {
  if (schema !== undefined) {
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('predictiondex:create schema', 0))`.execute(
        trx,
      );
      await trx.schema.createSchema(schema).ifNotExists().execute();
    });
  }
  const { rows } = await sql<{ schema: string | null; version: string; versionNum: number }>`
    select current_schema() as schema, current_setting('server_version') as version,
      current_setting('server_version_num')::int as version_num`.execute(db);
  const server = rows[0]!;
  if (server.versionNum < OLDEST_SERVER) {
    throw new ConfigInvalidError(`PostgreSQL 15 or newer is needed, the server is ${server.version}`);
  }
  if (server.schema === null)
    throw new ConfigInvalidError("the server's search_path names no schema that exists");
  return { schema: server.schema, version: server.version.split(" ")[0]! };
}

/** Errors of opening that a caller can act on get a name; the rest stay what they are. */
function explain(error: unknown, description: string): unknown {
  if (isConnectionError(error)) {
    return new UnavailableError(`${description} does not answer: ${messageOf(error)}`, { cause: error });
  }
  if (error instanceof pg.DatabaseError && REFUSALS.has(error.code ?? "")) {
    return new ConfigInvalidError(`${description} refuses the connection: ${error.message}`, {
      cause: error,
    });
  }
  return error;
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
