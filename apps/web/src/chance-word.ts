/** The five words of the chance scale. */
export type ChanceWord = "loss" | "leanloss" | "even" | "leanwin" | "win";

/** The word for a win probability: below 20, 45, up to 55, up to 80, above. */
export function chanceWord(probability: number): ChanceWord {
  const percent = Math.round(probability * 100);
  if (percent < 20) return "loss";
  if (percent < 45) return "leanloss";
  if (percent <= 55) return "even";
  if (percent <= 80) return "leanwin";
  return "win";
}
