import classes from "./heat-legend.module.css";

const STEPS = Array.from({ length: 11 }, (_, step) => step);

interface HeatLegendProps {
  /** Words at the two ends. */
  readonly low: string;
  readonly high: string;
}

/** The eleven steps of the chance scale between its two ends. */
export function HeatLegend({ low, high }: HeatLegendProps) {
  return (
    <div className={classes.legend}>
      <span>{low}</span>
      <span className={classes.steps} aria-hidden="true">
        {STEPS.map((step) => (
          <i key={step} data-heat={step} />
        ))}
      </span>
      <span>{high}</span>
    </div>
  );
}
