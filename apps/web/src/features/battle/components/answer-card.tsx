import type { Ref } from "react";
import type { Roster } from "../../../api/get-roster.ts";
import { Failed } from "../../../components/failed.tsx";
import { Skeleton } from "../../../components/skeleton.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import type { Face } from "../use-battle.ts";
import classes from "./answer-card.module.css";
import { AnswerEmpty } from "./answer-empty.tsx";
import { AnswerFilled } from "./answer-filled.tsx";

const LOADING_LINES = [
  { part: "kicker", bars: [0, 1] },
  { part: "head", bars: [0, 1] },
  { part: "bar", bars: [0] },
  { part: "why", bars: [0, 1, 2] },
  { part: "facts", bars: [0, 1, 2] },
] as const;

interface AnswerCardProps {
  readonly face: Face;
  readonly roster: Roster | undefined;
  readonly onRetry: () => void;
  readonly ref: Ref<HTMLElement>;
}

/** The answer, the page's one inverted surface, in its four faces. */
export function AnswerCard({ face, roster, onRetry, ref }: AnswerCardProps) {
  const { t } = useTexts();
  return (
    <section
      ref={ref}
      id="answer"
      className={classes.answer}
      aria-label={t("answer.title")}
      aria-busy={face.kind === "loading" || (face.kind === "filled" && face.isUpdating)}
      data-face={face.kind}
      tabIndex={-1}
    >
      {face.kind === "loading" && <AnswerLoading />}
      {face.kind === "failed" && <Failed failure={face.failure} onRetry={onRetry} />}
      {face.kind === "empty" && <AnswerEmpty missing={face.missing} roster={roster} />}
      {face.kind === "filled" && <AnswerFilled filled={face} />}
    </section>
  );
}

/** Bars where the filled answer has its lines, of the same heights. */
function AnswerLoading() {
  const { t } = useTexts();
  return (
    <div className={classes.loading}>
      <span className="visually-hidden">{t("answer.loading")}</span>
      {LOADING_LINES.map(({ part, bars }) => (
        <div key={part} className={classes.line} data-part={part}>
          {bars.map((bar) => (
            <Skeleton key={bar} />
          ))}
        </div>
      ))}
    </div>
  );
}
