import { type ByLanguage, LANGUAGES } from "@predictiondex/core";
import type { LocalName } from "./answers.ts";

/** The names in the project's three languages. @throws {Error} where one is missing. */
export function namesOf(names: readonly LocalName[]): ByLanguage<string> {
  const entries = LANGUAGES.map((language) => [language, nameIn(names, language)]);
  return Object.fromEntries(entries) as ByLanguage<string>;
}

/** The name in one language. @throws {Error} where it is missing. */
export function nameIn(names: readonly LocalName[], language: string): string {
  const found = names.find((entry) => entry.language.name === language)?.name.trim();
  if (!found) throw new Error(`no name in "${language}" among ${JSON.stringify(names)}`);
  return found;
}
