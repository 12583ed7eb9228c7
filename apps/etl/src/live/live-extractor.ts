import { UnavailableError } from "@predictiondex/core";
import { bundledExtractor } from "../bundled-extractor.ts";
import type { ExtractContext, Extractor } from "../extractor.ts";
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
      const progress = createLiveProgress(onProgress);
      const options = (source: LiveSourceName) => ({
        settings,
        facts: bundled.facts,
        signal,
        onProgress: (done: number, total: number) => progress(source, done / total),
      });
      const [pokeapi, pokepedia] = await Promise.all([
        readLivePokeApi(options("pokeapi")),
        readLivePokepedia(options("pokepedia")),
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

const LABELS: Readonly<Record<LiveSourceName, string>> = { pokeapi: "PokéAPI", pokepedia: "Poképédia" };

/** Tells both sources' progress as one: the label in tenths, so that a log has few lines, the share in hundredths. */
function createLiveProgress(
  onProgress: ExtractContext["onProgress"],
): (source: LiveSourceName, share: number) => void {
  const shares = new Map<LiveSourceName, number>([
    ["pokeapi", 0],
    ["pokepedia", 0],
  ]);
  let told = "";
  return (source, share) => {
    shares.set(source, share);
    const percent = Math.floor(([...shares.values()].reduce((sum, one) => sum + one) / shares.size) * 100);
    const label = [...shares]
      .map(([name, one]) => `${LABELS[name]} ${Math.floor(one * 10) * 10} %`)
      .join(", ");
    if (told === `${percent} ${label}`) return;
    told = `${percent} ${label}`;
    onProgress(percent, 100, label);
  };
}

function assertReachable(summaries: readonly SourceSummary[], requires: ReadonlySet<LiveSourceName>): void {
  const missing = summaries.filter(({ unreachable }) => unreachable !== undefined);
  if (missing.length < summaries.length && !missing.some(({ source }) => requires.has(source))) return;
  const why = missing.map(({ source, unreachable }) => `${source}: ${unreachable}`).join("; ");
  throw new UnavailableError(`live sources can't be reached (${why})`);
}
