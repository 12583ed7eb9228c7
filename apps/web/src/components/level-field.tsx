import { useState } from "react";
import { Icon } from "./icon.tsx";
import classes from "./level-field.module.css";

interface LevelFieldProps {
  readonly id: string;
  readonly label: string;
  /** Names of the two buttons. */
  readonly labels: { readonly up: string; readonly down: string };
  readonly value: number;
  readonly onChange: (level: number) => void;
}

const LOWEST = 1;
const HIGHEST = 100;

/** A level from 1 to 100: typed, or by steps. A half-typed value changes nothing. */
export function LevelField({ id, label, labels, value, onChange }: LevelFieldProps) {
  const [draft, setDraft] = useState<string>();
  const step = (by: number) => {
    setDraft(undefined);
    onChange(Math.min(HIGHEST, Math.max(LOWEST, value + by)));
  };
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      <div className={classes.stepper}>
        <button type="button" aria-label={labels.down} disabled={value <= LOWEST} onClick={() => step(-1)}>
          <Icon name="minus" />
        </button>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={LOWEST}
          max={HIGHEST}
          step={1}
          value={draft ?? value}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            const level = Number(typed);
            setDraft(typed);
            if (Number.isInteger(level) && level >= LOWEST && level <= HIGHEST) onChange(level);
          }}
          onBlur={() => setDraft(undefined)}
        />
        <button type="button" aria-label={labels.up} disabled={value >= HIGHEST} onClick={() => step(1)}>
          <Icon name="plus" />
        </button>
      </div>
    </div>
  );
}
