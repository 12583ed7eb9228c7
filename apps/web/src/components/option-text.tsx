import classes from "./option-text.module.css";

interface OptionTextProps {
  readonly name: string;
  /** What else tells it apart; parts that only repeat the name are left out. */
  readonly details: readonly string[];
}

/** The two lines of an option in a list to pick from: its name, and smaller what it is. */
export function OptionText({ name, details }: OptionTextProps) {
  return (
    <span className={classes.text}>
      {name}
      <small>{details.filter((detail) => detail !== name).join(" · ")}</small>
    </span>
  );
}
