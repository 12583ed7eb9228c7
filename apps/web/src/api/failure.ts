import { ApiError } from "@predictiondex/contract/client";
import type { UseQueryResult } from "@tanstack/react-query";
import { isTemporary } from "./query-client.ts";

/** A request that failed. */
export interface Failure {
  readonly error: Error;
  /** Failed tries so far. */
  readonly failures: number;
  /** Whether another try is coming by itself. */
  readonly retries: boolean;
}

/** What went wrong with a query that has nothing to show; undefined while it has, or still may succeed. */
export function asFailure(query: UseQueryResult): Failure | undefined {
  if (query.data !== undefined && !query.isPlaceholderData) return undefined;
  const error = query.error ?? query.failureReason;
  if (error === null) return undefined;
  return { error, failures: query.failureCount, retries: !query.isError };
}

/** Why, in one of four words: each has its text `failed.…`. */
export function reasonOf(error: Error): "starting" | "unreachable" | "refused" | "broken" {
  if (error instanceof ApiError) {
    if (error.problem.status === 503) return "starting";
    return isTemporary(error) ? "unreachable" : "refused";
  }
  return isTemporary(error) ? "unreachable" : "broken";
}
