import type { UiLanguage } from "@predictiondex/core";
import type { TextFunction } from "./i18n.ts";
import { formatPercent, formatRange } from "./numbers.ts";

/**
 * The ends of a chance's range (0 to 1) in whole per cent, or undefined where both are the same. Like the chance itself
 * they are never 0 or 100; `isOpen` says on which side the range goes on beyond 1 or 99.
 */
export function rangeEnds(
  low: number,
  high: number,
):
  | { readonly from: number; readonly to: number; readonly isOpen: "below" | "above" | undefined }
  | undefined {
  const [from, to] = [Math.max(1, Math.round(low * 100)), Math.min(99, Math.round(high * 100))];
  if (from >= to) return undefined;
  const [isBelow, isAbove] = [low < 0.01, high > 0.99];
  return { from, to, isOpen: isBelow === isAbove ? undefined : isBelow ? "below" : "above" };
}

/** The range of a chance in words ("between 68 and 72%", "98% or more"), or undefined where there is none worth showing. */
export function rangeText(
  t: TextFunction,
  language: UiLanguage,
  { low, high }: { readonly low: number; readonly high: number },
): string | undefined {
  const ends = rangeEnds(low, high);
  if (ends === undefined) return undefined;
  if (ends.isOpen === "above") return t("range.least", { percent: formatPercent(ends.from, language) });
  if (ends.isOpen === "below") return t("range.most", { percent: formatPercent(ends.to, language) });
  return t("range.between", formatRange(ends.from, ends.to, language));
}
