import { setTimeout as sleep } from "node:timers/promises";
import {
  type ApiKey,
  activeApiKeys,
  type Database,
  type Dataset,
  forgetPredictions,
  isConnectionError,
  listDataIssues,
  listDatasets,
  listModels,
  listPredictions,
  listSources,
  listTrainingRuns,
  loadGameData,
  type Model,
  type PublishedGameData,
  recordPredictions,
  type TrainingRun,
  touchApiKeys,
  watchDataVersion,
  watchModel,
} from "@predictiondex/db";
import type { FastifyBaseLogger } from "fastify";
import { createMatrixFollower } from "./matrix-follower.ts";
import { createModelFollower } from "./model/model-follower.ts";
import type { PredictionLog } from "./prediction/log.ts";
import type { DatasetSummary, Snapshot, SnapshotSource } from "./snapshot.ts";

/** A source that follows a database until it is closed. */
export interface DatabaseSource extends SnapshotSource {
  /** Follows an open, migrated database; resolves once the data published so far are in memory. */
  follow(database: Database): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseSourceOptions {
  readonly logger: FastifyBaseLogger;
  /** How often to ask the database whether it is there and what is new. */
  readonly pollMs: number;
  /** Predictions that are to be written. */
  readonly log: PredictionLog;
  /** Days that noted predictions are kept. */
  readonly logDays: number;
  /** Told of each data version once it is in memory. */
  readonly onVersion: (snapshot: Snapshot) => void;
}

const MAX_DATASETS = 20;
const MAX_RUNS = 50;
const FORGET_EVERY_MS = 3_600_000;
/**
 * Predictions written by one statement, and the pause before the next one. An embedded database works on the thread
 * that answers requests, for 0.05 to 0.1 ms a row.
 */
const WRITTEN_AT_ONCE = 50;
const WRITE_PAUSE_MS = 50;

/**
 * Keeps the current data version in memory. A new one replaces it once it is read whole; while the database is away, or
 * a version can't be read, the last good one stays.
 */
export function createDatabaseSource(options: DatabaseSourceOptions): DatabaseSource {
  const { logger, pollMs, log, logDays, onVersion } = options;
  let snapshot: Snapshot | undefined;
  let datasets: readonly Dataset[] = [];
  let registry: { readonly runs: readonly TrainingRun[]; readonly models: readonly Model[] } = {
    runs: [],
    models: [],
  };
  let database: Database | undefined;
  let keys: readonly ApiKey[] | undefined;
  let forgetAt = 0;
  const usedKeys = new Set<number>();
  let isUp = false;
  const closing = new AbortController();
  const closers: (() => Promise<void>)[] = [];
  let following: Promise<void> | undefined;

  const tell = (error: unknown): void => {
    if (isUp || !isConnectionError(error))
      logger.error({ err: error }, "database not readable; reads go on from memory");
    isUp = false;
  };
  /** The snapshot with the model of now: threads and answers of the one before go. */
  const withModel = (next: Snapshot | undefined): void => {
    if (next === undefined) return;
    snapshot = { ...next, model: models.current() };
    onVersion(snapshot);
  };
  const models = createModelFollower(logger, () => withModel(snapshot));
  const matrices = createMatrixFollower();
  const load = async (database: Database): Promise<void> => {
    const published = await loadGameData(database.db);
    isUp = true;
    if (published === undefined) return;
    const next = toSnapshot(published, await readReport(database, published.version.etlRun));
    if (next.dataVersion === snapshot?.dataVersion) return;
    withModel(next);
    logger.info({ dataVersion: next.dataVersion, nForms: next.data.forms.length }, "data version loaded");
  };
  const probe = async (database: Database): Promise<void> => {
    try {
      datasets = await listDatasets(database.db, MAX_DATASETS);
      registry = {
        runs: await listTrainingRuns(database.db, MAX_RUNS),
        models: await listModels(database.db, MAX_RUNS),
      };
      await models.look(database);
      if (snapshot !== undefined) await matrices.look(database.db, snapshot.version.id);
      keys = await activeApiKeys(database.db);
      const used = [...usedKeys];
      usedKeys.clear();
      await touchApiKeys(database.db, used);
      if (Date.now() >= forgetAt) {
        forgetAt = Date.now() + FORGET_EVERY_MS;
        await forgetPredictions(database.db, logDays);
      }
      if (!isUp) logger.info({ database: database.description }, "database answers");
      isUp = true;
    } catch (error) {
      tell(error);
    }
  };
  /** Writes the oldest predictions that wait; says whether there may be more. */
  const write = async ({ db }: Database): Promise<boolean> => {
    const predictions = log.take(WRITTEN_AT_ONCE);
    await recordPredictions(db, predictions).catch(tell);
    return predictions.length === WRITTEN_AT_ONCE;
  };
  const pause = (ms: number): Promise<void> =>
    sleep(ms, undefined, { signal: closing.signal, ref: false }).catch(() => {});
  const keepWriting = async (database: Database): Promise<void> => {
    let isMore = false;
    while (!closing.signal.aborted) {
      await pause(isMore ? WRITE_PAUSE_MS : pollMs);
      isMore = isUp && (await write(database));
    }
    while (isUp && (await write(database)));
  };
  const keepProbing = async (database: Database): Promise<void> => {
    while (!closing.signal.aborted) {
      await pause(pollMs);
      if (!closing.signal.aborted) await probe(database);
    }
  };

  const follow = async (opened: Database): Promise<void> => {
    if (closing.signal.aborted) return;
    database = opened;
    // Before the data, so that they come with it and threads start once.
    await models.look(opened).catch(tell);
    await load(opened).catch(tell);
    await probe(opened);
    if (closing.signal.aborted) return;
    const watch = watchDataVersion(opened, () => load(opened), { pollMs, onError: tell });
    const modelWatch = watchModel(opened, () => models.look(opened), { pollMs, onError: tell });
    const loops = Promise.all([keepProbing(opened), keepWriting(opened)]);
    closers.push(
      () => watch.close(),
      () => modelWatch.close(),
      async () => void (await loops),
    );
  };

  return {
    current: () => snapshot,
    dataset: () => toDatasetSummary(datasets[0]),
    datasets: () => datasets,
    modelFault: () => models.fault(),
    modelMatrix: () => models.matrix(),
    standardMatrix: () => snapshot && matrices.current(snapshot.version.id),
    registry: () => registry,
    recentPredictions: async (limit, before) => (database ? listPredictions(database.db, limit, before) : []),
    apiKeys: () => keys,
    noteKeyUse: (id) => usedKeys.add(id),
    isDatabaseUp: () => isUp,
    follow(opened) {
      following = follow(opened);
      return following;
    },
    async close() {
      closing.abort();
      // Told to stop in the middle of a start: what it would have begun must not outlive this.
      await following?.catch(() => {});
      await Promise.all(closers.splice(0).map((close) => close()));
    },
  };
}

async function readReport({ db }: Database, etlRun: number | null): Promise<Snapshot["report"]> {
  if (etlRun === null) return { sources: [], issues: [] };
  return { sources: await listSources(db, etlRun), issues: await listDataIssues(db, etlRun) };
}

function toSnapshot({ data, version }: PublishedGameData, report: Snapshot["report"]): Snapshot {
  return {
    dataVersion: `${version.id}-${version.digest.slice(0, 12)}`,
    publishedAt: version.publishedAt,
    data,
    version,
    report,
  };
}

function toDatasetSummary(dataset: Dataset | undefined): DatasetSummary | undefined {
  if (dataset === undefined) return undefined;
  const { createdAt, nRows, scenario, summary } = dataset;
  const seconds = typeof summary.seconds === "number" ? summary.seconds : 0;
  return { rows: nRows, seconds, scenario, createdAt };
}
