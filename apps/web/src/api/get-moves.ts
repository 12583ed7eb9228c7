import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

const movesQuery = queryOptions({
  queryKey: ["moves"],
  queryFn: ({ signal }) => apiClient().listMoves(signal),
});

/** All moves. */
export function useMoves() {
  return useQuery(movesQuery);
}
