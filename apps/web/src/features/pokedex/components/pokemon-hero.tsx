import type { PokemonResource } from "@predictiondex/contract";
import { Link } from "@tanstack/react-router";
import type { Forms } from "../../../api/get-forms.ts";
import shared from "../../../components/facts-page.module.css";
import { Sprite } from "../../../components/sprite.tsx";
import { TypeChip } from "../../../components/type-chip.tsx";
import { exclusiveTo } from "../../../game-version.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { rankOf, statOf } from "../pokedex-url.ts";
import { WinsFact } from "./matchups.tsx";

interface PokemonHeroProps {
  readonly forms: Forms;
  readonly form: PokemonResource;
}

/** Who it is: the page's one inverted surface. */
export function PokemonHero({ forms, form }: PokemonHeroProps) {
  const { t, language } = useTexts();
  const other = language === "fr" ? "en" : "fr";
  const count = forms.all.length;
  const game = exclusiveTo(form.slug);
  return (
    <section className={shared.hero} aria-label={form.names[language]}>
      <div className={shared.identity}>
        <Sprite
          slug={form.slug}
          name={form.species.names[language]}
          types={form.types}
          kind={form.kind}
          size="large"
        />
        <div>
          <p className={shared.quiet}>
            #{String(form.species.pokedexNumber).padStart(3, "0")}
            {form.kind !== "base" && ` · ${t(`kind.${form.kind}`)}`}
          </p>
          <h1>{form.names[language]}</h1>
          <p className={shared.quiet}>
            {t("pokedex.other")} <span lang={other}>{form.names[other]}</span> ·{" "}
            <span lang="ja">{form.names.ja}</span>
          </p>
          <p className={shared.chips}>
            {form.types.map((type) => (
              <TypeChip key={type} type={type} />
            ))}
            {game !== undefined && (
              <span className={shared.tag}>{t("game.only", { game: t(`game.${game}`) })}</span>
            )}
          </p>
        </div>
        <div className={shared.actions}>
          <Link
            className={shared.action}
            to="/"
            search={({ lang }: { readonly lang?: string }) => ({
              a: form.slug,
              ...(lang === undefined ? {} : { lang }),
            })}
          >
            {t("pokedex.battle")}
          </Link>
          <Link
            className={shared.action}
            to="/counters"
            search={({ lang }: { readonly lang?: string }) => ({
              b: form.slug,
              ...(lang === undefined ? {} : { lang }),
            })}
          >
            {t("pokedex.counters")}
          </Link>
        </div>
      </div>
      <dl className={shared.facts}>
        <WinsFact form={form} />
        <div>
          <dt>{t("pokedex.total")}</dt>
          <dd>
            {statOf(form, "total")}
            <small>{t("pokedex.rank", { rank: rankOf(forms, form, "total"), count })}</small>
          </dd>
        </div>
        <div>
          <dt>{t("pokedex.size")}</dt>
          <dd>
            {t("pokedex.height", { metres: formatNumber(form.heightM, language, 1) })}
            <small>{t("pokedex.weight", { kilograms: formatNumber(form.weightKg, language, 1) })}</small>
          </dd>
        </div>
      </dl>
    </section>
  );
}
