import { ApiError } from "@predictiondex/contract/client";
import { QueryClient } from "@tanstack/react-query";

const LONGEST_WAIT_MS = 8000;

/** A query client that keeps trying while the service starts or is away, and gives up at once on a refusal. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 10 * 60_000,
        retry: (_failures, error) => isTemporary(error),
        retryDelay,
      },
    },
  });
}

/** Whether trying again may help: no server answers, or it says that it cannot right now. */
export function isTemporary(error: Error): boolean {
  if (error instanceof ApiError) return !(error.problem.status < 500) || error.problem.status === 429;
  return error instanceof TypeError;
}

/** Milliseconds until the next try: what the service asks for, else growing from 2 s to 8 s. */
export function retryDelay(failures: number, error: Error): number {
  if (error instanceof ApiError && error.retryAfterS !== undefined) return error.retryAfterS * 1000;
  return Math.min(LONGEST_WAIT_MS, 2000 * 2 ** failures);
}
