export type {
  Affinity,
  MoveDetail,
  MoveItem,
  MoveOfType,
  PokemonDetail,
  PokemonItem,
  TypeItem,
  Weakness,
} from "./catalogue.ts";
export {
  affinityByNameQuerySchema,
  affinityQuerySchema,
  affinitySchema,
  idParamsSchema,
  moveDetailSchema,
  moveOfTypeSchema,
  moveSchema,
  moveSearchQuerySchema,
  movesOfTypeQuerySchema,
  pokemonDetailSchema,
  pokemonSchema,
  pokemonSearchQuerySchema,
  typeIdParamsSchema,
  typeNameParamsSchema,
  typeSchema,
  weaknessSchema,
} from "./catalogue.ts";
export type { ApiClient, GameFactsEdition } from "./client.ts";
export { ApiError, createApiClient } from "./client.ts";
export type { BestMoveRequest, BestMoveResponse, Health, ModelInfo, MoveScore } from "./prediction.ts";
export {
  bestMoveRequestSchema,
  bestMoveResponseSchema,
  healthSchema,
  METHODS,
  modelInfoSchema,
  moveScoreSchema,
} from "./prediction.ts";
export type { Problem } from "./problem.ts";
export { PROBLEM_MEDIA_TYPE, problemSchema } from "./problem.ts";
export type {
  DamageRequest,
  DamageResponse,
  InsightsRequest,
  MatchupRequest,
  MatchupResponse,
  TurnRequest,
  V1BestMoveRequest,
} from "./v1/battle.ts";
export {
  damageRequestSchema,
  damageResponseSchema,
  insightsRequestSchema,
  matchupRequestSchema,
  matchupResponseSchema,
  turnRequestSchema,
  v1BestMoveRequestSchema,
} from "./v1/battle.ts";
export type { ConditionJson } from "./v1/condition.ts";
export { conditionSchema } from "./v1/condition.ts";
export type { DataIssueItem, DataReport, DatasetItem, DataVersionInfo, Ready } from "./v1/data.ts";
export {
  dataReportSchema,
  datasetFileParamsSchema,
  datasetSchema,
  datasetsSchema,
  dataVersionSchema,
  gameFactsSchema,
  readySchema,
} from "./v1/data.ts";
export type { InsightsResponse, TurnResponse } from "./v1/insights.ts";
export { DECIDERS, insightsResponseSchema, turnResponseSchema } from "./v1/insights.ts";
export {
  keyParamsSchema,
  learnsetsListQuerySchema,
  listQuerySchema,
  movesListQuerySchema,
  naturesListQuerySchema,
  noQuerySchema,
  oneQuerySchema,
  pokemonListQuerySchema,
  reportQuerySchema,
  trainersListQuerySchema,
} from "./v1/list-query.ts";
export type {
  CountersRequest,
  CountersResponse,
  MatrixRequest,
  MatrixResponse,
  StoredMatrixResponse,
} from "./v1/matrix.ts";
export {
  countersRequestSchema,
  countersResponseSchema,
  matrixRequestSchema,
  matrixResponseSchema,
  storedMatrixResponseSchema,
} from "./v1/matrix.ts";
export type { Model, ModelCard, ModelDrift, ModelMatrix, ModelRuns } from "./v1/model.ts";
export {
  modelCardSchema,
  modelDriftSchema,
  modelMatrixSchema,
  modelRunsSchema,
  modelSchema,
} from "./v1/model.ts";
export type {
  LearnsetResource,
  MoveResource,
  NatureResource,
  Page,
  PokemonResource,
  TrainerResource,
  TypeResource,
} from "./v1/resources.ts";
export {
  learnsetResourceSchema,
  moveResourceSchema,
  natureResourceSchema,
  pageSchema,
  pokemonResourceSchema,
  trainerResourceSchema,
  typeResourceSchema,
} from "./v1/resources.ts";
export type { SearchHit, SearchResponse } from "./v1/search.ts";
export { SEARCH_KINDS, searchQuerySchema, searchResponseSchema } from "./v1/search.ts";
export type { SetInputJson } from "./v1/sets.ts";
export { setInputSchema } from "./v1/sets.ts";
export type { SimulateRequest, SimulateResponse } from "./v1/simulation.ts";
export { simulateRequestSchema, simulateResponseSchema } from "./v1/simulation.ts";
export type { SimulateTeamsRequest, SimulateTeamsResponse } from "./v1/team-simulation.ts";
export { simulateTeamsRequestSchema, simulateTeamsResponseSchema } from "./v1/team-simulation.ts";
