import type { ByLanguage } from "./vocabulary.ts";

/** Something that can be found by name, number or slug. */
export interface Findable {
  readonly slug: string;
  readonly names: Partial<ByLanguage<string>>;
  /** National Pokédex number; found as "25", "#025", "n°025" and "no. 25". */
  readonly pokedexNumber?: number;
  /** Other spellings. */
  readonly aliases?: readonly string[];
}

/** From a letter of hiragana to the same one of katakana. */
const TO_KATAKANA = 0x60;

/** A number by itself, or behind a sign for one. */
const NUMBER = /^\s*(?:(?:#|№|n[°ºo]\.?)\s*)?0*(\d{1,3})\s*$/i;

/** Of two names as far away, the one that begins alike: the first letter is seldom the wrong one. */
const OTHER_INITIAL = 0.5;

/** What programs send; there is nothing to fold in it but the hyphens. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Folds case, accents, ligatures, apostrophes and punctuation away, so that spellings of one name compare equal; of
 * Japanese, widths (Ｘ and X) and the two syllabaries (りざーどん and リザードン). Only the accents of Latin letters go: カ and ガ
 * stay two letters.
 */
export function foldName(name: string): string {
  if (SLUG.test(name)) return name.replaceAll("-", " ");
  return name
    .replaceAll("♀", " f ")
    .replaceAll("♂", " m ")
    .replaceAll(/œ/gi, "oe")
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .normalize("NFKC")
    .replaceAll(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + TO_KATAKANA))
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * Makes a search over `items`: best match first, ties in the order given. Every word of the query must match a word of
 * one of the item's names (all languages), by start, inside, or with one typo from four letters on and two from eight.
 * Where nothing does, one typo more is forgiven from six letters on, and the words may be of several languages. An empty
 * query gives every item.
 */
export function createNameSearch<T extends Findable>(items: readonly T[]): (query: string) => readonly T[] {
  // Made at the first search: a page shows its fields long before anybody types.
  let entries: Entry<T>[] | undefined;
  return (query) => {
    const number = NUMBER.exec(query)?.[1];
    if (number !== undefined) {
      const numbered = items.filter((item) => item.pokedexNumber === Number(number));
      if (numbered.length > 0) return numbered;
    }
    const folded = foldName(query);
    if (folded === "") return query.trim() === "" ? items : [];
    const words = folded.split(" ");
    entries ??= items.map(readNames);
    const found = ranked(entries, ({ names }) =>
      Math.min(...names.map((name) => nameCost(folded, words, name, 0))),
    );
    return found.length > 0 ? found : ranked(entries, ({ all }) => nameCost(folded, words, all, 1));
  };
}

type Entry<T extends Findable> = ReturnType<typeof readNames<T>>;

function ranked<T extends Findable>(
  entries: readonly Entry<T>[],
  costOf: (entry: Entry<T>) => number,
): readonly T[] {
  return entries
    .map((entry) => ({ item: entry.item, cost: costOf(entry) }))
    .filter(({ cost }) => cost < Number.POSITIVE_INFINITY)
    .sort((left, right) => left.cost - right.cost)
    .map(({ item }) => item);
}

function readNames<T extends Findable>(item: T) {
  const names = new Set([...Object.values(item.names), ...(item.aliases ?? []), item.slug].map(foldName));
  const all = [...names].join(" ");
  return {
    item,
    names: [...names].map((name) => ({ name, words: name.split(" ") })),
    all: { name: all, words: all.split(" ") },
  };
}

/** 0 for the same name, then by start, by words, by typos (`more` are forgiven in long words); infinite where a word of the query has no match. */
function nameCost(
  query: string,
  queryWords: readonly string[],
  { name, words }: { readonly name: string; readonly words: readonly string[] },
  more: number,
): number {
  if (name === query || name.replaceAll(" ", "") === query.replaceAll(" ", "")) return 0;
  const length = name.length / 1000;
  if (name.startsWith(query)) return 1 + length;
  let total = 2 + length;
  for (const queryWord of queryWords) {
    total += Math.min(...words.map((word) => wordCost(queryWord, word, more)));
    if (total === Number.POSITIVE_INFINITY) break;
  }
  return total;
}

function wordCost(query: string, word: string, more: number): number {
  if (word.startsWith(query)) return 0;
  if (query.length >= 3 && word.includes(query)) return 1;
  const usual = query.length >= 8 ? 2 : query.length >= 4 ? 1 : 0;
  const allowed = query.length >= 6 ? usual + more : usual;
  if (allowed === 0 || query.length > word.length + allowed) return Number.POSITIVE_INFINITY;
  const typos = Math.min(editDistance(query, word), editDistance(query, word.slice(0, query.length)));
  if (typos > allowed) return Number.POSITIVE_INFINITY;
  return 2 + typos + (query[0] === word[0] ? 0 : OTHER_INITIAL);
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours cost 1 each. */
function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = left[i - 1] === right[j - 1] ? 0 : 1;
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + substitution);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[right.length]!;
}
