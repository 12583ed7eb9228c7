import { PREDICTOR_VERSION } from "@predictiondex/answers";
import { SET_DEFAULTS } from "@predictiondex/battle";
import type { ModelInfo } from "@predictiondex/contract";
import type { DatasetSummary, Snapshot } from "./snapshot.ts";

/** What answers predictions, in the first PredictionDex's fields and ours. */
export function modelInfo(snapshot: Snapshot, dataset: DatasetSummary | undefined): ModelInfo {
  const createdAt = (dataset?.createdAt ?? snapshot.publishedAt).toISOString();
  return {
    model_type: "game solver: exact, or tree search on the battle engine",
    version: PREDICTOR_VERSION,
    n_features: 0,
    metrics: {},
    trained_at: createdAt,
    hyperparameters: {
      level: SET_DEFAULTS.level,
      iv: SET_DEFAULTS.ivs.hp,
      av: SET_DEFAULTS.avs.hp,
      friendship: SET_DEFAULTS.friendship,
      nature: "neutral",
    },
    data_version: snapshot.dataVersion,
    dataset:
      dataset === undefined
        ? null
        : {
            rows: dataset.rows,
            seconds: dataset.seconds,
            scenario: dataset.scenario,
            created_at: createdAt,
          },
  };
}
