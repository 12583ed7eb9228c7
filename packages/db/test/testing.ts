import { randomUUID } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "kysely";
import { embeddedDatabase } from "../src/embedded-database.ts";
import { migrate } from "../src/migrate.ts";
import { type Database, openDatabase } from "../src/open-database.ts";
import type { ServerSettings } from "../src/settings.ts";
import { findServerBinaries, startTestServer, type TestServer } from "./servers.ts";

export { findServerBinaries, type ServerBinaries, startTestServer, type TestServer } from "./servers.ts";

/** A kind of database that the tests run against. */
export interface TestTarget {
  /** Such as `PostgreSQL 17`. */
  readonly name: string;
  /** Why the machine can't run it; undefined when it can. */
  readonly missing: string | undefined;
  start(): Promise<RunningTarget>;
}

/** A target that is up. */
export interface RunningTarget {
  /** A fresh database in a schema of its own, migrated unless told; it is closed, and its schema dropped, by `stop`. */
  open(options?: { readonly isMigrated?: boolean }): Promise<Database>;
  /** How another process opens a fresh schema of it; undefined for the embedded one. */
  settings(): ServerSettings | undefined;
  /** The server, when the tests started it themselves. */
  readonly server: TestServer | undefined;
  stop(): Promise<void>;
}

let template: Promise<Blob> | undefined;

/** A fresh, migrated, embedded database in memory: three seconds for a process's first, then 0.3. */
export async function openMemoryDatabase(): Promise<Database> {
  template ??= makeTemplate();
  const pglite = await PGlite.create("memory://", { loadDataDir: await template });
  return embeddedDatabase({ kind: "memory" }, pglite, undefined);
}

/** PGlite, the PostgreSQL servers 17 and 15, and `TEST_DATABASE_URL` where it is set. Says loudly what is missing. */
export async function findTestTargets(): Promise<readonly TestTarget[]> {
  const url = process.env.TEST_DATABASE_URL;
  return [
    { name: "PGlite", missing: undefined, start: startEmbedded },
    ...(await findServerTargets()),
    ...(url
      ? [
          {
            name: "TEST_DATABASE_URL",
            missing: undefined,
            start: () => startOn(url, undefined, async () => {}),
          },
        ]
      : []),
  ];
}

/** The PostgreSQL servers 17 and 15. */
export async function findServerTargets(): Promise<readonly TestTarget[]> {
  return [await serverTarget(17), await serverTarget(15)];
}

async function serverTarget(major: number): Promise<TestTarget> {
  const binaries = await findServerBinaries(major);
  const name = `PostgreSQL ${major}`;
  if (typeof binaries === "string") {
    console.warn(`SKIPPED: tests against ${name}: ${binaries}`);
    return { name, missing: binaries, start: () => Promise.reject(new Error(binaries)) };
  }
  return {
    name,
    missing: undefined,
    async start() {
      const server = await startTestServer(binaries);
      return startOn(server.url, server, async () => {
        await server.stop();
        await binaries.dispose();
      });
    },
  };
}

async function startEmbedded(): Promise<RunningTarget> {
  const databases: Database[] = [];
  return {
    async open({ isMigrated = true } = {}) {
      const database = isMigrated ? await openMemoryDatabase() : await openDatabase({ kind: "memory" });
      databases.push(database);
      return database;
    },
    settings: () => undefined,
    server: undefined,
    async stop() {
      for (const database of databases) await database.close();
    },
  };
}

async function startOn(
  url: string,
  server: TestServer | undefined,
  stopServer: () => Promise<void>,
): Promise<RunningTarget> {
  const databases: Database[] = [];
  const schemas: string[] = [];
  const settings = (): ServerSettings => {
    const schema = `test_${randomUUID().replaceAll("-", "_")}`;
    schemas.push(schema);
    return { kind: "server", address: { url }, schema };
  };
  return {
    async open({ isMigrated = true } = {}) {
      const database = await openDatabase(settings());
      databases.push(database);
      if (isMigrated) await migrate(database);
      return database;
    },
    settings,
    server,
    async stop() {
      for (const database of databases) await database.close();
      if (server === undefined) await dropSchemas(url, schemas);
      await stopServer();
    },
  };
}

async function dropSchemas(url: string, schemas: readonly string[]): Promise<void> {
  const database = await openDatabase({ kind: "server", address: { url } });
  for (const schema of schemas) {
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(database.db);
  }
  await database.close();
}

async function makeTemplate(): Promise<Blob> {
  const pglite = await PGlite.create("memory://");
  const database = await embeddedDatabase({ kind: "memory" }, pglite, undefined);
  await migrate(database);
  const dump = await pglite.dumpDataDir("none");
  await database.close();
  return dump;
}
