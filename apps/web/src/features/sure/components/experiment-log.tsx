import { Skeleton } from "@mantine/core";
import type { ModelRuns } from "@predictiondex/contract";
import shared from "../../../components/facts-page.module.css";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { ScrollBox } from "../../../components/scroll-box.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatDay, formatNumber } from "../../../i18n/numbers.ts";
import { useModelRuns } from "../api/get-model.ts";
import { readCard } from "../read-card.ts";
import classes from "./experiment-log.module.css";

/** Every training on this host, with what came of it. */
export function ExperimentLog() {
  const { t } = useTexts();
  const runs = useModelRuns();
  return (
    <section className="card" aria-labelledby="runs">
      <h2 id="runs">{t("sure.runs")}</h2>
      <QueryFaces
        query={runs}
        loading={<Skeleton height="8rem" mt="md" />}
        isEmpty={(data) => data.runs.length === 0}
        empty={<p className={shared.lead}>{t("sure.runs.none")}</p>}
      >
        {(data) => (
          <ScrollBox label={t("sure.runs.caption")}>
            <table className={shared.table}>
              <caption className="visually-hidden">{t("sure.runs.caption")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("sure.runs.when")}</th>
                  <th scope="col">{t("sure.runs.status")}</th>
                  <th scope="col">{t("sure.runs.options")}</th>
                  <th scope="col" className={shared.number}>
                    {t("sure.runs.error")}
                  </th>
                  <th scope="col">{t("sure.runs.outcome")}</th>
                </tr>
              </thead>
              <tbody>
                {data.runs.map((run) => (
                  <Row key={run.id} run={run} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </QueryFaces>
    </section>
  );
}

interface RowProps {
  readonly run: ModelRuns["runs"][number];
}

function Row({ run: { id, status, startedAt, options, metrics, outcome } }: RowProps) {
  const { t, language } = useTexts();
  const [validation] = readCard({ card: {}, metrics }).measures;
  return (
    <tr>
      <th scope="row">
        {id} · {formatDay(startedAt, language)}
      </th>
      <td>{t(`sure.run.${status}`)}</td>
      <td>
        <details>
          <summary>{t("sure.runs.options.count", { count: flatten(options).length })}</summary>
          <code className={classes.options}>{flatten(options).join(" ")}</code>
        </details>
      </td>
      <td className={shared.number}>
        {validation === undefined
          ? "–"
          : formatNumber(validation.metrics.meanAbsoluteError * 100, language, 1)}
      </td>
      <td lang="en" className={classes.outcome}>
        {outcome ?? "–"}
      </td>
    </tr>
  );
}

/** Options as `boost.win.maxDepth=6`. */
function flatten(options: Readonly<Record<string, unknown>>, before = ""): string[] {
  return Object.entries(options).flatMap(([name, value]) =>
    typeof value === "object" && value !== null
      ? flatten(value as Readonly<Record<string, unknown>>, `${before}${name}.`)
      : [`${before}${name}=${value}`],
  );
}
