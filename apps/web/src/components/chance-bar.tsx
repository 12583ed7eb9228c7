import type { CSSProperties } from "react";
import { chanceWord } from "../chance-word.ts";
import classes from "./chance-bar.module.css";

/** A narrower range is told in words alone: its bracket would be a speck. */
const LEAST_BRACKET = 0.04;

interface ChanceBarProps {
  /** Win probability, 0–1. */
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  /** On the answer's dark surface. */
  readonly onAnswer?: boolean;
}

/** A chance as a bar from 0 to 100 with a notch at even and a bracket over its range; the number stands beside it. */
export function ChanceBar({ probability, low, high, onAnswer = false }: ChanceBarProps) {
  return (
    <span
      className={classes.bar}
      data-chance={chanceWord(probability)}
      data-on-answer={onAnswer || undefined}
      style={asVariables(probability, low, high)}
      aria-hidden="true"
    >
      <i className={classes.fill} />
      {high - low >= LEAST_BRACKET && <b className={classes.bracket} />}
    </span>
  );
}

/** The same as ten segments, one per battle of ten. */
export function ChanceSegments({ probability, low, high }: Omit<ChanceBarProps, "onAnswer">) {
  return (
    <span
      className={classes.segments}
      data-chance={chanceWord(probability)}
      style={asVariables(probability, low, high)}
      aria-hidden="true"
    >
      <i className={classes.segmentFill} />
    </span>
  );
}

function asVariables(probability: number, low: number, high: number): CSSProperties {
  return { "--p": probability * 100, "--low": low * 100, "--high": high * 100 } as CSSProperties;
}
