import { type GameFacts, UnavailableError } from "@predictiondex/core";
import type { DataIssue, SourceRecord } from "@predictiondex/db";
import { FetchError } from "./http/fetch-error.ts";
import { openHttpCache } from "./http/http-cache.ts";
import { createHttpClient, type HttpClient, type TransferCounts } from "./http/http-client.ts";
import { livePokeApi } from "./pokeapi/pokeapi.ts";
import { type PokeApiReading, type ReadingFault, readPokeApi } from "./pokeapi/read-pokeapi.ts";
import { pageUrl } from "./pokepedia/pages.ts";
import { checkArticle } from "./pokepedia/parse-page.ts";
import { type PokepediaReading, readPokepedia } from "./pokepedia/read-pokepedia.ts";
import { readRobots } from "./pokepedia/robots.ts";
import type { LiveSettings, LiveSourceSettings } from "./settings.ts";

/** A source that is read over the network. */
export type LiveSourceName = "pokeapi" | "pokepedia";

/** How the reading of a source went. */
export interface SourceSummary extends TransferCounts {
  readonly source: LiveSourceName;
  readonly baseUrl: string;
  /** Why the source was not read; undefined when it was. */
  readonly unreachable: string | undefined;
  /** Parts that could not be read. */
  readonly nFaults: number;
  readonly seconds: number;
}

/** What a source gave. */
export interface SourceReading<T> {
  /** Undefined when the source was not read. */
  readonly value: T | undefined;
  readonly records: readonly SourceRecord[];
  readonly issues: readonly DataIssue[];
  readonly summary: SourceSummary;
}

export interface ReadSourceOptions {
  readonly settings: LiveSettings;
  readonly facts: GameFacts;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Reads PokéAPI. */
export function readLivePokeApi(options: ReadSourceOptions): Promise<SourceReading<PokeApiReading>> {
  const { settings, facts, onProgress } = options;
  return readSource("pokeapi", settings.pokeapi, options, ({ client, signal, onRecord, onFault }) =>
    readPokeApi(livePokeApi(client(), settings.pokeapi.baseUrl, { signal, onRecord }), {
      roster: facts,
      onFault,
      onProgress,
    }),
  );
}

/** Reads Poképédia, as far as its robots.txt allows. */
export function readLivePokepedia(options: ReadSourceOptions): Promise<SourceReading<PokepediaReading>> {
  const { settings, facts, onProgress } = options;
  const { baseUrl, intervalMs } = settings.pokepedia;
  return readSource(
    "pokepedia",
    settings.pokepedia,
    options,
    async ({ client, signal, onRecord, onFault }) => {
      const { userAgent } = settings;
      const robots = await readRobots(client(), baseUrl, { userAgent, signal });
      const pages = client(Math.max(intervalMs, robots.crawlDelayMs));
      return readPokepedia({
        facts,
        onFault,
        onProgress,
        async readPage(page) {
          const url = pageUrl(baseUrl, page);
          robots.assertAllowed(url);
          const answer = await pages.get(url, { mediaType: "text/html", parse: checkArticle, signal });
          const { digest, bytes, retrievedAt, value } = answer;
          onRecord({ source: "pokepedia", url, digest, bytes, retrievedAt });
          return value;
        },
      });
    },
  );
}

/** What the reading of a source works with. */
interface Tools {
  /** A client for the source, its requests so far apart at least. */
  readonly client: (intervalMs?: number) => HttpClient;
  readonly signal: AbortSignal;
  readonly onRecord: (record: SourceRecord) => void;
  readonly onFault: (fault: ReadingFault) => void;
}

/** Reads a source as a whole, or not at all where it can't be reached: what came before it went down is dropped. */
async function readSource<T>(
  source: LiveSourceName,
  limits: LiveSourceSettings,
  { settings, signal }: ReadSourceOptions,
  read: (tools: Tools) => Promise<T>,
): Promise<SourceReading<T>> {
  const start = performance.now();
  const clients: HttpClient[] = [];
  const records: SourceRecord[] = [];
  const faults: ReadingFault[] = [];
  let value: T | undefined;
  let unreachable: string | undefined;
  let cacheFault: unknown;
  try {
    value = await read({
      client(intervalMs = limits.intervalMs) {
        const cache = openHttpCache(settings.cacheDirectory);
        const onCacheFault = (error: unknown): void => {
          cacheFault ??= error;
        };
        const client = createHttpClient({ ...settings, ...limits, intervalMs, cache, onCacheFault });
        clients.push(client);
        return client;
      },
      signal,
      onRecord: (record) => records.push(record),
      onFault(fault) {
        signal.throwIfAborted();
        if (endsReading(fault.error)) throw fault.error;
        faults.push(fault);
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof UnavailableError)) throw error;
    unreachable = error.message;
  }
  const counts = clients.map((client) => client.counts()).reduce(sumOf);
  const summary: SourceSummary = {
    source,
    baseUrl: limits.baseUrl,
    unreachable,
    nFaults: faults.length,
    seconds: (performance.now() - start) / 1000,
    ...counts,
  };
  return unreachable === undefined
    ? { value, records: inOrder(records), issues: issuesOf(summary, faults, cacheFault), summary }
    : { value: undefined, records: [], issues: issuesOf(summary, [], cacheFault), summary };
}

/** A source that went down, or that forbids to be read, is not read any further; a missing or broken part is left out. */
function endsReading(error: unknown): boolean {
  return error instanceof UnavailableError && !(error instanceof FetchError && error.fault !== "source-down");
}

function issuesOf(
  { source, unreachable, stale }: SourceSummary,
  faults: readonly ReadingFault[],
  cacheFault: unknown,
): readonly DataIssue[] {
  const issue = (severity: DataIssue["severity"], field: string, reason: string): DataIssue => ({
    severity,
    subjectTable: "source",
    subject: source,
    field,
    found: {},
    chosenSource: null,
    reason,
  });
  const broken = faults
    .map(({ what, error }) => issue("error", what, messageOf(error)))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
  return [
    ...(unreachable === undefined ? [] : [issue("error", "reachable", unreachable)]),
    ...(stale === 0
      ? []
      : [issue("warning", "cache", `${stale} answers are older ones: the source gave none`)]),
    ...(cacheFault ? [issue("warning", "cache", `answers can't be kept: ${messageOf(cacheFault)}`)] : []),
    ...broken,
  ];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function inOrder(records: readonly SourceRecord[]): readonly SourceRecord[] {
  return records.toSorted((a, b) => (a.url < b.url ? -1 : 1));
}

function sumOf(left: TransferCounts, right: TransferCounts): TransferCounts {
  const keys = Object.keys(left) as (keyof TransferCounts)[];
  return Object.fromEntries(keys.map((key) => [key, left[key] + right[key]])) as unknown as TransferCounts;
}
