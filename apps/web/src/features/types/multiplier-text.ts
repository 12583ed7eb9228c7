/** A multiplier as the chart writes it; nothing for normal damage. */
export function multiplierText(multiplier: number): string {
  if (multiplier === 1) return "";
  if (multiplier === 0.5) return "½";
  if (multiplier === 0.25) return "¼";
  return String(multiplier);
}
