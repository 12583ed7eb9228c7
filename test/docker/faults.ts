/** What goes wrong in the life of an installation, done on purpose. */
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Clone,
  check,
  expect,
  expectMatch,
  predict,
  startLoad,
  until,
  withoutFailures,
} from "./harness.ts";

const STOP_S = 15;

/** Kills, restarts, wrong settings: each must be survived or told in plain words. */
export async function checkFaults(clone: Clone): Promise<void> {
  await clone.must("docker compose up -d --build db");
  await checkKilledEtl(clone);
  await clone.must("docker compose up -d");
  await until("a prediction", () => predict(`${clone.webUrl}/api`), 120_000);
  await checkDatabaseRestart(clone);
  await checkStop(clone);
  await checkWrongPassword(clone);
  await checkTakenPort(clone);
  await clone.run("docker compose down -v --timeout 5");
  await checkOlderServer(clone);
}

async function checkKilledEtl(clone: Clone): Promise<void> {
  await check(
    "ETL killed in the middle of its load: nothing half loaded, and the next run succeeds",
    async () => {
      await clone.must("docker compose run --rm -T etl");
      const before = await contents(clone);
      // A lock on the table that the load must write holds it in the middle for as long as the test needs.
      const locked = clone.start(
        `docker compose exec -T db psql -U letsgo_user -d letsgo_db -c begin -c "lock table form in access exclusive mode" -c "select pg_sleep(60)"`,
      );
      await sleep(1500);
      const name = `${clone.project}-killed`;
      await clone.must(`docker compose run -d --name ${name} etl --force`);
      await until(
        "the load",
        async () => (await clone.must(`docker logs ${name} 2>&1`)).includes("load:"),
        60_000,
      );
      await clone.must(`docker kill ${name}`);
      const code = (await clone.must(`docker wait ${name}`)).trim();
      expect(
        code === "137",
        `the ETL ended by itself with code ${code}: ${await clone.must(`docker logs ${name} 2>&1`)}`,
      );
      await clone.must(
        `docker compose exec -T db psql -U letsgo_user -d letsgo_db -Atc "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()"`,
      );
      await locked.interrupt();
      await clone.must(`docker rm ${name}`);
      expect((await contents(clone)) === before, "the data changed");
      expectMatch(await clone.must("docker compose run --rm -T etl --force"), /ETL done/);
      expect((await contents(clone)) === before, "the data differ after the rerun");
      const runs = await sql(
        clone,
        "select status || ' ' || count(*) from etl_run group by status order by status",
      );
      expectMatch(runs, /interrupted 1/);
    },
  );
}

async function checkDatabaseRestart(clone: Clone): Promise<void> {
  await check(
    "database restarted under load: 0 failed predictions, no lost data, the API finds it again",
    async () => {
      const before = await contents(clone);
      const load = startLoad(`${clone.webUrl}/api`, 2);
      await clone.must("docker compose restart db");
      await until("the database", async () => (await health(clone)).database === true, 60_000);
      await sleep(2000);
      const answered = withoutFailures(await load.stop());
      expect((await contents(clone)) === before, "the data changed");
      await clone.must("docker compose run --rm -T etl --force");
      return answered;
    },
  );
  await check("database killed: predictions go on from memory, /health says what is missing", async () => {
    await clone.must("docker compose kill db");
    await until("missing database", async () => (await health(clone)).missing.includes("database"), 30_000);
    await predict(`${clone.webUrl}/api`);
    await clone.must("docker compose up -d db");
    await until("the database", async () => (await health(clone)).database === true, 60_000);
  });
}

async function checkStop(clone: Clone): Promise<void> {
  await check(
    `docker compose stop ends every server by SIGTERM within ${STOP_S} s, none is killed`,
    async () => {
      const start = performance.now();
      await clone.must("docker compose stop --timeout 60");
      const took = (performance.now() - start) / 1000;
      const states = await clone.must("docker compose ps -a --format '{{.Service}} {{.ExitCode}}'");
      expect(!/ 137$/m.test(states), states);
      expectMatch(states, /^api 0$/m);
      expectMatch(states, /^db 0$/m);
      expect(took < STOP_S, `took ${took.toFixed(1)} s`);
      return `${took.toFixed(1)} s`;
    },
  );
}

async function checkWrongPassword(clone: Clone): Promise<void> {
  await check("wrong password: the API and the ETL say so and stop", async () => {
    const environment = { POSTGRES_PASSWORD: "wrong" };
    const etl = await clone.run("docker compose run --rm -T etl", { environment });
    expect(etl.code === 1, `the ETL ended with code ${etl.code}`);
    expectMatch(etl.output, /ETL failed: .*password authentication failed for user "letsgo_user"/);
    const api = await clone.run("docker compose run --rm -T --no-deps -e DEV_MODE=false api", {
      environment,
    });
    expect(api.code === 1, `the API ended with code ${api.code}`);
    expectMatch(
      api.output,
      /The API does not start: .*password authentication failed for user "letsgo_user"/,
    );
  });
  await check("no database: the API says what it waits for, and gives up after DATABASE_WAIT_S", async () => {
    const { code, output } = await clone.run(
      "docker compose run --rm -T --no-deps -e DEV_MODE=false -e POSTGRES_PASSWORD=x -e DATABASE_WAIT_S=3 -e POSTGRES_HOST=nowhere api",
    );
    expect(code === 1, `code ${code}`);
    expectMatch(output, /waiting for PostgreSQL at nowhere:5432\/letsgo_db/);
    expectMatch(output, /The API does not start: gave up after 3 s/);
  });
}

async function checkTakenPort(clone: Clone): Promise<void> {
  await check("taken port: docker compose up names it", async () => {
    await clone.must("docker compose down --timeout 5");
    const server = createServer();
    await new Promise<void>((done, fail) => {
      server.on("error", fail);
      server.listen(clone.ports.api, "127.0.0.1", done);
    });
    try {
      const { code, output } = await clone.run("docker compose up -d api");
      expect(code !== 0, "it started");
      expectMatch(
        output,
        new RegExp(`127\\.0\\.0\\.1:${clone.ports.api}.*(already allocated|address already in use)`),
      );
    } finally {
      server.close();
    }
  });
}

async function checkOlderServer(clone: Clone): Promise<void> {
  if (!(await hasOlderServer(clone))) return;
  const environment = { POSTGRES_VERSION: "15" };
  const version = (options = {}): Promise<string> =>
    clone.must("docker compose exec -T api predictiondex doctor", options);
  await check("the same on PostgreSQL 15", async () => {
    await clone.must("docker compose up -d", { environment });
    await until("a prediction", () => predict(`${clone.webUrl}/api`), 180_000);
    expectMatch(await version({ environment }), /PostgreSQL 15\./);
  });
  await check(
    "from PostgreSQL 15 to 17 by backup and restore: the same facts, and the API answers",
    async () => {
      try {
        const before = await contents(clone);
        await clone.must("docker compose run --rm -T backup > older.dump", { environment });
        await clone.must("docker compose down -v --timeout 5", { environment });
        await clone.must("docker compose up -d --wait db");
        await clone.must("docker compose run --rm -T restore < older.dump");
        expect((await contents(clone)) === before, "the facts differ");
        await clone.must("docker compose up -d api web");
        await until("a prediction", () => predict(`${clone.webUrl}/api`), 60_000);
        expectMatch(await version(), /PostgreSQL 17\./);
      } finally {
        await clone.run("docker compose down -v --timeout 5", { environment });
      }
    },
  );
}

/** Whether PostgreSQL 15 can be run here; says so where it can't. */
export async function hasOlderServer(clone: Clone): Promise<boolean> {
  const image = "postgres:15-bookworm";
  const isThere = (await clone.run(`docker image inspect ${image}`)).code === 0;
  if (isThere || (await clone.run(`docker pull -q ${image}`)).code === 0) return true;
  console.log(`SKIPPED: PostgreSQL 15: ${image} is not on this machine and can't be pulled`);
  return false;
}

/** A digest of every row of the game's facts. */
async function contents(clone: Clone): Promise<string> {
  return sql(
    clone,
    "select (select string_agg(digest, ',' order by id) from data_version), (select md5(string_agg(f::text, ',' order by f::text)) from form f), (select md5(string_agg(m::text, ',' order by m::text)) from move m)",
  );
}

async function sql(clone: Clone, query: string): Promise<string> {
  return clone.must(`docker compose exec -T db psql -U letsgo_user -d letsgo_db -Atc "${query}"`);
}

async function health(clone: Clone): Promise<{ database: boolean; missing: readonly string[] }> {
  const answer = await fetch(`${clone.apiUrl}/health`, { signal: AbortSignal.timeout(3000) });
  return (await answer.json()) as { database: boolean; missing: readonly string[] };
}
