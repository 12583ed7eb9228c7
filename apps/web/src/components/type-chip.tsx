import type { Type } from "@predictiondex/core";
import { useTexts } from "../i18n/i18n.ts";
import { formatNumber } from "../i18n/numbers.ts";
import classes from "./type-chip.module.css";

interface TypeChipProps {
  readonly type: Type;
  /** How well it hits; shown where it is not 1. */
  readonly multiplier?: number;
}

/** A type as colour and word. */
export function TypeChip({ type, multiplier = 1 }: TypeChipProps) {
  const { t, language } = useTexts();
  return (
    <span className={classes.chip} data-type={type}>
      {t(`type.${type}`)}
      {multiplier !== 1 && <span className={classes.multiplier}>×{asFraction(multiplier, language)}</span>}
    </span>
  );
}

function asFraction(multiplier: number, language: "en" | "fr"): string {
  if (multiplier === 0.5) return "½";
  if (multiplier === 0.25) return "¼";
  return formatNumber(multiplier, language);
}

interface TypeDotProps {
  readonly type: Type;
}

/** A type as a small dot; decorative, its name stands beside it. */
export function TypeDot({ type }: TypeDotProps) {
  return <span className={classes.dot} data-type={type} aria-hidden="true" />;
}
