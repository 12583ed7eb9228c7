/** The six stats, in the order every table and array of the project uses. */
export const STATS = ["hp", "attack", "defense", "specialAttack", "specialDefense", "speed"] as const;
export type Stat = (typeof STATS)[number];
/** One value per stat. */
export type ByStat<T> = Readonly<Record<Stat, T>>;

/** The 18 types, in the game's own order. */
export const TYPES = [
  "normal",
  "fighting",
  "flying",
  "poison",
  "ground",
  "rock",
  "bug",
  "ghost",
  "steel",
  "fire",
  "water",
  "grass",
  "electric",
  "psychic",
  "ice",
  "dragon",
  "dark",
  "fairy",
] as const;
export type Type = (typeof TYPES)[number];
/** One value per type. */
export type ByType<T> = Readonly<Record<Type, T>>;

/** A move's damage class. */
export const CATEGORIES = ["physical", "special", "status"] as const;
export type Category = (typeof CATEGORIES)[number];

/** How a form comes to know a move; `tutor` is the partners' alone. */
export const LEARN_METHODS = ["level-up", "machine", "tutor"] as const;
export type LearnMethod = (typeof LEARN_METHODS)[number];

/** The kinds of the 188 forms; `starter` is the player's partner Pikachu or Eevee. */
export const FORM_KINDS = ["base", "alola", "mega", "starter"] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** Languages of names. */
export const LANGUAGES = ["en", "fr", "ja"] as const;
export type Language = (typeof LANGUAGES)[number];
/** One value per language. */
export type ByLanguage<T> = Readonly<Record<Language, T>>;

/** Languages of the interface and of explanations. */
export const UI_LANGUAGES = ["en", "fr"] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];
/** A text in each language of the interface. */
export type Text = Readonly<Record<UiLanguage, string>>;

/** Where a move of a form's legal list comes from. */
export const MOVE_ORIGINS = ["own", "pre-evolution", "base-form"] as const;
export type MoveOrigin = (typeof MOVE_ORIGINS)[number];

/** How far a trainer row is to be trusted. */
export const CONFIDENCES = ["high", "medium", "low"] as const;
export type Confidence = (typeof CONFIDENCES)[number];
