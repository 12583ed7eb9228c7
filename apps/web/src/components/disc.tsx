import type { FormKind, Type } from "@predictiondex/core";
import classes from "./disc.module.css";

interface DiscProps {
  /** The species' name in the page's language; its first two letters are drawn. */
  readonly name: string;
  readonly types: readonly { readonly slug: Type }[];
  readonly kind: FormKind;
  readonly size: "small" | "medium" | "large";
}

/** The drawn stand-in for a Pokémon: type one fills, type two is the crescent; decorative, its name stands beside it. */
export function Disc({ name, types, kind, size }: DiscProps) {
  return (
    <span
      className={classes.disc}
      data-type={types[0]?.slug}
      data-second-type={types[1]?.slug}
      data-kind={kind}
      data-size={size}
      aria-hidden="true"
    >
      {name.slice(0, 2)}
    </span>
  );
}

interface EmptyDiscProps {
  readonly size: DiscProps["size"];
}

/** The disc of a side for which nothing is chosen. */
export function EmptyDisc({ size }: EmptyDiscProps) {
  return (
    <span className={classes.disc} data-size={size} data-kind="empty" aria-hidden="true">
      ?
    </span>
  );
}
