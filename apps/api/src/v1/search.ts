import { createKeyIndex, type KeyIndex, resourcesOf } from "@predictiondex/answers";
import type { SearchHit } from "@predictiondex/contract";
import type { Text } from "@predictiondex/core";
import type { Catalogue } from "../catalogue.ts";

const CATEGORY_TEXTS = {
  physical: { en: "Physical", fr: "Physique" },
  special: { en: "Special", fr: "Spéciale" },
  status: { en: "Status", fr: "Statut" },
} as const satisfies Record<string, Text>;

const indexes = new WeakMap<Catalogue, KeyIndex<{ hit: SearchHit; slug: string; names: object }>>();

/** What a query finds among Pokémon, moves, types and trainers, best match first; forms before moves where equal. */
export function searchAll(
  catalogue: Catalogue,
  query: string,
  kinds: ReadonlySet<string> | undefined,
  limit: number,
): SearchHit[] {
  let index = indexes.get(catalogue);
  if (index === undefined) {
    index = makeIndex(catalogue);
    indexes.set(catalogue, index);
  }
  return index
    .search(query)
    .map(({ hit }) => hit)
    .filter(({ kind }) => kinds === undefined || kinds.has(kind))
    .slice(0, limit);
}

function makeIndex(catalogue: Catalogue): KeyIndex<{ hit: SearchHit; slug: string; names: object }> {
  const { pokemon, moves, types, trainers } = resourcesOf(catalogue);
  return createKeyIndex([
    ...pokemon.map(({ id, slug, names, aliases, types, species }) => ({
      ...{ slug, names, aliases, pokedexNumber: species.pokedexNumber },
      hit: { kind: "pokemon", slug, id, names, types, detail: null, url: `pokemon/${slug}` } as const,
    })),
    ...types.map(({ id, slug, names }) => ({
      ...{ slug, names },
      hit: { kind: "type", slug, id, names, types: [slug], detail: null, url: `types/${slug}` } as SearchHit,
    })),
    ...trainers.map(({ slug, names, location, role }) => ({
      ...{ slug, names, aliases: [location.en, location.fr] },
      hit: {
        ...{ kind: "trainer", slug, id: null, names, types: [], url: `trainers/${slug}` },
        detail: { en: `${role.en}, ${location.en}`, fr: `${role.fr}, ${location.fr}` },
      } as SearchHit,
    })),
    ...moves.map(({ id, slug, names, aliases, type, category }) => ({
      ...{ slug, names, aliases },
      hit: {
        ...{ kind: "move", slug, id, names, types: [type], url: `moves/${slug}` },
        detail: CATEGORY_TEXTS[category],
      } as SearchHit,
    })),
  ]);
}
