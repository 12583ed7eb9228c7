import type { DataReport, DataVersionInfo } from "@predictiondex/contract";
import { useState } from "react";
import shared from "../../../components/facts-page.module.css";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { ScrollBox } from "../../../components/scroll-box.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatDay, formatNumber } from "../../../i18n/numbers.ts";
import { useDataReport } from "../api/get-data-report.ts";
import { useDataVersion } from "../api/get-data-version.ts";
import classes from "./data-sources.module.css";

const SHOWN = 12;
const COUNTED = ["forms", "moves", "learnsets", "trainers"] as const;

/** The data version: what it holds, what it was made from, when. */
export function DataSources() {
  const { t } = useTexts();
  const version = useDataVersion();
  const report = useDataReport();
  return (
    <section className="card" aria-labelledby="data">
      <h2 id="data">{t("sure.data")}</h2>
      <QueryFaces query={version} loading={<Skeleton height="8rem" apart="above" />}>
        {(data) => <Version version={data} />}
      </QueryFaces>
      <QueryFaces query={report} loading={<Skeleton height="30rem" apart="above" />}>
        {({ sources }) => <Sources sources={sources} />}
      </QueryFaces>
    </section>
  );
}

interface VersionProps {
  readonly version: DataVersionInfo;
}

function Version({ version: { dataVersion, publishedAt, rowCounts } }: VersionProps) {
  const { t, language } = useTexts();
  return (
    <dl className={classes.version}>
      <div>
        <dt>{t("sure.data.version")}</dt>
        <dd>{dataVersion}</dd>
      </div>
      <div>
        <dt>{t("sure.data.published")}</dt>
        <dd>{formatDay(publishedAt, language)}</dd>
      </div>
      <div>
        <dt>{t("sure.data.rows")}</dt>
        <dd>
          {COUNTED.filter((name) => rowCounts[name] !== undefined)
            .map((name) => `${formatNumber(rowCounts[name]!, language, 0)} ${t(`sure.data.${name}`)}`)
            .join(", ")}
        </dd>
      </div>
    </dl>
  );
}

interface SourcesProps {
  readonly sources: DataReport["sources"];
}

function Sources({ sources }: SourcesProps) {
  const { t, language } = useTexts();
  const [isWhole, setIsWhole] = useState(sources.length <= SHOWN);
  const shown = isWhole ? sources : sources.slice(0, SHOWN);
  return (
    <>
      <ScrollBox label={t("sure.data.sources")}>
        <table className={shared.table}>
          <caption className="visually-hidden">{t("sure.data.sources")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("sure.data.source")}</th>
              <th scope="col">{t("sure.data.address")}</th>
              <th scope="col" className={shared.number}>
                {t("sure.data.size")}
              </th>
              <th scope="col" className={shared.number}>
                {t("sure.data.when")}
              </th>
              <th scope="col">{t("sure.data.digest")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ source, url, digest, bytes, retrievedAt }) => (
              <tr key={`${source} ${url}`}>
                <th scope="row">{source === "bundled" ? t("sure.source.bundled") : source}</th>
                <td className={classes.address}>{url}</td>
                <td className={shared.number}>
                  {bytes === null
                    ? "–"
                    : t("sure.data.kilobytes", { size: formatNumber(bytes / 1000, language, 1) })}
                </td>
                <td className={shared.number}>{formatDay(retrievedAt, language)}</td>
                <td>
                  <code>{digest.slice(0, 12)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {!isWhole && (
        <p className={shared.shown}>
          <button type="button" onClick={() => setIsWhole(true)}>
            {t("sure.data.more", { count: sources.length })}
          </button>
        </p>
      )}
    </>
  );
}
