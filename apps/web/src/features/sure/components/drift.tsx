import type { ModelDrift } from "@predictiondex/contract";
import shared from "../../../components/facts-page.module.css";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatMeasure } from "../../../i18n/numbers.ts";
import { useModel, useModelDrift } from "../api/get-model.ts";
import { figureText } from "../feature-names.ts";
import classes from "./drift.module.css";

const SHOWN = 10;

/** Whether the model is asked for what it was trained on, and how true its answers are. */
export function Drift() {
  const { t } = useTexts();
  const drift = useModelDrift();
  return (
    <section className="card" aria-labelledby="drift">
      <h2 id="drift">{t("sure.drift")}</h2>
      <p className={shared.lead}>{t("sure.drift.lead")}</p>
      <QueryFaces query={drift} loading={<Skeleton height="6rem" apart="above" />}>
        {(data) => (data === null ? <p>{t("sure.model.none")}</p> : <Filled drift={data} />)}
      </QueryFaces>
    </section>
  );
}

interface FilledProps {
  readonly drift: ModelDrift;
}

function Filled({ drift: { predictions, psi, features, truth } }: FilledProps) {
  const { t, language } = useTexts();
  const model = useModel().data;
  const tells = new Map(model?.features.map((figure) => [figure.name, figure.tells]));
  const number = (value: number, digits = 2) => formatMeasure(value, language, digits);
  return (
    <div className={classes.drift}>
      <p>
        {psi === null
          ? t("sure.drift.none", { count: predictions })
          : t("sure.drift.state", { count: predictions, mean: number(psi.mean), max: number(psi.max) })}
      </p>
      <p>
        {truth.meanAbsoluteError === null || truth.maxAbsoluteError === null
          ? t("sure.drift.truth.none")
          : t("sure.drift.truth", {
              count: truth.checked,
              mean: number(truth.meanAbsoluteError * 100, 1),
              max: number(truth.maxAbsoluteError * 100, 1),
            })}
      </p>
      {features.length > 0 && (
        <table className={shared.table}>
          <caption className="visually-hidden">{t("sure.drift.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("sure.drift.figure")}</th>
              <th scope="col" className={shared.number}>
                {t("sure.drift.psi")}
              </th>
              <th scope="col" className={shared.number}>
                {t("sure.drift.ks")}
              </th>
            </tr>
          </thead>
          <tbody>
            {features.slice(0, SHOWN).map((feature) => (
              <tr key={feature.name}>
                <th scope="row">
                  {figureText(
                    { name: feature.name, tells: tells.get(feature.name) ?? feature.name },
                    language,
                  )}
                </th>
                <td className={shared.number}>{number(feature.psi)}</td>
                <td className={shared.number}>{number(feature.ks)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
