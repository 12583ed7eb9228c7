import type { SimulateRequest } from "@predictiondex/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "../../../api/api-client.ts";

const battleQuery = (request: SimulateRequest) =>
  queryOptions({
    queryKey: ["simulate", request],
    queryFn: ({ signal }) => apiClient().simulate(request, signal),
  });

/** One battle played out and told action by action; idle until it is asked for. */
export function useSimulatedBattle(request: SimulateRequest, wanted: boolean) {
  return useQuery({ ...battleQuery(request), enabled: wanted });
}
