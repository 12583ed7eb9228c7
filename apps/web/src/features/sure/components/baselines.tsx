import type { ChanceMetrics, EvaluationReport } from "@predictiondex/ml";
import shared from "../../../components/facts-page.module.css";
import { ScrollBox } from "../../../components/scroll-box.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatMeasure, formatPercent } from "../../../i18n/numbers.ts";

const WAYS = ["closedFormRace", "logisticRegression", "typeAdvantage", "baseStatTotal", "speed"] as const;

interface BaselinesProps {
  readonly report: EvaluationReport;
}

/** The model beside simpler ways on the same match-ups. */
export function Baselines({ report }: BaselinesProps) {
  const { t } = useTexts();
  return (
    <div>
      <h3>{t("sure.baselines")}</h3>
      <ScrollBox label={t("sure.baselines.caption")}>
        <table className={shared.table}>
          <caption className="visually-hidden">{t("sure.baselines.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("sure.baselines.way")}</th>
              <th scope="col" className={shared.number}>
                {t("sure.measures.brier")}
              </th>
              <th scope="col" className={shared.number}>
                {t("sure.measures.error")}
              </th>
              <th scope="col" className={shared.number}>
                {t("sure.baselines.close")}
              </th>
              <th scope="col" className={shared.number}>
                {t("sure.measures.winner")}
              </th>
            </tr>
          </thead>
          <tbody>
            <Row name={t("sure.baseline.model")} overall={report.overall} close={report.close} isOurs />
            {WAYS.filter((way) => report.baselines[way] !== undefined).map((way) => (
              <Row
                key={way}
                name={t(`sure.baseline.${way}`)}
                overall={report.baselines[way].overall}
                close={report.baselines[way].close}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly overall: ChanceMetrics;
  readonly close: ChanceMetrics;
  readonly isOurs?: boolean;
}

function Row({ name, overall, close, isOurs = false }: RowProps) {
  const { language } = useTexts();
  const points = (error: number) => formatMeasure(error * 100, language, 1);
  return (
    <tr className={isOurs ? shared.strong : undefined}>
      <th scope="row">{name}</th>
      <td className={shared.number}>{formatMeasure(overall.brier, language, 3)}</td>
      <td className={shared.number}>{points(overall.meanAbsoluteError)}</td>
      <td className={shared.number}>{points(close.meanAbsoluteError)}</td>
      <td className={shared.number}>{formatPercent(overall.winnerAccuracy * 100, language)}</td>
    </tr>
  );
}
