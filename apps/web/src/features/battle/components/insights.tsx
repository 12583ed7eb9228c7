import { Fold } from "../../../components/fold.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import { useInsights } from "../api/get-insights.ts";
import type { Face } from "../use-battle.ts";
import classes from "./insights.module.css";

interface InsightsProps {
  readonly filled: Extract<Face, { kind: "filled" }>;
}

/** What there is to learn from the answer, and on request what would change it. */
export function Insights({ filled: { answer, request } }: InsightsProps) {
  const { t, language } = useTexts();
  return (
    <section className="card" aria-labelledby="insights-title">
      <h2 id="insights-title">{t("insights.title")}</h2>
      <ul className={classes.list}>
        {answer.insights.sentences.map((sentence) => (
          <li key={sentence.en}>{sentence[language]}</li>
        ))}
      </ul>
      <Fold title={t("insights.more")}>
        <TurningPoints a={request.a} b={request.b} rules={request.rules} />
      </Fold>
    </section>
  );
}

type TurningPointsProps = Pick<Parameters<typeof useInsights>[0], "a" | "b" | "rules">;

function TurningPoints({ a, b, rules }: TurningPointsProps) {
  const { t, language } = useTexts();
  const query = useInsights({ a, b, ...(rules === undefined ? {} : { rules }) }, true);
  return (
    <QueryFaces
      query={query}
      loading={
        <>
          <p className={classes.note}>{t("insights.searching")}</p>
          <Skeleton height="4rem" />
        </>
      }
      isEmpty={({ counterfactual, turningPoints }) => counterfactual === null && turningPoints.length === 0}
      empty={<p className={classes.note}>{t("insights.none")}</p>}
    >
      {({ counterfactual, turningPoints }) => (
        <ul className={classes.list}>
          {[...(counterfactual === null ? [] : [counterfactual]), ...turningPoints].map(({ text, p }) => (
            <li key={text.en}>
              {text[language]} <b className="num">{formatChance(p, language)}</b>
            </li>
          ))}
        </ul>
      )}
    </QueryFaces>
  );
}
