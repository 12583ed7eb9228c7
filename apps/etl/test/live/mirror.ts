// The recorded sources beside the repository, served on the loopback with faults. The tests that need them are skipped
// where they are not.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LiveSettings, readLiveSettings } from "../../src/index.ts";

const SOURCES = join(import.meta.dirname, "../../../../../shared/sources");
const SERVE = join(SOURCES, "pokeapi/serve.mjs");

/** The recorded wiki pages. */
export const RECORDED_PAGES: string = join(SOURCES, "pokepedia/reconstructed/classic");
/** Whether the recorded sources are there. */
export const isMirrorThere: boolean = existsSync(SERVE) && existsSync(RECORDED_PAGES);

/** A fault to switch on, as the server's head comment tells. */
export interface MirrorFault {
  readonly fault: string;
  readonly match?: string;
  readonly times?: number | null;
  readonly keyed?: boolean;
  readonly every?: number;
  readonly rate?: number;
  readonly seed?: number;
  readonly retryAfter?: number;
  readonly slowMs?: number;
  readonly latencyMs?: number;
}

const NO_FAULT = {
  match: "",
  times: null,
  keyed: false,
  every: 1,
  rate: 1,
  seed: 1,
  retryAfter: 0,
  slowMs: 3000,
};

/** What the server has counted. */
export interface MirrorStats {
  readonly requests: number;
  readonly byPath: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly maxOpen: number;
  readonly faults: number;
  readonly userAgents: Readonly<Record<string, number>>;
}

/** A server of the recorded sources. */
export interface Mirror {
  readonly url: string;
  /** Switches a fault on; none without an argument. Clears the counts. */
  set(fault?: MirrorFault): Promise<void>;
  stats(): Promise<MirrorStats>;
  stop(): Promise<void>;
}

/** Starts a server of the recorded sources; `robots` is what its robots.txt is like, `pages` a folder of wiki pages. */
export async function startMirror(
  options: { readonly robots?: string; readonly pages?: string } = {},
): Promise<Mirror> {
  const pages = options.pages === undefined ? [] : ["--pages", options.pages];
  const child = spawn(process.execPath, [SERVE, "--port", "0", ...pages], {
    env: { ...process.env, ROBOTS: options.robots ?? "allow" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await listening(child);
  const post = (path: string, body: string) => fetch(`${url}${path}`, { method: "POST", body });
  return {
    url,
    async set(fault = { fault: "ok" }) {
      await post("/__fault", JSON.stringify({ ...NO_FAULT, ...fault }));
      await post("/__reset", "");
    },
    stats: async () => (await fetch(`${url}/__stats`)).json() as Promise<MirrorStats>,
    async stop() {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await closed;
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`serve.mjs ended with ${code}`)));
    child.stdout!.setEncoding("utf8").once("data", (line: string) => resolve(JSON.parse(line).listening));
  });
}

/** Settings for a source on the loopback, without politeness and with short pauses. */
export function settingsFor(url: string, change: Partial<LiveSettings> = {}): LiveSettings {
  const settings = readLiveSettings({
    ETL_MODE: "online",
    POKEAPI_BASE_URL: url,
    POKEPEDIA_BASE_URL: url,
    POKEPEDIA_DELAY_MS: "0",
    ETL_RETRY_MS: "10",
    ETL_TIMEOUT_MS: "10000",
  });
  return {
    ...settings,
    cacheDirectory: join(tmpdir(), "predictiondex-no-cache", crypto.randomUUID()),
    ...change,
  };
}

/** A folder that is deleted by `dispose`. */
export async function temporaryFolder(): Promise<{ readonly path: string; dispose(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "predictiondex-live-"));
  return { path, dispose: () => rm(path, { recursive: true, force: true }) };
}
