/** The symptoms of docs/OPERATIONS.md brought about: what is seen is what both documents quote, and what they advise helps. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Clone, check, expect, expectMatch, predict, until } from "./harness.ts";

const DOCUMENTS = ["docs/OPERATIONS.md", "docs/OPERATIONS.fr.md"] as const;
/** The first cell of each row, without its quotations' order or its language. */
const SYMPTOMS = [
  ["password authentication failed for user"],
  ["gave up after 60 s: PostgreSQL at db:5432 … does not answer"],
  ["the password of development is public"],
  ["ETL failed: …"],
  ["No game data yet: run the ETL first"],
  [],
  [],
  ["port is already allocated", "address already in use"],
  ["required variable POSTGRES_PASSWORD_FILE", "WEB_API_KEY_FILE is missing"],
] as const;

/** Goes through the table of symptoms; what other parts bring about (passwords, ports, production) is only looked up here. */
export async function checkSymptoms(clone: Clone): Promise<void> {
  await check("both documents list the same symptoms with the same quotations", async () => {
    for (const file of DOCUMENTS) {
      const text = readFileSync(join(clone.directory, file), "utf8");
      const table = /\| symp.*\n\|---\|---\|\n((?:\|.*\n)+)/.exec(text)?.[1] ?? "";
      const quoted = table
        .trim()
        .split("\n")
        .map((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, words]) => words));
      expect(JSON.stringify(quoted) === JSON.stringify(SYMPTOMS), `${file}: ${JSON.stringify(quoted)}`);
    }
  });
  await clone.must("docker compose up -d --build db");
  await checkNoData(clone);
  await checkNoDatabase(clone);
  await clone.must("docker compose up -d --build api web");
  await clone.must("docker compose run --rm -T etl");
  await checkFailedEtl(clone);
  await checkPageWithoutApi(clone);
  await checkNoReload(clone);
}

async function checkNoData(clone: Clone): Promise<void> {
  await check("the ML builder finds no data: it says so, and the ETL before it helps", async () => {
    const build = "docker compose run --rm -T --no-deps --build ml_builder";
    const { code, output } = await clone.run(build);
    expect(code === 1, `code ${code}`);
    expectMatch(output, /No game data yet: run the ETL first/);
    const marker = await clone.run("docker compose run --rm --no-deps -T etl cat /app/state/.etl_done");
    expect(marker.code !== 0, "there is a marker");
    const doctor = await clone.must("docker compose run --rm --no-deps -T ml_builder predictiondex doctor");
    expectMatch(doctor, /^. Data: none yet; run: docker compose run --rm etl$/m);
    expect(!/npm|Page:/.test(doctor), doctor);
    await clone.must("docker compose run --rm -T etl");
    await clone.must("docker compose run --rm --no-deps -T etl cat /app/state/.etl_done");
    const builder = clone.start(build);
    try {
      await builder.seen(/"message":"labelling"/, 120_000);
    } finally {
      await builder.interrupt();
    }
  });
}

async function checkNoDatabase(clone: Clone): Promise<void> {
  await check(
    "the database is stopped: the API says which address does not answer, and doctor too",
    async () => {
      await clone.must("docker compose stop db");
      const { code, output } = await clone.run(
        "docker compose run --rm -T --no-deps -e DEV_MODE=false -e POSTGRES_PASSWORD=x -e DATABASE_WAIT_S=2 api",
      );
      expect(code === 1, `code ${code}`);
      expectMatch(output, /gave up after 2 s: PostgreSQL at db:5432\S* does not answer/);
      const doctor = await clone.run("docker compose run --rm -T --no-deps api predictiondex doctor");
      expect(doctor.code === 1, `doctor ended with ${doctor.code}`);
      expectMatch(doctor.output, /✗ (Name db|Database): /);
      await clone.must("docker compose start db");
    },
  );
}

async function checkFailedEtl(clone: Clone): Promise<void> {
  await check("the ETL fails: it names file, line, field and value; what was there stays", async () => {
    const file = join(clone.directory, "data/forms.csv");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(",grass,poison,45,", ",grass,poison,forty-five,"));
    try {
      const { code, output } = await clone.run("docker compose run --rm -T etl --force");
      expect(code === 1, `code ${code}`);
      expectMatch(output, /ETL failed: .*forms\.csv.*hp.*forty-five/);
    } finally {
      writeFileSync(file, text);
    }
    await until("a prediction", () => predict(`${clone.webUrl}/api`), 120_000);
    expectMatch(await clone.must("docker compose run --rm -T etl --force"), /ETL done/);
  });
}

async function checkPageWithoutApi(clone: Clone): Promise<void> {
  const doctor = (options = ""): Promise<{ code: number; output: string }> =>
    clone.run(
      `docker compose ${options === "" ? "exec -T" : `run --rm -T --no-deps ${options}`} web predictiondex doctor`,
    );
  await check(
    "the page does not reach the API: doctor tells a stopped API from a wrong address",
    async () => {
      await clone.must("docker compose stop api");
      const stopped = await doctor();
      expect(stopped.code === 1, `code ${stopped.code}`);
      expectMatch(stopped.output, /✗ Name api: /);
      await clone.must("docker compose start api");
      await until("a prediction", () => predict(`${clone.webUrl}/api`), 60_000);
      const wrong = await doctor("-e API_BASE_URL=http://localhost:8000");
      expect(wrong.code === 1, `code ${wrong.code}`);
      expectMatch(wrong.output, /✓ Name localhost: .*✗ API: /s);
      expect((await doctor()).code === 0, "still a fault");
    },
  );
}

async function checkNoReload(clone: Clone): Promise<void> {
  const mode = "docker compose exec -T api env | grep DEV_MODE";
  await check(
    "DEV_MODE=false with the password of development: the API says why it does not start",
    async () => {
      await clone.must("docker compose up -d --no-deps api", { environment: { DEV_MODE: "false" } });
      await until("the refusal", async () =>
        (await clone.must("docker compose logs api")).includes("the password of development is public"),
      );
    },
  );
  await check("no hot reload: DEV_MODE tells why, and set to true brings it back", async () => {
    await clone.must("docker compose down -v --timeout 5");
    const own = { POSTGRES_PASSWORD: "own" };
    const route = join(clone.directory, "apps/api/src/routes/health.ts");
    const saveAndSee = async (isExpected: boolean): Promise<void> => {
      await until("the API", async () => (await fetch(`${clone.apiUrl}/health`)).ok, 60_000);
      const { length } = (await clone.must("docker compose logs api")).split("starting again");
      writeFileSync(route, readFileSync(route));
      await sleep(3000);
      const now = (await clone.must("docker compose logs api")).split("starting again").length;
      expect(now - length === (isExpected ? 1 : 0), `started again ${now - length} times`);
    };
    await clone.must("docker compose up -d api", { environment: { ...own, DEV_MODE: "false" } });
    expectMatch(await clone.must(mode), /^DEV_MODE=false$/m);
    await saveAndSee(false);
    await clone.must("docker compose up -d api", { environment: own });
    expectMatch(await clone.must(mode), /^DEV_MODE=true$/m);
    await saveAndSee(true);
  });
}
