// The API under load: one API process on an embedded database in memory, the load from this process, over loopback.
// `--seconds 5` for each figure, `--mixed 30` seconds of mixed load for the memory, `--json` for programs.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createSeededRandom, deriveLegalMoves } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { migrate, openDatabase, publishGameData } from "@predictiondex/db";
import { startApi } from "../apps/api/src/index.ts";
import { type LoadResult, putLoad, requestBytes } from "./load/raw-load.ts";

const SECONDS = numberFlag("seconds", 5);
const MIXED_SECONDS = numberFlag("mixed", 30);
const CONNECTIONS = numberFlag("connections", 32);
const MAIN = new URL("../apps/api/src/main.ts", import.meta.url).pathname;

/** The first PredictionDex: one uvicorn worker on a machine of two cores, requests a second. */
const FIRST_PROJECT = { "/pokemon/": 5.7, "/pokemon/6": 8.2, "/predict/best-move": 4.5 } as const;

if (process.argv.includes("--serve")) await serve();
else await measure();

async function serve(): Promise<void> {
  const database = await openDatabase({ kind: "memory" });
  await migrate(database);
  const facts = loadBundledFacts();
  await publishGameData(database.db, { ...facts, learnsets: deriveLegalMoves(facts) }, { source: "bundled" });
  const api = await startApi({ database, host: "127.0.0.1", port: 0, version: "bench" });
  console.log(api.url);
  process.once("SIGTERM", async () => {
    await api.close();
    await database.close();
  });
}

async function measure(): Promise<void> {
  const startMs = await timeStart();
  const { child, port } = await startServer();
  try {
    const get = (path: string) => {
      const bytes = requestBytes("GET", path);
      return (rate?: number, seconds = SECONDS): Promise<LoadResult> =>
        putLoad({ port, connections: CONNECTIONS, seconds, request: () => bytes, ...(rate ? { rate } : {}) });
    };
    const one = get("/pokemon/6");
    await one(undefined, 2);
    const cpuBefore = await readMetric(port, "process_cpu_seconds_total");
    const cached = await one();
    const cpuSeconds = (await readMetric(port, "process_cpu_seconds_total")) - cpuBefore;
    const paced = await one(5000);
    const v1 = await get("/v1/pokemon/charizard")();
    const list = await get("/pokemon/")();
    const repeated = requestBytes("POST", "/predict/best-move", { pokemon_a_id: 25, pokemon_b_id: 7 });
    const remembered = await putLoad({
      port,
      connections: CONNECTIONS,
      seconds: SECONDS,
      request: () => repeated,
    });
    const fresh = await putLoad({ port, connections: 2, seconds: SECONDS, request: freshQuestion(1) });
    const budgets = [20, 100].map((budgetMs) => ({ budgetMs, request: freshMatchup(budgetMs) }));
    const searched = [];
    for (const { budgetMs, request } of budgets) {
      searched.push({ budgetMs, ...(await putLoad({ port, connections: 1, seconds: SECONDS, request })) });
    }
    const overload = await putLoad({ port, connections: 200, seconds: SECONDS, request: freshQuestion(2) });
    const memory = await mixedLoad(port);
    print({
      startToHealthMs: startMs,
      cachedReads: cached,
      // What a busy machine can't distort: its inverse is what one core can serve.
      cpuMicrosecondsPerCachedRead: Math.round((cpuSeconds * 1e6) / cached.requests),
      cachedReadsAt5000PerSecond: paced,
      v1Read: v1,
      listOf188: list,
      bestMoveRemembered: remembered,
      bestMoveFresh: fresh,
      searchedWithin: searched,
      overloadOf200Connections: overload,
      memory,
      timesTheFirstProject: {
        "/pokemon/": Math.round(list.perSecond / FIRST_PROJECT["/pokemon/"]),
        "/pokemon/6": Math.round(cached.perSecond / FIRST_PROJECT["/pokemon/6"]),
        "/predict/best-move": Math.round(fresh.perSecond / FIRST_PROJECT["/predict/best-move"]),
      },
      cores: availableParallelism(),
      node: process.version,
    });
  } finally {
    child.kill("SIGTERM");
  }
}

/** From the start of the process to the first answer of `/health`, its database being away. */
async function timeStart(): Promise<number> {
  const port = 18_000 + (process.pid % 1000);
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: {
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
  }
}

async function startServer(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = spawn(process.execPath, [process.argv[1]!, "--serve"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  return { child, port: Number(new URL(line.toString().trim()).port) };
}

/** Pairs and levels that hardly ever come twice. */
function freshQuestion(seed: number): (n: number) => Buffer {
  const random = createSeededRandom(seed);
  return () => {
    const [a, b] = [1 + random.next(188), 1 + random.next(188)];
    const levels = { level_a: 30 + random.next(70), level_b: 30 + random.next(70) };
    return requestBytes("POST", "/predict/best-move", { pokemon_a_id: a, pokemon_b_id: b, ...levels });
  };
}

function freshMatchup(budgetMs: number): (n: number) => Buffer {
  const random = createSeededRandom(budgetMs);
  return () => {
    const side = () => ({ pokemon: 1 + random.next(188), level: 30 + random.next(70) });
    return requestBytes("POST", "/v1/predict/matchup", { a: side(), b: side(), method: "search", budgetMs });
  };
}

/** Resident memory of the API by tenths of a mixed load. */
async function mixedLoad(
  port: number,
): Promise<{ readonly seconds: number; readonly megabytes: readonly number[] }> {
  const fresh = freshQuestion(3);
  const reads = ["/pokemon/", "/v1/moves?sort=-power", "/v1/search?q=draco", "/nope", "/metrics"];
  const bytes = reads.map((path) => requestBytes("GET", path));
  const request = (n: number): Buffer => (n % 50 === 0 ? fresh(n) : bytes[n % bytes.length]!);
  const megabytes: number[] = [];
  for (let tenth = 0; tenth < 10; tenth++) {
    await putLoad({ port, connections: 16, seconds: MIXED_SECONDS / 10, request, rate: 1000 });
    const resident = await readMetric(port, "process_resident_memory_bytes");
    megabytes.push(Math.round(resident / 1e6));
  }
  return { seconds: MIXED_SECONDS, megabytes };
}

async function readMetric(port: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
}

function print(result: object): void {
  console.log(process.argv.includes("--json") ? JSON.stringify(result) : result);
}

function numberFlag(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}
