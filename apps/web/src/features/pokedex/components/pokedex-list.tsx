import type { PokemonResource } from "@predictiondex/contract";
import { FORM_KINDS, TYPES } from "@predictiondex/core";
import { getRouteApi } from "@tanstack/react-router";
import { type Forms, useForms } from "../../../api/get-forms.ts";
import { PokemonLink } from "../../../components/fact-link.tsx";
import shared from "../../../components/facts-page.module.css";
import { SearchField, SelectField } from "../../../components/list-fields.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { Sprite } from "../../../components/sprite.tsx";
import { TypeChip } from "../../../components/type-chip.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import {
  type PokedexUrl,
  type PokedexView,
  readPokedexUrl,
  SORTS,
  selectForms,
  statOf,
} from "../pokedex-url.ts";
import classes from "./pokedex-list.module.css";

const route = getRouteApi("/pokedex");
const LOADING_CARDS = Array.from({ length: 24 }, (_, card) => card);

/** All forms, to search, filter and put in order. */
export function PokedexList() {
  const { t, language } = useTexts();
  const url = route.useSearch();
  const navigate = route.useNavigate();
  const view = readPokedexUrl(url);
  const forms = useForms();
  usePageTitle(t("pokedex.title"));
  const change = (changes: PokedexUrl, replace = false) =>
    void navigate({
      search: (now) =>
        Object.fromEntries(Object.entries({ ...now, ...changes }).filter(([, value]) => value)),
      replace,
      resetScroll: false,
    });
  const all = { value: "", text: "" };
  const sortText = (sort: (typeof SORTS)[number]) =>
    sort === "number" || sort === "name"
      ? t(`pokedex.sort.${sort}`)
      : t("pokedex.sort.stat", { stat: t(`stat.${sort}`) });
  return (
    <div className={shared.stack}>
      <div>
        <h1>{t("pokedex.title")}</h1>
        <p className={shared.lead}>{t("pokedex.lead", { count: forms.data?.all.length ?? 188 })}</p>
      </div>
      <search className="card">
        <div className={shared.filters}>
          <SearchField
            label={t("pokedex.search")}
            value={url.q ?? ""}
            onChange={(q) => change({ q }, true)}
          />
          <SelectField
            label={t("pokedex.type")}
            value={view.type ?? ""}
            options={[
              { ...all, text: t("pokedex.type.all") },
              ...TYPES.map((type) => ({ value: type, text: t(`type.${type}`) })),
            ]}
            onChange={(type) => change({ type })}
          />
          <SelectField
            label={t("pokedex.kind")}
            value={view.kind ?? ""}
            options={[
              { ...all, text: t("pokedex.kind.all") },
              ...FORM_KINDS.map((kind) => ({ value: kind, text: t(`kind.${kind}`) })),
            ]}
            onChange={(kind) => change({ kind })}
          />
          <SelectField
            label={t("pokedex.sort")}
            value={view.sort}
            options={SORTS.map((sort) => ({ value: sort, text: sortText(sort) }))}
            onChange={(sort) => change({ sort: sort === "number" ? "" : sort })}
          />
        </div>
      </search>
      <QueryFaces query={forms} loading={<LoadingCards />}>
        {(data) => (
          <Cards
            forms={data}
            view={view}
            shown={selectForms(data, view, language)}
            onReset={() => change({ q: "", type: "", kind: "", sort: "" })}
          />
        )}
      </QueryFaces>
    </div>
  );
}

interface CardsProps {
  readonly forms: Forms;
  readonly view: PokedexView;
  readonly shown: readonly PokemonResource[];
  readonly onReset: () => void;
}

function Cards({ forms, view, shown, onReset }: CardsProps) {
  const { t } = useTexts();
  const isNarrowed = shown.length < forms.all.length || view.sort !== "number" || view.query !== "";
  return (
    <section aria-label={t("pokedex.list")}>
      <p className={shared.shown}>
        <span role="status">{t("pokedex.shown", { count: shown.length })}</span>
        {isNarrowed && (
          <button type="button" onClick={onReset}>
            {t("pokedex.reset")}
          </button>
        )}
      </p>
      {shown.length === 0 && <p className={shared.empty}>{t("pokedex.nothing")}</p>}
      <ul className={classes.cards}>
        {shown.map((form) => (
          <li key={form.slug}>
            <Card form={form} sort={view.sort} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CardProps {
  readonly form: PokemonResource;
  readonly sort: PokedexView["sort"];
}

function Card({ form, sort }: CardProps) {
  const { t, language } = useTexts();
  const stat = sort === "number" || sort === "name" ? "total" : sort;
  return (
    <PokemonLink slug={form.slug} className={classes.card}>
      <Sprite
        slug={form.slug}
        name={form.species.names[language]}
        types={form.types}
        kind={form.kind}
        size="medium"
      />
      <span className={classes.text}>
        <small>#{String(form.species.pokedexNumber).padStart(3, "0")}</small>
        <b>{form.names[language]}</b>
        <span className={shared.chips}>
          {form.types.map((type) => (
            <TypeChip key={type} type={type} />
          ))}
        </span>
      </span>
      <span className={classes.stat}>
        <small>{t(`stat.${stat}`)}</small>
        {statOf(form, stat)}
      </span>
    </PokemonLink>
  );
}

function LoadingCards() {
  return (
    <div>
      <div className={shared.shown} />
      <div className={classes.cards}>
        {LOADING_CARDS.map((card) => (
          <Skeleton key={card} className={classes.skeleton} />
        ))}
      </div>
    </div>
  );
}
