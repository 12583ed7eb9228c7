import type { ModelCard as Card, Model } from "@predictiondex/contract";
import { getRouteApi } from "@tanstack/react-router";
import shared from "../../../components/facts-page.module.css";
import { Fold } from "../../../components/fold.tsx";
import { Segments } from "../../../components/list-fields.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { ScrollBox } from "../../../components/scroll-box.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatDay, formatMeasure, formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { useModel, useModelCard } from "../api/get-model.ts";
import { figureText } from "../feature-names.ts";
import { type ModelReport, readCard } from "../read-card.ts";
import { Baselines } from "./baselines.tsx";
import classes from "./model-card.module.css";
import { Reliability } from "./reliability.tsx";
import { Slices } from "./slices.tsx";
import { WorstAnswers } from "./worst-answers.tsx";

const route = getRouteApi("/sure");

/** The trained model: what it is, how it was measured, where it errs. */
export function ModelCard() {
  const { t } = useTexts();
  const model = useModel();
  const card = useModelCard();
  const none = <p className={shared.lead}>{t("sure.model.none")}</p>;
  return (
    <section className="card" aria-labelledby="model">
      <h2 id="model">{t("sure.model")}</h2>
      <p className={shared.lead}>{t("sure.model.lead")}</p>
      <QueryFaces query={model} loading={<Skeleton height="8rem" apart="above" />}>
        {(served) =>
          served === null ? (
            none
          ) : (
            <QueryFaces query={card} loading={<Skeleton height="30rem" apart="above" />}>
              {(told) => (told === null ? none : <Filled model={served} card={told} />)}
            </QueryFaces>
          )
        }
      </QueryFaces>
    </section>
  );
}

interface FilledProps {
  readonly model: Model;
  readonly card: Card;
}

function Filled({ model, card }: FilledProps) {
  const { t, language } = useTexts();
  const report = readCard(card);
  const { matchups, day } = report.trainedOn;
  return (
    <>
      <dl className={classes.facts}>
        <div>
          <dt>{t("sure.model.name")}</dt>
          <dd>{model.name}</dd>
        </div>
        <div>
          <dt>{t("sure.model.trained")}</dt>
          <dd>
            {matchups === undefined
              ? "–"
              : t("sure.model.matchups", { number: formatNumber(matchups, language, 0) })}
            {day !== undefined && <small>{formatDay(day, language)}</small>}
          </dd>
        </div>
        <div>
          <dt>{t("sure.model.size")}</dt>
          <dd>{t("sure.data.kilobytes", { size: formatNumber(model.nBytes / 1000, language, 0) })}</dd>
        </div>
      </dl>
      <Fold title={t("sure.model.features.all", { count: model.features.length })}>
        <ul className={classes.features}>
          {model.features.map((figure) => (
            <li key={figure.name}>{figureText(figure, language)}</li>
          ))}
        </ul>
      </Fold>
      {model.fault !== null && <p role="alert">{t("sure.model.fault")}</p>}
      <Measures report={report} />
      <Reports report={report} />
    </>
  );
}

interface ReportProps {
  readonly report: ModelReport;
}

function Measures({ report: { measures } }: ReportProps) {
  const { t, language } = useTexts();
  if (measures.length === 0) return null;
  const number = (value: number, digits: number) => formatMeasure(value, language, digits);
  return (
    <ScrollBox label={t("sure.measures.caption")}>
      <table className={shared.table}>
        <caption className="visually-hidden">{t("sure.measures.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("sure.measures.held")}</th>
            {(["count", "error", "brier", "loss", "ece", "winner"] as const).map((name) => (
              <th key={name} scope="col" className={shared.number}>
                {t(`sure.measures.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map(({ held, metrics }) => (
            <tr key={held}>
              <th scope="row">{t(`sure.held.${held}`)}</th>
              <td className={shared.number}>{number(metrics.count, 0)}</td>
              <td className={shared.number}>{number(metrics.meanAbsoluteError * 100, 1)}</td>
              <td className={shared.number}>{number(metrics.brier, 3)}</td>
              <td className={shared.number}>{number(metrics.excessLogLoss, 3)}</td>
              <td className={shared.number}>{number(metrics.ece, 3)}</td>
              <td className={shared.number}>{formatPercent(metrics.winnerAccuracy * 100, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Reports({ report: { reports } }: ReportProps) {
  const { t } = useTexts();
  const { held } = route.useSearch();
  const navigate = route.useNavigate();
  const known = (["pairs", "species"] as const).filter((each) => reports[each] !== undefined);
  const shown = known.find((each) => each === held) ?? known[0];
  const report = shown && reports[shown];
  if (report === undefined) return <p className={shared.note}>{t("sure.model.unmeasured")}</p>;
  return (
    <>
      <Segments
        label={t("sure.held.choose")}
        value={shown!}
        options={known.map((each) => ({ value: each, text: t(`sure.held.${each}`) }))}
        onChange={(next) =>
          void navigate({
            search: ({ held: _held, ...rest }) => (next === known[0] ? rest : { ...rest, held: next }),
            resetScroll: false,
          })
        }
      />
      <div className={classes.halves}>
        <div>
          <h3>{t("sure.model.reliability")}</h3>
          <Reliability
            bands={report.reliability
              .filter(({ count }) => count > 0)
              .map(({ count, ...bin }) => ({ ...bin, matchups: count }))}
            countLabel={t("sure.reliability.count")}
            wonLabel={t("sure.model.won")}
          />
        </div>
        <Slices report={report} />
        <Baselines report={report} />
        <WorstAnswers report={report} />
      </div>
    </>
  );
}
