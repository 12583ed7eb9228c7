import type { MatchupRequest } from "@predictiondex/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "../../../api/api-client.ts";

const matchupQuery = (request: MatchupRequest) =>
  queryOptions({
    queryKey: ["matchup", request],
    queryFn: ({ signal }) => apiClient().matchup(request, signal),
  });

/**
 * The answer to a match-up; idle while no request is given. A change of anything but the two Pokémon keeps the last
 * answer in sight until the new one is there.
 */
export function useMatchup(request: MatchupRequest | undefined) {
  return useQuery({
    ...matchupQuery(request ?? { a: { pokemon: 1 }, b: { pokemon: 1 } }),
    enabled: request !== undefined,
    placeholderData: (last) => (isAbout(last, request) ? last : undefined),
  });
}

function isAbout(
  answer: { readonly a: { readonly pokemon: string }; readonly b: { readonly pokemon: string } } | undefined,
  request: MatchupRequest | undefined,
): boolean {
  const slugOf = (side: MatchupRequest["a"] | undefined) => side?.pokemon;
  return answer?.a.pokemon === slugOf(request?.a) && answer?.b.pokemon === slugOf(request?.b);
}
