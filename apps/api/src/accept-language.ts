import { UI_LANGUAGES, type UiLanguage } from "@predictiondex/core";

/** The language of the interface that an `Accept-Language` header likes best; English where it names none of ours. */
export function preferredLanguage(header: string | undefined): UiLanguage {
  if (header === undefined) return "en";
  const wishes = header
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((left, right) => right.quality - left.quality);
  for (const { language } of wishes) {
    const ours = UI_LANGUAGES.find((known) => known === language);
    if (ours !== undefined) return ours;
    if (language === "*") return "en";
  }
  return "en";
}
