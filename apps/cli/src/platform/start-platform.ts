import { join } from "node:path";
import { readEnv, startApi } from "@predictiondex/api";
import {
  type Database,
  databaseSettingsFromEnv,
  describeDatabase,
  migrate,
  openDatabase,
} from "@predictiondex/db";
import { formatSummary, readLiveSettings, runEtl } from "@predictiondex/etl";
import { runBuilder } from "@predictiondex/ml-builder";
import type { CliSettings } from "../env.ts";
import { prepareDataDirectory } from "./data-directory.ts";
import { refreshInBackground } from "./live-refresh.ts";
import { checkPortFree, findNetworkAddress } from "./ports.ts";
import type { ProgressLine } from "./progress-line.ts";
import { buildWebIfNeeded } from "./web-build.ts";
import { startWebServer } from "./web-server.ts";

const LOOPBACK = "127.0.0.1";
const ALL_ADDRESSES = "0.0.0.0";

/** How the platform is started. */
export interface PlatformOptions {
  readonly settings: CliSettings;
  /** Folder of the repository. */
  readonly root: string;
  readonly version: string;
  /** Listen on the network, not on this machine alone. */
  readonly lan: boolean;
  readonly progress: ProgressLine;
  /** Aborts the start. */
  readonly signal: AbortSignal;
}

/** The platform as it runs. */
export interface Platform {
  readonly apiUrl: string;
  readonly webUrl: string;
  /** Address of the page for other devices; undefined where it listens on this machine alone. */
  readonly lanUrl: string | undefined;
  close(): Promise<void>;
}

/**
 * Starts everything in this process: database, API and page at once, then facts and data set where they are missing.
 * Resolves when all is there; what has been started is closed again where a later step fails.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return { ...(await startParts(options, (closer) => closers.push(closer))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startParts(
  options: PlatformOptions,
  onClose: (closer: () => Promise<void>) => void,
): Promise<Omit<Platform, "close">> {
  const { settings, root, version, lan, progress, signal } = options;
  const host = lan ? ALL_ADDRESSES : LOOPBACK;
  const environment = { ...settings.environment, DATA_DIR: settings.dataDirectory };
  const live = readLiveSettings(environment);
  // Whoever reaches this machine's page may ask: of the API's settings all but keys and limits count.
  const { access: _, database: __, logLevel: ___, ...apiSettings } = readEnv(environment);
  await checkPortFree(settings.apiPort, host, "API_PORT");
  await checkPortFree(settings.webPort, host, "WEB_PORT");
  prepareDataDirectory(settings.dataDirectory);
  const database = await openPlatformDatabase(settings, progress);
  onClose(() => database.close());
  const datasetDirectory = join(settings.dataDirectory, "datasets");
  const { apiPort: port } = settings;
  const api = await startApi({ ...apiSettings, database, host, port, version, datasetDirectory });
  onClose(() => api.close());
  const apiUrl = `http://localhost:${settings.apiPort}`;
  database.announce({ api: apiUrl });
  const directory = await buildWebIfNeeded(root, () =>
    progress.show("Building the page (the first time only) …"),
  );
  signal.throwIfAborted();
  const web = await startWebServer({
    directory,
    apiUrl: `http://${LOOPBACK}:${settings.apiPort}`,
    host,
    port: settings.webPort,
  });
  onClose(() => web.close());
  const webUrl = `http://localhost:${settings.webPort}`;
  await loadFacts(database, options);
  const refresh = refreshInBackground({
    database,
    settings: live,
    markerPath: etlMarkerPath(settings),
    tell: (message) => progress.done(message),
  });
  onClose(() => refresh.stop());
  signal.throwIfAborted();
  await buildDataset(database, options);
  const address = lan ? findNetworkAddress() : undefined;
  return { apiUrl, webUrl, lanUrl: address && `http://${address}:${settings.webPort}` };
}

/** Opens the database that the environment names and brings its schema up to date. */
export async function openPlatformDatabase(settings: CliSettings, progress: ProgressLine): Promise<Database> {
  const databaseSettings = databaseSettingsFromEnv({
    ...settings.environment,
    DATA_DIR: settings.dataDirectory,
  });
  progress.show(`Opening ${describeDatabase(databaseSettings)} …`);
  const database = await openDatabase(databaseSettings);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  progress.done(`${database.description} (PostgreSQL ${database.serverVersion})`);
  return database;
}

/** The file that shows to operators that the facts are loaded. */
export function etlMarkerPath({ dataDirectory }: CliSettings): string {
  return join(dataDirectory, ".etl_done");
}

/** Loads the facts where they are missing. */
async function loadFacts(database: Database, { settings, progress, signal }: PlatformOptions): Promise<void> {
  const etl = await runEtl({
    database,
    force: false,
    signal,
    markerPath: etlMarkerPath(settings),
    onProgress: (step) => progress.show(`Loading the game's facts: ${step.label} …`, step.share),
  });
  progress.done(etl.status === "loaded" ? formatSummary(etl) : etl.message);
}

/** Builds the data set where it is missing. */
async function buildDataset(
  database: Database,
  { settings, progress, signal }: PlatformOptions,
): Promise<void> {
  const built = await runBuilder({
    database,
    directory: join(settings.dataDirectory, "datasets"),
    force: false,
    signal,
    onProgress: ({ done, total }) =>
      progress.show("Building the data set (answers are ready meanwhile)", done / total),
    onStep: (step) => progress.show(`A model of one's own (answers are ready meanwhile): ${step} …`),
  });
  progress.done(built.message);
}
