import { LIBRARIES, SOURCES } from "virtual:credits";
import { getRouteApi } from "@tanstack/react-router";
import shared from "../../../components/facts-page.module.css";
import { SearchField } from "../../../components/list-fields.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { EXCLUSIVES_SOURCE } from "../../../game-version.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./credits.module.css";

const route = getRouteApi("/credits");
const KNOWN_SOURCES = ["pokeapi", "first-predictiondex", "showdown", "walkthroughs"] as const;
/** How `data/sources.csv` says that only facts were taken over. */
const FACTS_ONLY = /^facts only/;

/** Own licence, trademarks, sources of the facts, libraries. */
export function Credits() {
  const { t } = useTexts();
  usePageTitle(t("credits.title"));
  return (
    <div className={shared.stack}>
      <h1>{t("credits.title")}</h1>
      <div className={classes.halves}>
        <section className="card" aria-labelledby="own">
          <h2 id="own">{t("credits.own")}</h2>
          <p className={classes.text}>{t("credits.own.text")}</p>
        </section>
        <section className="card" aria-labelledby="thanks">
          <h2 id="thanks">{t("credits.inspired")}</h2>
          <p className={classes.text}>{t("credits.inspired.text")}</p>
        </section>
      </div>
      <section className="card" aria-labelledby="marks">
        <h2 id="marks">{t("credits.marks")}</h2>
        <p className={classes.text}>{t("credits.marks.text")}</p>
      </section>
      <DataCredits />
      <Libraries />
    </div>
  );
}

function DataCredits() {
  const { t } = useTexts();
  return (
    <section className="card" aria-labelledby="facts">
      <h2 id="facts">{t("credits.data")}</h2>
      <table className={`${shared.table} ${shared.stacked}`}>
        <caption className="visually-hidden">{t("credits.data.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("credits.data.source")}</th>
            <th scope="col">{t("credits.data.what")}</th>
            <th scope="col">{t("credits.data.revision")}</th>
            <th scope="col">{t("credits.data.licence")}</th>
          </tr>
        </thead>
        <tbody>
          {SOURCES.map(({ slug, name, url, revision, licence }) => {
            const known = KNOWN_SOURCES.find((each) => each === slug) ?? "other";
            return (
              <tr key={slug}>
                <th scope="row">
                  <a href={url}>{t(`credits.name.${known}`, { name })}</a>
                </th>
                <td data-head={t("credits.data.what")}>{t(`credits.source.${known}`)}</td>
                <td data-head={t("credits.data.revision")}>{revision}</td>
                <td data-head={t("credits.data.licence")}>
                  {FACTS_ONLY.test(licence) ? t("credits.licence.facts") : licence}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={classes.text}>{t("credits.pokepedia")}</p>
      <p className={classes.text}>{t("credits.versions", EXCLUSIVES_SOURCE)}</p>
    </section>
  );
}

function Libraries() {
  const { t } = useTexts();
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const wanted = q.toLowerCase();
  const shown = LIBRARIES.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted));
  return (
    <section className="card" aria-labelledby="libraries">
      <h2 id="libraries">{t("credits.libraries")}</h2>
      <p className={shared.lead}>
        {t("credits.libraries.lead", { count: LIBRARIES.length })}{" "}
        <a href={`${import.meta.env.BASE_URL}licences.txt`}>{t("credits.libraries.texts")}</a>
      </p>
      <div className={classes.search}>
        <SearchField
          label={t("credits.libraries.search")}
          value={q}
          onChange={(text) =>
            void navigate({
              search: ({ q: _q, ...rest }) => (text === "" ? rest : { ...rest, q: text }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      </div>
      {shown.length === 0 ? (
        <p className={shared.empty}>{t("credits.libraries.none")}</p>
      ) : (
        <table className={shared.table}>
          <caption className="visually-hidden">{t("credits.libraries.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("credits.libraries.name")}</th>
              <th scope="col">{t("credits.libraries.version")}</th>
              <th scope="col">{t("credits.data.licence")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, version, licence }) => (
              <tr key={`${name} ${version}`}>
                <th scope="row" className={classes.name}>
                  {name}
                </th>
                <td>{version}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
