import { type Catalogue as Answering, createCatalogue as catalogueOf } from "@predictiondex/answers";
import { type CachedBody, createBodyCache } from "./cached-body.ts";
import { type AnswerCache, createAnswerCache, type KnownAnswer } from "./prediction/answer-cache.ts";
import { type AnswersAhead, createAnswersAhead } from "./prediction/answers-ahead.ts";
import { createSharedRuns, type SharedRuns } from "./prediction/shared-runs.ts";
import { createRecent, type Recent } from "./recent.ts";
import { DataMissingError } from "./request-errors.ts";
import type { Snapshot, SnapshotSource } from "./snapshot.ts";

/** One data version with everything that the routes look up in it, and the answers that they keep. */
export interface Catalogue extends Answering {
  readonly snapshot: Snapshot;
  /** An answer serialised once; `key` must come from the data, never from a request. */
  body(key: string, make: () => unknown): CachedBody;
  /** Answers to addresses, and to predictions, kept while there is room. */
  readonly recent: Recent<CachedBody>;
  readonly predictions: AnswerCache;
  /** The model's answers to the standard pairs, as far as they have been made ahead. */
  readonly ahead: AnswersAhead;
  /** Predictions that are being made. */
  readonly underWay: SharedRuns<KnownAnswer>;
}

const RECENT_BYTES = 16 * 1024 * 1024;
const PREDICTION_BYTES = 72 * 1024 * 1024;
/** Every pair of the roster's standard sets takes 38. */
const AHEAD_BYTES = 48 * 1024 * 1024;

/** Reads the catalogue of the current data version, building it once per version. */
export function createCatalogueReader(source: SnapshotSource): () => Catalogue {
  let catalogue: Catalogue | undefined;
  return () => {
    const snapshot = source.current();
    if (snapshot === undefined) throw new DataMissingError();
    if (catalogue?.snapshot !== snapshot) catalogue = createCatalogue(snapshot);
    return catalogue;
  };
}

/** Makes the catalogue of a data version. */
export function createCatalogue(snapshot: Snapshot): Catalogue {
  return {
    ...catalogueOf(snapshot),
    snapshot,
    body: createBodyCache(),
    // Compressed forms are made beside the plain one.
    recent: createRecent(RECENT_BYTES, ({ plain }) => 2 * plain.length),
    underWay: createSharedRuns(),
    predictions: createAnswerCache(PREDICTION_BYTES),
    ahead: createAnswersAhead(AHEAD_BYTES),
  };
}
