/**
 * The alert rules on a real Prometheus that asks the real API: each condition is brought about, the alert fires, and ends
 * with it. The rules are those of docker/prometheus/alerts.yml with their waiting times and windows shortened.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Clone, check, expect, freePort, predict, until } from "./harness.ts";

const FILES = "-f docker-compose.yml -f docker-compose.override.yml -f alerts-compose.yml";
const COMPOSE = `docker compose ${FILES} --profile monitoring`;
/** Shorter by the same measure in every rule; the thresholds stay. */
const SHORTENED: readonly (readonly [RegExp, string])[] = [
  [/^(\s+for: ).*$/gm, "$15s"],
  [/\[7d\] offset 1h/g, "[5m] offset 40s"],
  [/\[1h\]/g, "[30s]"],
  [/\[5m\]\)/g, "[20s])"],
];
const OVERLAY = `services:
  prometheus:
    volumes:
      - ./alerts-short.yml:/etc/prometheus/alerts.yml:ro
`;

/** What the installation under watch can be asked and told. */
interface Watched {
  readonly clone: Clone;
  readonly must: (command: string) => Promise<string>;
  /** Waits until the alert fires, or no longer does. */
  readonly fires: (name: string, isFiring?: boolean) => Promise<unknown>;
}

/** Starts database, API and Prometheus without data, and goes through the alerts. */
export async function checkAlerts(clone: Clone): Promise<void> {
  const rules = readFileSync(join(clone.directory, "docker/prometheus/alerts.yml"), "utf8");
  const short = SHORTENED.reduce((text, [pattern, by]) => text.replaceAll(pattern, by), rules);
  writeFileSync(join(clone.directory, "alerts-short.yml"), short);
  writeFileSync(join(clone.directory, "alerts-compose.yml"), OVERLAY);
  const port = await freePort();
  const environment = { PROMETHEUS_PORT: String(port) };
  const must = (command: string): Promise<string> => clone.must(command, { environment });
  const isFiring = async (name: string): Promise<boolean> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/alerts`, {
      signal: AbortSignal.timeout(5000),
    });
    const { data } = (await answer.json()) as {
      data: { alerts: readonly { state: string; labels: { alertname: string } }[] };
    };
    return data.alerts.some(({ state, labels }) => state === "firing" && labels.alertname === name);
  };
  const fires: Watched["fires"] = (name, expected = true) =>
    until(
      `${name} ${expected ? "fires" : "ends"}`,
      async () => (await isFiring(name)) === expected,
      120_000,
      1000,
    );
  const watched = { clone, must, fires };
  try {
    await must(`${COMPOSE} up -d --build db api prometheus`);
    await until("the API", async () => (await fetch(`${clone.apiUrl}/health`)).ok, 120_000);
    await checkErrors(watched);
    await checkLatency(watched);
    await checkDrift(watched);
    await checkOldModel(watched);
  } finally {
    await clone.run(`${COMPOSE} down -v --timeout 5`, { environment });
  }
}

async function checkErrors({ clone, must, fires }: Watched): Promise<void> {
  await check(
    "no data yet: StaleData fires, ErrorShare for the 503s; both end when the ETL has run",
    async () => {
      let isOver = false;
      const asking = repeat(
        () => isOver,
        async () => {
          await predict(clone.apiUrl).catch(() => {});
          await sleep(200);
        },
      );
      try {
        await fires("ErrorShare");
        await fires("StaleData");
        await must(`${COMPOSE} up -d etl ml_builder`);
        await until("data", () => predict(clone.apiUrl), 120_000);
        await fires("ErrorShare", false);
        await fires("StaleData", false);
      } finally {
        isOver = true;
        await asking;
      }
    },
  );
}

async function checkLatency({ clone, fires }: Watched): Promise<void> {
  await check("searches of two seconds each: Latency fires, and ends after them", async () => {
    let isOver = false;
    let seed = 0;
    const asking = repeat(
      () => isOver,
      async () => {
        seed++;
        const answer = await ask(clone, "/v1/predict/matchup", {
          a: { pokemon: "alakazam" },
          b: { pokemon: "gengar" },
          ...{ method: "search", budgetMs: 2000, seed },
        });
        expect(answer.ok, `${answer.status}: ${await answer.text()}`);
      },
    );
    try {
      await fires("Latency");
    } finally {
      isOver = true;
      await asking;
    }
    await fires("Latency", false);
  });
}

async function checkDrift({ clone, fires }: Watched): Promise<void> {
  await check("other questions than before: Drift fires", async () => {
    let [strong, weak] = ["mewtwo", "magikarp"];
    let isOver = false;
    const asking = repeat(
      () => isOver,
      async () => {
        const answer = await ask(clone, "/v1/predict/matchup", {
          a: { pokemon: strong },
          b: { pokemon: weak },
        });
        expect(answer.ok, `${answer.status}: ${await answer.text()}`);
        await sleep(20);
      },
    );
    try {
      await sleep(75_000);
      [strong, weak] = [weak, strong];
      await fires("Drift");
    } finally {
      isOver = true;
      await asking;
    }
  });
}

async function checkOldModel({ clone, must, fires }: Watched): Promise<void> {
  const sql = (query: string): Promise<string> =>
    must(`${COMPOSE} exec -T db psql -U letsgo_user -d letsgo_db -Atc "${query}"`);
  const moveModel = async (sign: "-" | "+"): Promise<void> => {
    await sql(`update model set created_at = created_at ${sign} interval '91 days'`);
    await must(`${COMPOSE} restart api`);
  };
  await check("the model in service is made 91 days older: StaleModel fires, and ends", async () => {
    await until(
      "a model that serves",
      async () =>
        (await (await fetch(`${clone.apiUrl}/metrics`)).text()).includes("predictiondex_model_info{"),
      180_000,
    );
    await moveModel("-");
    await fires("StaleModel");
    await moveModel("+");
    await fires("StaleModel", false);
  });
}

/** Does one thing after the other until told to stop. */
async function repeat(isOver: () => boolean, body: () => Promise<unknown>): Promise<void> {
  while (!isOver()) await body();
}

function ask({ apiUrl }: Clone, path: string, body: object): Promise<Response> {
  return fetch(`${apiUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
}
