import { UnavailableError } from "@predictiondex/core";
import { bundledExtractor } from "../bundled-extractor.ts";
import type { Extractor } from "../extractor.ts";
import {
  type LiveSourceName,
  readLivePokeApi,
  readLivePokepedia,
  type SourceSummary,
} from "./live-source.ts";
import { mergeFacts } from "./merge.ts";
import type { LiveSettings } from "./settings.ts";

/** Name of the runs of the live sources. */
export const LIVE = "live";

export interface LiveExtractorOptions {
  readonly settings: LiveSettings;
  /** Sources without which there is nothing to load. */
  readonly requires: ReadonlySet<LiveSourceName>;
  /** Gets each source's figures when it has been read, or given up. */
  readonly onSource: (summary: SourceSummary) => void;
}

/**
 * The bundled facts refreshed by PokéAPI and Poképédia, read at the same time.
 * @throws {UnavailableError} from `extract` when a required source, or every source, can't be reached.
 */
export function liveExtractor({ settings, requires, onSource }: LiveExtractorOptions): Extractor {
  return {
    name: LIVE,
    refreshes: true,
    async extract({ signal, onProgress }) {
      const bundled = await bundledExtractor().extract({ signal, onProgress: () => {} });
      const done = new Map<LiveSourceName, string>();
      const options = (source: LiveSourceName, label: string) => ({
        settings,
        facts: bundled.facts,
        signal,
        onProgress(nDone: number, total: number) {
          done.set(source, `${label} ${nDone} of ${total}`);
          onProgress(nDone, total, [...done.values()].join(", "));
        },
      });
      const [pokeapi, pokepedia] = await Promise.all([
        readLivePokeApi(options("pokeapi", "PokéAPI")),
        readLivePokepedia(options("pokepedia", "Poképédia")),
      ]);
      const readings = [pokeapi, pokepedia];
      for (const { summary } of readings) onSource(summary);
      assertReachable(
        readings.map(({ summary }) => summary),
        requires,
      );
      const { facts, issues } = mergeFacts(bundled.facts, {
        pokeapi: pokeapi.value,
        pokepedia: pokepedia.value,
      });
      return {
        facts,
        sources: [...bundled.sources, ...readings.flatMap(({ records }) => records)],
        issues: [...readings.flatMap((reading) => reading.issues), ...issues],
      };
    },
  };
}

function assertReachable(summaries: readonly SourceSummary[], requires: ReadonlySet<LiveSourceName>): void {
  const missing = summaries.filter(({ unreachable }) => unreachable !== undefined);
  if (missing.length < summaries.length && !missing.some(({ source }) => requires.has(source))) return;
  const why = missing.map(({ source, unreachable }) => `${source}: ${unreachable}`).join("; ");
  throw new UnavailableError(`live sources can't be reached (${why})`);
}
