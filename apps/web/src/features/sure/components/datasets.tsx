import { Skeleton } from "@mantine/core";
import type { DatasetItem } from "@predictiondex/contract";
import shared from "../../../components/facts-page.module.css";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { ScrollBox } from "../../../components/scroll-box.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatDay, formatNumber } from "../../../i18n/numbers.ts";
import { useDatasets } from "../api/get-datasets.ts";

/** The data sets that the host has built, to download. */
export function Datasets() {
  const { t } = useTexts();
  const datasets = useDatasets();
  return (
    <section className="card" aria-labelledby="datasets">
      <h2 id="datasets">{t("sure.datasets")}</h2>
      <QueryFaces
        query={datasets}
        loading={<Skeleton height="8rem" mt="md" />}
        isEmpty={(items) => items.length === 0}
        empty={<p className={shared.lead}>{t("sure.datasets.none")}</p>}
      >
        {(items) => (
          <ScrollBox label={t("sure.datasets.caption")}>
            <table className={shared.table}>
              <caption className="visually-hidden">{t("sure.datasets.caption")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("sure.datasets.scenario")}</th>
                  <th scope="col" className={shared.number}>
                    {t("sure.datasets.rows")}
                  </th>
                  <th scope="col" className={shared.number}>
                    {t("sure.datasets.seed")}
                  </th>
                  <th scope="col" className={shared.number}>
                    {t("sure.datasets.when")}
                  </th>
                  <th scope="col">{t("sure.datasets.files")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <Row key={item.id} item={item} />
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
  readonly item: DatasetItem;
}

function Row({ item: { scenario, nRows, seed, createdAt, files } }: RowProps) {
  const { t, language } = useTexts();
  return (
    <tr>
      <th scope="row">{scenario}</th>
      <td className={shared.number}>{formatNumber(nRows, language, 0)}</td>
      <td className={shared.number}>{seed}</td>
      <td className={shared.number}>{formatDay(createdAt, language)}</td>
      <td>
        <ul>
          {files.map(({ path, url, nBytes }) => (
            <li key={path}>
              {url === null ? path : <a href={`/api${url}`}>{path}</a>}{" "}
              {t("sure.data.kilobytes", { size: formatNumber(nBytes / 1000, language, 1) })}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
