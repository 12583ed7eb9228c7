import type { ByStat, Form, Move, Nature } from "@predictiondex/core";

/** A Pokémon as its player has raised it. */
export interface PokemonSet {
  readonly form: Form;
  /** One to four moves (the predictor also takes up to 20 candidates). */
  readonly moves: readonly Move[];
  /** 1–100. */
  readonly level: number;
  /** Undefined is a neutral nature. */
  readonly nature: Nature | undefined;
  /** Individual values, 0–31. */
  readonly ivs: ByStat<number>;
  /** Awakening values, 0–200; they count in "no restrictions" battles only. */
  readonly avs: ByStat<number>;
  /** 0–255. */
  readonly friendship: number;
}

/** The same value for each stat. */
export function everyStat(value: number): ByStat<number> {
  return {
    hp: value,
    attack: value,
    defense: value,
    specialAttack: value,
    specialDefense: value,
    speed: value,
  };
}

/** What is assumed of a Pokémon where its player has said nothing. */
export const SET_DEFAULTS: Omit<PokemonSet, "form" | "moves"> = {
  level: 50,
  nature: undefined,
  ivs: everyStat(31),
  avs: everyStat(0),
  friendship: 70,
};

/** A set with the defaults for all that `given` leaves out. */
export function completeSet(given: Pick<PokemonSet, "form" | "moves"> & Partial<PokemonSet>): PokemonSet {
  return { ...SET_DEFAULTS, ...given };
}
