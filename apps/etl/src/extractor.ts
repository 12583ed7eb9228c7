import type { GameFacts } from "@predictiondex/core";
import type { DataIssue, SourceRecord } from "@predictiondex/db";

/** What an extractor gets to work with. */
export interface ExtractContext {
  /** Aborts when the run is to stop. */
  readonly signal: AbortSignal;
  /** Tells how far the extractor is. */
  readonly onProgress: (done: number, total: number, what: string) => void;
}

/** Facts and where they come from. */
export interface Extraction {
  readonly facts: GameFacts;
  /** One record for each thing read. */
  readonly sources: readonly SourceRecord[];
  /** What the sources disagree about. */
  readonly issues: readonly DataIssue[];
}

/** A source of game facts, or several merged into one. */
export interface Extractor {
  /** Such as `bundled`; a run is "already done" in comparison with the last run of the same name. */
  readonly name: string;
  /**
   * Whether its content is what is to be current: then "already done" needs the current data to be the same, and the
   * last run to have read and found the same. Otherwise data that another source published later stays.
   */
  readonly refreshes?: true;
  extract(context: ExtractContext): Promise<Extraction>;
}
