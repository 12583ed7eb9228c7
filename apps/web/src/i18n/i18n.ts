import type { UiLanguage } from "@predictiondex/core";
import { createInstance } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof en };
  }
}

/** The page's texts; `main.tsx` starts it in the right language. */
export const i18n = createInstance();

/** Starts the texts in a language. */
export function startI18n(language: UiLanguage): void {
  document.documentElement.lang = language;
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: en }, fr: { translation: fr } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

/** The texts and the language of the interface. */
export function useTexts() {
  const { t, i18n: current } = useTranslation();
  return { t, language: (current.language === "fr" ? "fr" : "en") as UiLanguage };
}
