import { UI_LANGUAGES, type UiLanguage } from "@predictiondex/core";

/** The interface's language: the URL's, else the browser's first that we speak, else English. */
export function pickLanguage(
  fromUrl: string | undefined,
  ofBrowser: readonly string[] = navigator.languages,
): UiLanguage {
  const wanted = [fromUrl, ...ofBrowser].map((tag) => tag?.toLowerCase().split("-")[0]);
  return wanted.find(isUiLanguage) ?? "en";
}

/** Whether the interface speaks this language. */
export function isUiLanguage(language: string | undefined): language is UiLanguage {
  return UI_LANGUAGES.some((known) => known === language);
}

/** The name of something in the interface's language. */
export function nameIn(
  language: UiLanguage,
  named: { readonly name_fr: string; readonly name_en: string },
): string {
  return language === "fr" ? named.name_fr : named.name_en;
}
