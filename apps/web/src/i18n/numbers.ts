import type { UiLanguage } from "@predictiondex/core";

/** A format takes long to make, and a page uses the same few hundreds of times. */
const formats = new Map<string, Intl.NumberFormat>();

/** A whole percentage by the language's rules ("72%"; in French with a narrow no-break space). */
export function formatPercent(percent: number, language: UiLanguage): string {
  return numberFormat(language, "percent", 0)
    .format(percent / 100)
    .replace("\u00a0%", "\u202f%");
}

/** A number by the language's rules, with at most `digits` decimals. */
export function formatNumber(value: number, language: UiLanguage, digits = 2): string {
  return numberFormat(language, "decimal", digits).format(value);
}

/** A measured number by the language's rules with exactly `digits` decimals, as a column of such numbers needs. */
export function formatMeasure(value: number, language: UiLanguage, digits: number): string {
  return numberFormat(language, "decimal", digits, digits).format(value);
}

/** A chance as text. Never "0%" or "100%" unless it is exactly that and `certain`. */
export function formatChance(probability: number, language: UiLanguage, certain = false): string {
  if (certain && (probability === 0 || probability === 1)) return formatPercent(probability * 100, language);
  if (probability < 0.01) return `<\u00a0${formatPercent(1, language)}`;
  if (probability > 0.99) return `>\u00a0${formatPercent(99, language)}`;
  return formatPercent(probability * 100, language);
}

/** The two ends of a range; the unit once, at the end, as both languages write it. */
export function formatRange(low: number, high: number, language: UiLanguage): { low: string; high: string } {
  return { low: formatNumber(low, language, 0), high: formatPercent(high, language) };
}

/** A day by the language's rules ("23 Nov 2026"); the time of day is left out. */
export function formatDay(isoDate: string, language: UiLanguage): string {
  const day = new Date(isoDate);
  const format = new Intl.DateTimeFormat(language === "fr" ? "fr" : "en-GB", {
    ...{ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" },
  });
  return Number.isNaN(day.getTime()) ? isoDate : format.format(day);
}

function numberFormat(
  language: UiLanguage,
  style: "percent" | "decimal",
  digits: number,
  leastDigits = 0,
): Intl.NumberFormat {
  const key = `${language} ${style} ${digits} ${leastDigits}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, {
    style,
    minimumFractionDigits: leastDigits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}
