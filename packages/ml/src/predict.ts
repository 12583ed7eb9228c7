// What a browser may import: nothing here reaches Node's own modules.
export type { MatchupPrediction, MovePrediction, Predictor } from "./prediction.ts";
