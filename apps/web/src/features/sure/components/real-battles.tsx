import shared from "../../../components/facts-page.module.css";
import { ScrollBox } from "../../../components/scroll-box.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatMeasure, formatPercent } from "../../../i18n/numbers.ts";
import measured from "../real-battles.json" with { type: "json" };

const WAYS = ["model", "search", "policy", "first"] as const;
const FIGURES = ["brier", "logLoss", "calibration", "regret"] as const;

/** Chances against battles really played, beside the first project's method. */
export function RealBattles() {
  const { t, language } = useTexts();
  const number = (value: number, digits = 0) => formatMeasure(value, language, digits);
  return (
    <section className="card" aria-labelledby="real">
      <h2 id="real">{t("sure.real")}</h2>
      <p className={shared.lead}>
        {t("sure.real.lead", { matchups: number(measured.matchups), battles: measured.battles })}
      </p>
      <ScrollBox label={t("sure.real.caption")}>
        <table className={shared.table}>
          <caption className="visually-hidden">{t("sure.real.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("sure.baselines.way")}</th>
              <th scope="col" className={shared.number}>
                {t("sure.measures.winner")}
              </th>
              {FIGURES.map((figure) => (
                <th key={figure} scope="col" className={shared.number}>
                  {t(`sure.real.${figure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WAYS.flatMap((way) => {
              const row = measured.rows.find((one) => one.way === way);
              if (row === undefined) return [];
              return [
                <tr key={way} className={way === "model" ? shared.strong : undefined}>
                  <th scope="row">{t(`sure.real.${way}`)}</th>
                  <td className={shared.number}>
                    {row.winnerPercent === null ? "–" : formatPercent(row.winnerPercent, language)}
                  </td>
                  {FIGURES.map((figure) => {
                    const value = row[figure];
                    return (
                      <td key={figure} className={shared.number}>
                        {value === null ? "–" : number(value, 3)}
                      </td>
                    );
                  })}
                </tr>,
              ];
            })}
          </tbody>
        </table>
      </ScrollBox>
      <p className={shared.note}>{t("sure.real.why")}</p>
    </section>
  );
}
