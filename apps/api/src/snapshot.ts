import type { Edition } from "@predictiondex/answers";
import type { ApiKey, DataIssue, Dataset, DataVersion, SourceRecord } from "@predictiondex/db";

/** One published data version, whole in memory. */
export interface Snapshot extends Edition {
  /** When it was published. */
  readonly publishedAt: Date;
  readonly version: Pick<DataVersion, "id" | "digest" | "source" | "rowCounts">;
  /** What the run that published it read, and what it found. */
  readonly report: {
    readonly sources: readonly SourceRecord[];
    readonly issues: readonly DataIssue[];
  };
}

/** What is known of the newest data set. */
export interface DatasetSummary {
  readonly rows: number;
  readonly seconds: number;
  readonly scenario: string;
  readonly createdAt: Date;
}

/** Where the API reads from; every call answers at once, from memory. */
export interface SnapshotSource {
  /** The current data version; undefined until one is published. */
  current(): Snapshot | undefined;
  /** The newest data set, where one is built. */
  dataset(): DatasetSummary | undefined;
  /** The newest data sets with their files, newest first. */
  datasets(): readonly Dataset[];
  /** The keys that may be used; undefined until they have been read once. */
  apiKeys(): readonly ApiKey[] | undefined;
  /** Notes that a key has been used. */
  noteKeyUse(id: number): void;
  /** Whether the database answered when it was last asked. */
  isDatabaseUp(): boolean;
}
