import { UnavailableError } from "@predictiondex/core";
import { currentDataVersion, type Database, listSources } from "@predictiondex/db";
import { type EtlProgress, type EtlSummary, runEtl } from "../run-etl.ts";
import { LIVE, liveExtractor } from "./live-extractor.ts";
import type { LiveSourceName, SourceSummary } from "./live-source.ts";
import type { LiveSettings } from "./settings.ts";

const LIVE_SOURCES = ["pokeapi", "pokepedia"] as const satisfies readonly LiveSourceName[];

export interface LiveRefreshOptions {
  /** Open and migrated, the bundled facts loaded. */
  readonly database: Database;
  readonly settings: LiveSettings;
  /** Loads again even when there is nothing new. */
  readonly force?: boolean;
  /** File that shows to operators that the data is there. */
  readonly markerPath?: string | undefined;
  readonly onProgress?: (progress: EtlProgress) => void;
  /** Stops the refresh; what was there before stays. */
  readonly signal?: AbortSignal;
}

/** What a refresh did. */
export interface LiveSummary {
  /** `off`: the mode is offline. `unreachable`: in mode auto, the data stays as it is. The others as for any run. */
  readonly status: "off" | "unreachable" | EtlSummary["status"];
  /** The outcome for people; tells each source that could not be read. */
  readonly message: string;
  readonly sources: readonly SourceSummary[];
  /** Undefined when nothing was loaded. */
  readonly etl: EtlSummary | undefined;
}

/**
 * The second pass: reads the live sources, merges them over the bundled facts and publishes the result as a new data
 * version where it differs. All is fetched before the one transaction begins. In mode auto, a source that can't be
 * reached is left out, unless the current data rests on it: then the data stays as it is.
 * @throws {UnavailableError} in mode online, when a source can't be reached.
 * @throws {DataInvalidError} when the merged facts break a rule.
 */
export async function runLiveRefresh(options: LiveRefreshOptions): Promise<LiveSummary> {
  const { database, settings } = options;
  if (settings.mode === "offline") {
    return { status: "off", message: "live sources are off (ETL_MODE=offline)", sources: [], etl: undefined };
  }
  const requires = settings.mode === "online" ? new Set(LIVE_SOURCES) : await sourcesOfCurrentData(database);
  const sources: SourceSummary[] = [];
  const extractor = liveExtractor({ settings, requires, onSource: (summary) => sources.push(summary) });
  try {
    const etl = await runEtl({ ...options, extractor });
    return { status: etl.status, message: [etl.message, ...complaints(sources)].join("\n"), sources, etl };
  } catch (error) {
    const isForeseen = error instanceof UnavailableError && sources.some(({ unreachable }) => unreachable);
    if (settings.mode === "online" || !isForeseen) throw error;
    const message = [...complaints(sources), "the data stays as it is"].join("\n");
    return { status: "unreachable", message, sources, etl: undefined };
  }
}

function complaints(sources: readonly SourceSummary[]): readonly string[] {
  return sources
    .filter(({ unreachable }) => unreachable !== undefined)
    .map(({ source, unreachable }) => `WARNING: ${source} could not be read: ${unreachable}`);
}

/** The live sources that the current data came from, where a refresh published it. */
async function sourcesOfCurrentData(database: Database): Promise<ReadonlySet<LiveSourceName>> {
  const current = await currentDataVersion(database.db);
  if (current?.source !== LIVE || current.etlRun === null) return new Set();
  const records = await listSources(database.db, current.etlRun);
  return new Set(LIVE_SOURCES.filter((source) => records.some((record) => record.source === source)));
}
