import type { PokemonResource } from "@predictiondex/contract";
import { createNameSearch } from "@predictiondex/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

/** All forms with their facts, in the order of the Pokédex. */
export interface Forms {
  readonly all: readonly PokemonResource[];
  readonly bySlug: ReadonlyMap<string, PokemonResource>;
  /** Forms whose name in any language, or number, fits a query, best first; all for an empty one. */
  readonly search: (query: string) => readonly PokemonResource[];
}

const formsQuery = queryOptions({
  queryKey: ["forms"],
  queryFn: async ({ signal }): Promise<Forms> => asForms((await apiClient().listForms(signal)).items),
  structuralSharing: false,
});

/** All forms with stats, types, weaknesses and evolutions. */
export function useForms() {
  return useQuery(formsQuery);
}

/** Orders forms by number, base forms first, and makes them searchable. */
export function asForms(items: readonly PokemonResource[]): Forms {
  const all = items.toSorted(
    (left, right) =>
      left.species.pokedexNumber - right.species.pokedexNumber ||
      Number(left.kind !== "base") - Number(right.kind !== "base") ||
      left.id - right.id,
  );
  const search = createNameSearch(
    all.map((form) => ({
      form,
      slug: form.slug,
      names: form.names,
      pokedexNumber: form.species.pokedexNumber,
      aliases: form.aliases,
    })),
  );
  return {
    all,
    bySlug: new Map(all.map((form) => [form.slug, form])),
    search: (query) => search(query).map(({ form }) => form),
  };
}
