import type { Form } from "@predictiondex/core";

/** PokéAPI's numbers of the forms that don't have their species' own; its sprites are named by them. */
const NUMBERS: Readonly<Record<string, number>> = {
  "venusaur-mega": 10033,
  "charizard-mega-x": 10034,
  "charizard-mega-y": 10035,
  "blastoise-mega": 10036,
  "alakazam-mega": 10037,
  "gengar-mega": 10038,
  "kangaskhan-mega": 10039,
  "pinsir-mega": 10040,
  "gyarados-mega": 10041,
  "aerodactyl-mega": 10042,
  "mewtwo-mega-x": 10043,
  "mewtwo-mega-y": 10044,
  "slowbro-mega": 10071,
  "pidgeot-mega": 10073,
  "beedrill-mega": 10090,
  "rattata-alola": 10091,
  "raticate-alola": 10092,
  "raichu-alola": 10100,
  "sandshrew-alola": 10101,
  "sandslash-alola": 10102,
  "vulpix-alola": 10103,
  "ninetales-alola": 10104,
  "diglett-alola": 10105,
  "dugtrio-alola": 10106,
  "meowth-alola": 10107,
  "persian-alola": 10108,
  "geodude-alola": 10109,
  "graveler-alola": 10110,
  "golem-alola": 10111,
  "grimer-alola": 10112,
  "muk-alola": 10113,
  "exeggutor-alola": 10114,
  "marowak-alola": 10115,
};

/** The number by which PokéAPI names a form's sprite; partners look like the ordinary form. */
export function spriteNumber({ slug }: Form, pokedexNumber: number): number {
  return NUMBERS[slug] ?? pokedexNumber;
}
