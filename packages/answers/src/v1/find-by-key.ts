import { createNameSearch, type Findable, foldName } from "@predictiondex/core";

/** Something with a slug and names, and perhaps a numeric id. */
export interface Keyed extends Findable {
  readonly id?: number;
}

/** Finds things by what an address may call them. */
export interface KeyIndex<T> {
  /** By id, `#` and Pokédex number, slug or exact name in any language; case and accents don't matter. */
  find(key: string): T | undefined;
  /** Best match first; all for an empty query, none for one that no name could match. */
  search(query: string): readonly T[];
  /** The nearest thing to a key that finds nothing. */
  nearest(key: string): T | undefined;
}

/** No name here is longer; fuzzy search of longer queries would only cost time. */
const MAX_QUERY_LENGTH = 40;
const MAX_QUERY_WORDS = 6;

/** Builds the index; where two things share a name, the first has it. */
export function createKeyIndex<T extends Keyed>(items: readonly T[]): KeyIndex<T> {
  const byName = new Map<string, T>();
  for (const item of items.toReversed()) {
    const names = [item.slug, ...Object.values(item.names), ...(item.aliases ?? [])];
    for (const name of names) {
      byName.set(foldName(name), item);
      byName.set(foldName(name).replaceAll(" ", ""), item);
    }
  }
  // A slug is nobody else's, whatever names it looks like.
  for (const item of items) byName.set(foldName(item.slug), item);
  const byId = new Map(items.map((item) => [item.id, item]));
  const byNumber = new Map(items.toReversed().map((item) => [item.pokedexNumber, item]));
  const search = createNameSearch(items);
  const searchNames = (query: string): readonly T[] => (isNameLike(query) ? search(query) : []);
  return {
    find(key) {
      const [, sign, digits] = /^\s*(#?)(\d{1,6})\s*$/.exec(key) ?? [];
      if (digits !== undefined) return (sign ? byNumber : byId).get(Number(digits));
      const folded = foldName(key);
      return byName.get(folded) ?? byName.get(folded.replaceAll(" ", ""));
    },
    search: searchNames,
    nearest: (key) => (foldName(key) === "" ? undefined : searchNames(key)[0]),
  };
}

function isNameLike(query: string): boolean {
  const folded = foldName(query);
  return folded.length <= MAX_QUERY_LENGTH && folded.split(" ").length <= MAX_QUERY_WORDS;
}
