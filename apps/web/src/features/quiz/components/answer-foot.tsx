import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./quiz.module.css";

/** What every round is given. */
export interface RoundProps {
  /** The question's number. */
  readonly seed: number;
  /** What was answered; undefined before. */
  readonly said: string | undefined;
  readonly onAnswer: (answer: string, isRight: boolean) => void;
  readonly onNext: () => void;
}

interface AnswerFootProps {
  readonly isAnswered: boolean;
  readonly isRight: boolean;
  /** The right answer in words. */
  readonly solution: string;
  /** Why it is right. */
  readonly why: string;
  readonly onNext: () => void;
  /** What else can be done. */
  readonly children?: ReactNode;
}

/** Right or wrong, why, and on to the next; of the same height before the answer, so that nothing jumps. */
export function AnswerFoot({ isAnswered, isRight, solution, why, onNext, children }: AnswerFootProps) {
  const { t } = useTexts();
  const next = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(!isAnswered);
  useEffect(() => {
    // Only after an answer that was given here, not where a link shows one.
    if (isAnswered && wasOpen.current) next.current?.focus();
    wasOpen.current = !isAnswered;
  }, [isAnswered]);
  return (
    <div className={classes.foot}>
      <div role="status">
        {isAnswered && (
          <>
            <p className={classes.verdict} data-right={isRight || undefined}>
              <Icon name={isRight ? "check" : "close"} /> {isRight ? t("quiz.correct") : t("quiz.wrong")}{" "}
              {solution}
            </p>
            <p className={classes.why}>{why}</p>
          </>
        )}
      </div>
      {isAnswered && (
        <div className={classes.buttons}>
          {children}
          <Button ref={next} onClick={onNext}>
            {t("quiz.next")}
          </Button>
        </div>
      )}
    </div>
  );
}
