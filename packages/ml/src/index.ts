export type { FeatureDrift, FeatureReference } from "./drift/feature-drift.ts";
export { driftOf, referenceOf, referencesOf } from "./drift/feature-drift.ts";
export type { EncodedMatchup, Encoder } from "./features/encoder.ts";
export { createEncoder } from "./features/encoder.ts";
export type { Column } from "./features/feature-list.ts";
export { MATCHUP_COLUMNS, MOVE_COLUMNS } from "./features/feature-list.ts";
export type { ChanceMetrics, ReliabilityBin, Scored } from "./metrics/metrics.ts";
export { chanceMetrics, reliability } from "./metrics/metrics.ts";
export { reliabilitySvg } from "./metrics/reliability-svg.ts";
export type { HeadName, Model, ModelOrigin } from "./model-file/model.ts";
export { HEADS, SCHEMA } from "./model-file/model.ts";
export { loadModel, writeModel } from "./model-file/model-file.ts";
export { toXgboostJson } from "./model-file/xgboost-json.ts";
export type { MatchupPrediction, MovePrediction, Predictor } from "./prediction.ts";
export { createPredictor } from "./predictor.ts";
export { readReleaseCard, readReleaseModel } from "./release-model.ts";
export type { Labeller, LabelOptions } from "./samples/label-sample.ts";
export { createLabeller } from "./samples/label-sample.ts";
export { matchupState } from "./samples/matchup-state.ts";
export type {
  LabelledSample,
  MatchupLabel,
  MatchupSample,
  MiddleState,
  MoveLabel,
  PlainScenario,
  Scenario,
  SideState,
  Split,
} from "./samples/sample.ts";
export { mirrorSample, SCENARIOS, SPLITS } from "./samples/sample.ts";
export type { Sampler, SamplingOptions } from "./samples/sample-matchups.ts";
export { createSampler, sampleMatchups } from "./samples/sample-matchups.ts";
export type { SampleFacts } from "./samples/set-pools.ts";
export { fnv1a, groupOf, splitOf, UNSEEN_FORMS } from "./samples/splits.ts";
export type { BaselineName, FittedBaselines } from "./training/baselines.ts";
export type { EvaluationReport, SliceReport, WorstMatchup } from "./training/evaluate-model.ts";
export { evaluateModel } from "./training/evaluate-model.ts";
export { hyperParameterGrid, RELEASE_TRAINING, SMALL_TRAINING, trainOptions } from "./training/grids.ts";
export type { SampleSource } from "./training/rows.ts";
export type {
  ModelCard,
  TrainExtras,
  TrainedModel,
  TrainHooks,
  TrainOptions,
  TrainOrigin,
  TrainProgress,
} from "./training/train-model.ts";
export { trainModel } from "./training/train-model.ts";
