import { ApiError } from "@predictiondex/contract/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

const rosterMatrixQuery = queryOptions({
  queryKey: ["roster-matrix"],
  queryFn: async ({ signal }) => {
    try {
      return await apiClient().storedMatrix(signal);
    } catch (error) {
      if (error instanceof ApiError && error.problem.status === 404) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  // While it is being built, the answer is null: look again.
  refetchInterval: ({ state }) => (state.data === null ? 20_000 : false),
});

/** Every two forms at level 50 with their standard sets, packed; null while the service has not built it yet. */
export function useRosterMatrix() {
  return useQuery(rosterMatrixQuery);
}
