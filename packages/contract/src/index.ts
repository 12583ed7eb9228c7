export type { Affinity, MoveItem, PokemonDetail, PokemonItem, TypeItem } from "./catalogue.ts";
export {
  affinityQuerySchema,
  affinitySchema,
  moveSchema,
  pokemonDetailSchema,
  pokemonSchema,
  pokemonSearchQuerySchema,
  typeSchema,
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
