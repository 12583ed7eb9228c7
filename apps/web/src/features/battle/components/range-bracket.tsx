import type { CSSProperties } from "react";
import classes from "./range-bracket.module.css";

interface RangeBracketProps {
  readonly low: number;
  readonly high: number;
  readonly text: string;
}

/** The bracket under the ten segments with its words. */
export function RangeBracket({ low, high, text }: RangeBracketProps) {
  return (
    <span className={classes.range} style={{ "--low": low * 100, "--high": high * 100 } as CSSProperties}>
      <b aria-hidden="true" />
      <span>{text}</span>
    </span>
  );
}
