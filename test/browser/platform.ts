import { createHash } from "node:crypto";
import { existsSync, globSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate, openDatabase } from "@predictiondex/db";
import { build } from "vite";
import { type RunningApi, startApi } from "../../apps/api/src/index.ts";
import { startWebServer } from "../../apps/cli/src/platform/web-server.ts";
import { runEtl } from "../../apps/etl/src/index.ts";
import { ensureServedModel } from "../../apps/ml-builder/src/publish-model.ts";
import { storeRaceMatrix } from "./store-race-matrix.ts";

/** The platform as it really runs, in this process, on free ports: database in memory, ETL, API, the built page. */
export interface TestPlatform {
  /** Address of the page. */
  readonly url: string;
  /** Runs the ETL; until then the API answers 503, as while starting. */
  loadData(): Promise<void>;
  /** Stores the roster's matrix, as the builder does, by the quick values of the damage race; once. */
  storeMatrix(): Promise<void>;
  /** Serves the release's model, as the builder does. */
  serveModel(): Promise<void>;
  /** Takes the API away, as when its process ends. */
  stopApi(): Promise<void>;
  /** Brings it back at the same address. */
  startApi(): Promise<void>;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const root = join(import.meta.dirname, "../..");

/** Builds the page and starts the platform, without any data yet. */
export async function startTestPlatform(): Promise<TestPlatform> {
  const directory = await builtPage();
  const database = await openDatabase({ kind: "memory" });
  await migrate(database);
  const apiPort = await findFreePort();
  let api: RunningApi | undefined;
  let storing: Promise<void> | undefined;
  const bringApi = async (): Promise<void> => {
    api = await startApi({ database, host: HOST, port: apiPort, version: "test", pollMs: 500 });
  };
  const takeApi = async (): Promise<void> => {
    await api?.close();
    api = undefined;
  };
  await bringApi();
  const web = await startWebServer({ directory, apiUrl: `http://${HOST}:${apiPort}`, host: HOST, port: 0 });
  return {
    url: web.url,
    loadData: async () => {
      await runEtl({ database });
    },
    storeMatrix: () => {
      storing ??= storeRaceMatrix(database);
      return storing;
    },
    serveModel: async () => {
      await ensureServedModel(database);
    },
    stopApi: takeApi,
    startApi: bringApi,
    close: async () => {
      await web.close();
      await takeApi();
      await database.close();
    },
  };
}

/** The page, built once for all test files while its sources stay the same. */
async function builtPage(): Promise<string> {
  const digest = createHash("sha256");
  const sources = globSync(["apps/web/**/*", "packages/*/src/**/*", "package-lock.json"], { cwd: root })
    .filter((file) => !/node_modules|^apps\/web\/(dist|test)/.test(file))
    .toSorted();
  for (const file of sources) {
    const { mtimeMs, size } = statSync(join(root, file));
    digest.update(`${file} ${mtimeMs} ${size}\n`);
  }
  const directory = join(tmpdir(), `predictiondex-built-${digest.digest("hex").slice(0, 16)}`);
  if (existsSync(directory)) return directory;
  const fresh = mkdtempSync(join(tmpdir(), "predictiondex-web-"));
  // The test runner's own value would build React's slow development version, and no service worker.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  await build({
    root: join(root, "apps/web"),
    configFile: join(root, "apps/web/vite.config.ts"),
    logLevel: "error",
    build: { outDir: fresh },
  });
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  try {
    renameSync(fresh, directory);
  } catch (error) {
    // Another test file was faster.
    if (!existsSync(directory)) throw error;
    rmSync(fresh, { recursive: true });
  }
  return directory;
}

function findFreePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? done(address.port) : fail(new Error("no free port")),
      );
    });
  });
}
