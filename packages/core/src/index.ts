export type { ErrorCode, Fault } from "./errors.ts";
export {
  ConfigInvalidError,
  DataInvalidError,
  DataLockedError,
  ERROR_CODES,
  InvalidInputError,
  NotFoundError,
  NotReadyError,
  PredictionDexError,
  UnavailableError,
} from "./errors.ts";
export type {
  Evolution,
  Form,
  GameData,
  GameFacts,
  LearnsetEntry,
  LegalMove,
  Machine,
  Move,
  Nature,
  Species,
  Trainer,
  TrainerPokemon,
  TypeEffectiveness,
  TypeName,
} from "./game-data.ts";
export { SPRITE_PATH } from "./game-data.ts";
export { deriveLegalMoves } from "./legality.ts";
export type { Findable } from "./name-search.ts";
export { createNameSearch, foldName } from "./name-search.ts";
export type { SeededRandom } from "./seeded-random.ts";
export { createSeededRandom } from "./seeded-random.ts";
export { formatTeamText, parseTeamText, showdownSpecies } from "./team-text/showdown-text.ts";
export { formatTeamCsv, parseTeamCsv, TEAM_COLUMNS } from "./team-text/team-csv.ts";
export type { TeamFault, TeamMember, TeamReading, TeamVocabulary } from "./team-text/team-member.ts";
export type {
  ByLanguage,
  ByStat,
  ByType,
  Category,
  Confidence,
  FormKind,
  Language,
  LearnMethod,
  MoveOrigin,
  Stat,
  Text,
  Type,
  UiLanguage,
} from "./vocabulary.ts";
export {
  CATEGORIES,
  CONFIDENCES,
  FORM_KINDS,
  LANGUAGES,
  LEARN_METHODS,
  MOVE_ORIGINS,
  STATS,
  TYPES,
  UI_LANGUAGES,
} from "./vocabulary.ts";
