import type { UiLanguage } from "@predictiondex/core";
import { useSyncExternalStore } from "react";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

type SharedTexts = typeof en;

/** Every text with its key. A feature's `i18n/texts.ts` adds its own by merging into this interface. */
export interface Texts extends SharedTexts {}

type Stem<Key> = Key extends `${infer Plural}_other` ? Plural : never;

/** Key of a text; one that counts has two texts, `…_one` and `…_other`, and is asked for without the ending. */
export type TextKey = Exclude<keyof Texts, `${string}_one` | `${string}_other`> | Stem<keyof Texts>;

/** What fills the `{{names}}` in a text; `count` also chooses between one and several. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Gives a text with its values filled in. */
export type TextFunction = (key: TextKey, values?: TextValues) => string;

const TEXTS: Readonly<Record<UiLanguage, Record<string, string>>> = { en: { ...en }, fr: { ...fr } };
const PLURALS = { en: new Intl.PluralRules("en"), fr: new Intl.PluralRules("fr") };
const READERS: Readonly<Record<UiLanguage, TextFunction>> = {
  en: (key, values) => readText("en", key, values),
  fr: (key, values) => readText("fr", key, values),
};

let current: UiLanguage = "en";
const listeners = new Set<() => void>();

/** Language of the interface. */
export function uiLanguage(): UiLanguage {
  return current;
}

/** Tells the interface's language, to the document too; whatever shows texts is drawn again. */
export function setUiLanguage(language: UiLanguage): void {
  document.documentElement.lang = language;
  if (language === current) return;
  current = language;
  for (const listener of listeners) listener();
}

/** Adds a feature's texts; its `i18n/texts.ts` calls this when the page that needs them is loaded. */
export function addTexts<Key extends string>(
  english: Readonly<Record<Key, string>>,
  french: Readonly<Record<Key, string>>,
): void {
  Object.assign(TEXTS.en, english);
  Object.assign(TEXTS.fr, french);
}

/** The texts in a language. */
export function textsIn(language: UiLanguage): TextFunction {
  return READERS[language];
}

/** The texts and the language of the interface. */
export function useTexts(): { readonly t: TextFunction; readonly language: UiLanguage } {
  const language = useSyncExternalStore(listen, uiLanguage);
  return { t: READERS[language], language };
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readText(language: UiLanguage, key: string, values: TextValues | undefined): string {
  const texts = TEXTS[language];
  if (values === undefined) return texts[key] ?? key;
  const { count } = values;
  const plural =
    typeof count === "number" && texts[`${key}_other`] !== undefined
      ? `${key}_${PLURALS[language].select(count) === "one" ? "one" : "other"}`
      : key;
  return (texts[plural] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}
