import type { CountersRequest } from "@predictiondex/contract";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useCounters } from "../../../api/get-counters.ts";
import { type Forms, useForms } from "../../../api/get-forms.ts";
import { type LinkedSet, readSide, writeSide } from "../../../battle-link.ts";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { asSetInput, useBox } from "../../../box/use-box.ts";
import shared from "../../../components/facts-page.module.css";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import "../i18n/texts.ts";
import { type CountersUrl, type CountersView, readView } from "../counters-url.ts";
import { asCounters } from "../rank-counters.ts";
import classes from "./counters.module.css";
import { CountersEmpty } from "./counters-empty.tsx";
import { CountersFilters } from "./counters-filters.tsx";
import { CountersList, LoadingRows } from "./counters-list.tsx";
import { OpponentCard } from "./opponent-card.tsx";

const route = getRouteApi("/counters");

interface CountersProps {
  /** The player's box, to be changed. */
  readonly boxPanel: ReactNode;
}

/** Who does best against one opponent: of the 188, or of the player's own. */
export function Counters({ boxPanel }: CountersProps) {
  const { t, language } = useTexts();
  const url = route.useSearch();
  const navigate = route.useNavigate();
  const forms = useForms();
  const box = useBox();
  const view = readView(url);
  const opponent = readSide("b", url);
  const form = opponent && forms.data?.bySlug.get(opponent.pokemon);
  const title =
    form === undefined ? t("counters.title") : t("counters.title.of", { name: form.names[language] });
  usePageTitle(title);

  const change = (changes: { readonly [Key in keyof CountersUrl]?: string | undefined }, replace = false) =>
    void navigate({
      search: (now) => dropEmpty({ ...now, ...changes }),
      replace,
      resetScroll: false,
    });
  const setOpponent = (set: LinkedSet, replace = false) =>
    void navigate({
      search: ({ b: _b, lb: _l, bm: _m, bn: _n, bi: _i, bv: _v, bf: _f, n: _rows, ...rest }) => ({
        ...rest,
        ...writeSide("b", set),
      }),
      replace,
      resetScroll: false,
    });

  return (
    <div className={shared.stack}>
      <div>
        <h1>{title}</h1>
        <p className={shared.lead}>{t("counters.lead")}</p>
      </div>
      <div className={classes.page}>
        <div className={shared.stack}>
          <OpponentCard
            forms={forms.data}
            wanted={opponent?.pokemon}
            form={form}
            set={opponent}
            onChange={setOpponent}
          />
          <CountersFilters view={view} url={url} onChange={change} />
        </div>
        <section className={`card ${classes.answers}`} aria-label={title}>
          <QueryFaces query={forms} loading={<LoadingRows />}>
            {(data) =>
              opponent === undefined || form === undefined ? (
                <CountersEmpty forms={data} onPick={(slug) => setOpponent({ pokemon: slug })} />
              ) : (
                <Ranking
                  forms={data}
                  view={view}
                  opponent={{ ...opponent, pokemon: form.slug }}
                  box={box.pokemon.filter((each) => data.bySlug.has(each.form))}
                  onMore={(rows) => change({ n: String(rows) }, true)}
                  onReset={() => change(NO_FILTERS)}
                />
              )
            }
          </QueryFaces>
        </section>
        <div className={classes.box}>{boxPanel}</div>
      </div>
    </div>
  );
}

const NO_FILTERS = {
  ...{ type: undefined, evolved: undefined, kind: undefined, game: undefined, upto: undefined },
};

interface RankingProps {
  readonly forms: Forms;
  readonly view: CountersView;
  readonly opponent: LinkedSet;
  readonly box: readonly BoxPokemon[];
  readonly onMore: (rows: number) => void;
  readonly onReset: () => void;
}

function Ranking({ forms, view, opponent, box, onMore, onReset }: RankingProps) {
  const { t } = useTexts();
  const isBox = view.from === "box";
  const request: CountersRequest = isBox
    ? { opponent, candidates: box.map(asSetInput), limit: 200 }
    : { opponent, level: view.level, limit: 200 };
  const counters = useCounters(isBox && box.length === 0 ? undefined : request);
  if (isBox && box.length === 0) {
    return (
      <div className={`${classes.quiet} ${classes.none}`}>
        <h2>{t("counters.box.empty.title")}</h2>
        <p>{t("counters.box.empty")}</p>
      </div>
    );
  }
  return (
    <QueryFaces query={counters} loading={<LoadingRows />}>
      {(data) => (
        <CountersList
          counters={asCounters(data, forms, isBox ? box : undefined)}
          view={view}
          opponent={opponent}
          name={forms.bySlug.get(opponent.pokemon)!}
          onMore={onMore}
          onReset={onReset}
        />
      )}
    </QueryFaces>
  );
}

function dropEmpty(search: { readonly [Key in keyof CountersUrl]?: string | undefined }): CountersUrl {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ""),
  );
}
