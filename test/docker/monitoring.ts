/** The profile `monitoring`: alert rules by promtool, then a real Prometheus that sees traffic, an outage and its end. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Clone, check, expect, expectMatch, freePort, predict, startLoad, until } from "./harness.ts";

const COMPOSE = "docker compose --profile monitoring";
/** Grafana asks for rates over at least four scrapes; a minute is what the panels get here. */
const RATE_WINDOW = "1m";
const TRAFFIC_MS = 75_000;

/** Every series that the alerts read must be there after some traffic. */
const QUERIES = [
  'sum(up{job="api"}) == 1',
  "predictiondex_database_up == 1",
  "predictiondex_data_published_timestamp_seconds > 0",
  "histogram_quantile(0.95, sum by (le) (rate(predictiondex_http_request_duration_seconds_bucket[1m]))) > 0",
  'sum(rate(predictiondex_http_requests_total{status="200"}[1m])) > 0',
  "sum(rate(predictiondex_prediction_probability_sum[1m])) / sum(rate(predictiondex_prediction_probability_count[1m])) > 0.5",
] as const;

/** A panel's queries, as its dashboard has them. */
interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string }[];
}

/** Every query of every panel, asked as Grafana would, must give numbers. Grafana itself is not started. */
async function checkPanels(clone: Clone, ask: (path: string) => Promise<unknown>): Promise<void> {
  const folder = join(clone.directory, "docker/grafana/dashboards");
  for (const file of readdirSync(folder)) {
    const { title, panels } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
      title: string;
      panels: readonly Panel[];
    };
    await check(`the dashboard "${title}": every panel's query returns data`, async () => {
      const empty: string[] = [];
      for (const panel of panels) {
        for (const { expr } of panel.targets) {
          const query = encodeURIComponent(expr.replaceAll("$__rate_interval", RATE_WINDOW));
          const { result } = (await ask(`query?query=${query}`)) as {
            result: readonly { value: readonly [number, string] }[];
          };
          if (!result.some(({ value }) => Number.isFinite(Number(value[1])))) {
            empty.push(`${panel.title}: ${expr}`);
          }
        }
      }
      expect(empty.length === 0, `no data for\n${empty.join("\n")}`);
      return `${panels.length} panels`;
    });
  }
}

/** A prediction by the trained model; throws unless it is one. */
async function askModel({ apiUrl }: Clone, level: number): Promise<boolean> {
  const response = await fetch(`${apiUrl}/v1/predict/matchup`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close" },
    body: JSON.stringify({ a: { pokemon: "pikachu", level }, b: { pokemon: "squirtle" }, method: "model" }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  expectMatch(text, /"predictorVersion":"model-/);
  return true;
}

/** Runs the rules' own tests and the profile. */
export async function checkMonitoring(clone: Clone): Promise<void> {
  const port = await freePort();
  // Of so little traffic, every answer of the model is re-checked, and drift is looked at often.
  const environment = { PROMETHEUS_PORT: String(port), TRUTH_CHECK_SAMPLE: "1", DRIFT_EVERY_S: "10" };
  const must = (command: string): Promise<string> => clone.must(command, { environment });
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, {
      signal: AbortSignal.timeout(5000),
    });
    const { status, data } = (await answer.json()) as { status: string; data: unknown };
    expect(status === "success", `${path}: ${status}`);
    return data;
  };
  const isFiring = async (name: string): Promise<boolean> => {
    const { alerts } = (await ask("alerts")) as {
      alerts: readonly { state: string; labels: { alertname: string } }[];
    };
    return alerts.some(({ state, labels }) => state === "firing" && labels.alertname === name);
  };
  try {
    await must(`${COMPOSE} build -q prometheus`);
    await check(
      "promtool: the configuration is valid, and each alert fires when it must and not before",
      async () => {
        const promtool = "docker run --rm --entrypoint promtool predictiondex-prometheus:test";
        expectMatch(await must(`${promtool} check config /etc/prometheus/prometheus.yml`), /11 rules found/);
        for (const file of ["alerts.test.yml", "alerts.drift.test.yml"])
          expectMatch(await must(`${promtool} test rules /etc/prometheus/${file}`), /SUCCESS/);
      },
    );
    await must(`${COMPOSE} up -d --build db etl ml_builder api prometheus`);
    await until("the API", () => predict(clone.apiUrl), 120_000);
    await until("the model", () => askModel(clone, 50), 120_000);
    await check("Prometheus finds the API, and every series that the alerts read has values", async () => {
      const load = startLoad(clone.apiUrl, 2);
      const end = performance.now() + TRAFFIC_MS;
      for (let level = 20; performance.now() < end; level = 20 + ((level + 1) % 80)) {
        await askModel(clone, level);
        await new Promise((done) => setTimeout(done, 500));
      }
      await load.stop();
      for (const query of QUERIES) {
        await until(
          query,
          async () => {
            const { result } = (await ask(`query?query=${encodeURIComponent(query)}`)) as {
              result: readonly unknown[];
            };
            return result.length > 0;
          },
          20_000,
        );
      }
      for (const name of ["ApiDown", "DatabaseDown", "ErrorShare"])
        expect(!(await isFiring(name)), `${name} fires`);
      return `${QUERIES.length} queries`;
    });
    await checkPanels(clone, ask);
    await check("the database stops: DatabaseDown fires, and ends when it is back", async () => {
      await must("docker compose stop db");
      await until("the alert", () => isFiring("DatabaseDown"), 120_000, 1000);
      await must("docker compose start db");
      await until("its end", async () => !(await isFiring("DatabaseDown")), 90_000, 1000);
    });
    await check("the API stops: ApiDown fires, and ends when it is back", async () => {
      await must("docker compose stop api");
      await until("the alert", () => isFiring("ApiDown"), 120_000, 1000);
      await must("docker compose start api");
      await until("its end", async () => !(await isFiring("ApiDown")), 90_000, 1000);
    });
  } finally {
    await clone.run(`${COMPOSE} down -v --timeout 5`, { environment });
  }
}
