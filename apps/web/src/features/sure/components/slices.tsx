import type { EvaluationReport } from "@predictiondex/ml";
import type { CSSProperties } from "react";
import shared from "../../../components/facts-page.module.css";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatMeasure } from "../../../i18n/numbers.ts";
import { slicesOf } from "../read-card.ts";
import { isKnownSlice, SLICE_TEXTS } from "../slice-names.ts";
import classes from "./slices.module.css";

interface SlicesProps {
  readonly report: EvaluationReport;
}

/** The error by kind of match-up, largest first. */
export function Slices({ report }: SlicesProps) {
  const { t, language } = useTexts();
  const slices = slicesOf(report);
  const largest = Math.max(...slices.map(({ meanAbsoluteError }) => meanAbsoluteError));
  return (
    <div>
      <h3>{t("sure.slices")}</h3>
      <p className={shared.note}>{t("sure.slices.note")}</p>
      <table className={shared.table}>
        <caption className="visually-hidden">{t("sure.slices.caption")}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t("sure.slices.kind")}</th>
            <td />
            <th scope="col">{t("sure.measures.error")}</th>
          </tr>
        </thead>
        <tbody>
          {slices.map(({ name, count, meanAbsoluteError }, at) => (
            <tr key={name}>
              <th scope="row" className={classes.name}>
                {isKnownSlice(name) ? t(SLICE_TEXTS[name]) : name}
                <small>{t("sure.slices.count", { count })}</small>
              </th>
              <td className={classes.bar} aria-hidden="true">
                <i
                  data-most={at === 0 || undefined}
                  style={{ "--part": meanAbsoluteError / largest } as CSSProperties}
                />
              </td>
              <td className={shared.number}>
                {t("sure.slices.points", { points: formatMeasure(meanAbsoluteError * 100, language, 1) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
