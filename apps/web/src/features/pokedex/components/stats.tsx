import { assumedStats } from "@predictiondex/battle/stats";
import type { PokemonResource } from "@predictiondex/contract";
import { STATS } from "@predictiondex/core";
import { getRouteApi } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import type { Forms } from "../../../api/get-forms.ts";
import { ComboBox } from "../../../components/combo-box.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { rankOf, statOf } from "../pokedex-url.ts";
import { Radar } from "./radar.tsx";
import classes from "./stats.module.css";

const route = getRouteApi("/pokedex/$slug");
/** Base stat of a full bar; Let's Go's highest is Chansey's 250 HP, the rest stay below 200. */
const FULL = 200;

interface StatsProps {
  readonly forms: Forms;
  readonly form: PokemonResource;
}

/** Base stats, real ones at level 50 and ranks; with another form beside it, both, and a radar. */
export function Stats({ forms, form }: StatsProps) {
  const { t, language } = useTexts();
  const { vs } = route.useSearch();
  const navigate = route.useNavigate();
  const other = vs === undefined || vs === form.slug ? undefined : forms.bySlug.get(vs);
  const count = forms.all.length;
  const real = assumedStats(form.baseStats);
  const compare = (slug: string | undefined) =>
    void navigate({
      search: ({ vs: _vs, ...rest }) => (slug === undefined ? rest : { ...rest, vs: slug }),
      resetScroll: false,
    });
  return (
    <section className="card" aria-labelledby="stats">
      <h2 id="stats">{t("pokedex.stats")}</h2>
      <table className={classes.stats} data-compared={other !== undefined || undefined}>
        <caption className="visually-hidden">
          {other === undefined
            ? t("pokedex.stats.caption", { count })
            : t("pokedex.compare.caption", { a: form.names[language], b: other.names[language] })}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t("pokedex.stats")}</span>
            </th>
            <th scope="col">{other === undefined ? t("pokedex.stats.base") : form.names[language]}</th>
            <td />
            <th scope="col">{other === undefined ? t("pokedex.stats.level") : other.names[language]}</th>
            {other === undefined && <th scope="col">{t("pokedex.stats.rank")}</th>}
          </tr>
        </thead>
        <tbody>
          {[...STATS, "total" as const].map((stat) => {
            const own = statOf(form, stat);
            const full = stat === "total" ? FULL * STATS.length : FULL;
            return (
              <tr key={stat} data-total={stat === "total" || undefined}>
                <th scope="row">{t(`stat.${stat}`)}</th>
                <td className={classes.base}>{own}</td>
                <td className={classes.bar} aria-hidden="true">
                  {stat !== "total" && (
                    <>
                      <Bar part={own / full} />
                      {other !== undefined && <Bar part={statOf(other, stat) / full} isOther />}
                    </>
                  )}
                </td>
                {other === undefined ? (
                  <>
                    <td>{stat === "total" ? "" : real[stat]}</td>
                    <td className={classes.rank}>{rankOf(forms, form, stat)}</td>
                  </>
                ) : (
                  <td className={classes.base}>{statOf(other, stat)}</td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={classes.label} aria-hidden="true">
        {t("pokedex.compare")}
      </p>
      <ComboBox<PokemonResource>
        id="compare"
        label={t("pokedex.compare")}
        placeholder={t("pokedex.compare.placeholder")}
        value={other}
        search={(query) => forms.search(query).filter(({ slug }) => slug !== form.slug)}
        keyOf={({ slug }) => slug}
        textOf={({ names }) => names[language]}
        renderOption={({ names, species }) => (
          <span>
            {names[language]} <small>#{String(species.pokedexNumber).padStart(3, "0")}</small>
          </span>
        )}
        onPick={({ slug }) => compare(slug)}
        clearText={t("pokedex.compare.clear")}
        onClear={() => compare(undefined)}
      />
      {other !== undefined && <Radar form={form} other={other} />}
    </section>
  );
}

interface BarProps {
  readonly part: number;
  readonly isOther?: boolean;
}

function Bar({ part, isOther = false }: BarProps) {
  return <i data-other={isOther || undefined} style={{ "--part": Math.min(1, part) } as CSSProperties} />;
}
