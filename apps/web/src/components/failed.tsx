import { Button } from "@mantine/core";
import { ApiError } from "@predictiondex/contract/client";
import { useEffect, useState } from "react";
import { type Failure, reasonOf } from "../api/failure.ts";
import { retryDelay } from "../api/query-client.ts";
import { useTexts } from "../i18n/i18n.ts";
import classes from "./failed.module.css";

/** The type of a problem that the service itself did not write. */
const UNTOLD = "about:blank";

interface FailedProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
  /** Heading; "No answer this time" by default. */
  readonly title?: string;
}

/** The failed face: why in plain words, when it is tried again by itself, and a button to try now. */
export function Failed({ failure, onRetry, title }: FailedProps) {
  const { t } = useTexts();
  const seconds = useSecondsLeft(failure);
  const problem = failure.error instanceof ApiError ? failure.error.problem : undefined;
  const next = failure.retries
    ? seconds > 0
      ? t("failed.wait", { count: seconds })
      : t("failed.trying")
    : t("failed.kept");
  return (
    <div className={classes.failed}>
      <h2 className={classes.title}>{title ?? t("failed.title")}</h2>
      <p role="alert">{t(`failed.${reasonOf(failure.error)}`)}</p>
      <p>{next}</p>
      {problem !== undefined && problem.type !== UNTOLD && <p className={classes.detail}>{problem.detail}</p>}
      <Button className={classes.retry} variant="default" onClick={onRetry}>
        {t("failed.retry")}
      </Button>
    </div>
  );
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
