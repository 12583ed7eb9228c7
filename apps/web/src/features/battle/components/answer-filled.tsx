import { ChanceSegments } from "../../../components/chance-bar.tsx";
import { Icon } from "../../../components/icon.tsx";
import { TypeChip } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import { rangeText } from "../../../i18n/range-text.ts";
import {
  battlesText,
  chanceText,
  type Fact,
  firstFact,
  isCertain,
  moveNameIn,
  openingText,
  shortKnockOutFact,
  tieText,
  worstHitFact,
} from "../answer-texts.ts";
import type { Face } from "../use-battle.ts";
import classes from "./answer-card.module.css";
import { RangeBracket } from "./range-bracket.tsx";

interface AnswerFilledProps {
  readonly filled: Extract<Face, { kind: "filled" }>;
}

/** The move to use, the chance, ten segments, the range, the reason, three facts. */
export function AnswerFilled({ filled: { answer, isUpdating } }: AnswerFilledProps) {
  const { t, language } = useTexts();
  const best = answer.moves[0]!;
  const certain = isCertain(answer, best);
  const range = rangeText(t, language, best);
  const tie = tieText(t, language, answer);
  return (
    <div className={classes.filled} data-updating={isUpdating || undefined}>
      <p className={classes.kicker}>
        <strong>
          <Icon name="star" /> {openingText(t, best.p, certain)}
        </strong>
        <span>
          {isUpdating
            ? t(answer.method === "model" ? "answer.quick" : "answer.updating")
            : t(`method.${answer.method}`)}
        </span>
      </p>
      <div className={classes.head}>
        <h2 className={classes.move}>
          {moveNameIn(language, best)} <TypeChip type={best.type} multiplier={best.typeMultiplier} />
        </h2>
        <p className={classes.chance}>
          <span className={classes.big}>
            <BigChance text={formatChance(best.p, language, certain)} />
          </span>
          <span className={classes.say}>
            <b>{chanceText(t, best.p, certain)}</b>
            {battlesText(t, best.p, certain)}
          </span>
        </p>
      </div>
      <div className={classes.bar}>
        <ChanceSegments probability={best.p} low={best.low} high={best.high} />
        {range !== undefined && <RangeBracket low={best.low} high={best.high} text={range} />}
      </div>
      <p className={classes.why}>
        {answer.explanation[language]}
        {tie !== undefined && ` ${tie}`}
      </p>
      <dl className={classes.facts}>
        <FactCell title={t("answer.first")} fact={firstFact(t, answer)} />
        <FactCell title={t("answer.ko")} fact={shortKnockOutFact(t, language, best)} />
        <FactCell title={t("answer.worst")} fact={worstHitFact(t, language, answer)} />
      </dl>
    </div>
  );
}

interface FactCellProps {
  readonly title: string;
  readonly fact: Fact;
}

function FactCell({ title, fact }: FactCellProps) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {fact.main}
        <small>{fact.more ?? "\u00a0"}</small>
      </dd>
    </div>
  );
}

interface BigChanceProps {
  readonly text: string;
}

/** The number large, its sign and unit half as large. */
function BigChance({ text }: BigChanceProps) {
  const [, before = "", digits = text, after = ""] = /^(\D*)(\d+)(\D*)$/.exec(text) ?? [];
  return (
    <>
      {before !== "" && <small>{before}</small>}
      {digits}
      {after !== "" && <small>{after}</small>}
    </>
  );
}
