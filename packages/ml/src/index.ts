export type { FeatureDrift, FeatureReference } from "./drift/feature-drift.ts";
export { driftOf, referenceOf } from "./drift/feature-drift.ts";
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
export { fnv1a, groupOf, splitOf, UNSEEN_FORMS } from "./samples/splits.ts";
