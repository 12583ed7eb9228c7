import type { Edition, EditionModel } from "@predictiondex/answers";
import type {
  ApiKey,
  DataIssue,
  Dataset,
  DataVersion,
  Model,
  ModelMatrix,
  SourceRecord,
  StoredMatrix,
  StoredPrediction,
  TrainingRun,
} from "@predictiondex/db";
import type { ModelFault } from "./model/model-follower.ts";

/** One published data version, whole in memory. */
export interface Snapshot extends Edition {
  /** The trained model that is served with it; another model makes another snapshot. */
  readonly model?: SnapshotModel | undefined;
  /** When it was published. */
  readonly publishedAt: Date;
  readonly version: Pick<DataVersion, "id" | "digest" | "source" | "rowCounts">;
  /** What the run that published it read, and what it found. */
  readonly report: {
    readonly sources: readonly SourceRecord[];
    readonly issues: readonly DataIssue[];
  };
}

/** A trained model with its file and what the registry tells of it. */
export interface SnapshotModel extends EditionModel, Omit<Model, "status"> {}

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
  /** Why the promoted model is not the one that serves; undefined while it is. */
  modelFault(): ModelFault | undefined;
  /** What the model in service says of the roster, where that is stored. */
  modelMatrix(): ModelMatrix | undefined;
  /** What the solver says of every two forms, once that is stored whole. */
  standardMatrix(): StoredMatrix | undefined;
  /** The experiment log and the models of the registry, latest first. */
  registry(): { readonly runs: readonly TrainingRun[]; readonly models: readonly Model[] };
  /**
   * The latest noted predictions of all processes, newest first; those before the one of that id, where one is given.
   * @throws where the database is away
   */
  recentPredictions(limit: number, before?: number): Promise<readonly StoredPrediction[]>;
  /** The keys that may be used; undefined until they have been read once. */
  apiKeys(): readonly ApiKey[] | undefined;
  /** Notes that a key has been used. */
  noteKeyUse(id: number): void;
  /** Whether the database answered when it was last asked. */
  isDatabaseUp(): boolean;
}
