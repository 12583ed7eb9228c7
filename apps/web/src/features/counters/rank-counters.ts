import type { CountersResponse, PokemonResource } from "@predictiondex/contract";
import type { Forms } from "../../api/get-forms.ts";
import type { LinkedSet } from "../../battle-link.ts";
import type { BoxPokemon } from "../../box/box-store.ts";
import { asSetInput } from "../../box/use-box.ts";
import { exclusiveTo } from "../../game-version.ts";
import type { CountersView } from "./counters-url.ts";

/** One row of the ranking. */
export interface Counter {
  /** Its own among the rows. */
  readonly key: string;
  readonly form: PokemonResource;
  /** As its player calls it; undefined for the form's name. */
  readonly nickname: string | undefined;
  readonly level: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly method: CountersResponse["items"][number]["method"];
  /** Slug of the move to open with. */
  readonly best: string;
  /** The set, for the Battle page. */
  readonly set: LinkedSet;
}

/** The answer's rows with their forms; `box` is what was asked for, undefined for the roster. */
export function asCounters(
  { items }: CountersResponse,
  forms: Forms,
  box: readonly BoxPokemon[] | undefined,
): readonly Counter[] {
  return items.flatMap(({ candidate, pokemon, level, p, low, high, method, best }) => {
    const form = forms.bySlug.get(pokemon);
    if (form === undefined) return [];
    const own = candidate === null ? undefined : box?.[candidate];
    const set = own === undefined ? { pokemon, level } : { ...asSetInput(own), pokemon };
    return [
      { key: own?.key ?? pokemon, nickname: own?.nickname, form, level, p, low, high, method, best, set },
    ];
  });
}

/** The rows that the filters let through. */
export function filterCounters(counters: readonly Counter[], view: CountersView): readonly Counter[] {
  const { type, evolved, noMega, game, from, upTo } = view;
  return counters.filter(
    ({ form, level }) =>
      (type === undefined || form.types.includes(type)) &&
      (evolved === undefined || (form.evolvesTo.length === 0) === (evolved === "fully")) &&
      !(noMega && form.kind === "mega") &&
      (game === undefined || (exclusiveTo(form.slug) ?? game) === game) &&
      (from === "all" || level <= upTo),
  );
}
