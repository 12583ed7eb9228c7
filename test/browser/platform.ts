import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { build } from "vite";
import { createApi } from "../../apps/api/src/index.ts";
import { startWebServer } from "../../apps/cli/src/platform/web-server.ts";

/** The page and its API as they really run, in this process, on free ports. */
export interface TestPlatform {
  /** Address of the page. */
  readonly url: string;
  /** Whether the API has its data; without, it answers 503 as while starting. */
  hasData: boolean;
  /** Takes the API away, as when its process ends. */
  stopApi(): Promise<void>;
  /** Brings it back at the same address. */
  startApi(): Promise<void>;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const root = join(import.meta.dirname, "../..");

/** Builds the page and starts the platform on the bundled facts. */
export async function startTestPlatform(): Promise<TestPlatform> {
  const directory = mkdtempSync(join(tmpdir(), "predictiondex-web-"));
  await build({
    root: join(root, "apps/web"),
    configFile: join(root, "apps/web/vite.config.ts"),
    logLevel: "error",
    build: { outDir: directory },
  });
  const facts = loadBundledFacts();
  const data: GameData = { ...facts, learnsets: deriveLegalMoves(facts) };
  const snapshot = { dataVersion: "2026.11", publishedAt: new Date("2026-11-23T12:00:00Z"), data };
  const apiPort = await findFreePort();
  let hasData = true;
  let api: Awaited<ReturnType<typeof createApi>> | undefined;

  const stopApi = async (): Promise<void> => {
    await api?.close();
    api = undefined;
  };
  const startApi = async (): Promise<void> => {
    api = await createApi({
      source: {
        current: () => (hasData ? snapshot : undefined),
        dataset: () => undefined,
        isDatabaseUp: () => true,
      },
      version: "test",
    });
    await api.listen({ host: HOST, port: apiPort });
  };
  await startApi();
  const web = await startWebServer({
    directory,
    apiUrl: `http://${HOST}:${apiPort}`,
    host: HOST,
    port: 0,
  });
  return {
    url: web.url,
    get hasData() {
      return hasData;
    },
    set hasData(value) {
      hasData = value;
    },
    stopApi,
    startApi,
    close: async () => {
      await web.close();
      await stopApi();
      rmSync(directory, { recursive: true });
    },
  };
}

function findFreePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? done(address.port) : fail(new Error("no port")),
      );
    });
  });
}
