import type { PokemonItem } from "@predictiondex/contract";
import { createNameSearch } from "@predictiondex/core";
import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

/** All forms, with the search over their names in every language. */
export interface Roster {
  readonly forms: readonly PokemonItem[];
  readonly search: (query: string) => readonly PokemonItem[];
}

const rosterQuery = queryOptions({
  queryKey: ["roster"],
  queryFn: async ({ signal }): Promise<Roster> => asRoster(await apiClient().listPokemon(signal)),
  structuralSharing: false,
});

/** The roster of all forms. */
export function useRoster() {
  return useQuery(rosterQuery);
}

/** Asks for the roster before anything is drawn that shows it. */
export function prefetchRoster(queryClient: QueryClient): Promise<void> {
  return queryClient.prefetchQuery(rosterQuery);
}

/** Makes the roster searchable: base forms before the others where a query fits several equally well. */
export function asRoster(items: readonly PokemonItem[]): Roster {
  const forms = items.toSorted(
    (left, right) =>
      left.species.pokedex_number - right.species.pokedex_number ||
      Number(left.form.name !== "base") - Number(right.form.name !== "base"),
  );
  const search = createNameSearch(
    forms.map((form) => ({
      form,
      slug: form.slug,
      names: { en: form.name_en, fr: form.name_fr, ja: form.name_ja },
      pokedexNumber: form.species.pokedex_number,
      aliases: form.aliases,
    })),
  );
  return { forms, search: (query) => search(query).map(({ form }) => form) };
}
