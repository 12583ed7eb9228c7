import { ActionIcon } from "@mantine/core";
import { useRef } from "react";
import { useTexts } from "../i18n/i18n.ts";
import { Icon, type IconName } from "./icon.tsx";
import { NAVIGATION } from "./navigation.ts";
import classes from "./page-frame.module.css";
import { PageLink } from "./page-link.tsx";

interface PageMenuProps {
  /** What the header has no room for on a phone. */
  readonly tools: readonly {
    readonly icon: IconName;
    readonly text: string;
    readonly run: () => void;
  }[];
}

/** The pages behind one button, where the screen has no room for their names. A native dialog: focus and Esc come with it. */
export function PageMenu({ tools }: PageMenuProps) {
  const { t } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <ActionIcon
        className={`${classes.tool} ${classes.menuButton}`}
        variant="subtle"
        aria-label={t("nav.menu")}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        <Icon name="menu" />
      </ActionIcon>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop closes it; the keyboard has Esc. */}
      <dialog
        ref={dialog}
        className={classes.menu}
        aria-label={t("nav.menu")}
        onClick={({ target, currentTarget }) => target === currentTarget && close()}
      >
        <nav aria-label={t("nav.pages")}>
          {NAVIGATION.map(({ to, text }) => (
            <PageLink key={to} to={to} onClick={close}>
              {t(text)}
            </PageLink>
          ))}
        </nav>
        <div className={classes.menuTools}>
          {tools.map(({ icon, text, run }) => (
            <button
              key={icon}
              type="button"
              onClick={() => {
                close();
                run();
              }}
            >
              <Icon name={icon} />
              {text}
            </button>
          ))}
        </div>
      </dialog>
    </>
  );
}
