import { ConfigInvalidError, DataInvalidError, UnavailableError } from "@predictiondex/core";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bundledMigrations,
  currentDataVersion,
  type Database,
  type DataVersion,
  isConnectionError,
  type Migration,
  migrate,
  openDatabase,
  pendingMigrations,
  publishGameData,
  waitForDatabase,
  watchDataVersion,
} from "../src/index.ts";
import { bundledGameData, until, withThunderboltPower } from "./helpers.ts";
import { findTestTargets, type RunningTarget } from "./testing.ts";

const DATA = bundledGameData();

for (const { name, missing, start } of await findTestTargets()) {
  describe.skipIf(missing)(name, () => {
    let target: RunningTarget;
    let database: Database;
    beforeAll(async () => {
      target = await start();
      database = await target.open();
    });
    afterAll(() => target?.stop());

    describe("openDatabase", () => {
      it("names the server's version and the schema", () => {
        expect(database.serverVersion).toMatch(/^\d+\.\d+/);
        expect(database.schema).toMatch(/^(public|test_\w+)$/);
      });

      it("gives whole numbers back as numbers and times as dates", async () => {
        const { rows } = await sql<{ big: number; count: number; at: Date; flags: string[] }>`
          select 4000000000::bigint as big, count(*) as count, now() as at, array['a', 'b'] as flags`.execute(
          database.db,
        );
        expect(rows[0]).toMatchObject({ big: 4_000_000_000, count: 1, flags: ["a", "b"] });
        expect(rows[0]!.at).toBeInstanceOf(Date);
      });

      it("keeps a transaction apart from the queries beside it", async () => {
        await sql`create table apart (x int)`.execute(database.db);
        const { promise: isInside, resolve: enter } = Promise.withResolvers<void>();
        const rolledBack = database.db
          .transaction()
          .execute(async (trx) => {
            await sql`insert into apart values (1)`.execute(trx);
            enter();
            await sql`select pg_sleep(0.05)`.execute(trx);
            throw new Error("no");
          })
          .catch((error: Error) => error.message);
        await isInside;
        await sql`insert into apart values (2)`.execute(database.db);
        expect(await rolledBack).toBe("no");
        const { rows } = await sql<{ x: number }>`select x from apart`.execute(database.db);
        expect(rows).toEqual([{ x: 2 }]);
      });

      it("answers many queries at once", async () => {
        const answers = await Promise.all(
          Array.from({ length: 50 }, async (_, i) => {
            const { rows } = await sql<{ x: number }>`select ${i}::int as x`.execute(database.db);
            return rows[0]!.x;
          }),
        );
        expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => i));
      });
    });

    describe("runSql", () => {
      it("gives the rows of every statement, and of one with values", async () => {
        const { rows } = await database.runSql(
          "begin; select 1 as first_one; select 2 as second_one; commit",
        );
        expect(rows).toEqual([{ first_one: 1 }, { second_one: 2 }]);
        expect((await database.runSql("select $1::int as given", [7])).rows).toEqual([{ given: 7 }]);
      });

      it("leaves no failed transaction behind", async () => {
        await expect(database.runSql("begin; select 1/0; commit")).rejects.toThrow("division by zero");
        for (let i = 0; i < 12; i++) {
          expect((await database.runSql("select 1 as one")).rows).toEqual([{ one: 1 }]);
        }
      });
    });

    describe("migrate", () => {
      const extra: Migration = { version: 9001, name: "9001-extra", sql: "create table extra (x int)" };

      it("applies what is pending once, however many start at the same time", async () => {
        const fresh = await target.open({ isMigrated: false });
        const all = bundledMigrations().map((migration) => migration.name);
        expect(await pendingMigrations(fresh)).toEqual(all);
        const applied = await Promise.all([migrate(fresh), migrate(fresh), migrate(fresh)]);
        expect(applied.flat()).toEqual(all);
        expect(await pendingMigrations(fresh)).toEqual([]);
      });

      it("leaves a newer release's migrations alone", async () => {
        const fresh = await target.open();
        expect(await migrate(fresh, [...bundledMigrations(), extra])).toEqual(["9001-extra"]);
        expect(await migrate(fresh)).toEqual([]);
      });

      it("refuses a migration that was edited after it had been applied", async () => {
        const fresh = await target.open();
        await migrate(fresh, [...bundledMigrations(), extra]);
        const edited = { ...extra, sql: "create table extra (y int)" };
        await expect(migrate(fresh, [...bundledMigrations(), edited])).rejects.toThrow(DataInvalidError);
      });

      it("applies all or nothing", async () => {
        const fresh = await target.open();
        const broken = {
          version: 9002,
          name: "9002-broken",
          sql: "create table fine (x int); create tble no",
        };
        await expect(migrate(fresh, [...bundledMigrations(), extra, broken])).rejects.toThrow(/syntax error/);
        const { rows } = await sql`select to_regclass('extra') as extra, to_regclass('fine') as fine`.execute(
          fresh.db,
        );
        expect(rows).toEqual([{ extra: null, fine: null }]);
      });

      it("comments every table", async () => {
        const { rows } = await sql<{ relname: string }>`
          select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where nspname = current_schema() and relkind in ('r', 'v') and obj_description(c.oid) is null
            and relname not in ('apart')`.execute(database.db);
        expect(rows).toEqual([]);
      });
    });

    describe("withAdvisoryLock", () => {
      it("lets one holder in at a time and tells the others that they wait", async () => {
        let inside = 0;
        let most = 0;
        let nWaits = 0;
        const enter = (): Promise<void> =>
          database.withAdvisoryLock(
            "test",
            async () => {
              most = Math.max(most, ++inside);
              await new Promise((resolve) => setTimeout(resolve, 30));
              inside--;
            },
            { onWait: () => nWaits++ },
          );
        await Promise.all([enter(), enter(), enter(), enter()]);
        expect({ most, nWaits }).toEqual({ most: 1, nWaits: 3 });
      });

      it("is not held by one that gave up waiting, nor freed by it", async () => {
        const order: string[] = [];
        const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
        const giveUp = new AbortController();
        const enter = (who: string, until: Promise<void>, signal?: AbortSignal): Promise<void> =>
          database.withAdvisoryLock(
            "test",
            async () => {
              order.push(who);
              await until;
            },
            { signal, onWait: () => order.push(`${who} waits`) },
          );
        const first = enter("first", isOver);
        await until(() => order.includes("first"));
        const second = enter("second", Promise.resolve(), giveUp.signal);
        await until(() => order.includes("second waits"));
        giveUp.abort(new Error("enough"));
        await expect(second).rejects.toThrow("enough");
        const third = enter("third", Promise.resolve());
        await until(() => order.includes("third waits"));
        end();
        await Promise.all([first, third]);
        expect(order).toEqual(["first", "second waits", "third waits", "third"]);
      });

      it("is free again after a failure, and its name is not another's", async () => {
        await expect(
          database.withAdvisoryLock("test", () =>
            database.withAdvisoryLock("other", () => Promise.reject(new Error("no"))),
          ),
        ).rejects.toThrow("no");
        expect(await database.withAdvisoryLock("test", async () => "in")).toBe("in");
      });
    });

    describe("watchDataVersion", () => {
      it("tells the current version at once and each new one as it is published", async () => {
        const fresh = await target.open();
        await publishGameData(fresh.db, DATA, { source: "test" });
        const seen: DataVersion[] = [];
        const watch = watchDataVersion(fresh, (version) => void seen.push(version), { pollMs: 60_000 });
        await until(() => seen.length === 1);
        const { version } = await publishGameData(fresh.db, withThunderboltPower(DATA, 95), {
          source: "test",
        });
        await until(() => seen.length === 2);
        await publishGameData(fresh.db, withThunderboltPower(DATA, 95), { source: "test" });
        await watch.close();
        expect(seen.map(({ id }) => id)).toEqual([version.id - 1, version.id]);
      });

      it("comes again with a version whose reader failed", async () => {
        const fresh = await target.open();
        await publishGameData(fresh.db, DATA, { source: "test" });
        const errors: unknown[] = [];
        let nCalls = 0;
        const read = (): void => {
          if (++nCalls === 1) throw new Error("reader failed");
        };
        const watch = watchDataVersion(fresh, read, {
          pollMs: 20,
          onError: (error) => void errors.push(error),
        });
        await until(() => nCalls === 2);
        await watch.close();
        expect(errors).toEqual([new Error("reader failed")]);
      });
    });

    describe.skipIf(name === "PGlite" || name === "TEST_DATABASE_URL")("a server that refuses", () => {
      it.each([
        [
          "the user",
          (url: string) => url.replace("postgres@", "nobody:hidden@"),
          /refuses the connection: role "nobody"/,
        ],
        [
          "the database",
          (url: string) => url.replace(/postgres$/, "nowhere"),
          /refuses the connection: database "nowhere"/,
        ],
      ])("%s is a fault of the settings and not waited for", async (_what, change, message) => {
        const url = change(target.server!.url);
        const failure = await waitForDatabase({ kind: "server", address: { url } }).catch(
          (error: Error) => error,
        );
        expect(failure).toBeInstanceOf(ConfigInvalidError);
        expect((failure as Error).message).toMatch(message);
        expect((failure as Error).message).not.toContain("hidden");
      });
    });

    // PGlite and a server that is not ours can't be crashed.
    describe.skipIf(name === "PGlite" || name === "TEST_DATABASE_URL")("a crash of the server", () => {
      it("fails queries as connection errors and is over when the server is back", async () => {
        const server = target.server!;
        const fresh = await target.open();
        const errors: unknown[] = [];
        const seen: number[] = [];
        const watch = watchDataVersion(fresh, ({ id }) => void seen.push(id), {
          pollMs: 50,
          onError: (error) => void errors.push(error),
        });
        let isLocked = false;
        const lostLock = fresh.withAdvisoryLock("test", async (signal) => {
          isLocked = true;
          await until(() => signal.aborted);
          return "told";
        });
        await until(() => isLocked);
        const sleeping = sql`select pg_sleep(60)`.execute(fresh.db).catch((reason: unknown) => reason);
        await until(async () => {
          const { rows } =
            await sql`select 1 from pg_stat_activity where query = 'select pg_sleep(60)'`.execute(fresh.db);
          return rows.length > 0;
        });
        await server.crash();
        expect(isConnectionError(await sleeping)).toBe(true);
        expect(await lostLock).toBe("told");
        const error = await sql`select 1`.execute(fresh.db).catch((reason: unknown) => reason);
        expect(isConnectionError(error)).toBe(true);
        await expect(openDatabase({ kind: "server", address: { url: server.url } })).rejects.toThrow(
          UnavailableError,
        );
        await until(() => errors.length > 0);

        const waits: string[] = [];
        const waiting = waitForDatabase(
          { kind: "server", address: { url: server.url } },
          { onWait: (message) => void waits.push(message) },
        );
        await until(() => waits.length > 0);
        await server.restart();
        await (await waiting).close();
        expect(waits[0]).toContain(`waiting for PostgreSQL at 127.0.0.1:${server.port}/postgres`);
        await until(async () => (await sql`select 1`.execute(fresh.db).catch(() => undefined)) !== undefined);
        expect(await currentDataVersion(fresh.db)).toBeUndefined();
        const { version } = await publishGameData(fresh.db, DATA, { source: "test" });
        await until(() => seen.includes(version.id));
        await watch.close();
      });
    });
  });
}

describe("waitForDatabase", () => {
  it("gives up after its time and says what it waited for", async () => {
    const nobody = { kind: "server", address: { url: "postgres://user:hidden@127.0.0.1:1/x" } } as const;
    const failure = await waitForDatabase(nobody, { timeoutMs: 300 }).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(UnavailableError);
    expect((failure as Error).message).toMatch(
      /gave up after 0.3 s: PostgreSQL at 127.0.0.1:1\/x does not answer/,
    );
    expect((failure as Error).message).not.toContain("hidden");
  });
});
