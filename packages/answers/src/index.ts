export { checkBestMove, findForm, predictorVersionOf } from "./best-move.ts";
export type { Catalogue, Edition, EditionModel } from "./catalogue.ts";
export { createCatalogue } from "./catalogue.ts";
export {
  affinities,
  moveDetail,
  moveItem,
  movesOfType,
  pokemonDetail,
  pokemonItem,
  typeItem,
  weaknesses,
} from "./items.ts";
export type { LocalAnswers } from "./local-answers.ts";
export { createLocalAnswers } from "./local-answers.ts";
export type { NameLookup } from "./name-lookup.ts";
export { createNameLookup } from "./name-lookup.ts";
export { CancelledError } from "./prediction/cancelled-error.ts";
export { cellOptions } from "./prediction/cell-options.ts";
export type { MiddleState } from "./prediction/middle-state.ts";
export { checkMiddle } from "./prediction/middle-state.ts";
export type { PredictOptions } from "./prediction/predict.ts";
export type { SetInput } from "./prediction/read-set.ts";
export { createSetReader } from "./prediction/read-set.ts";
export type { SetSpec } from "./prediction/set-spec.ts";
export { setOf, standardSpec } from "./prediction/set-spec.ts";
export type {
  AnswerTask,
  Cell,
  CellsTask,
  PredictionTask,
  ResultOf,
  TaskResult,
  WrittenAnswer,
} from "./prediction/tasks.ts";
export { doTask } from "./prediction/tasks.ts";
export { PREDICTOR_VERSION } from "./predictor.ts";
export type { RequestFault } from "./request-errors.ts";
export { InvalidRequestError, MissingError } from "./request-errors.ts";
export { showValue } from "./show-value.ts";
export { battleSide, round } from "./v1/battle-side.ts";
export type { KeyIndex } from "./v1/find-by-key.ts";
export { createKeyIndex } from "./v1/find-by-key.ts";
export { writeMatrix } from "./v1/matrix-stream.ts";
export type { Resources } from "./v1/resources.ts";
export { prepareResources, resourcesOf } from "./v1/resources.ts";
