import type { MatchupResponse } from "@predictiondex/contract";
import { Skeleton } from "../../../components/skeleton.tsx";
import { TypeDot } from "../../../components/type-chip.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { damageFact, moveNameIn } from "../answer-texts.ts";
import classes from "./opponent-hits.module.css";

interface OpponentHitsProps {
  /** Undefined while it loads. */
  readonly answer: MatchupResponse | undefined;
}

const LOADING_LINES = [0, 1, 2, 3];

/** What each of the opponent's moves does to you. */
export function OpponentHits({ answer }: OpponentHitsProps) {
  const { t, language } = useTexts();
  return (
    <div aria-busy={answer === undefined}>
      <h2 className={classes.title}>{t("side.hits")}</h2>
      <ul>
        {answer === undefined
          ? LOADING_LINES.map((line) => (
              <li key={line} className={classes.hit}>
                <Skeleton className={classes.skeleton} />
              </li>
            ))
          : answer.opponentMoves.map((move) => (
              <li key={`${move.move} ${move.mega}`} className={classes.hit}>
                <TypeDot type={move.type} />
                <span>{moveNameIn(language, move)}</span>
                <span className={classes.figure}>{damageFact(t, language, move).main}</span>
              </li>
            ))}
      </ul>
    </div>
  );
}
