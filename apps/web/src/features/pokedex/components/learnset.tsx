import type { PokemonResource } from "@predictiondex/contract";
import { getRouteApi } from "@tanstack/react-router";
import type { Forms } from "../../../api/get-forms.ts";
import { useLearnset } from "../../../api/get-learnset.ts";
import { type MoveFacts, useMoveFacts } from "../../../api/get-move-facts.ts";
import shared from "../../../components/facts-page.module.css";
import { LearnWay } from "../../../components/learn-way.tsx";
import { Segments } from "../../../components/list-fields.tsx";
import { MoveTable } from "../../../components/move-table.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { LEARNSET_FILTERS, type LearnsetRow, learnsetRows, passes } from "../learnset-rows.ts";

const route = getRouteApi("/pokedex/$slug");

interface LearnsetProps {
  readonly forms: Forms;
  readonly form: PokemonResource;
}

/** Every move that it can have, with how it comes to it. */
export function Learnset({ forms, form }: LearnsetProps) {
  const { t } = useTexts();
  const learnset = useLearnset(form.slug);
  const moves = useMoveFacts();
  return (
    <section className="card" aria-labelledby="learnset">
      <QueryFaces query={moves} loading={<Skeleton height="40rem" />}>
        {(facts) => (
          <QueryFaces query={learnset} loading={<Skeleton height="40rem" />}>
            {(ways) => <Filled forms={forms} form={form} facts={facts} ways={ways} />}
          </QueryFaces>
        )}
      </QueryFaces>
      {(moves.data === undefined || learnset.data === undefined) && (
        <h2 id="learnset" className="visually-hidden">
          {t("pokedex.learnset")}
        </h2>
      )}
    </section>
  );
}

interface FilledProps extends LearnsetProps {
  readonly facts: MoveFacts;
  readonly ways: NonNullable<ReturnType<typeof useLearnset>["data"]>;
}

function Filled({ forms, form, facts, ways }: FilledProps) {
  const { t, language } = useTexts();
  const { learn } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = LEARNSET_FILTERS.find((each) => each === learn) ?? "all";
  const rows = learnsetRows(ways, facts, form.types, ({ names }) => names[language]);
  const shown = rows.filter((row) => passes(row, filter));
  return (
    <>
      <div className={shared.head}>
        <h2 id="learnset">{t("pokedex.learnset")}</h2>
        <Segments
          label={t("pokedex.learnset.filter")}
          value={filter}
          options={LEARNSET_FILTERS.filter(
            (each) => each === "all" || each === filter || rows.some((row) => passes(row, each)),
          ).map((each) => ({
            value: each,
            text:
              each === "all"
                ? t("pokedex.learnset.all", { count: rows.length })
                : t(`pokedex.learnset.${each}`),
          }))}
          onChange={(next) =>
            void navigate({
              search: ({ learn: _learn, ...rest }) => (next === "all" ? rest : { ...rest, learn: next }),
              resetScroll: false,
            })
          }
        />
      </div>
      {shown.length === 0 ? (
        <p className={shared.empty}>{t("pokedex.learnset.nothing")}</p>
      ) : (
        <MoveTable
          caption={t("pokedex.learnset.caption")}
          heads={{ move: t("pokedex.learnset.move"), rest: t("pokedex.learnset.how") }}
          rows={shown.map(({ move, hasStab, ways: own }) => ({
            move,
            mark: hasStab && (
              <abbr className={shared.tag} title={t("move.stab.long")}>
                {t("move.stab")}
              </abbr>
            ),
            rest: <Ways ways={own} forms={forms} />,
          }))}
        />
      )}
    </>
  );
}

interface WaysProps {
  readonly ways: LearnsetRow["ways"];
  readonly forms: Forms;
}

/** The ways to a move, one beside the other. */
function Ways({ ways, forms }: WaysProps) {
  const { language } = useTexts();
  return ways.map((way, at) => (
    <span key={`${way.method}-${way.level}-${way.from}`}>
      {at > 0 && " · "}
      <LearnWay way={way} from={forms.bySlug.get(way.from)?.names[language]} />
    </span>
  ));
}
