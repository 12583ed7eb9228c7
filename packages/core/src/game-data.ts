import type {
  ByLanguage,
  ByStat,
  Category,
  Confidence,
  FormKind,
  LearnMethod,
  MoveOrigin,
  Stat,
  Text,
  Type,
} from "./vocabulary.ts";

/** A species; its forms share the National Pokédex number. */
export interface Species {
  readonly slug: string;
  readonly pokedexNumber: number;
  readonly names: ByLanguage<string>;
}

/** One of the 188 forms: what a player sends into battle. */
export interface Form {
  /** The first PredictionDex's numeric id, 1–188. */
  readonly id: number;
  /** PokéAPI's spelling, such as `pikachu-starter`. */
  readonly slug: string;
  /** Slug of the species. */
  readonly species: string;
  readonly kind: FormKind;
  /** Full names, form words included ("Mega Charizard X"). */
  readonly names: ByLanguage<string>;
  /** The French name as the first PredictionDex spells it. */
  readonly frenchAlias: string;
  readonly types: readonly [Type] | readonly [Type, Type];
  readonly baseStats: ByStat<number>;
  readonly heightDm: number;
  readonly weightHg: number;
  /** PNG below PokéAPI's folder of sprites (`SPRITE_PATH`), such as `10100.png`; null where the form has none of its own. */
  readonly sprite: string | null;
}

/** What a sprite's path may look like: names apart by slashes, no way up, PNG. */
export const SPRITE_PATH = /^[a-z0-9_-]+(\/[a-z0-9_-]+)*\.png$/;

/** A move with its Let's Go values. */
export interface Move {
  /** The first PredictionDex's numeric id, 1–226. */
  readonly id: number;
  readonly slug: string;
  readonly names: ByLanguage<string>;
  /** The French name as the first PredictionDex spells it. */
  readonly frenchAlias: string;
  readonly type: Type;
  readonly category: Category;
  /** Base power; null where the move has none or computes its own. */
  readonly power: number | null;
  /** Per cent; null for a move that makes no accuracy check. */
  readonly accuracy: number | null;
  readonly pp: number;
  /** −6 to +5; the higher acts first. */
  readonly priority: number;
  /** The game's own short description; empty where no source has one. */
  readonly description: Text;
}

/** A way for a form to learn a move, as the sources state it. */
export interface LearnsetEntry {
  /** Slug of the form. */
  readonly form: string;
  /** Slug of the move. */
  readonly move: string;
  readonly method: LearnMethod;
  /** Level for `level-up` (0 = on evolution, 1 = from the start); null otherwise. */
  readonly level: number | null;
}

/** A move that a form may legally have, with where it comes from. */
export interface LegalMove extends LearnsetEntry {
  readonly origin: MoveOrigin;
  /** Slug of the form whose list holds the move (the form itself when `own`). */
  readonly from: string;
}

/** One step of a regional line of evolution. */
export interface Evolution {
  readonly from: string;
  readonly to: string;
  /** PokéAPI's trigger, such as `level-up`, `use-item`, `trade`. */
  readonly trigger: string;
  /** Minimum level, where the trigger has one. */
  readonly level: number | null;
  /** Item slug, where the trigger has one. */
  readonly item: string | null;
}

/** How well an attacking type hits a defending one. */
export interface TypeEffectiveness {
  readonly attacking: Type;
  readonly defending: Type;
  readonly multiplier: 0 | 0.5 | 1 | 2;
}

/** One of the 60 technical machines. */
export interface Machine {
  /** TM number, 1–60. */
  readonly number: number;
  readonly move: string;
}

/** A nature; neutral ones raise and lower nothing. */
export interface Nature {
  readonly slug: string;
  readonly names: ByLanguage<string>;
  readonly increased: Exclude<Stat, "hp"> | null;
  readonly decreased: Exclude<Stat, "hp"> | null;
}

/** A Pokémon in a trainer's team. */
export interface TrainerPokemon {
  /** Place in the team, from 1. */
  readonly slot: number;
  /** Slug of the form. */
  readonly form: string;
  readonly level: number;
  /** Move slugs; empty when no source tells them. */
  readonly moves: readonly string[];
  /** Real stats at that level; null when no source tells them. */
  readonly stats: ByStat<number> | null;
  /** Nature slug inferred from the stats. */
  readonly nature: string | null;
  readonly confidence: Confidence;
  /** What the confidence rests on. */
  readonly confidenceReason: string;
  readonly notes: string;
}

/** A trainer's team in one battle of the game. */
export interface Trainer {
  /** Such as `brock`, `trace-champion-pikachu`. */
  readonly slug: string;
  readonly names: Text;
  readonly role: Text;
  readonly location: Text;
  readonly version: "both" | "pikachu" | "eevee";
  /** Order in the story, as in the source ("3", "3a", "8b"). */
  readonly battle: string;
  readonly team: readonly TrainerPokemon[];
}

/** Names of a type. */
export interface TypeName {
  /** The first PredictionDex's numeric id, 1–18. */
  readonly id: number;
  readonly slug: Type;
  readonly names: ByLanguage<string>;
}

/** Every fact of the game, as the sources state it, before legality is derived. */
export interface GameFacts {
  readonly types: readonly TypeName[];
  readonly effectiveness: readonly TypeEffectiveness[];
  readonly species: readonly Species[];
  readonly forms: readonly Form[];
  readonly evolutions: readonly Evolution[];
  readonly moves: readonly Move[];
  readonly machines: readonly Machine[];
  readonly learnsets: readonly LearnsetEntry[];
  readonly natures: readonly Nature[];
  readonly trainers: readonly Trainer[];
}

/** The facts with what follows from them: what the database publishes as one data version. */
export interface GameData extends Omit<GameFacts, "learnsets"> {
  /** Every legal way to have a move, pre-evolutions and Megas resolved. */
  readonly learnsets: readonly LegalMove[];
}
