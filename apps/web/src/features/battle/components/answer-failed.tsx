import { Button } from "@mantine/core";
import { ApiError } from "@predictiondex/contract/client";
import { useEffect, useState } from "react";
import { useTexts } from "../../../i18n/i18n.ts";
import { isTemporary, retryDelay } from "../../../query-client.ts";
import type { Failure } from "../use-battle.ts";
import classes from "./answer-card.module.css";

/** The type of a problem that the service itself did not write. */
const UNTOLD = "about:blank";

interface AnswerFailedProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
}

/** Why there is no answer in plain words, when it is tried again, and a button to try now. */
export function AnswerFailed({ failure, onRetry }: AnswerFailedProps) {
  const { t } = useTexts();
  const seconds = useSecondsLeft(failure);
  const problem = failure.error instanceof ApiError ? failure.error.problem : undefined;
  const next = failure.retries
    ? seconds > 0
      ? t("failed.wait", { count: seconds })
      : t("failed.trying")
    : t("failed.kept");
  return (
    <div className={classes.quiet}>
      <h2 className={classes.title}>{t("failed.title")}</h2>
      <p role="alert">{t(`failed.${reasonOf(failure.error)}`)}</p>
      <p>{next}</p>
      {problem !== undefined && problem.type !== UNTOLD && <p className={classes.detail}>{problem.detail}</p>}
      <Button className={classes.retry} variant="default" onClick={onRetry}>
        {t("failed.retry")}
      </Button>
    </div>
  );
}

function reasonOf(error: Error): "starting" | "unreachable" | "refused" | "broken" {
  if (error instanceof ApiError) {
    if (error.problem.status === 503) return "starting";
    return isTemporary(error) ? "unreachable" : "refused";
  }
  return isTemporary(error) ? "unreachable" : "broken";
}

/** Seconds until the next try, counted down; 0 while it runs. */
function useSecondsLeft({ error, failures, retries }: Failure): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!retries) return;
    const until = performance.now() + retryDelay(failures - 1, error);
    const tick = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [error, failures, retries]);
  return left;
}
