import type { PokemonResource } from "@predictiondex/contract";
import { FORM_KINDS, type FormKind, STATS, type Stat, type Type, type UiLanguage } from "@predictiondex/core";
import type { Forms } from "../../api/get-forms.ts";
import { isType } from "../../api/get-type-chart.ts";
import type { PageUrl } from "../../page-url.ts";

/** The list's state in the URL: query, type, kind of form, order; defaults left out. */
export const POKEDEX_KEYS = ["q", "type", "kind", "sort"] as const;
export type PokedexUrl = PageUrl<(typeof POKEDEX_KEYS)[number]>;

/** Orders of the list; stats go from the highest down. */
export const SORTS = ["number", "name", "total", ...STATS] as const;
export type Sort = (typeof SORTS)[number];

/** What the list shows. */
export interface PokedexView {
  readonly query: string;
  readonly type: Type | undefined;
  readonly kind: FormKind | undefined;
  readonly sort: Sort;
}

/** Reads the list's state; what is unknown counts as not given. */
export function readPokedexUrl(url: PokedexUrl): PokedexView {
  return {
    query: url.q ?? "",
    type: isType(url.type) ? url.type : undefined,
    kind: FORM_KINDS.find((kind) => kind === url.kind),
    sort: SORTS.find((sort) => sort === url.sort) ?? "number",
  };
}

/** The forms that the view lets through, in its order; with a query and no other order, best match first. */
export function selectForms(
  forms: Forms,
  { query, type, kind, sort }: PokedexView,
  language: UiLanguage,
): readonly PokemonResource[] {
  const found = query === "" ? forms.all : forms.search(query);
  const allowed = found.filter(
    (form) => (type === undefined || form.types.includes(type)) && (kind === undefined || form.kind === kind),
  );
  if (sort === "number") return allowed;
  if (sort === "name")
    return allowed.toSorted((left, right) =>
      left.names[language].localeCompare(right.names[language], language),
    );
  return allowed.toSorted((left, right) => statOf(right, sort) - statOf(left, sort));
}

/** A base stat, or the total of all six. */
export function statOf(form: PokemonResource, stat: Stat | "total"): number {
  return stat === "total" ? STATS.reduce((sum, one) => sum + form.baseStats[one], 0) : form.baseStats[stat];
}

/** Place among all forms by a stat, 1 the highest; equals share the better place. */
export function rankOf(forms: Forms, form: PokemonResource, stat: Stat | "total"): number {
  const own = statOf(form, stat);
  return 1 + forms.all.filter((other) => statOf(other, stat) > own).length;
}
