import type { KeyIndex, RequestFault } from "@predictiondex/answers";
import { showValue } from "@predictiondex/answers";
import { splitList, unknownWord } from "./list-page.ts";

const MAX_WORDS = 40;

/** Reads the filters of a query, collecting every fault. */
export interface FilterReader {
  /** The slugs that a list of keys names; undefined where the filter is left out. */
  slugs(
    field: string,
    text: string | undefined,
    index: KeyIndex<{ slug: string }>,
  ): ReadonlySet<string> | undefined;
  /** The words of a list, each one of `allowed`; undefined where the filter is left out. */
  words(field: string, text: string | undefined, allowed: readonly string[]): ReadonlySet<string> | undefined;
}

/** Makes a reader that adds to `faults`. */
export function createFilterReader(faults: RequestFault[]): FilterReader {
  return {
    slugs(field, text, index) {
      if (text === undefined) return undefined;
      const slugs = new Set<string>();
      for (const key of splitList(text).slice(0, MAX_WORDS)) {
        const found = index.find(key);
        if (found === undefined) faults.push(unknownKey(field, key));
        else slugs.add(found.slug);
      }
      return slugs;
    },
    words(field, text, allowed) {
      if (text === undefined) return undefined;
      const words = splitList(text).slice(0, MAX_WORDS);
      for (const word of words) if (!allowed.includes(word)) faults.push(unknownWord(field, word, allowed));
      return new Set(words);
    },
  };
}

function unknownKey(field: string, key: string): RequestFault {
  const shown = showValue(key).en;
  return {
    pointer: `/${field}`,
    detail: {
      en: `${field}: nothing is called ${shown}`,
      fr: `${field} : rien ne s’appelle ${shown}`,
    },
  };
}
