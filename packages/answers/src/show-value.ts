import type { Text } from "@predictiondex/core";

const MAX_SHOWN = 60;

/** A value as an answer may show it: short, on one line, whatever was sent. */
export function showValue(value: unknown): Text {
  if (Array.isArray(value)) return { en: `a list of ${value.length}`, fr: `une liste de ${value.length}` };
  if (typeof value === "object" && value !== null) return { en: "an object", fr: "un objet" };
  const whole = typeof value === "string" ? JSON.stringify(value.slice(0, 2 * MAX_SHOWN)) : String(value);
  const shown = whole.length > MAX_SHOWN ? `${whole.slice(0, MAX_SHOWN)}…` : whole;
  return { en: shown, fr: shown };
}
