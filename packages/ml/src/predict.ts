// What a browser may import: nothing here reaches Node's own modules.
export type { HeadName, Model, ModelOrigin } from "./model-file/model.ts";
export { HEADS, SCHEMA } from "./model-file/model.ts";
export { loadModel } from "./model-file/model-file.ts";
export type { MatchupPrediction, MovePrediction, Predictor } from "./prediction.ts";
export { createPredictor } from "./predictor.ts";
