import type { PokemonResource } from "@predictiondex/contract";
import { Link } from "@tanstack/react-router";
import { useForms } from "../../../api/get-forms.ts";
import { useMoveFacts } from "../../../api/get-move-facts.ts";
import { FormDisc } from "../../../components/form-picker.tsx";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { TypeChip } from "../../../components/type-chip.tsx";
import { useShortcuts } from "../../../components/use-shortcuts.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import { type AnsweredBattle, useBattleQuestion } from "../use-battle-question.ts";
import { AnswerFoot, type RoundProps } from "./answer-foot.tsx";
import { LoadingRound } from "./loading-round.tsx";
import classes from "./quiz.module.css";

/** One question about a real match-up. */
export function BattleRound(props: RoundProps) {
  const forms = useForms();
  const battle = useBattleQuestion(props.seed, forms.data);
  return (
    <section className={`card ${classes.round}`}>
      <QueryFaces query={forms} loading={<LoadingRound />}>
        {() => (
          <QueryFaces query={battle} loading={<LoadingRound />}>
            {(question) => <BattleCard {...props} question={question} />}
          </QueryFaces>
        )}
      </QueryFaces>
    </section>
  );
}

interface BattleCardProps extends RoundProps {
  readonly question: AnsweredBattle;
}

function BattleCard({ question: { a, b, value, why }, said, onAnswer, onNext }: BattleCardProps) {
  const { t, language } = useTexts();
  const winner = value.p >= 0.5 ? a : b;
  const isAnswered = said !== undefined;
  const say = (form: PokemonResource) => !isAnswered && onAnswer(form.slug, form === winner);
  useShortcuts({ "1": () => say(a), "2": () => say(b) });
  const isExact = value.method === "exact" && value.low === value.high;
  return (
    <>
      <h2 className={classes.question}>{t("quiz.battles.ask")}</h2>
      <fieldset className={classes.sides}>
        <legend className="visually-hidden">{t("quiz.battles.choose")}</legend>
        {[
          { form: a, moves: value.a.moves },
          { form: b, moves: value.b.moves },
        ].map(({ form, moves }) => (
          <button
            key={form.slug}
            type="button"
            disabled={isAnswered}
            data-right={(isAnswered && form === winner) || undefined}
            data-said={said === form.slug || undefined}
            onClick={() => say(form)}
          >
            <FormDisc form={form} size="large" />
            <b>{form.names[language]}</b>
            <span className={classes.types}>
              {form.types.map((type) => (
                <TypeChip key={type} type={type} />
              ))}
            </span>
            <MoveNames slugs={moves} />
          </button>
        ))}
      </fieldset>
      <AnswerFoot
        isAnswered={isAnswered}
        isRight={said === winner.slug}
        solution={t("quiz.battles.solution", {
          name: winner.names[language],
          chance: formatChance(Math.max(value.p, 1 - value.p), language, isExact),
        })}
        why={why[language]}
        onNext={onNext}
      >
        <Link
          className={classes.open}
          to="/"
          search={({ lang }: { readonly lang?: string }) => ({
            ...{ a: a.slug, b: b.slug },
            ...(lang === undefined ? {} : { lang }),
          })}
        >
          {t("quiz.battles.open")}
        </Link>
      </AnswerFoot>
    </>
  );
}

interface MoveNamesProps {
  readonly slugs: readonly string[];
}

function MoveNames({ slugs }: MoveNamesProps) {
  const { language } = useTexts();
  const moves = useMoveFacts().data;
  return <small>{slugs.map((slug) => moves?.bySlug.get(slug)?.names[language] ?? "…").join(", ")}</small>;
}
