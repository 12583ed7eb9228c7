import type { LearnsetResource, MoveResource } from "@predictiondex/contract";
import { LEARN_METHODS } from "@predictiondex/core";
import { getRouteApi } from "@tanstack/react-router";
import { type Forms, useForms } from "../../../api/get-forms.ts";
import { useLearners } from "../../../api/get-learnset.ts";
import { PokemonLink } from "../../../components/fact-link.tsx";
import shared from "../../../components/facts-page.module.css";
import { LearnWay } from "../../../components/learn-way.tsx";
import { Segments } from "../../../components/list-fields.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { Sprite } from "../../../components/sprite.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./move.module.css";

const route = getRouteApi("/moves/$slug");

interface LearnersProps {
  readonly move: MoveResource;
}

/** The forms that can have a move, and how. */
export function Learners({ move }: LearnersProps) {
  const { t } = useTexts();
  const forms = useForms();
  const learners = useLearners(move.slug);
  return (
    <section className="card" aria-labelledby="learners">
      <h2 id="learners">{t("moves.one.learners")}</h2>
      <QueryFaces query={forms} loading={<Skeleton height="30rem" />}>
        {(roster) => (
          <QueryFaces
            query={learners}
            loading={<Skeleton height="30rem" />}
            isEmpty={(ways) => ways.length === 0}
            empty={<p className={shared.empty}>{t("moves.one.learners.nobody")}</p>}
          >
            {(ways) => <Filled forms={roster} ways={ways} />}
          </QueryFaces>
        )}
      </QueryFaces>
    </section>
  );
}

interface FilledProps {
  readonly forms: Forms;
  readonly ways: readonly LearnsetResource[];
}

function Filled({ forms, ways }: FilledProps) {
  const { t, language } = useTexts();
  const { learn } = route.useSearch();
  const navigate = route.useNavigate();
  const methods = LEARN_METHODS.filter((method) => ways.some((way) => way.method === method));
  const filter = methods.find((method) => method === learn) ?? "all";
  const byForm = Map.groupBy(
    ways.filter(({ method }) => filter === "all" || method === filter),
    ({ pokemon }) => pokemon,
  );
  const shown = forms.all.filter(({ slug }) => byForm.has(slug));
  return (
    <>
      <div className={shared.head}>
        <span className={shared.quiet} role="status">
          {t("moves.one.learners.count", { count: shown.length })}
        </span>
        <Segments
          label={t("moves.one.learners.filter")}
          value={filter}
          options={(["all", ...methods] as const).map((each) => ({
            value: each,
            text: t(`moves.one.learners.${each}`),
          }))}
          onChange={(next) =>
            void navigate({
              search: ({ learn: _learn, ...rest }) => (next === "all" ? rest : { ...rest, learn: next }),
              resetScroll: false,
            })
          }
        />
      </div>
      <table className={shared.table}>
        <caption className="visually-hidden">{t("moves.one.learners.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("moves.one.learners.form")}</th>
            <th scope="col">{t("moves.one.learners.how")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((form) => (
            <tr key={form.slug}>
              <th scope="row">
                <span className={classes.form}>
                  <Sprite
                    slug={form.slug}
                    name={form.species.names[language]}
                    types={form.types}
                    kind={form.kind}
                    size="small"
                  />
                  <PokemonLink slug={form.slug}>{form.names[language]}</PokemonLink>
                </span>
              </th>
              <td>
                {byForm.get(form.slug)!.map((way, at) => (
                  <span key={`${way.method}-${way.level}-${way.from}`}>
                    {at > 0 && " · "}
                    <LearnWay way={way} from={forms.bySlug.get(way.from)?.names[language]} />
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
