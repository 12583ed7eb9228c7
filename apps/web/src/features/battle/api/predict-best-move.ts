import type { BestMoveRequest } from "@predictiondex/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "../../../api/api-client.ts";

const bestMoveQuery = (request: BestMoveRequest) =>
  queryOptions({
    queryKey: ["best-move", request],
    queryFn: ({ signal }) => apiClient().predictBestMove(request, signal),
  });

/**
 * The answer to a match-up; idle while no request is given. A change of moves or level keeps the last answer of the
 * same two Pokémon in sight until the new one is there.
 */
export function useBestMove(request: BestMoveRequest | undefined) {
  return useQuery({
    ...bestMoveQuery(request ?? { pokemon_a_id: 0, pokemon_b_id: 0 }),
    enabled: request !== undefined,
    placeholderData: (last) =>
      last?.pokemon_a_id === request?.pokemon_a_id && last?.pokemon_b_id === request?.pokemon_b_id
        ? last
        : undefined,
  });
}
