import type { GameData } from "@predictiondex/core";
import {
  countRows,
  currentDataVersion,
  type Database,
  type DataVersion,
  discardEtlRun,
  failEtlRun,
  finishEtlRun,
  gameDataDigest,
  lastSucceededEtlRun,
  markInterruptedEtlRuns,
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
  /** For people. */
  readonly message: string;
  /** How far the step is, where it can be counted. */
  readonly done?: number;
  readonly total?: number;
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
  const { database, onProgress = () => {} } = options;
  return database.withAdvisoryLock(
    "etl",
    (lockSignal) => {
      const signal = options.signal ? AbortSignal.any([options.signal, lockSignal]) : lockSignal;
      return runAlone({ ...options, onProgress, signal });
    },
    { onWait: () => onProgress({ step: "wait", message: "another ETL run is at work: waiting for it" }) },
  );
}

type AloneOptions = EtlOptions & Required<Pick<EtlOptions, "onProgress" | "signal">>;

async function runAlone(options: AloneOptions): Promise<EtlSummary> {
  const { database, extractor = bundledExtractor(), force = false, markerPath, onProgress, signal } = options;
  const { db } = database;
  const clock = startClock();
  signal.throwIfAborted();
  const interruptedRuns = await markInterruptedEtlRuns(db);
  const run = await startEtlRun(db, { source: extractor.name, forced: force });
  try {
    onProgress({ step: "extract", message: `reading ${extractor.name}` });
    const extraction = await extractor.extract({
      signal,
      onProgress: (done, total, what) => onProgress({ step: "extract", message: what, done, total }),
    });
    const extract = clock.lap();

    onProgress({ step: "transform", message: "checking the facts and deriving legal moves" });
    const transformation = transform(extraction.facts);
    const digest = gameDataDigest(transformation.data);
    const counts = countRows(transformation.data);
    const nIssues = extraction.issues.length + transformation.issues.length;
    const finished = { source: extractor.name, counts, nIssues, interruptedRuns };
    const transformSeconds = clock.lap();

    const current = await currentDataVersion(db);
    const last = await lastSucceededEtlRun(db, extractor.name);
    signal.throwIfAborted();
    if (!force && current && last?.contentDigest === digest) {
      await discardEtlRun(db, run);
      const seconds = { extract, transform: transformSeconds, load: clock.lap(), total: clock.total() };
      await showMarker(markerPath, current, onProgress);
      return {
        ...finished,
        status: "already-done",
        run: undefined,
        version: current,
        isNewVersion: false,
        seconds,
      };
    }

    onProgress({
      step: "load",
      message: `loading ${counts.forms} forms and ${counts.learnsets} legal moves`,
    });
    const publication = await load(options, { run, extraction, transformation, digest });
    const seconds = { extract, transform: transformSeconds, load: clock.lap(), total: clock.total() };
    await showMarker(markerPath, publication.version, onProgress);
    onProgress({ step: "done", message: `data version ${publication.version.id} is current` });
    return {
      ...finished,
      status: "loaded",
      run,
      version: publication.version,
      isNewVersion: publication.isNew,
      seconds,
    };
  } catch (error) {
    await recordFailure(database, run, error);
    throw error;
  }
}

interface Loadable {
  readonly run: number;
  readonly extraction: Extraction;
  readonly transformation: Transformation;
  readonly digest: string;
}

function load({ database, extractor, force = false, signal }: AloneOptions, loadable: Loadable) {
  const { run, extraction, transformation, digest } = loadable;
  return database.db.transaction().execute(async (trx) => {
    const publication = await publishGameData(trx, transformation.data, {
      source: extractor?.name ?? "bundled",
      etlRun: run,
      force,
    });
    await recordSources(trx, run, extraction.sources);
    await recordDataIssues(trx, run, [...extraction.issues, ...transformation.issues]);
    await finishEtlRun(trx, run, digest);
    signal.throwIfAborted();
    return publication;
  });
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
      message: `the data is loaded, but the marker ${path} can't be written: ${reason}`,
    });
  }
}

function startClock(): { lap(): number; total(): number } {
  const start = performance.now();
  let last = start;
  return {
    lap() {
      const before = last;
      last = performance.now();
      return (last - before) / 1000;
    },
    total: () => (performance.now() - start) / 1000,
  };
}
