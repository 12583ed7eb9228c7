import { lookup } from "node:dns/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PredictionDexError } from "@predictiondex/core";
import {
  currentDataVersion,
  type Database,
  databaseSettingsFromEnv,
  describeDatabase,
  latestDataset,
  openDatabase,
  readDirectoryLock,
} from "@predictiondex/db";
import { defineCommand } from "citty";
import { type CliSettings, readSettings } from "../env.ts";
import { prepareDataDirectory } from "../platform/data-directory.ts";
import { checkPortFree } from "../platform/ports.ts";
import { runGuarded } from "../run-command.ts";

/** One thing that was looked at. */
interface Finding {
  readonly name: string;
  readonly state: "ok" | "info" | "fault";
  readonly detail: string;
}

/** `predictiondex doctor`: what is wrong, and what to do about it. */
export const doctorCommand = defineCommand({
  meta: {
    name: "doctor",
    description: "Check Node, ports, names, API, data folder, lock, database, data and data set",
  },
  args: { json: { type: "boolean", default: false, description: "Print the findings as JSON" } },
  run: ({ args }) =>
    runGuarded(async () => {
      const findings = await examine(readSettings());
      if (args.json) console.log(JSON.stringify(findings, null, 2));
      else for (const { name, state, detail } of findings) console.log(`${MARKS[state]} ${name}: ${detail}`);
      if (findings.some(({ state }) => state === "fault")) process.exitCode = 1;
    }),
});

/** What brings data and data set. */
const ON_HOST = { data: "run: npm run -s cli -- etl", dataset: "npm start builds it" } as const;
const IN_IMAGES = {
  data: "run: docker compose run --rm etl",
  dataset: "run: docker compose run --rm ml_builder",
} as const;
/** PostgreSQL's code. */
const UNDEFINED_TABLE = "42P01";
const MARKS = { ok: "✓", info: "·", fault: "✗" } as const;

async function examine(settings: CliSettings): Promise<readonly Finding[]> {
  const findings: Finding[] = [{ name: "Node", state: "ok", detail: process.version }];
  const databaseSettings = databaseSettingsFromEnv({
    ...settings.environment,
    DATA_DIR: settings.dataDirectory,
  });
  // The page's container knows the API alone.
  const api = settings.environment.API_BASE_URL || undefined;
  // Set in every image, whose people type docker compose, and whose page is another one's.
  const isImage = settings.environment.SERVICE !== undefined;
  const isPageOnly = api !== undefined && databaseSettings.kind === "embedded";
  const isEmbedded = databaseSettings.kind === "embedded" && !isPageOnly;
  const owner = isEmbedded ? readDirectoryLock(settings.dataDirectory) : undefined;
  const isRunning = owner?.liveness === "alive";
  if (isEmbedded) {
    findings.push(await attempt("Data folder", () => checkFolder(settings.dataDirectory)));
    findings.push({
      name: "Lock",
      state: isRunning ? "info" : "ok",
      detail: isRunning
        ? `held by process ${owner.pid} since ${owner.since}${owner.details.api ? `, which answers at ${owner.details.api}` : ""}`
        : owner
          ? `left by process ${owner.pid}, which is gone; the next start takes it over`
          : "free",
    });
  }
  const ports = [
    ["API port", settings.apiPort, "API_PORT"],
    ["Page port", settings.webPort, "WEB_PORT"],
  ] as const;
  for (const [name, port, variable] of ports) {
    if (isRunning) findings.push({ name, state: "info", detail: `${port}, in use by the running platform` });
    else findings.push(await examinePort(name, port, variable));
  }
  if (!isImage)
    findings.push({
      name: "Page",
      ...(existsSync(join(import.meta.dirname, "../../../web/dist/index.html"))
        ? ({ state: "ok", detail: "built" } as const)
        : ({ state: "info", detail: "not built yet; npm start builds it" } as const)),
    });
  if (isRunning) return [...findings, ...(await askOwner(owner.details.api))];
  if (api !== undefined) findings.push(await examineName(new URL(api).hostname), await askApi(api));
  if (isPageOnly) return findings;
  const host = settings.environment.POSTGRES_HOST;
  if (host) findings.push(await examineName(host));
  return [...findings, ...(await examineDatabase(databaseSettings, isImage ? IN_IMAGES : ON_HOST))];
}

async function checkFolder(directory: string): Promise<string> {
  prepareDataDirectory(directory);
  return directory;
}

/** A port that this program itself answers on, as in its containers, is no fault. */
async function examinePort(name: string, port: number, variable: string): Promise<Finding> {
  const finding = await attempt(name, async () => {
    await checkPortFree(port, "127.0.0.1", variable);
    return `${port} is free`;
  });
  if (finding.state !== "fault" || !(await isOurs(port))) return finding;
  return { name, state: "info", detail: `${port}, in use by PredictionDex` };
}

async function isOurs(port: number): Promise<boolean> {
  const addresses = [`http://127.0.0.1:${port}/health`, `http://127.0.0.1:${port}/`];
  for (const address of addresses) {
    try {
      const text = await (await fetch(address, { signal: AbortSignal.timeout(5000) })).text();
      if (text.includes("data_version") || text.includes("<title>PredictionDex")) return true;
    } catch (error) {
      // Something else holds the port, and does not speak HTTP.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    }
  }
  return false;
}

function examineName(host: string): Promise<Finding> {
  return attempt(`Name ${host}`, async () => (await lookup(host)).address);
}

async function askOwner(api: string | undefined): Promise<readonly Finding[]> {
  if (api === undefined) return [{ name: "Database", state: "info", detail: "open in the running process" }];
  return [await askApi(api)];
}

function askApi(api: string): Promise<Finding> {
  return attempt("API", async () => {
    const health = await fetch(`${api}/health`, { signal: AbortSignal.timeout(5000) });
    const { missing } = (await health.json()) as { missing: readonly string[] };
    return missing.length === 0
      ? `${api} answers, nothing is missing`
      : `${api} answers, still missing: ${missing.join(", ")}`;
  });
}

async function examineDatabase(
  settings: Parameters<typeof openDatabase>[0],
  remedies: typeof ON_HOST | typeof IN_IMAGES,
): Promise<readonly Finding[]> {
  let database: Database | undefined;
  const findings: Finding[] = [
    await attempt("Database", async () => {
      database = await openDatabase(settings);
      return `${describeDatabase(settings)}, PostgreSQL ${database.serverVersion}`;
    }),
  ];
  if (database === undefined) return findings;
  const { db } = database;
  try {
    findings.push(
      await attempt("Data", async () => {
        const version = await whereCreated(currentDataVersion(db));
        return version
          ? `version ${version.digest.slice(0, 12)}, published ${version.publishedAt.toISOString()}`
          : `none yet; ${remedies.data}`;
      }),
      await attempt("Data set", async () => {
        const dataset = await whereCreated(latestDataset(db));
        return dataset ? `${dataset.nRows} rows` : `none yet; ${remedies.dataset}`;
      }),
    );
  } catch (error) {
    if (!(error instanceof PredictionDexError)) throw error;
  } finally {
    await database.close();
  }
  return findings;
}

/** Nothing where the tables themselves are not there yet: the first program that starts creates them. */
async function whereCreated<T>(query: Promise<T>): Promise<T | undefined> {
  try {
    return await query;
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return undefined;
    throw error;
  }
}

/** The finding of one check; an error on purpose is a fault that tells its own message. */
async function attempt(name: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { name, state: "ok", detail: await check() };
  } catch (error) {
    const { message, cause } = error as Error;
    return {
      name,
      state: "fault",
      detail: cause instanceof Error ? `${message} (${cause.message})` : message,
    };
  }
}
