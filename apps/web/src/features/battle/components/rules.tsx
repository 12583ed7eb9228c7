import { useTexts } from "../../../i18n/i18n.ts";
import type { BattleState } from "../use-battle.ts";
import classes from "./rules.module.css";

interface RulesProps {
  readonly value: BattleState["rules"];
  readonly onChange: BattleState["setRules"];
}

/** The switch for link battles' usual rules: level 50, no AVs. */
export function Rules({ value, onChange }: RulesProps) {
  const { t } = useTexts();
  return (
    <section className="card" aria-labelledby="rules-title">
      <h2 id="rules-title">{t("rules.title")}</h2>
      <label className={classes.rule}>
        <input
          type="checkbox"
          checked={value === "normal"}
          onChange={(event) => onChange(event.currentTarget.checked ? "normal" : "no-restrictions")}
        />
        <span>
          {t("rules.normal")}
          <small>{t("rules.normal.more")}</small>
        </span>
      </label>
    </section>
  );
}
