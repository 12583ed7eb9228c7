import { useId } from "react";
import { useTexts } from "../../../i18n/i18n.ts";
import type { FoeKnowledge as Knowledge } from "../battle-url.ts";
import classes from "./foe-knowledge.module.css";

interface FoeKnowledgeProps {
  readonly value: Knowledge;
  readonly onChange: (value: Knowledge) => void;
}

const CHOICES = ["chosen", "plausible", "worst"] as const;

/** What is known of the opponent's moves: these four, or unknown by likely sets or by the worst one. */
export function FoeKnowledge({ value, onChange }: FoeKnowledgeProps) {
  const { t } = useTexts();
  const name = useId();
  return (
    <fieldset className={classes.choices}>
      <legend>{t("foe.title")}</legend>
      {CHOICES.map((choice) => (
        <label key={choice} className={classes.choice}>
          <input type="radio" name={name} checked={value === choice} onChange={() => onChange(choice)} />
          <span>
            {t(`foe.${choice}`)}
            <small>{t(`foe.${choice}.more`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
