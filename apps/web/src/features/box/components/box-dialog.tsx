import { type ReactNode, useId, useRef } from "react";
import shared from "../../../components/dialog.module.css";
import classes from "./box-dialog.module.css";

interface BoxDialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A native dialog that is open as long as it is there: focus stays in it, Esc closes it, focus goes back. */
export function BoxDialog({ title, onClose, children }: BoxDialogProps) {
  const titleId = useId();
  const shown = useRef<HTMLDialogElement>(null);
  const show = (dialog: HTMLDialogElement | null) => {
    shown.current = dialog;
    if (dialog !== null && !dialog.open) dialog.showModal();
  };
  return (
    <dialog
      ref={show}
      className={`${shared.dialog} ${classes.wide}`}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <div className={classes.content}>
        <h2 id={titleId}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
