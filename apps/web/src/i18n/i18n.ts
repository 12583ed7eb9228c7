import type { UiLanguage } from "@predictiondex/core";
import { createInstance } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

type SharedTexts = typeof en;

/** Every text with its key. A feature's `i18n/texts.ts` adds its own by merging into this interface. */
export interface Texts extends SharedTexts {}

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: Texts };
  }
}

/** The page's texts; `main.tsx` starts it in the right language. */
export const i18n = createInstance();

/** What was added before the start. */
const added: { en: Record<string, string>; fr: Record<string, string> } = { en: { ...en }, fr: { ...fr } };

/** Starts the texts in a language. */
export function startI18n(language: UiLanguage): void {
  document.documentElement.lang = language;
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: added.en }, fr: { translation: added.fr } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

/** Adds a feature's texts; its `i18n/texts.ts` calls this when the page that needs them is loaded. */
export function addTexts<Key extends string>(
  english: Readonly<Record<Key, string>>,
  french: Readonly<Record<Key, string>>,
): void {
  Object.assign(added.en, english);
  Object.assign(added.fr, french);
  if (!i18n.isInitialized) return;
  i18n.addResourceBundle("en", "translation", english, false, true);
  i18n.addResourceBundle("fr", "translation", french, false, true);
}

/** The texts and the language of the interface. */
export function useTexts() {
  const { t, i18n: current } = useTranslation();
  return { t, language: (current.language === "fr" ? "fr" : "en") as UiLanguage };
}
