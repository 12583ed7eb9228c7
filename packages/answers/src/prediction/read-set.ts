import { SET_DEFAULTS } from "@predictiondex/battle";
import type { setInputSchema } from "@predictiondex/contract";
import type { ByStat, Form, Stat } from "@predictiondex/core";
import type { z } from "zod";
import type { Catalogue } from "../catalogue.ts";
import { chooseMoves } from "../choose-moves.ts";
import { InvalidRequestError, type RequestFault } from "../request-errors.ts";
import { showValue } from "../show-value.ts";
import { resourcesOf } from "../v1/resources.ts";
import type { SetSpec } from "./set-spec.ts";

/** A set as a request names it, checked by its schema. */
export type SetInput = z.output<typeof setInputSchema>;
export type Rules = "no-restrictions" | "normal";

/** Reads the sets of one request, and collects what is wrong with them. */
export interface SetReader {
  /** The set; undefined where its form is not known. `field` is where it stands, such as `a` or `rows/0`. */
  read(input: SetInput | number | string, field: string, level?: number): SetSpec | undefined;
  /** @throws {InvalidRequestError} where anything was wrong */
  check(): void;
}

/** Makes a reader. Under `normal` rules every set is at level 50 and without AVs. */
export function createSetReader(catalogue: Catalogue, rules: Rules): SetReader {
  const faults: RequestFault[] = [];
  const { pokemonIndex, natureIndex } = resourcesOf(catalogue);
  const unknown = (field: string, key: string | number, near?: Form["names"]): void => {
    const shown = showValue(key).en;
    const [en, fr] = near ? [`; did you mean ${near.en}?`, ` ; voulais-tu dire ${near.fr} ?`] : ["", ""];
    faults.push({
      pointer: `/${field}`,
      detail: {
        en: `${field.replaceAll("/", ".")}: nothing is called ${shown}${en}`,
        fr: `${field.replaceAll("/", ".")} : rien ne s’appelle ${shown}${fr}`,
      },
    });
  };
  const findForm = (key: string | number, field: string): Form | undefined => {
    const found = pokemonIndex.find(String(key));
    if (found === undefined) {
      // Fuzzy search is dear.
      const near = faults.length < MAX_SUGGESTIONS ? pokemonIndex.nearest(String(key)) : undefined;
      unknown(field, key, near && catalogue.formsBySlug.get(near.slug)?.names);
    }
    return found && catalogue.formsBySlug.get(found.slug);
  };
  return {
    read(input, field, level = SET_DEFAULTS.level) {
      // Enough is wrong; looking for more, with what might have been meant, would only cost time.
      if (faults.length >= MAX_FAULTS) return undefined;
      const isKey = typeof input !== "object";
      const given: SetInput = isKey
        ? { pokemon: input, level, friendship: SET_DEFAULTS.friendship, mega: false }
        : input;
      const form = findForm(given.pokemon, isKey ? field : `${field}/pokemon`);
      if (form === undefined) return undefined;
      const chosen = given.moves && chooseMoves(catalogue, form, `${field}/moves`, given.moves);
      faults.push(...(chosen?.faults ?? []));
      const nature = given.nature === undefined ? undefined : natureIndex.find(given.nature);
      if (given.nature !== undefined && nature === undefined) unknown(`${field}/nature`, given.nature);
      const isNormal = rules === "normal";
      return {
        form: form.slug,
        moves: chosen?.moves.map(({ slug }) => slug),
        level: isNormal ? 50 : given.level,
        nature: nature?.slug,
        ivs: byStat(given.ivs, SET_DEFAULTS.ivs),
        avs: byStat(isNormal ? undefined : given.avs, SET_DEFAULTS.avs),
        friendship: given.friendship,
        mega: given.mega,
      };
    },
    check() {
      if (faults.length > 0) throw new InvalidRequestError(faults.slice(0, MAX_FAULTS));
    },
  };
}

const MAX_FAULTS = 20;
/** Unknown names that get a suggestion. */
const MAX_SUGGESTIONS = 4;

function byStat(
  given: { readonly [stat in Stat]?: number | undefined } | undefined,
  fallback: ByStat<number>,
): ByStat<number> {
  if (given === undefined) return fallback;
  return {
    hp: given.hp ?? fallback.hp,
    attack: given.attack ?? fallback.attack,
    defense: given.defense ?? fallback.defense,
    specialAttack: given.specialAttack ?? fallback.specialAttack,
    specialDefense: given.specialDefense ?? fallback.specialDefense,
    speed: given.speed ?? fallback.speed,
  };
}
