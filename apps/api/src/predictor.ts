import { PREDICTOR_VERSION } from "@predictiondex/answers";
import { SET_DEFAULTS } from "@predictiondex/battle";
import type { ModelInfo } from "@predictiondex/contract";
import { MATCHUP_COLUMNS } from "@predictiondex/ml";
import type { DatasetSummary, Snapshot } from "./snapshot.ts";

const SOLVER = "game solver: exact, or tree search on the battle engine";

/** What answers predictions, in the first PredictionDex's fields and ours. */
export function modelInfo(snapshot: Snapshot, dataset: DatasetSummary | undefined): ModelInfo {
  const { model } = snapshot;
  const createdAt = (dataset?.createdAt ?? snapshot.publishedAt).toISOString();
  return {
    model_type: model === undefined ? SOLVER : `${SOLVER}; boosted trees where method=model is asked for`,
    version: model === undefined ? PREDICTOR_VERSION : `${PREDICTOR_VERSION}, ${model.version}`,
    n_features: model === undefined ? 0 : MATCHUP_COLUMNS.length,
    metrics: numbersOf(model?.metrics ?? {}),
    trained_at: model?.createdAt.toISOString() ?? createdAt,
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

/** The measures that are plain numbers, those one level below with their group's name before them. */
function numbersOf(metrics: Readonly<Record<string, unknown>>): Record<string, number> {
  const flat = Object.entries(metrics).flatMap(([name, value]) =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([inner, number]) => [`${name}.${inner}`, number] as const)
      : [[name, value] as const],
  );
  return Object.fromEntries(flat.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
}
