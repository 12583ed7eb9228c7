import { ActionIcon } from "@mantine/core";
import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import type { UrlFault } from "../battle-url.ts";
import classes from "./url-faults.module.css";

interface UrlFaultsProps {
  readonly faults: readonly UrlFault[];
  readonly onClose: () => void;
}

/** What of the link was not understood, in plain words. */
export function UrlFaults({ faults, onClose }: UrlFaultsProps) {
  const { t, language } = useTexts();
  if (faults.length === 0) return null;
  const textOf = (fault: UrlFault) =>
    fault.kind === "move"
      ? t("url.move", { value: fault.value, name: nameIn(language, fault.of) })
      : t(`url.${fault.kind}`, { value: fault.value });
  return (
    <section className={`card ${classes.faults}`} role="alert">
      <div>
        <p>{t("url.title")}</p>
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.key} ${fault.value}`}>{textOf(fault)}</li>
          ))}
        </ul>
      </div>
      <ActionIcon className={classes.close} variant="default" aria-label={t("url.close")} onClick={onClose}>
        <Icon name="close" />
      </ActionIcon>
    </section>
  );
}
