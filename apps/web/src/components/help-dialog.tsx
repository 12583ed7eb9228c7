import { Button, Kbd, Switch } from "@mantine/core";
import type { Ref } from "react";
import { useTexts } from "../i18n/i18n.ts";
import dialog from "./dialog.module.css";
import classes from "./help-dialog.module.css";
import { useShortcutChoice } from "./use-shortcuts.ts";

interface HelpDialogProps {
  readonly ref: Ref<HTMLDialogElement>;
}

/** What the page does, its keys, and the switch that turns them off. A native dialog: focus and Esc come with it. */
export function HelpDialog({ ref }: HelpDialogProps) {
  const { t } = useTexts();
  const { areOn, setOn } = useShortcutChoice();
  const or = ` ${t("help.keys.or")} `;
  return (
    <dialog ref={ref} className={dialog.dialog} aria-labelledby="help-title">
      <form method="dialog" className={classes.content}>
        <h2 id="help-title" tabIndex={-1}>
          {t("help.title")}
        </h2>
        <p>{t("help.what")}</p>
        <p>{t("help.bar")}</p>
        <h3 className={classes.keysTitle}>{t("help.keys")}</h3>
        <dl className={classes.keys}>
          <div>
            <dt>
              <Kbd>Ctrl+K</Kbd>
              {or}
              <Kbd>/</Kbd>
            </dt>
            <dd>{t("help.key.search")}</dd>
          </div>
          <div>
            <dt>
              <Kbd>↑</Kbd> <Kbd>↓</Kbd> <Kbd>{t("help.key.enter")}</Kbd> <Kbd>{t("help.key.escape")}</Kbd>
            </dt>
            <dd>{t("help.key.list")}</dd>
          </div>
          <div>
            <dt>
              <Kbd>s</Kbd>
            </dt>
            <dd>{t("help.key.swap")}</dd>
          </div>
          <div>
            <dt>
              <Kbd>1</Kbd> {t("help.keys.to")} <Kbd>4</Kbd>
            </dt>
            <dd>{t("help.key.unfold")}</dd>
          </div>
          <div>
            <dt>
              <Kbd>c</Kbd>
            </dt>
            <dd>{t("help.key.text")}</dd>
          </div>
          <div>
            <dt>
              <Kbd>l</Kbd>
            </dt>
            <dd>{t("help.key.link")}</dd>
          </div>
          <div>
            <dt>
              <Kbd>t</Kbd>
            </dt>
            <dd>{t("help.key.theme")}</dd>
          </div>
          <div>
            <dt>
              <Kbd>?</Kbd>
            </dt>
            <dd>{t("help.key.help")}</dd>
          </div>
        </dl>
        <Switch
          className={classes.switch}
          classNames={{ thumb: classes.thumb ?? "" }}
          withThumbIndicator={false}
          label={t("help.switch")}
          checked={areOn}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
        <Button type="submit" variant="default" className={classes.close}>
          {t("help.close")}
        </Button>
      </form>
    </dialog>
  );
}
