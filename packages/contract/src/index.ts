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
export type { ApiClient } from "./client.ts";
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
