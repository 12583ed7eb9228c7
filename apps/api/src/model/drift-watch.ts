import { setTimeout as sleep } from "node:timers/promises";
import {
  createEncoder,
  driftOf,
  type FeatureDrift,
  type FeatureReference,
  MATCHUP_COLUMNS,
} from "@predictiondex/ml";
import { z } from "zod";
import type { Catalogue } from "../catalogue.ts";
import type { SnapshotModel, SnapshotSource } from "../snapshot.ts";
import { readLogged } from "./read-logged.ts";
import { createTruthCheck, type TruthCheck, type TruthCheckOptions } from "./truth-check.ts";

/** What is asked lately, against what the model was trained on. */
export interface Drift {
  /** Version of the model that it is about. */
  readonly version: string;
  readonly computedAt: Date;
  /** Noted predictions that were compared. */
  readonly nPredictions: number;
  /** Largest PSI first; empty where the card holds no reference or nothing was noted. */
  readonly features: readonly FeatureDrift[];
}

/** Watches what is asked and what is answered. */
export interface DriftWatch {
  /** The last comparison; undefined before the first, and where another model serves since. */
  drift(): Drift | undefined;
  readonly truth: TruthCheck;
  /** Compares now. */
  compare(): Promise<void>;
  close(): Promise<void>;
}

/** What a watch needs. */
export interface DriftWatchOptions extends TruthCheckOptions {
  readonly source: SnapshotSource;
  /** How often drift is computed. */
  readonly everyMs: number;
}

/** Noted predictions that are compared at most. */
const MAX_PREDICTIONS = 2000;
/** Predictions read and encoded at once, and the pause before the next: a few milliseconds of this thread each time. */
const AT_ONCE = 10;
const PAUSE_MS = 10;

const cardSchema = z.looseObject({
  reference: z
    .array(z.object({ name: z.string(), edges: z.array(z.number()), shares: z.array(z.number()) }))
    .optional(),
});

/** Makes a watch, which compares at once and then from time to time, until it is closed. */
export function createDriftWatch(options: DriftWatchOptions): DriftWatch {
  const { source, catalogue, logger, everyMs } = options;
  const truth = createTruthCheck(options);
  let drift: Drift | undefined;
  let comparing: Promise<void> | undefined;
  const closing = new AbortController();
  const current = (): SnapshotModel | undefined => source.current()?.model;

  const compare = async (): Promise<void> => {
    const model = current();
    if (model === undefined) return;
    try {
      const rows = await encodeLogged(catalogue(), source, closing.signal);
      const features = rows.length === 0 ? [] : compareRows(referenceOfCard(model), rows);
      drift = { version: model.version, computedAt: new Date(), nPredictions: rows.length, features };
    } catch (error) {
      if (closing.signal.aborted) return;
      // The next time may be better: the database may be away, or the data may have changed in the middle.
      logger.warn({ err: error }, "drift not computed");
    }
  };
  const compareOnce = (): Promise<void> => {
    comparing ??= compare().finally(() => {
      comparing = undefined;
    });
    return comparing;
  };
  const timer = setInterval(compareOnce, everyMs).unref();
  return {
    drift: () => (drift?.version === current()?.version ? drift : undefined),
    truth,
    compare: compareOnce,
    async close() {
      clearInterval(timer);
      closing.abort();
      await truth.close();
      await comparing;
    },
  };
}

/** Whether a model's card holds the training set's distributions. */
export function hasReference({ card }: SnapshotModel): boolean {
  return referenceOfCard({ card }).length > 0;
}

function referenceOfCard({ card }: Pick<SnapshotModel, "card">): readonly FeatureReference[] {
  const parsed = cardSchema.safeParse(card);
  return parsed.success ? (parsed.data.reference ?? []) : [];
}

async function encodeLogged(
  catalogue: Catalogue,
  source: SnapshotSource,
  signal: AbortSignal,
): Promise<readonly Float32Array[]> {
  const encoder = createEncoder(catalogue.data);
  const rows: Float32Array[] = [];
  let before: number | undefined;
  for (let nRead = 0; nRead < MAX_PREDICTIONS; nRead += AT_ONCE) {
    const page = await source.recentPredictions(AT_ONCE, before);
    for (const one of page) {
      const sets = readLogged(catalogue, one);
      if (sets === undefined) continue;
      const { matchup } = encoder.encode(sets.a, sets.b, undefined, "none");
      rows.push(matchup.slice(0, MATCHUP_COLUMNS.length));
    }
    if (page.length < AT_ONCE) break;
    before = page.at(-1)!.id;
    await sleep(PAUSE_MS, undefined, { signal });
  }
  return rows;
}

function compareRows(
  references: readonly FeatureReference[],
  rows: readonly Float32Array[],
): readonly FeatureDrift[] {
  const places = new Map(MATCHUP_COLUMNS.map(({ name }, column) => [name, column]));
  return references
    .flatMap((reference) => {
      const column = places.get(reference.name);
      return column === undefined
        ? []
        : [
            driftOf(
              reference,
              rows.map((row) => row[column]!),
            ),
          ];
    })
    .toSorted((left, right) => right.psi - left.psi);
}
