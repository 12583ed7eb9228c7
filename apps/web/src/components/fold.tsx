import { type ReactNode, useState } from "react";
import classes from "./fold.module.css";
import { Icon } from "./icon.tsx";

interface FoldProps {
  readonly title: ReactNode;
  /** A second, smaller line of the title. */
  readonly note?: ReactNode;
  /** What is folded away; there only while unfolded. */
  readonly children: ReactNode;
}

/** A part that is folded away until its title is chosen: the browser's own element, with our arrow. */
export function Fold({ title, note, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={classes.fold} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="right" />
        <span>
          {title}
          {note !== undefined && <small>{note}</small>}
        </span>
      </summary>
      {isOpen && <div className={classes.content}>{children}</div>}
    </details>
  );
}
