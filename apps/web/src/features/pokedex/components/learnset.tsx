import { Skeleton } from "@mantine/core";
import type { PokemonResource } from "@predictiondex/contract";
import { getRouteApi } from "@tanstack/react-router";
import type { Forms } from "../../../api/get-forms.ts";
import { useLearnset } from "../../../api/get-learnset.ts";
import { type MoveFacts, useMoveFacts } from "../../../api/get-move-facts.ts";
import { MoveLink } from "../../../components/fact-link.tsx";
import shared from "../../../components/facts-page.module.css";
import { LearnWay } from "../../../components/learn-way.tsx";
import { Segments } from "../../../components/list-fields.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { TypeChip } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { LEARNSET_FILTERS, type LearnsetRow, learnsetRows, passes } from "../learnset-rows.ts";
import classes from "./learnset.module.css";

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
        <table className={classes.table}>
          <caption className="visually-hidden">{t("pokedex.learnset.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("pokedex.learnset.move")}</th>
              <th scope="col">{t("move.type")}</th>
              <th scope="col">{t("move.category")}</th>
              <th scope="col" className={classes.number}>
                {t("move.power")}
              </th>
              <th scope="col" className={classes.number}>
                {t("move.accuracy")}
              </th>
              <th scope="col">{t("pokedex.learnset.how")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.move.slug} row={row} forms={forms} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

interface RowProps {
  readonly row: LearnsetRow;
  readonly forms: Forms;
}

function Row({ row: { move, ways, hasStab }, forms }: RowProps) {
  const { t, language } = useTexts();
  return (
    <tr>
      <th scope="row">
        <MoveLink slug={move.slug}>{move.names[language]}</MoveLink>{" "}
        {hasStab && (
          <abbr className={shared.tag} title={t("move.stab.long")}>
            {t("move.stab")}
          </abbr>
        )}
      </th>
      <td className={classes.type}>
        <TypeChip type={move.type} />
      </td>
      <td className={classes.category}>{t(`category.${move.category}`)}</td>
      <td className={classes.number}>
        <span className={classes.label}>{t("move.power")} </span>
        {move.power ?? "–"}
      </td>
      <td className={classes.number}>
        <span className={classes.label}>{t("move.accuracy")} </span>
        {move.accuracy === null ? t("move.accuracy.always") : formatPercent(move.accuracy, language)}
      </td>
      <td className={classes.how}>
        {ways.map((way, at) => (
          <span key={`${way.method}-${way.level}-${way.from}`}>
            {at > 0 && " · "}
            <LearnWay way={way} from={forms.bySlug.get(way.from)?.names[language]} />
          </span>
        ))}
      </td>
    </tr>
  );
}
