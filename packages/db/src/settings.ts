import { readFileSync } from "node:fs";
import { ConfigInvalidError } from "@predictiondex/core";

/** A PostgreSQL server, 15 or newer. */
export interface ServerSettings {
  readonly kind: "server";
  /** `postgres://user:password@host:port/database?sslmode=…`, or its parts. */
  readonly address:
    | { readonly url: string }
    | {
        readonly host: string;
        readonly port: number;
        readonly user: string;
        readonly password: string;
        readonly database: string;
      };
  /** Schema of its own, created where missing; the server's default otherwise. */
  readonly schema?: string;
  /** Connections of the pool, 10 unless told; advisory locks and listeners come on top. */
  readonly maxConnections?: number;
}

/** PGlite in a folder that one process owns. */
export interface EmbeddedSettings {
  readonly kind: "embedded";
  readonly directory: string;
  readonly schema?: string;
}

/** PGlite that forgets all when closed. */
export interface MemorySettings {
  readonly kind: "memory";
  readonly schema?: string;
}

/** Where the database is. */
export type DatabaseSettings = ServerSettings | EmbeddedSettings | MemorySettings;

/** The variables of a program's environment. */
export type EnvironmentRecord = Readonly<Record<string, string | undefined>>;

const DEFAULT_DIRECTORY = "./data-local";

/**
 * The database that the environment names: a server with `DATABASE_URL` or `POSTGRES_HOST` (and `POSTGRES_PORT`, `_USER`,
 * `_PASSWORD`, `_DB`), else PGlite in `DATA_DIR`. All but the port and the folder may come from a file (`…_FILE`).
 * @throws {ConfigInvalidError} naming every fault at once, and no secret.
 */
export function databaseSettingsFromEnv(
  env: EnvironmentRecord,
  readFile: (path: string) => string = (path) => readFileSync(path, "utf8"),
): DatabaseSettings {
  const faults: string[] = [];
  const read = (name: string): string | undefined => {
    const value = env[name] || undefined;
    const path = env[`${name}_FILE`] || undefined;
    if (path === undefined) return value;
    if (value !== undefined) {
      faults.push(`${name} and ${name}_FILE are both set: keep one`);
      return value;
    }
    try {
      return readFile(path).trim();
    } catch (error) {
      faults.push(
        `${name}_FILE: can't read "${path}" (${error instanceof Error ? error.message : String(error)})`,
      );
      return undefined;
    }
  };
  const url = read("DATABASE_URL");
  const host = env.POSTGRES_HOST || undefined;
  let settings: DatabaseSettings;
  if (url !== undefined) {
    if (!isPostgresUrl(url))
      faults.push("DATABASE_URL must look like postgres://user:password@host:5432/database");
    settings = { kind: "server", address: { url } };
  } else if (host !== undefined) {
    const port = env.POSTGRES_PORT || "5432";
    if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
      faults.push(`POSTGRES_PORT must be 1–65535, got "${port}"`);
    }
    const [user, password, database] = ["POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB"].map((name) => {
      const before = faults.length;
      const value = read(name);
      if (!value && faults.length === before)
        faults.push(`${name} (or ${name}_FILE) is needed beside POSTGRES_HOST`);
      return value ?? "";
    }) as [string, string, string];
    settings = { kind: "server", address: { host, port: Number(port), user, password, database } };
  } else {
    settings = { kind: "embedded", directory: env.DATA_DIR || DEFAULT_DIRECTORY };
  }
  if (faults.length > 0) throw new ConfigInvalidError(faults.join("; "));
  return settings;
}

/** Where the database is, for people: never shows a password. */
export function describeDatabase(settings: DatabaseSettings): string {
  switch (settings.kind) {
    case "memory":
      return "embedded PostgreSQL in memory";
    case "embedded":
      return `embedded PostgreSQL in ${settings.directory}`;
    case "server": {
      const { address } = settings;
      if (!("url" in address)) return `PostgreSQL at ${address.host}:${address.port}/${address.database}`;
      if (!isPostgresUrl(address.url)) return "PostgreSQL";
      const url = new URL(address.url);
      const host = url.searchParams.get("host") ?? url.hostname;
      return `PostgreSQL at ${host || "localhost"}:${url.port || "5432"}${url.pathname}`;
    }
  }
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ["postgres:", "postgresql:"].includes(new URL(text).protocol);
}
