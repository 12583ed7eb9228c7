import type { MatchupRequest } from "@predictiondex/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

/** The value of a battle of two sets, with the reason in words. */
export const matchupQuery = (request: MatchupRequest) =>
  queryOptions({
    queryKey: ["matchup", request],
    queryFn: ({ signal }) => apiClient().matchup(request, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The value of a battle; idle while no request is given. */
export function useMatchup(request: MatchupRequest | undefined) {
  const nobody = { pokemon: "" };
  return useQuery({ ...matchupQuery(request ?? { a: nobody, b: nobody }), enabled: request !== undefined });
}
