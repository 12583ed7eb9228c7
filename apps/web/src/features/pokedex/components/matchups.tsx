import type { PokemonResource } from "@predictiondex/contract";
import { Link } from "@tanstack/react-router";
import type { Forms } from "../../../api/get-forms.ts";
import { type Matchup, useMatchups } from "../../../api/get-matchups.ts";
import { ChanceBar } from "../../../components/chance-bar.tsx";
import shared from "../../../components/facts-page.module.css";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { Sprite } from "../../../components/sprite.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import { statOf } from "../pokedex-url.ts";
import classes from "./matchups.module.css";

const SHOWN = 5;

interface MatchupsProps {
  readonly forms: Forms;
  readonly form: PokemonResource;
}

/** The forms it does best and worst against. */
export function Matchups({ forms, form }: MatchupsProps) {
  const { t } = useTexts();
  const matchups = useMatchups(form.slug);
  return (
    <section className="card" aria-labelledby="matchups">
      <div className={shared.head}>
        <h2 id="matchups">{t("pokedex.matchups")}</h2>
        <span className={shared.note}>{t("pokedex.matchups.note")}</span>
      </div>
      <QueryFaces query={matchups} loading={<Skeleton className={classes.skeleton} />}>
        {(data) => {
          const { best, worst } = ends(data.all, forms);
          return (
            <div className={classes.lists}>
              <div>
                <h3>{t("pokedex.matchups.best")}</h3>
                <List forms={forms} form={form} matchups={best} />
              </div>
              <div>
                <h3>{t("pokedex.matchups.worst")}</h3>
                <List forms={forms} form={form} matchups={worst} />
              </div>
            </div>
          );
        }}
      </QueryFaces>
    </section>
  );
}

/** Both ends of the list; of equal chances the strong foe counts more as a win, the weak one as a loss. */
function ends(matchups: readonly Matchup[], forms: Forms) {
  const totalOf = ({ against }: Matchup) => {
    const foe = forms.bySlug.get(against);
    return foe === undefined ? 0 : statOf(foe, "total");
  };
  const sorted = matchups.toSorted(
    (left, right) => Math.round(right.p * 100) - Math.round(left.p * 100) || totalOf(right) - totalOf(left),
  );
  return { best: sorted.slice(0, SHOWN), worst: sorted.slice(-SHOWN).toReversed() };
}

interface ListProps extends MatchupsProps {
  readonly matchups: readonly Matchup[];
}

function List({ forms, form, matchups }: ListProps) {
  const { language } = useTexts();
  return (
    <ul className={classes.list}>
      {matchups.map(({ against, p, low, high }) => {
        const foe = forms.bySlug.get(against);
        if (foe === undefined) return null;
        return (
          <li key={against}>
            <Sprite
              slug={foe.slug}
              name={foe.species.names[language]}
              types={foe.types}
              kind={foe.kind}
              size="small"
            />
            <Link
              to="/"
              search={({ lang }: { readonly lang?: string }) => ({
                a: form.slug,
                b: foe.slug,
                ...(lang === undefined ? {} : { lang }),
              })}
            >
              {foe.names[language]}
            </Link>
            <ChanceBar probability={p} low={low} high={high} />
            <b>{formatChance(p, language)}</b>
          </li>
        );
      })}
    </ul>
  );
}

interface WinsFactProps {
  readonly form: PokemonResource;
}

/** How many forms it beats more often than not, and its place by that among all. */
export function WinsFact({ form }: WinsFactProps) {
  const { t } = useTexts();
  const { data } = useMatchups(form.slug);
  const rank = data?.rank;
  return (
    <div>
      <dt>{t("pokedex.wins")}</dt>
      <dd>
        {data === undefined
          ? "–"
          : t("pokedex.wins.of", {
              wins: data.all.filter(({ p }) => p > 0.5).length,
              count: data.all.length,
            })}
        <small>
          {rank === undefined
            ? t("pokedex.wins.note")
            : t("pokedex.strength", { rank, count: (data?.all.length ?? 0) + 1 })}
        </small>
      </dd>
    </div>
  );
}
