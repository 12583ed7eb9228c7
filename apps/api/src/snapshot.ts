import type { GameData } from "@predictiondex/core";

/** One published data version, whole in memory. */
export interface Snapshot {
  readonly dataVersion: string;
  /** When it was published. */
  readonly publishedAt: Date;
  readonly data: GameData;
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
  /** Whether the database answered when it was last asked. */
  isDatabaseUp(): boolean;
}
