import type { DatasetItem } from "@predictiondex/contract";
import shared from "../../../components/facts-page.module.css";
import { Fold } from "../../../components/fold.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatDay, formatNumber } from "../../../i18n/numbers.ts";
import { useDatasets } from "../api/get-datasets.ts";
import classes from "./entry-list.module.css";
import { Entry, EntryList } from "./entry-list.tsx";

/** The data sets that the host has built, to download. */
export function Datasets() {
  const { t } = useTexts();
  const datasets = useDatasets();
  return (
    <section className="card" aria-labelledby="datasets">
      <h2 id="datasets">{t("sure.datasets")}</h2>
      <QueryFaces
        query={datasets}
        loading={<Skeleton height="8rem" apart="above" />}
        isEmpty={(items) => items.length === 0}
        empty={<p className={shared.lead}>{t("sure.datasets.none")}</p>}
      >
        {(items) => (
          <EntryList label={t("sure.datasets.caption")}>
            {items.map((item) => (
              <Dataset key={item.id} item={item} />
            ))}
          </EntryList>
        )}
      </QueryFaces>
    </section>
  );
}

interface DatasetProps {
  readonly item: DatasetItem;
}

function Dataset({ item: { id, scenario, nRows, seed, createdAt, files } }: DatasetProps) {
  const { t, language } = useTexts();
  return (
    <Entry
      title={t("sure.datasets.number", { id, day: formatDay(createdAt, language) })}
      facts={[
        [t("sure.datasets.scenario"), scenario],
        [t("sure.datasets.rows"), formatNumber(nRows, language, 0)],
        [t("sure.datasets.seed"), String(seed)],
      ]}
    >
      <Fold title={t("sure.datasets.files", { count: files.length })}>
        <ul className={classes.files}>
          {files.map(({ path, url, nBytes }) => (
            <li key={path}>
              {url === null ? path : <a href={`/api${url}`}>{path}</a>}{" "}
              {t("sure.data.kilobytes", { size: formatNumber(nBytes / 1000, language, 1) })}
            </li>
          ))}
        </ul>
      </Fold>
    </Entry>
  );
}
