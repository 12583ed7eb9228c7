import type { MatchupRequest, MatchupResponse } from "@predictiondex/contract";
import { queryOptions, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { apiClient } from "../../../api/api-client.ts";
import { engine, readyEngine } from "../../../engine/engines.ts";

const NOTHING: MatchupRequest = { a: { pokemon: 1 }, b: { pokemon: 1 } };

const matchupQuery = (request: MatchupRequest) =>
  queryOptions({
    queryKey: ["matchup", request],
    queryFn: ({ signal }) => apiClient().matchup(request, signal),
  });

const quickQuery = (request: MatchupRequest) =>
  queryOptions({
    queryKey: ["quick matchup", request],
    queryFn: async ({ signal }) =>
      (await (await engine("quick")).ask("quickMatchup", request, signal)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** The answer to a match-up, and what is there before it. */
export interface MatchupAnswer {
  /** The exact or searched answer; a change of anything but the two Pokémon keeps the last one in sight. */
  readonly query: UseQueryResult<MatchupResponse>;
  /** This device's estimate within milliseconds; undefined where its worker isn't loaded yet. */
  readonly quick: MatchupResponse | undefined;
}

/** Asks about a match-up; idle while no request is given. */
export function useMatchup(request: MatchupRequest | undefined): MatchupAnswer {
  const query = useQuery({
    ...matchupQuery(request ?? NOTHING),
    enabled: request !== undefined,
    placeholderData: (last) => (isAbout(last, request) ? last : undefined),
  });
  const isMissing = query.data === undefined || query.isPlaceholderData;
  const quick = useQuery({
    ...quickQuery(request ?? NOTHING),
    enabled: request !== undefined && isMissing && readyEngine("quick") !== undefined,
  });
  return { query, quick: (request && quick.data) ?? undefined };
}

function isAbout(
  answer: { readonly a: { readonly pokemon: string }; readonly b: { readonly pokemon: string } } | undefined,
  request: MatchupRequest | undefined,
): boolean {
  const slugOf = (side: MatchupRequest["a"] | undefined) => side?.pokemon;
  return answer?.a.pokemon === slugOf(request?.a) && answer?.b.pokemon === slugOf(request?.b);
}
