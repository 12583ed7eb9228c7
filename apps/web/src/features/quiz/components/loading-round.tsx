import { Skeleton } from "../../../components/skeleton.tsx";
import classes from "./quiz.module.css";

/** Bars where the question and its answers will be. */
export function LoadingRound() {
  return (
    <div className={classes.loading}>
      <Skeleton height="2rem" width="60%" />
      <Skeleton height="9rem" />
    </div>
  );
}
