import { useState } from "react";
import classes from "./set-fields.module.css";

interface NumberFieldProps {
  readonly label: string;
  /** The label for the eye alone where `label` is longer. */
  readonly shownLabel?: string;
  readonly value: number;
  readonly lowest?: number;
  readonly highest: number;
  readonly onChange: (value: number) => void;
}

/** A whole number within bounds; a half-typed or impossible value changes nothing. */
export function NumberField({ label, shownLabel, value, lowest = 0, highest, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <label className={classes.field}>
      <span className={shownLabel === undefined ? undefined : "visually-hidden"}>{label}</span>
      {shownLabel !== undefined && <span aria-hidden="true">{shownLabel}</span>}
      <input
        className={classes.input}
        type="number"
        inputMode="numeric"
        min={lowest}
        max={highest}
        step={1}
        value={draft ?? value}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          setDraft(typed);
          const next = Number(typed);
          if (typed !== "" && Number.isInteger(next) && next >= lowest && next <= highest) onChange(next);
        }}
        onBlur={() => setDraft(undefined)}
      />
    </label>
  );
}
