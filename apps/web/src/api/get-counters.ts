import type { CountersRequest } from "@predictiondex/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";
import { inTurn } from "./in-turn.ts";

const countersQuery = (request: CountersRequest) =>
  queryOptions({
    queryKey: ["counters", request],
    queryFn: ({ signal }) => inTurn(() => apiClient().counters(request, signal), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Everyone's chance against one opponent, best first; idle while no request is given. */
export function useCounters(request: CountersRequest | undefined) {
  return useQuery({
    ...countersQuery(request ?? { opponent: { pokemon: "" } }),
    enabled: request !== undefined,
  });
}
