import type { MoveResource } from "@predictiondex/contract";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import { keepLanguage } from "../../../components/fact-link.tsx";
import shared from "../../../components/facts-page.module.css";
import { Icon } from "../../../components/icon.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { TypeChip } from "../../../components/type-chip.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { Changes } from "./changes.tsx";
import { Learners } from "./learners.tsx";
import classes from "./move.module.css";

const route = getRouteApi("/moves/$slug");

/** One move: its values, what it does, who learns it. */
export function Move() {
  const { t, language } = useTexts();
  const { slug } = route.useParams();
  const moves = useMoveFacts();
  usePageTitle(moves.data?.bySlug.get(slug)?.names[language] ?? t("moves.page.title"));
  return (
    <div>
      <Link className={shared.back} to="/moves" search={keepLanguage}>
        <Icon name="right" />
        {t("moves.one.back")}
      </Link>
      {moves.data === undefined && <h1 className="visually-hidden">{t("moves.page.title")}</h1>}
      <QueryFaces
        query={moves}
        loading={
          <div className={shared.stack}>
            <Skeleton height="14rem" shape="hero" />
            <Skeleton height="40rem" shape="card" />
          </div>
        }
      >
        {({ bySlug }) => {
          const move = bySlug.get(slug);
          if (move === undefined) {
            return (
              <section className="card">
                <h1>{t("moves.one.missing", { slug })}</h1>
              </section>
            );
          }
          return (
            <div className={shared.stack}>
              <MoveHero move={move} />
              <div className={shared.columns}>
                <div className={shared.stack}>
                  <Effects move={move} />
                  <Changes move={move} />
                </div>
                <Learners key={slug} move={move} />
              </div>
            </div>
          );
        }}
      </QueryFaces>
    </div>
  );
}

interface MoveProps {
  readonly move: MoveResource;
}

function MoveHero({ move }: MoveProps) {
  const { t, language } = useTexts();
  const other = language === "fr" ? "en" : "fr";
  const order = move.priority > 0 ? "first" : move.priority < 0 ? "last" : "normal";
  return (
    <section className={shared.hero} aria-label={move.names[language]}>
      <h1>{move.names[language]}</h1>
      <p className={shared.quiet}>
        {t("moves.one.other")} <span lang={other}>{move.names[other]}</span> ·{" "}
        <span lang="ja">{move.names.ja}</span>
      </p>
      <p className={shared.chips}>
        <TypeChip type={move.type} /> {t(`category.${move.category}`)}
      </p>
      <dl className={shared.facts}>
        <div>
          <dt>{t("move.power")}</dt>
          <dd>
            {move.power ?? (move.category === "status" ? "–" : <small>{t("moves.one.power.own")}</small>)}
          </dd>
        </div>
        <div>
          <dt>{t("move.accuracy")}</dt>
          <dd>
            {move.accuracy === null ? t("move.accuracy.always") : formatPercent(move.accuracy, language)}
          </dd>
        </div>
        <div>
          <dt>{t("move.pp")}</dt>
          <dd>{move.pp}</dd>
        </div>
        <div>
          <dt>{t("move.priority")}</dt>
          <dd>
            {move.priority > 0 ? `+${move.priority}` : String(move.priority).replace("-", "−")}
            <small>{t(`moves.one.${order}`)}</small>
          </dd>
        </div>
        <div>
          <dt>{t("moves.one.machine")}</dt>
          <dd>
            {move.machine === null
              ? t("moves.one.machine.none")
              : t("learn.machine", { number: move.machine })}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Effects({ move }: MoveProps) {
  const { t, language } = useTexts();
  const description = move.description[language];
  return (
    <section className="card" aria-labelledby="effects">
      <h2 id="effects">{t("moves.one.effects")}</h2>
      <ul className={classes.effects}>
        {move.effects.length === 0 && <li>{t("moves.one.plain")}</li>}
        {move.effects.map((line) => (
          <li key={line.en}>{line[language]}</li>
        ))}
      </ul>
      <p className={shared.note}>{t("moves.one.source")}</p>
      {description !== "" && (
        <figure className={classes.game}>
          <figcaption className={shared.note}>{t("moves.one.game")}</figcaption>
          <blockquote>{description}</blockquote>
        </figure>
      )}
      <p>
        <Link
          className={classes.link}
          to="/types"
          search={({ lang }: { readonly lang?: string }) => ({
            set: move.slug,
            ...(lang === undefined ? {} : { lang }),
          })}
        >
          {t("moves.one.type")}
        </Link>
      </p>
    </section>
  );
}
