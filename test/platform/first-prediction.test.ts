import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { freePort, ROOT, runCli } from "./run-cli.ts";

const SOURCES = join(ROOT, "../shared/sources");
const SERVE = join(SOURCES, "pokeapi/serve.mjs");
const GOAL_S = 60;

it.skipIf(!existsSync(SERVE))(
  `answers the first prediction within ${GOAL_S} s while the sources take 300 ms an answer (needs ../shared/sources)`,
  { timeout: 4 * GOAL_S * 1000 },
  async () => {
    const home = mkdtempSync(join(tmpdir(), "predictiondex-first-"));
    const mirror = spawn(process.execPath, [SERVE, "--port", "0"], {
      env: { ...process.env, LATENCY_MS: "300" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const sources = await listening(mirror);
    const [apiPort, webPort] = [await freePort(), await freePort()];
    const begun = performance.now();
    const seconds = (): number => (performance.now() - begun) / 1000;
    // Everything else is as it comes: pauses and concurrency. The tests' own mode is offline.
    const cli = runCli(["start"], {
      DATA_DIR: home,
      ETL_MODE: "auto",
      API_PORT: `${apiPort}`,
      WEB_PORT: `${webPort}`,
      POKEAPI_BASE_URL: sources,
      POKEPEDIA_BASE_URL: sources,
    });
    try {
      const answer = await untilPredicted(`http://127.0.0.1:${webPort}/api/v1/predict/best-move`);
      const firstS = seconds();
      console.log(`first prediction after ${firstS.toFixed(1)} s (goal ${GOAL_S} s)`);
      expect(answer.p).toBeGreaterThan(0.5);
      expect(firstS).toBeLessThan(GOAL_S);
      // The sources are really read beside it, at the pace that is the default.
      await expect
        .poll(async () => (await statsOf(sources)).requests, { timeout: 2 * GOAL_S * 1000, interval: 500 })
        .toBeGreaterThan(50);
      expect((await statsOf(sources)).maxOpen).toBeLessThanOrEqual(10);
    } finally {
      cli.child.kill("SIGKILL");
      await cli.ended;
      mirror.kill("SIGKILL");
      rmSync(home, { recursive: true, force: true });
    }
  },
);

interface Answer {
  readonly p: number;
}

/** Asks again until the answer comes: the page's server starts before the facts are loaded. */
async function untilPredicted(url: string): Promise<Answer> {
  for (;;) {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          a: { pokemon: "pikachu", moves: ["thunderbolt", "quick-attack"] },
          b: { pokemon: "squirtle" },
        }),
      });
      if (response.ok) return (await response.json()) as Answer;
      if (response.status < 500) throw new TypeError(`${response.status}: ${await response.text()}`);
    } catch (error) {
      if (!(error instanceof TypeError && error.message === "fetch failed")) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function statsOf(url: string): Promise<{ readonly requests: number; readonly maxOpen: number }> {
  return (await fetch(`${url}/__stats`)).json() as Promise<{ requests: number; maxOpen: number }>;
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("close", (code) => reject(new Error(`serve.mjs ended with ${code}`)));
    child.stdout!.setEncoding("utf8").once("data", (line: string) => resolve(JSON.parse(line).listening));
  });
}
