import type { ReactNode } from "react";
import classes from "./facts-page.module.css";

interface ScrollBoxProps {
  /** What scrolls, for a screen reader. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A box in which a wide table scrolls sideways; it takes the focus, so that arrow keys scroll it. */
export function ScrollBox({ label, children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1, what scrolls must be reached by keyboard
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
