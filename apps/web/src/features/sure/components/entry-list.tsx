import type { ReactNode } from "react";
import classes from "./entry-list.module.css";

interface EntryListProps {
  /** What the list is of, for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A list of entries, one below the other, that reads as well on a phone. */
export function EntryList({ label, children }: EntryListProps) {
  return (
    <ul className={classes.entries} aria-label={label}>
      {children}
    </ul>
  );
}

interface EntryProps {
  readonly title: string;
  /** Short facts by their names. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly children: ReactNode;
}

/** One entry: title, facts side by side, and what else there is to it. */
export function Entry({ title, facts, children }: EntryProps) {
  return (
    <li>
      <h3>{title}</h3>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </li>
  );
}
