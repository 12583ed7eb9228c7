import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./windows.ts";

const LATER_STARTS = 5;
const MAIN = new URL("../../apps/api/src/main.ts", import.meta.url).pathname;

/** The first start, for which everything has to be compiled, and the median of those after it. */
export async function timeStarts(): Promise<{ readonly first: number; readonly later: number }> {
  const cache = await mkdtemp(join(tmpdir(), "predictiondex-bench-"));
  try {
    const first = await timeStart(cache);
    const later: number[] = [];
    for (let i = 0; i < LATER_STARTS; i++) later.push(await timeStart(cache));
    return { first, later: median(later) };
  } finally {
    await rm(cache, { recursive: true });
  }
}

/** From the start of the process to the first answer of `/health`, its database being away. */
async function timeStart(compileCache: string): Promise<number> {
  const port = 18_000 + (process.pid % 1000);
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: {
      NODE_COMPILE_CACHE: compileCache,
      API_PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: "postgres://u:p@127.0.0.1:1/x",
      LOG_LEVEL: "silent",
    },
    stdio: "ignore",
  });
  try {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
      if (answer?.ok) return Math.round(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
}
