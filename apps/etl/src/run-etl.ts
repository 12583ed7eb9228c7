import { isDeepStrictEqual } from "node:util";
import type { GameData } from "@predictiondex/core";
import {
  contentDigest,
  countRows,
  currentDataVersion,
  type Database,
  type DataVersion,
  discardEtlRun,
  failEtlRun,
  finishEtlRun,
  gameDataDigest,
  lastSucceededEtlRun,
  listDataIssues,
  listSources,
  markInterruptedEtlRuns,
  type Publication,
  publishGameData,
  recordDataIssues,
  recordSources,
  startEtlRun,
} from "@predictiondex/db";
import { bundledExtractor } from "./bundled-extractor.ts";
import type { Extraction, Extractor } from "./extractor.ts";
import { writeMarker } from "./marker.ts";
import { type Transformation, transform } from "./transform.ts";

/** One thing that a run tells while it works. */
export interface EtlProgress {
  readonly step: "wait" | "extract" | "transform" | "load" | "done";
  /** For people: what is being done. */
  readonly label: string;
  /** How far the step is, 0–1, where it can be told. */
  readonly share?: number;
}

export interface EtlOptions {
  /** Open and migrated. */
  readonly database: Database;
  /** The bundled tables unless told. */
  readonly extractor?: Extractor;
  /** Loads again even when there is nothing new. */
  readonly force?: boolean;
  /** File that shows to operators that the data is there. */
  readonly markerPath?: string | undefined;
  readonly onProgress?: (progress: EtlProgress) => void;
  /** Stops the run; what was there before stays. */
  readonly signal?: AbortSignal;
}

/** What a run did. */
export interface EtlSummary {
  /** `already-done`: the last run of this source had loaded the same content. */
  readonly status: "loaded" | "already-done";
  /** The outcome in one line. */
  readonly message: string;
  readonly source: string;
  /** Id of the run in the database; undefined when there was nothing to do. */
  readonly run: number | undefined;
  /** The data version that is current now. */
  readonly version: DataVersion;
  /** Whether this run published it. */
  readonly isNewVersion: boolean;
  /** Rows by kind. */
  readonly counts: Readonly<Record<keyof GameData, number>>;
  readonly nIssues: number;
  /** Earlier runs found dead. */
  readonly interruptedRuns: readonly number[];
  readonly seconds: {
    readonly extract: number;
    readonly transform: number;
    readonly load: number;
    readonly total: number;
  };
}

/**
 * Takes the facts of a source through checks and legality into the database and publishes them as a data version, all in
 * one transaction. One run at a time; a run that fails or is killed leaves the data as it was.
 * @throws {DataInvalidError} for facts that break a rule; the cause is kept in the run's row.
 */
export async function runEtl(options: EtlOptions): Promise<EtlSummary> {
  const { database, extractor = bundledExtractor(), onProgress = () => {} } = options;
  return database.withAdvisoryLock(
    "etl",
    (lockSignal) => {
      const signal = options.signal ? AbortSignal.any([options.signal, lockSignal]) : lockSignal;
      return runAlone({ ...options, extractor, onProgress, signal });
    },
    {
      signal: options.signal,
      onWait: () => onProgress({ step: "wait", label: "another ETL run is at work: waiting for it" }),
    },
  );
}

interface RunOptions extends EtlOptions {
  readonly extractor: Extractor;
  readonly onProgress: (progress: EtlProgress) => void;
  readonly signal: AbortSignal;
}

/** What is to be loaded. */
interface Prepared extends Transformation {
  readonly sources: Extraction["sources"];
  readonly digest: string;
  readonly seconds: { readonly extract: number; readonly transform: number };
}

type Outcome = Pick<EtlSummary, "status" | "run" | "version" | "isNewVersion">;

async function runAlone(options: RunOptions): Promise<EtlSummary> {
  const { database, extractor, force = false, onProgress, signal } = options;
  const start = performance.now();
  signal.throwIfAborted();
  const interruptedRuns = await markInterruptedEtlRuns(database.db);
  const run = await startEtlRun(database.db, { source: extractor.name, forced: force });
  try {
    const prepared = await prepare(options);
    const loadStart = performance.now();
    const outcome = await loadIfNew(options, run, prepared);
    const load = secondsSince(loadStart);
    await showMarker(options.markerPath, outcome.version, onProgress);
    return {
      ...outcome,
      message: describeOutcome(outcome, extractor.name),
      source: extractor.name,
      counts: countRows(prepared.data),
      nIssues: prepared.issues.length,
      interruptedRuns,
      seconds: { ...prepared.seconds, load, total: secondsSince(start) },
    };
  } catch (error) {
    await recordFailure(database, run, error);
    throw error;
  }
}

async function prepare({ extractor, onProgress, signal }: RunOptions): Promise<Prepared> {
  const start = performance.now();
  onProgress({ step: "extract", label: `reading ${extractor.name}` });
  const { facts, sources, issues } = await extractor.extract({
    signal,
    onProgress: (done, total, what) => onProgress({ step: "extract", label: what, share: done / total }),
  });
  const extract = secondsSince(start);
  signal.throwIfAborted();
  onProgress({ step: "transform", label: "checking the facts and deriving legal moves" });
  const transformed = transform(facts);
  return {
    data: transformed.data,
    issues: [...issues, ...transformed.issues],
    sources,
    digest: gameDataDigest(transformed.data),
    seconds: { extract, transform: secondsSince(start) - extract },
  };
}

async function loadIfNew(options: RunOptions, run: number, prepared: Prepared): Promise<Outcome> {
  const { database, force = false, onProgress, signal } = options;
  const current = await currentDataVersion(database.db);
  const isDone = !force && current !== undefined && (await isLoaded(options, prepared, current));
  signal.throwIfAborted();
  if (isDone) {
    await discardEtlRun(database.db, run);
    return { status: "already-done", run: undefined, version: current, isNewVersion: false };
  }
  const { forms, learnsets } = prepared.data;
  onProgress({ step: "load", label: `loading ${forms.length} forms and ${learnsets.length} legal moves` });
  const { version, isNew } = await load(options, run, prepared);
  onProgress({ step: "done", label: `data version ${version.id} is current` });
  return { status: "loaded", run, version, isNewVersion: isNew };
}

/** Whether the source's last run left nothing to do for this one. */
async function isLoaded(
  { database: { db }, extractor }: RunOptions,
  { digest, sources, issues }: Prepared,
  current: DataVersion,
): Promise<boolean> {
  const last = await lastSucceededEtlRun(db, extractor.name);
  if (last?.contentDigest !== digest) return false;
  if (!extractor.refreshes) return true;
  const read = (records: Extraction["sources"]) =>
    records.map(({ url, digest }) => `${digest} ${url}`).sort();
  return (
    current.digest === digest &&
    isDeepStrictEqual(read(await listSources(db, last.id)), read(sources)) &&
    contentDigest(await listDataIssues(db, last.id)) === contentDigest(issues)
  );
}

/** Data, provenance, issues and the run's success: all of it or nothing. */
async function load(
  { database, extractor, force = false, signal }: RunOptions,
  run: number,
  { data, sources, issues, digest }: Prepared,
): Promise<Publication> {
  return database.db.transaction().execute(async (trx) => {
    const publication = await publishGameData(trx, data, { source: extractor.name, etlRun: run, force });
    await recordSources(trx, run, sources);
    await recordDataIssues(trx, run, issues);
    await finishEtlRun(trx, run, digest);
    signal.throwIfAborted();
    return publication;
  });
}

function describeOutcome({ status, isNewVersion, version }: Outcome, source: string): string {
  if (status === "already-done")
    return `ETL already done: data version ${version.id} is current (--force reloads)`;
  return isNewVersion
    ? `ETL done: data version ${version.id} published from "${source}"`
    : `ETL done: "${source}" loaded again, data version ${version.id} unchanged`;
}

async function recordFailure(database: Database, run: number, error: unknown): Promise<void> {
  try {
    await failEtlRun(database.db, run, error instanceof Error ? error.message : String(error));
  } catch {
    // The database is away, most likely for the same cause, which the caller gets; the next run marks this one dead.
  }
}

async function showMarker(
  path: string | undefined,
  version: DataVersion,
  onProgress: (progress: EtlProgress) => void,
): Promise<void> {
  if (path === undefined) return;
  try {
    await writeMarker(path, version);
  } catch (error) {
    // The marker only shows what the database holds: the run has succeeded without it.
    const reason = error instanceof Error ? error.message : String(error);
    onProgress({
      step: "done",
      label: `the data is loaded, but the marker ${path} can't be written: ${reason}`,
    });
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
