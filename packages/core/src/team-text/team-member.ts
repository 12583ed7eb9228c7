import type { Findable } from "../name-search.ts";
import type { ByStat, Stat, Text } from "../vocabulary.ts";

/** A Pokémon as a team's text or table tells it, every default filled in. */
export interface TeamMember {
  /** Slug of the form. */
  readonly form: string;
  /** As its player calls it; undefined for the form's own name. */
  readonly nickname: string | undefined;
  /** Slugs of up to four moves; none where the text names none. */
  readonly moves: readonly string[];
  /** 1–100. */
  readonly level: number;
  /** Slug; undefined for a neutral nature. */
  readonly nature: string | undefined;
  /** 0–31. */
  readonly ivs: ByStat<number>;
  /** Awakening values, 0–200. */
  readonly avs: ByStat<number>;
  /** 0–255. */
  readonly friendship: number;
}

/** What names stand for, and which moves a form can have. */
export interface TeamVocabulary {
  readonly forms: readonly Findable[];
  readonly moves: readonly Findable[];
  readonly natures: readonly Findable[];
  /** Slugs of the moves that a form, by its slug, can have; undefined where that is not known, and then not checked. */
  readonly learnable?: (form: string) => ReadonlySet<string> | undefined;
}

/** Something in a text that can't be read. */
export interface TeamFault {
  /** From 1. */
  readonly line: number;
  /** Names what is wrong and the value. */
  readonly detail: Text;
}

/** What a text holds: the Pokémon without a fault, in its order, and every fault. */
export interface TeamReading {
  readonly members: readonly TeamMember[];
  readonly faults: readonly TeamFault[];
}

/** The most moves of one Pokémon. */
export const MOST_MOVES = 4;
/** Level of a set in Showdown's text that names none. */
export const SHOWDOWN_LEVEL = 100;

/** Stats in the words of Showdown's text. */
export const SHOWDOWN_STATS = {
  hp: "HP",
  attack: "Atk",
  defense: "Def",
  specialAttack: "SpA",
  specialDefense: "SpD",
  speed: "Spe",
} as const satisfies Record<Stat, string>;

/** What is assumed where nothing is said: IVs of 31, no AVs, friendship 70, which is Showdown's for Let's Go. */
export const MEMBER_DEFAULTS = {
  nickname: undefined,
  moves: [],
  nature: undefined,
  ivs: everyStat(31),
  avs: everyStat(0),
  friendship: 70,
} as const satisfies Omit<TeamMember, "form" | "level">;

/** Bounds of the numbers, with the words that faults use. */
export const BOUNDS = {
  level: { least: 1, most: 100, en: "level", fr: "niveau" },
  friendship: { least: 0, most: 255, en: "friendship", fr: "bonheur" },
  ivs: { least: 0, most: 31, en: "IV", fr: "IV" },
  avs: { least: 0, most: 200, en: "AV", fr: "AV" },
} as const;

function everyStat(value: number): ByStat<number> {
  return {
    ...{ hp: value, attack: value, defense: value },
    ...{ specialAttack: value, specialDefense: value, speed: value },
  };
}
