import type { EvaluationReport } from "@predictiondex/ml";
import { Link } from "@tanstack/react-router";
import { useForms } from "../../../api/get-forms.ts";
import shared from "../../../components/facts-page.module.css";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";

interface WorstAnswersProps {
  readonly report: EvaluationReport;
}

/** The match-ups that the model is most wrong about, to look at. */
export function WorstAnswers({ report }: WorstAnswersProps) {
  const { t, language } = useTexts();
  const forms = useForms();
  const nameOf = (slug: string) => forms.data?.bySlug.get(slug)?.names[language] ?? slug;
  return (
    <div>
      <h3>{t("sure.worst")}</h3>
      <table className={shared.table}>
        <caption className="visually-hidden">{t("sure.worst.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("sure.worst.matchup")}</th>
            <th scope="col" className={shared.number}>
              {t("sure.worst.said")}
            </th>
            <th scope="col" className={shared.number}>
              {t("sure.worst.true")}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.worst.map(({ a, b, movesOfA, movesOfB, truth, predicted }) => (
            <tr key={[a, b, ...movesOfA, ...movesOfB].join()}>
              <th scope="row">
                <Link
                  to="/"
                  search={({ lang }: { readonly lang?: string }) => ({
                    ...{ a, b, am: movesOfA.join(","), bm: movesOfB.join(",") },
                    ...(lang === undefined ? {} : { lang }),
                  })}
                >
                  {t("sure.worst.against", { a: nameOf(a), b: nameOf(b) })}
                </Link>
              </th>
              <td className={shared.number}>{formatChance(predicted, language)}</td>
              <td className={shared.number}>{formatChance(truth, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
