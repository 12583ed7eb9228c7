import { CATEGORIES, TYPES } from "@predictiondex/core";
import { getRouteApi } from "@tanstack/react-router";
import { type MoveFacts, useMoveFacts } from "../../../api/get-move-facts.ts";
import shared from "../../../components/facts-page.module.css";
import { SearchField, SelectField } from "../../../components/list-fields.tsx";
import { MoveTable } from "../../../components/move-table.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { usePageTitle } from "../../../components/use-page-title.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { MOVE_SORTS, type MovesUrl, type MovesView, readMovesUrl, selectMoves } from "../moves-url.ts";

const route = getRouteApi("/moves");

/** All moves, to search, filter and put in order. */
export function MovesList() {
  const { t } = useTexts();
  const url = route.useSearch();
  const navigate = route.useNavigate();
  const view = readMovesUrl(url);
  const moves = useMoveFacts();
  usePageTitle(t("moves.page.title"));
  const change = (changes: MovesUrl, replace = false) =>
    void navigate({
      search: (now) =>
        Object.fromEntries(Object.entries({ ...now, ...changes }).filter(([, value]) => value)),
      replace,
      resetScroll: false,
    });
  return (
    <div className={shared.stack}>
      <div>
        <h1>{t("moves.page.title")}</h1>
        <p className={shared.lead}>{t("moves.page.lead", { count: moves.data?.all.length ?? 226 })}</p>
      </div>
      <search className="card">
        <div className={shared.filters}>
          <SearchField
            label={t("moves.page.search")}
            value={url.q ?? ""}
            onChange={(q) => change({ q }, true)}
          />
          <SelectField
            label={t("move.type")}
            value={view.type ?? ""}
            options={[
              { value: "", text: t("moves.page.type.all") },
              ...TYPES.map((type) => ({ value: type, text: t(`type.${type}`) })),
            ]}
            onChange={(type) => change({ type })}
          />
          <SelectField
            label={t("move.category")}
            value={view.category ?? ""}
            options={[
              { value: "", text: t("moves.page.category.all") },
              ...CATEGORIES.map((category) => ({ value: category, text: t(`category.${category}`) })),
            ]}
            onChange={(category) => change({ category })}
          />
          <SelectField
            label={t("moves.page.sort")}
            value={view.sort}
            options={MOVE_SORTS.map((sort) => ({ value: sort, text: t(`moves.page.sort.${sort}`) }))}
            onChange={(sort) => change({ sort: sort === "name" ? "" : sort })}
          />
        </div>
      </search>
      <QueryFaces query={moves} loading={<Skeleton height="80rem" shape="card" />}>
        {(data) => (
          <Filled
            moves={data}
            view={view}
            onReset={() => change({ q: "", type: "", category: "", sort: "" })}
          />
        )}
      </QueryFaces>
    </div>
  );
}

interface FilledProps {
  readonly moves: MoveFacts;
  readonly view: MovesView;
  readonly onReset: () => void;
}

function Filled({ moves, view, onReset }: FilledProps) {
  const { t, language } = useTexts();
  const shown = selectMoves(moves, view, language);
  const isNarrowed = shown.length < moves.all.length || view.sort !== "name";
  return (
    <div>
      <p className={shared.shown}>
        <span role="status">{t("moves.page.shown", { count: shown.length })}</span>
        {isNarrowed && (
          <button type="button" onClick={onReset}>
            {t("moves.page.reset")}
          </button>
        )}
      </p>
      <div className="card">
        {shown.length === 0 ? (
          <p className={shared.empty}>{t("moves.page.nothing")}</p>
        ) : (
          <MoveTable
            caption={t("moves.page.caption")}
            heads={{ move: t("moves.page.name"), rest: t("moves.page.effect") }}
            rows={shown.map((move) => ({
              move,
              rest: move.effects.map((line) => line[language]).join(" "),
            }))}
            withPp
          />
        )}
      </div>
    </div>
  );
}
