import { useTypeChart } from "../../../api/get-type-chart.ts";
import { QueryFaces } from "../../../components/query-faces.tsx";
import { TypeChip } from "../../../components/type-chip.tsx";
import { useShortcuts } from "../../../components/use-shortcuts.ts";
import { useTexts } from "../../../i18n/i18n.ts";
import { MULTIPLIERS, type TypeQuestion, typeQuestion } from "../questions.ts";
import { AnswerFoot, type RoundProps } from "./answer-foot.tsx";
import { LoadingRound } from "./loading-round.tsx";
import classes from "./quiz.module.css";

const SIGNS: Readonly<Record<number, string>> = { 0: "0", 0.25: "¼", 0.5: "½", 1: "1", 2: "2", 4: "4" };

/** One question about the type chart. */
export function TypeRound(props: RoundProps) {
  const chart = useTypeChart();
  return (
    <section className={`card ${classes.round}`}>
      <QueryFaces query={chart} loading={<LoadingRound />}>
        {(data) => (
          <TypeCard
            {...props}
            question={typeQuestion(props.seed, data)}
            partOf={(attacking, defending) => data[attacking][defending]}
          />
        )}
      </QueryFaces>
    </section>
  );
}

interface TypeCardProps extends RoundProps {
  readonly question: TypeQuestion;
  /** What the attack does to one of the types. */
  readonly partOf: (attacking: TypeQuestion["attacking"], defending: TypeQuestion["attacking"]) => number;
}

function TypeCard({ question, partOf, said, onAnswer, onNext }: TypeCardProps) {
  const { t } = useTexts();
  const { attacking, defending, answer } = question;
  const isAnswered = said !== undefined;
  const say = (multiplier: number) => !isAnswered && onAnswer(SIGNS[multiplier]!, multiplier === answer);
  useShortcuts(
    Object.fromEntries(MULTIPLIERS.map((multiplier, i) => [String(i + 1), () => say(multiplier)])),
  );
  const isRight = said === SIGNS[answer];
  const parts = defending.map((type) =>
    t("quiz.types.part", {
      attacking: t(`type.${attacking}`),
      defending: t(`type.${type}`),
      multiplier: SIGNS[partOf(attacking, type)]!,
    }),
  );
  const why =
    defending.length === 1
      ? parts[0]!
      : `${parts.join(" ")} ${t("quiz.types.product", { multiplier: SIGNS[answer]! })}`;
  return (
    <>
      <h2 className={classes.question}>
        <span>{t("quiz.types.ask")}</span> <TypeChip type={attacking} /> <span>{t("quiz.types.on")}</span>{" "}
        {defending.map((type) => (
          <TypeChip key={type} type={type} />
        ))}
        <span>{t("quiz.types.end")}</span>
      </h2>
      <fieldset className={classes.choices}>
        <legend className="visually-hidden">{t("quiz.types.choose")}</legend>
        {MULTIPLIERS.map((multiplier) => (
          <button
            key={multiplier}
            type="button"
            disabled={isAnswered}
            data-right={(isAnswered && multiplier === answer) || undefined}
            data-said={said === SIGNS[multiplier] || undefined}
            onClick={() => say(multiplier)}
          >
            <b>×{SIGNS[multiplier]}</b>
            <small>
              {t(
                `quiz.types.${multiplier < 1 ? (multiplier === 0 ? "none" : "weak") : multiplier === 1 ? "plain" : "strong"}`,
              )}
            </small>
          </button>
        ))}
      </fieldset>
      <AnswerFoot
        isAnswered={isAnswered}
        isRight={isRight}
        solution={t("quiz.types.solution", { multiplier: SIGNS[answer]! })}
        why={why}
        onNext={onNext}
      />
    </>
  );
}
