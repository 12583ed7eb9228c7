import { type ChildProcess, fork } from "node:child_process";
import { readdirSync } from "node:fs";
import {
  type Database,
  findLabelRun,
  listLabelShards,
  openLabelRun,
  publishGameData,
  type ServerSettings,
} from "@predictiondex/db";
import { findServerTargets, type RunningTarget } from "@predictiondex/db/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildDataset } from "../src/build-dataset.ts";
import { countShards, type DatasetSpec, specDigest } from "../src/dataset-spec.ts";
import { startLabelWorker } from "../src/label-worker.ts";
import { startQueueProducer } from "../src/queue-producer.ts";
import { bytesOf, temporaryFolder } from "./helpers.ts";
import { DATA, smallSpec } from "./helpers-data.ts";

// Minutes on a busy machine, seconds on a free one.
vi.setConfig({ testTimeout: 240_000 });

const WORKER = new URL("../src/worker-main.ts", import.meta.url);
const SHARDS = 8;
/** What each worker has said. */
const outputs = new WeakMap<ChildProcess, string>();

const targets = await findServerTargets();
// One server is enough: the queue's SQL is pg-boss's, ours is tested on all.
const { name, missing, start } = targets.find((target) => target.missing === undefined) ?? targets[0]!;

describe.skipIf(missing)(`the label queue on ${name}`, () => {
  let target: RunningTarget;
  let database: Database;
  let version: string;
  let spec: DatasetSpec;
  const workers: ChildProcess[] = [];
  beforeAll(async () => {
    target = await start();
  });
  afterAll(() => target?.stop());
  beforeEach(async () => {
    complaints.length = 0;
    database = await target.open();
    version = (await publishGameData(database.db, DATA, { source: "bundled" })).version.digest;
    spec = smallSpec({ nMatchups: 50 * SHARDS, nodes: 300 }, version);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await end(worker, "SIGKILL");
    await database.close();
  });

  /** A worker as a program of its own, in a folder of its own, that knows the database's address and nothing else. */
  const startWorker = (): ChildProcess => {
    const { address } = target.settings() as ServerSettings;
    const url = new URL("url" in address ? address.url : "");
    url.searchParams.set("options", `-c search_path=${database.schema}`);
    const env = { PATH: process.env.PATH, DATABASE_URL: url.href, ML_THREADS: "1" };
    const worker = fork(WORKER, {
      cwd: temporaryFolder(),
      env,
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    worker.stdout!.on("data", (chunk) => outputs.set(worker, (outputs.get(worker) ?? "") + chunk));
    workers.push(worker);
    return worker;
  };
  /** What the queue has complained of in the present test. */
  const complaints: unknown[] = [];
  const build = (directory: string, threads: number, signal?: AbortSignal) =>
    buildDataset({
      data: DATA,
      spec,
      directory,
      ...(signal && { signal }),
      startProducer: (options) =>
        startQueueProducer({ ...options, database, threads, onError: (error) => complaints.push(error) }),
    });
  const workersOf = async (): Promise<ReadonlySet<string>> => {
    const run = await openLabelRun(database.db, { specDigest: specDigest(spec), spec, nShards: SHARDS });
    return new Set((await listLabelShards(database.db, run.id)).map(({ worker }) => worker));
  };

  it("gives the bytes of one process, from workers that share no folder, and leaves nothing behind", async () => {
    const [spread, alone] = [temporaryFolder(), temporaryFolder()];
    startWorker();
    startWorker();
    const built = await build(spread, 0);
    await buildDataset({ data: DATA, spec, directory: alone, threads: 1 });
    expect(bytesOf(spread)).toEqual(bytesOf(alone));
    expect(built.manifest.files).toHaveLength(countShards(spec));
    const { rows } = await database.runSql("select count(*)::int as n from label_shard");
    expect(rows[0]!.n).toBe(0);
  });

  it("loses nothing and doubles nothing when a worker is killed in the middle of a shard", async () => {
    spec = smallSpec({ nMatchups: 50 * SHARDS, nodes: 6000 }, version);
    const [spread, alone] = [temporaryFolder(), temporaryFolder()];
    const victim = startWorker();
    const building = build(spread, 0);
    await untilOutput(victim, "shard labelled");
    await end(victim, "SIGKILL");
    const killed = await workersOf();
    expect(killed.size).toBe(1);
    startWorker();
    const { nRows } = await building;
    await buildDataset({ data: DATA, spec, directory: alone, threads: 2 });
    expect(bytesOf(spread)).toEqual(bytesOf(alone));
    expect(nRows).toBeGreaterThan(0);
    // The queue has been looked after for seconds meanwhile.
    expect(complaints).toEqual([]);
  });

  it("takes up what workers returned while the builder was away", async () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    const abort = new AbortController();
    const building = build(first, 0, abort.signal);
    const worker = startWorker();
    await untilOutput(worker, "shard labelled");
    abort.abort(new Error("the builder is stopped"));
    await expect(building).rejects.toThrow("the builder is stopped");
    await untilOutput(worker, "shard labelled", SHARDS);
    await end(worker, "SIGTERM");
    // Nobody labels any more: all comes from the database, into another folder.
    await build(second, 0);
    expect(readdirSync(second).filter((file) => file.endsWith(".parquet"))).toHaveLength(SHARDS);
    expect(await findLabelRun(database.db, 1)).toBeUndefined();
  });

  it("works without any other worker, and labels a damaged shard anew", async () => {
    const [spread, alone] = [temporaryFolder(), temporaryFolder()];
    const run = await openLabelRun(database.db, { specDigest: specDigest(spec), spec, nShards: SHARDS });
    await database.runSql(
      `insert into label_shard (run, shard, n_rows, content, sha256, worker, seconds)
          values ($1, 3, 1, 'x', $2, 'nobody', 0)`,
      [run.id, "0".repeat(64)],
    );
    await build(spread, 1);
    await buildDataset({ data: DATA, spec, directory: alone, threads: 1 });
    expect(bytesOf(spread)).toEqual(bytesOf(alone));
  });

  it("says what a worker lacks that holds other facts", async () => {
    spec = { ...spec, dataVersion: "b".repeat(64) };
    const run = await openLabelRun(database.db, { specDigest: specDigest(spec), spec, nShards: SHARDS });
    const errors: string[] = [];
    const producer = await startQueueProducer({ database, data: DATA, spec, missing: [0], threads: 0 });
    const worker = await startLabelWorker({
      database,
      threads: 1,
      onError: (error) => errors.push((error as Error).message),
    });
    await expect(producer.produce(0)).rejects.toThrow("the data set is of data version bbbbbbbbbbbb");
    await worker.stop();
    await producer.close(true);
    expect(errors).not.toEqual([]);
    for (const error of errors) expect(error).toContain("run the ETL and build again");
    expect(await findLabelRun(database.db, run.id)).toBeUndefined();
  });
});

async function untilOutput(child: ChildProcess, text: string, times = 1): Promise<void> {
  while ((outputs.get(child) ?? "").split(text).length <= times) {
    if (child.exitCode !== null) throw new Error(`the worker ended: ${outputs.get(child)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}
