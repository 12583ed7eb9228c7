import type { DataIssueItem, DataReport } from "@predictiondex/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import shared from "../../../components/facts-page.module.css";
import { Segments } from "../../../components/list-fields.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { useDataReport } from "../api/get-data-report.ts";
import { reasonText } from "../reason-text.ts";
import classes from "./quality-report.module.css";

const route = getRouteApi("/sure");
const SEVERITIES = ["error", "warning", "info"] as const;
const SHOWN = 20;

/** Where the sources of the data disagree or a rule is broken, and what was decided. */
export function QualityReport() {
  const { t } = useTexts();
  const report = useDataReport();
  return (
    <section className="card" aria-labelledby="report">
      <h2 id="report">{t("sure.report")}</h2>
      <p className={shared.lead}>{t("sure.report.lead")}</p>
      <QueryFaces
        query={report}
        loading={<Skeleton height="20rem" apart="above" />}
        isEmpty={({ total }) => total === 0}
        empty={<p className={shared.empty}>{t("sure.report.none")}</p>}
      >
        {(data) => <Entries report={data} />}
      </QueryFaces>
    </section>
  );
}

interface EntriesProps {
  readonly report: DataReport;
}

function Entries({ report }: EntriesProps) {
  const { t } = useTexts();
  const { issues } = route.useSearch();
  const navigate = route.useNavigate();
  const [isWhole, setIsWhole] = useState(false);
  const severity = SEVERITIES.find((each) => each === issues) ?? "all";
  const entries = report.items.filter((item) => severity === "all" || item.severity === severity);
  const shown = isWhole ? entries : entries.slice(0, SHOWN);
  const counts = { ...report.counts, all: report.total };
  return (
    <>
      <Segments
        label={t("sure.report.filter")}
        value={severity}
        options={(["all", ...SEVERITIES] as const)
          .filter((each) => each === "all" || each === severity || counts[each] > 0)
          .map((each) => ({ value: each, text: t(`sure.report.${each}`, { count: counts[each] }) }))}
        onChange={(next) =>
          void navigate({
            search: ({ issues: _issues, ...rest }) => (next === "all" ? rest : { ...rest, issues: next }),
            resetScroll: false,
          })
        }
      />
      <table className={`${shared.table} ${shared.stacked}`}>
        <caption className="visually-hidden">{t("sure.report.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("sure.report.subject")}</th>
            <th scope="col">{t("sure.report.field")}</th>
            <th scope="col">{t("sure.report.found")}</th>
            <th scope="col">{t("sure.report.why")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <Entry key={`${item.table} ${item.subject} ${item.field} ${item.reason}`} item={item} />
          ))}
        </tbody>
      </table>
      {shown.length < entries.length && (
        <p className={shared.shown}>
          <button type="button" onClick={() => setIsWhole(true)}>
            {t("sure.data.more", { count: entries.length })}
          </button>
        </p>
      )}
    </>
  );
}

interface EntryProps {
  readonly item: DataIssueItem;
}

function Entry({ item: { severity, table, subject, field, found, chosenSource, reason } }: EntryProps) {
  const { t, language } = useTexts();
  return (
    <tr>
      <th scope="row">
        {subject} <span className={shared.tag}>{t(`sure.report.kind.${severity}`)}</span>
        <small className={classes.table}>{table}</small>
      </th>
      <td data-head={t("sure.report.field")}>{field}</td>
      <td data-head={Object.keys(found).length > 0 ? t("sure.report.found") : undefined}>
        <ul>
          {Object.entries(found).map(([source, value]) => (
            <li key={source} className={source === chosenSource ? classes.chosen : undefined}>
              {source}: {typeof value === "string" ? value : JSON.stringify(value)}
            </li>
          ))}
        </ul>
      </td>
      <td className={classes.why} data-head={t("sure.report.why")}>
        {reasonText(reason, language)}
      </td>
    </tr>
  );
}
