import type { BestMoveResponse } from "@predictiondex/contract";
import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./assumptions.module.css";

interface AssumptionsProps {
  readonly answer: BestMoveResponse;
}

/** What the answer takes for granted. */
export function Assumptions({ answer: { assumptions } }: AssumptionsProps) {
  const { t, language } = useTexts();
  const { level_a: a, level_b: b, iv, av, friendship } = assumptions;
  return (
    <section className="card" aria-labelledby="assume-title">
      <h2 id="assume-title">{t("assume.title")}</h2>
      <ul className={classes.list}>
        <li>
          <Icon name="check" />
          {assumptions.play[language]}
        </li>
        {assumptions.own_moves === "standard" && (
          <li>
            <Icon name="ask" />
            {t("assume.own.standard")}
          </li>
        )}
        <li>
          <Icon name={assumptions.opponent_moves === "standard" ? "ask" : "check"} />
          {t(`assume.foe.${assumptions.opponent_moves}`)}
        </li>
        <li>
          <Icon name="check" />
          {t("assume.stats", { a, b, iv, av, friendship })}
        </li>
        <li>
          <Icon name="check" />
          {t("assume.items")}
        </li>
      </ul>
    </section>
  );
}
