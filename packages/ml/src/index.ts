export type { FeatureDrift, FeatureReference } from "./drift/feature-drift.ts";
export { driftOf, referenceOf } from "./drift/feature-drift.ts";
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
