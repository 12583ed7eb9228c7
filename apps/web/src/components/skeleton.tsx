import classes from "./skeleton.module.css";

interface SkeletonProps {
  /** CSS sizes; without one the class, or the place it stands in, says. */
  readonly height?: string;
  readonly minHeight?: string;
  readonly width?: string;
  /** How round: a field, a card, a page's first card, a disc. */
  readonly shape?: "field" | "card" | "hero" | "disc";
  /** Which sides keep their distance. */
  readonly apart?: "above" | "below";
  readonly className?: string | undefined;
}

/** Stands where something is still loading, as large as what will take its place. */
export function Skeleton({ height, minHeight, width, shape = "field", apart, className }: SkeletonProps) {
  return (
    <div
      className={[classes.skeleton, className].filter(Boolean).join(" ")}
      data-shape={shape}
      data-apart={apart}
      style={{ height, minHeight, width }}
    />
  );
}
