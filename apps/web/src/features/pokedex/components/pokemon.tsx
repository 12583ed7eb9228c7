import type { PokemonResource } from "@predictiondex/contract";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type Forms, useForms } from "../../../api/get-forms.ts";
import { keepLanguage } from "../../../components/fact-link.tsx";
import shared from "../../../components/facts-page.module.css";
import { Icon } from "../../../components/icon.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { Evolutions } from "./evolutions.tsx";
import { Learnset } from "./learnset.tsx";
import { Matchups } from "./matchups.tsx";
import { PokemonHero } from "./pokemon-hero.tsx";
import { Stats } from "./stats.tsx";
import { Weaknesses } from "./weaknesses.tsx";

const route = getRouteApi("/pokedex/$slug");

/** One form with all that is known of it. */
export function Pokemon() {
  const { t, language } = useTexts();
  const { slug } = route.useParams();
  const forms = useForms();
  const form = forms.data?.bySlug.get(slug);
  usePageTitle(form?.names[language] ?? t("pokedex.title"));
  return (
    <div>
      <Link className={shared.back} to="/pokedex" search={keepLanguage}>
        <Icon name="right" />
        {t("pokedex.back")}
      </Link>
      {forms.data === undefined && <h1 className="visually-hidden">{t("pokedex.title")}</h1>}
      <QueryFaces query={forms} loading={<LoadingPokemon />}>
        {(data) => {
          const found = data.bySlug.get(slug);
          return found === undefined ? (
            <Missing slug={slug} />
          ) : (
            <Filled key={slug} forms={data} form={found} />
          );
        }}
      </QueryFaces>
    </div>
  );
}

interface FilledProps {
  readonly forms: Forms;
  readonly form: PokemonResource;
}

function Filled({ forms, form }: FilledProps) {
  return (
    <div className={shared.stack}>
      <PokemonHero forms={forms} form={form} />
      <div className={shared.columns}>
        <div className={shared.stack}>
          <Stats forms={forms} form={form} />
          <Weaknesses form={form} />
          <Evolutions forms={forms} form={form} />
        </div>
        <div className={shared.stack}>
          <Matchups forms={forms} form={form} />
          <Learnset form={form} forms={forms} />
        </div>
      </div>
    </div>
  );
}

interface MissingProps {
  readonly slug: string;
}

function Missing({ slug }: MissingProps) {
  const { t } = useTexts();
  return (
    <section className="card">
      <h1>{t("pokedex.missing", { slug })}</h1>
    </section>
  );
}

function LoadingPokemon() {
  return (
    <div className={shared.stack}>
      <Skeleton height="17rem" shape="hero" />
      <div className={shared.columns}>
        <Skeleton height="30rem" shape="card" />
        <Skeleton height="60rem" shape="card" />
      </div>
    </div>
  );
}
