import type { Database } from "@predictiondex/db";
import { type JobWithMetadata, PgBoss } from "pg-boss";

/** The queue of shards that wait to be labelled. */
export const LABEL_QUEUE = "label-shards";

/** A shard that waits to be labelled. */
export interface LabelJob {
  /** Id of the label run. */
  readonly run: number;
  readonly shard: number;
}

/** A worker that is not heard of for so long is dead, and its shard another's. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 2;
/** A shard takes minutes at most. */
const EXPIRE_SECONDS = 3600;
/** Times that a shard is tried again, be it because workers die or because they fail. */
const RETRIES = 10;
const KEPT_SECONDS = 24 * 3600;

/** Opens the queue in a schema of its own beside the database's, on the database's own connections. */
export async function openLabelQueue(
  database: Database,
  onError: (error: Error) => void = () => {},
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.runSql(text, values) },
    schema: `${database.schema === "public" ? "predictiondex" : database.schema}_queue`,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    schedule: false,
    reindex: false,
  });
  boss.on("error", onError);
  await boss.start();
  await boss.createQueue(LABEL_QUEUE, {
    policy: "exclusive",
    retryLimit: RETRIES,
    retryDelay: 0,
    expireInSeconds: EXPIRE_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: KEPT_SECONDS,
  });
  return boss;
}

/** Puts shards into the queue; one that waits or is being labelled is there once. */
export async function enqueueShards(boss: PgBoss, run: number, shards: readonly number[]): Promise<void> {
  const jobs = shards.map((shard) => ({
    data: { run, shard } satisfies LabelJob,
    singletonKey: `${run}:${shard}`,
  }));
  await boss.insert(LABEL_QUEUE, jobs);
}

/** Why a shard of the run has been given up, in the worker's words; undefined where none has. */
export async function findFailure(boss: PgBoss, run: number): Promise<string | undefined> {
  const jobs: JobWithMetadata<LabelJob>[] = await boss.findJobs<LabelJob>(LABEL_QUEUE, { data: { run } });
  const failed = jobs.find(({ state }) => state === "failed");
  if (failed === undefined) return undefined;
  const { message } = (failed.output ?? {}) as { message?: string };
  return `shard ${failed.data.shard}: ${message ?? "its workers died"}`;
}
