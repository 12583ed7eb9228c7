// Labels one data set over the queue with one worker process and with two, on a PostgreSQL server of its own:
//   npm run bench -- labels [--matchups 400] [--nodes 4000] [--workers 1,2] [--json]
// On a machine with other work the wall clock says little: the CPU time of the workers and the share of it that labelling
// in this process needs are told beside it.

import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { deriveLegalMoves } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { publishGameData, type ServerSettings } from "@predictiondex/db";
import { findServerTargets } from "@predictiondex/db/testing";
import { buildDataset } from "../apps/ml-builder/src/build-dataset.ts";
import { completeSpec } from "../apps/ml-builder/src/dataset-spec.ts";
import { createShardMaker } from "../apps/ml-builder/src/label-shard.ts";
import { startQueueProducer } from "../apps/ml-builder/src/queue-producer.ts";

const { values } = parseArgs({
  options: {
    matchups: { type: "string", default: "400" },
    nodes: { type: "string", default: "4000" },
    workers: { type: "string", default: "1,2" },
    json: { type: "boolean", default: false },
  },
});
const WORKER = new URL("../apps/ml-builder/src/worker-main.ts", import.meta.url);
const TICKS_PER_SECOND = 100;

const facts = loadBundledFacts();
const data = { ...facts, learnsets: deriveLegalMoves(facts) };
const target = (await findServerTargets()).find(({ missing }) => missing === undefined);
if (target === undefined) throw new Error("no PostgreSQL server can be started here");
const server = await target.start();
const folder = mkdtempSync(join(tmpdir(), "predictiondex-labels-"));
try {
  const database = await server.open();
  const { version } = await publishGameData(database.db, data, { source: "bundled" });
  const results = [];
  for (const [place, count] of values.workers.split(",").map(Number).entries()) {
    const request = { scenario: "all", seed: place, nMatchups: Number(values.matchups) } as const;
    const spec = completeSpec({ ...request, nodes: Number(values.nodes) }, version.digest);
    const workers = Array.from({ length: count }, () => startWorker(database.schema));
    await Promise.all(workers.map(ready));
    const before = workers.map(cpuSeconds);
    const started = performance.now();
    await buildDataset({
      data,
      spec,
      directory: join(folder, String(place)),
      startProducer: (options) => startQueueProducer({ ...options, database, threads: 0 }),
    });
    const seconds = (performance.now() - started) / 1000;
    const cpu = workers.reduce((sum, worker, i) => sum + cpuSeconds(worker) - before[i]!, 0);
    for (const worker of workers) worker.kill("SIGKILL");
    results.push({
      workers: count,
      matchupsPerSecond: round(spec.nMatchups / seconds),
      matchupsPerCpuSecond: round(spec.nMatchups / cpu),
      cpuPerWallSecond: round(cpu / seconds),
    });
  }
  const report = {
    matchups: Number(values.matchups),
    nodes: Number(values.nodes),
    ...alone(version.digest),
    results,
  };
  const [one, two] = results;
  const ratios =
    one && two
      ? {
          wallRatio: round(two.matchupsPerSecond / one.matchupsPerSecond),
          cpuRatio: round(two.matchupsPerCpuSecond / one.matchupsPerCpuSecond),
        }
      : {};
  const machine = { cores: availableParallelism(), load: round(loadavg()[0]!) };
  console.log(JSON.stringify({ ...report, ...ratios, ...machine }, undefined, values.json ? 2 : 1));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

/** What labelling itself takes, without queue and database. */
function alone(dataVersion: string) {
  const spec = completeSpec(
    { scenario: "all", seed: 9, nMatchups: 100, nodes: Number(values.nodes) },
    dataVersion,
  );
  const maker = createShardMaker(data, spec);
  maker.make(0);
  const before = process.cpuUsage().user;
  maker.make(1);
  return { matchupsPerCpuSecondAlone: round(50e6 / (process.cpuUsage().user - before)) };
}

function startWorker(schema: string): ChildProcess {
  const { address } = server.settings() as ServerSettings;
  const url = new URL("url" in address ? address.url : "");
  url.searchParams.set("options", `-c search_path=${schema}`);
  const env = { PATH: process.env.PATH, DATABASE_URL: url.href, ML_THREADS: "1" };
  return fork(WORKER, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit", "ipc"] });
}

function ready(worker: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    worker.stdout!.on("data", (chunk) => {
      if (String(chunk).includes("waiting for shards")) resolve();
    });
  });
}

/** User and system time so far, by Linux. */
function cpuSeconds({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
