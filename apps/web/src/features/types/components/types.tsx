import { getRouteApi } from "@tanstack/react-router";
import { useForms } from "../../../api/get-forms.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import { useTypeChart } from "../../../api/get-type-chart.ts";
import shared from "../../../components/facts-page.module.css";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { readCell, readTypes, type TypesUrl } from "../types-url.ts";
import { Coverage } from "./coverage.tsx";
import { TypeAnalysis } from "./type-analysis.tsx";
import { TypeMatrix } from "./type-matrix.tsx";

const route = getRouteApi("/types");

/** The chart, what one or two types mean, what a set of attacks covers. */
export function Types() {
  const { t } = useTexts();
  const url = route.useSearch();
  const navigate = route.useNavigate();
  const chart = useTypeChart();
  const forms = useForms();
  const moves = useMoveFacts();
  usePageTitle(t("types.title"));
  const change = (changes: TypesUrl) =>
    void navigate({
      search: (now) =>
        Object.fromEntries(Object.entries({ ...now, ...changes }).filter(([, value]) => value)),
      resetScroll: false,
    });
  return (
    <div className={shared.stack}>
      <div>
        <h1>{t("types.title")}</h1>
        <p className={shared.lead}>{t("types.lead")}</p>
      </div>
      <section className="card" aria-labelledby="chart">
        <h2 id="chart">{t("types.chart")}</h2>
        <QueryFaces query={chart} loading={<Skeleton height="46rem" />}>
          {(data) => (
            <TypeMatrix
              chart={data}
              cell={readCell(url.at)}
              onCell={(cell) => change({ at: cell.join(",") })}
            />
          )}
        </QueryFaces>
      </section>
      <section className="card" aria-labelledby="one">
        <h2 id="one">{t("types.one")}</h2>
        <QueryFaces query={chart} loading={<Skeleton height="24rem" />}>
          {(data) => (
            <TypeAnalysis
              chart={data}
              forms={forms.data}
              types={readTypes(url.on ?? "water")}
              onTypes={(types) => change({ on: types.join(",") })}
            />
          )}
        </QueryFaces>
      </section>
      <section className="card" aria-labelledby="coverage">
        <h2 id="coverage">{t("types.coverage")}</h2>
        <p className={shared.lead}>{t("types.coverage.lead")}</p>
        <QueryFaces query={chart} loading={<Skeleton height="20rem" />}>
          {(data) => (
            <QueryFaces query={forms} loading={<Skeleton height="20rem" />}>
              {(roster) => (
                <QueryFaces query={moves} loading={<Skeleton height="20rem" />}>
                  {(facts) => (
                    <Coverage
                      chart={data}
                      forms={roster}
                      moves={facts}
                      value={url.set}
                      onSet={(slugs) => change({ set: slugs.join(",") })}
                    />
                  )}
                </QueryFaces>
              )}
            </QueryFaces>
          )}
        </QueryFaces>
      </section>
    </div>
  );
}
