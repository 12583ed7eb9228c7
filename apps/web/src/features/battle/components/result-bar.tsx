import { ChanceBar } from "../../../components/chance-bar.tsx";
import { Disc } from "../../../components/disc.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { nameIn } from "../../../i18n/language.ts";
import { formatChance } from "../../../i18n/numbers.ts";
import { rangeText } from "../../../i18n/range-text.ts";
import { chanceText, isCertain, moveNameIn } from "../answer-texts.ts";
import type { Face } from "../use-battle.ts";
import classes from "./result-bar.module.css";

interface ResultBarProps {
  readonly face: Face;
  /** The answer itself is in sight. */
  readonly isAway: boolean;
}

/** The answer in one line at the foot of small screens while its card is out of sight; leads back to it. */
export function ResultBar({ face, isAway }: ResultBarProps) {
  const { t, language } = useTexts();
  if (face.kind === "empty" || face.kind === "loading") return null;
  const best = face.kind === "filled" ? face.answer.moves[0] : undefined;
  return (
    <button
      className={classes.bar}
      type="button"
      data-away={isAway || undefined}
      data-updating={(face.kind === "filled" && face.isUpdating) || undefined}
      onClick={showAnswer}
    >
      {face.kind === "filled" && best ? (
        <>
          <Disc
            name={nameIn(language, face.you.base_species)}
            types={face.you.types}
            kind={face.you.form.name}
            size="small"
          />
          <span className={classes.middle}>
            <strong>{moveNameIn(language, best)}</strong>
            <small>
              {rangeText(t, language, best) ?? chanceText(t, best.p, isCertain(face.answer, best))}
            </small>
          </span>
          <span className={classes.chance}>
            {formatChance(best.p, language, isCertain(face.answer, best))}
          </span>
          <span className={classes.line}>
            <ChanceBar probability={best.p} low={0} high={0} onAnswer />
          </span>
        </>
      ) : (
        <span className={classes.middle}>
          <strong>{t("failed.title")}</strong>
        </span>
      )}
    </button>
  );
}

function showAnswer(): void {
  const answer = document.getElementById("answer");
  answer?.scrollIntoView({ block: "center" });
  answer?.focus({ preventScroll: true });
}
