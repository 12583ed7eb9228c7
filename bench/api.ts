// The API under load: one API process on an embedded database, the load from this process, over loopback. Each
// figure is the median of three windows; beside it stands a bare node:http server under the same load, in turn with it.
// `--seconds 5` for each figure, `--overload 60` seconds of twice what it can do, `--mixed 600` seconds of mixed load for the
// memory (`--rate 1000` requests a second), `--only reads,model,search,overload,memory` for some of them, `--json` for programs.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createSeededRandom, deriveLegalMoves } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import {
  type Database,
  migrate,
  openDatabase,
  promoteModel,
  publishGameData,
  recordModel,
} from "@predictiondex/db";
import { readReleaseCard, readReleaseModel } from "@predictiondex/ml";
import { startApi } from "../apps/api/src/index.ts";
import {
  freshByModel,
  freshMatchup,
  freshQuestion,
  N_PAIRS,
  shuffledPairs,
  standardByModel,
} from "./load/questions.ts";
import { type Load, type LoadResult, putLoad, requestBytes } from "./load/raw-load.ts";
import { timeStarts } from "./load/starts.ts";
import { median, middle, WINDOWS, windows } from "./load/windows.ts";

const SECONDS = numberFlag("seconds", 5);
const MIXED_SECONDS = numberFlag("mixed", 30);
const MIXED_RATE = numberFlag("rate", 1000);
const OVERLOAD_SECONDS = numberFlag("overload", 5);
const ONLY = textFlag("only")?.split(",");
const CONNECTIONS = numberFlag("connections", 32);
/** Processes that wanted the machine in the minute before; above the cores, wall times say little. */
const LOAD_BEFORE = Math.round(loadavg()[0]! * 10) / 10;
/** Until the code of an answer has been compiled as far as it will be, in every thread. */
const WARM_UP_SECONDS = 8;
/** Answers a second that are all computed, with room left. */
const FRESH_RATE = 1000;
/** What the model's answers are to come to. */
const GOAL_RATE = 3000;
/** The longest that the warm-up is waited for, and how often it is looked at. */
const WARM_MS = 600_000;
const LOOK_MS = 2000;
/** Pairs that are asked over and over: as many as the API keeps the model's latest answers. */
const N_MET = 2000;
/** The longest that they may take to be asked once. */
const FILL_SECONDS = 30;
/** The bare server's turn between two windows. */
const BARE_SECONDS = 2;
/** Half of what cached reads are to come to. */
const READ_RATE = 5000;
const BARE = new URL("load/bare-server.ts", import.meta.url).pathname;

/** The first PredictionDex: one uvicorn worker on a machine of two cores, requests a second. */
const FIRST_PROJECT = { "/pokemon/": 5.7, "/pokemon/6": 8.2, "/predict/best-move": 4.5 } as const;

if (process.argv.includes("--serve")) await serve();
else await measure();

async function serve(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "predictiondex-bench-"));
  const database = await openDatabase({ kind: "embedded", directory });
  await migrate(database);
  const facts = loadBundledFacts();
  await publishGameData(database.db, { ...facts, learnsets: deriveLegalMoves(facts) }, { source: "bundled" });
  await promoteReleaseModel(database);
  const api = await startApi({ database, host: "127.0.0.1", port: 0, version: "bench", warmUp: true });
  console.log(api.url);
  process.once("SIGTERM", async () => {
    await api.close();
    await database.close();
    await rm(directory, { recursive: true });
  });
}

/** The committed model, as a first start serves it. */
async function promoteReleaseModel(database: Database): Promise<void> {
  const model = await recordModel(database.db, {
    name: "release",
    dataset: null,
    dataVersion: null,
    artefact: readReleaseModel(),
    card: readReleaseCard(),
    metrics: {},
  });
  await promoteModel(database.db, model.id, "bench");
}

async function measure(): Promise<void> {
  // Before the server is there, which at first works through its standard pairs.
  const startToHealthMs = await timeStarts();
  const { child, port } = await startServer(process.argv[1]!, "--serve");
  try {
    const parts: Readonly<Record<string, (port: number) => Promise<object>>> = {
      reads,
      model: modelAnswers,
      search: searches,
      overload,
      memory: async (at) => ({ memory: await mixedLoad(at) }),
    };
    const asked = Object.entries(parts).filter(([name]) => ONLY?.includes(name) ?? true);
    let result: object = { startToHealthMs };
    for (const [, part] of asked) result = { ...result, ...(await part(port)) };
    print({ ...result, cores: availableParallelism(), loadBefore: LOAD_BEFORE, node: process.version });
  } finally {
    child.kill("SIGTERM");
  }
}

async function reads(port: number): Promise<object> {
  const bare = await startServer(BARE, `http://127.0.0.1:${port}/pokemon/6`);
  try {
    const bytes = (path: string) => requestBytes("GET", path);
    const put = (at: number, path: string, rate?: number, seconds = SECONDS): Promise<LoadResult> =>
      putLoad({
        ...{ port: at, connections: CONNECTIONS, seconds },
        request: () => bytes(path),
        ...(rate ? { rate } : {}),
      });
    await put(port, "/pokemon/6", undefined, WARM_UP_SECONDS);
    await put(bare.port, "/", undefined, BARE_SECONDS);
    const shares: number[] = [];
    const bareRuns: LoadResult[] = [];
    const cached = await windows("perSecond", async () => {
      const one = await withCpu(port, () => put(port, "/pokemon/6"));
      const beside = await put(bare.port, "/", undefined, BARE_SECONDS);
      bareRuns.push(beside);
      shares.push(one.perSecond / beside.perSecond);
      return one;
    });
    const barePaced: LoadResult[] = [];
    const paced = await windows("p99Ms", async () => {
      const one = await put(port, "/pokemon/6", READ_RATE);
      barePaced.push(await put(bare.port, "/", READ_RATE, BARE_SECONDS));
      return one;
    });
    const v1 = await put(port, "/v1/pokemon/charizard");
    const list = await put(port, "/pokemon/");
    return {
      // CPU time is what a busy machine distorts least: its inverse is what one core can serve.
      cachedReads: cached,
      cachedReadsAt5000PerSecond: paced,
      bareNodeHttp: {
        perSecond: middle(bareRuns, "perSecond").perSecond,
        p99MsAt5000PerSecond: middle(barePaced, "p99Ms").p99Ms,
        cachedReadsShare: Math.round(100 * median(shares)) / 100,
      },
      v1Read: v1,
      listOf188: list,
      readsTimesTheFirstProject: {
        "/pokemon/": Math.round(list.perSecond / FIRST_PROJECT["/pokemon/"]),
        "/pokemon/6": Math.round(cached.perSecond / FIRST_PROJECT["/pokemon/6"]),
      },
    };
  } finally {
    bare.child.kill("SIGTERM");
  }
}

/**
 * The trained model, in three rows. Fresh: random levels and random legal moves, so that no answer ever comes twice. Standard
 * pairs: those of the 188 standard sets, each asked for the first time, once the warm-up has been through them. Asked
 * before: some of them again, at random.
 */
async function modelAnswers(port: number): Promise<object> {
  const put = (request: (n: number) => Buffer, seconds = SECONDS, more: Partial<Load> = {}) =>
    putLoad({ port, connections: CONNECTIONS, seconds, request, ...more });
  const warmUp = await untilWarm(port);
  await put(freshByModel(4), WARM_UP_SECONDS);
  const fresh = await windows("perSecond", (window) =>
    withCpu(port, () => withHits(port, () => put(freshByModel(500 + window)))),
  );
  const freshPaced = await windows("p99Ms", (window) =>
    put(freshByModel(600 + window), SECONDS, { rate: FRESH_RATE }),
  );
  // No pair is asked twice: each window has its own part of them.
  const pairs = shuffledPairs(8);
  const part = Math.floor(N_PAIRS / (2 * WINDOWS));
  const putPart = (nth: number, more: Partial<Load> = {}) =>
    put((n) => standardByModel(...pairs[nth * part + (n % part)]!), SECONDS, { most: part, ...more });
  const standard = await windows("perSecond", (window) =>
    withCpu(port, () => withHits(port, () => putPart(window))),
  );
  const standardPaced = await windows("p99Ms", (window) => putPart(WINDOWS + window, { rate: GOAL_RATE }));
  await put((n) => standardByModel(...pairs[n % N_MET]!), FILL_SECONDS, { most: N_MET });
  const random = createSeededRandom(9);
  const anyPair = (): Buffer => standardByModel(...pairs[random.next(N_MET)]!);
  const before = await windows("perSecond", () => withCpu(port, () => withHits(port, () => put(anyPair))));
  const beforePaced = await windows("p99Ms", () => put(anyPair, SECONDS, { rate: GOAL_RATE }));
  const timesTheFirst = ({ perSecond }: LoadResult): number =>
    Math.round(perSecond / FIRST_PROJECT["/predict/best-move"]);
  return {
    warmUp,
    modelFresh: { tells: "random levels, random legal moves", ...fresh },
    modelFreshPaced: { rate: FRESH_RATE, ...freshPaced },
    modelStandardPairs: { tells: "standard sets, each pair for the first time", ...standard },
    modelStandardPairsPaced: { rate: GOAL_RATE, ...standardPaced },
    modelAskedBefore: { tells: `${N_MET} of those pairs, again`, ...before },
    modelAskedBeforePaced: { rate: GOAL_RATE, ...beforePaced },
    modelTimesTheFirstProject: {
      fresh: timesTheFirst(fresh),
      standardPairs: timesTheFirst(standard),
      askedBefore: timesTheFirst(before),
    },
  };
}

/** Waits until the pairs of standard sets have been answered ahead; what that took, and the longest hold of the event loop. */
async function untilWarm(port: number): Promise<object> {
  const ahead = (state: string) => readMetric(port, `predictiondex_answers_ahead{state="${state}"}`);
  const begun = performance.now();
  const cpuBefore = await readMetric(port, "process_cpu_seconds_total");
  let longestHold = 0;
  let ready = 0;
  while (performance.now() - begun < WARM_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const hold = await readMetric(port, 'predictiondex_event_loop_delay_seconds{quantile="1"}');
    if (ready > 0) longestHold = Math.max(longestHold, hold);
    ready = await ahead("ready");
    if (ready > 0 && ready === (await ahead("wanted"))) break;
  }
  return {
    answers: ready,
    seconds: Math.round((performance.now() - begun) / 1000),
    cpuSeconds: Math.round((await readMetric(port, "process_cpu_seconds_total")) - cpuBefore),
    megabytes: Math.round((await readMetric(port, "predictiondex_answers_ahead_bytes")) / 1e5) / 10,
    // Looked at every 10 ms: that much is no delay.
    longestHoldOfTheEventLoopMs: Math.round(1000 * longestHold),
  };
}

async function searches(port: number): Promise<object> {
  const repeated = requestBytes("POST", "/predict/best-move", { pokemon_a_id: 25, pokemon_b_id: 7 });
  const remembered = await putLoad({
    port,
    connections: CONNECTIONS,
    seconds: SECONDS,
    request: () => repeated,
  });
  const fresh = await putLoad({ port, connections: 2, seconds: SECONDS, request: freshQuestion(1) });
  const searched = [];
  for (const budgetMs of [20, 100]) {
    const request = freshMatchup(budgetMs);
    const put = () => putLoad({ port, connections: 1, seconds: SECONDS, request });
    searched.push({ budgetMs, ...(await windows("p99Ms", put)) });
  }
  return {
    bestMoveRemembered: remembered,
    bestMoveFresh: fresh,
    searchedWithin: searched,
    bestMoveTimesTheFirstProject: Math.round(fresh.perSecond / FIRST_PROJECT["/predict/best-move"]),
  };
}

/** Searches at twice the rate at which they are answered, and beside them what must go on: a read every 20 ms. */
async function overload(port: number): Promise<object> {
  const request = freshQuestion(2);
  const calm = await putLoad({ port, connections: 4, seconds: SECONDS, request });
  const answered = calm.statuses["200"] ?? 1;
  const rate = Math.max(2, Math.round((2 * answered) / SECONDS));
  const read = requestBytes("GET", "/pokemon/6");
  const [load, beside] = await Promise.all([
    putLoad({ port, connections: 200, seconds: OVERLOAD_SECONDS, request, rate }),
    putLoad({ port, connections: 2, seconds: OVERLOAD_SECONDS, request: () => read, rate: 50 }),
  ]);
  return {
    overload: { seconds: OVERLOAD_SECONDS, calmPerSecond: answered / SECONDS, rate, ...load },
    readsBeside: beside,
  };
}

/** A load's result with the share of its answers that came from the API's memory. */
async function withHits(
  port: number,
  put: () => Promise<LoadResult>,
): Promise<LoadResult & { readonly hitShare: number }> {
  const hits = () => readMetric(port, 'predictiondex_predictions_total{method="model",cached="true"}');
  const before = await hits();
  const result = await put();
  const known = ((await hits()) || 0) - (before || 0);
  return { ...result, hitShare: Math.round((1000 * known) / result.requests) / 1000 };
}

/** A load's result with the CPU time of the API for each answer, all its threads together. */
async function withCpu<T extends LoadResult>(
  port: number,
  put: () => Promise<T>,
): Promise<T & { readonly cpuMicroseconds: number }> {
  const before = await readMetric(port, "process_cpu_seconds_total");
  const result = await put();
  const seconds = (await readMetric(port, "process_cpu_seconds_total")) - before;
  return { ...result, cpuMicroseconds: Math.round((seconds * 1e6) / result.requests) };
}

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

/** A program that prints its address, in a process of its own. */
async function startServer(...program: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  return { child, port: Number(new URL(line.toString().trim()).port) };
}

/** What the API's memory holds, in MB. */
interface Memory {
  readonly resident: number;
  /** The main thread's objects in use. */
  readonly heapUsed: number;
  /** What its heap has taken from the system. */
  readonly heapTotal: number;
  /** Buffers and WebAssembly beside them. */
  readonly external: number;
}

/** The API's memory by tenths of a mixed load, from when its caches are full on. */
async function mixedLoad(port: number): Promise<object> {
  const fresh = freshQuestion(3);
  const reads = ["/pokemon/", "/v1/moves?sort=-power", "/v1/search?q=draco", "/nope", "/metrics"];
  const bytes = reads.map((path) => requestBytes("GET", path));
  const byModel = freshByModel(7);
  const request = (n: number): Buffer =>
    n % 50 === 0 ? fresh(n) : n % 10 === 3 ? byModel(n) : bytes[n % bytes.length]!;
  const statuses: Record<string, number> = {};
  const memory: Memory[] = [await readMemory(port)];
  for (let tenth = 0; tenth < 10; tenth++) {
    const load = { port, connections: 16, seconds: MIXED_SECONDS / 10, request, rate: MIXED_RATE };
    const result = await putLoad(load);
    for (const [status, count] of Object.entries(result.statuses)) {
      statuses[status] = (statuses[status] ?? 0) + count;
    }
    memory.push(await readMemory(port));
  }
  return { seconds: MIXED_SECONDS, perSecond: MIXED_RATE, statuses, memory };
}

async function readMemory(port: number): Promise<Memory> {
  const megabytes = async (name: string): Promise<number> =>
    Math.round((await readMetric(port, name)) / 1e5) / 10;
  return {
    resident: await megabytes("process_resident_memory_bytes"),
    heapUsed: await megabytes("nodejs_heap_size_used_bytes"),
    heapTotal: await megabytes("nodejs_heap_size_total_bytes"),
    external: await megabytes("nodejs_external_memory_bytes"),
  };
}

async function readMetric(port: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(new RegExp(`^${name.replaceAll(/[{}]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1]);
}

function print(result: object): void {
  console.log(process.argv.includes("--json") ? JSON.stringify(result) : result);
}

function textFlag(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

function numberFlag(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}
