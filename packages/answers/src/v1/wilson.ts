import { round } from "./battle-side.ts";

/** Two-sided 95 %. */
const Z = 1.959964;

/** Wilson's interval of a share of n, rounded as answers are. */
export function wilson(p: number, n: number): { readonly low: number; readonly high: number } {
  const centre = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  return { low: round(Math.max(0, centre - half)), high: round(Math.min(1, centre + half)) };
}
