import type { InsightsRequest } from "@predictiondex/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "../../../api/api-client.ts";

const insightsQuery = (request: InsightsRequest) =>
  queryOptions({
    queryKey: ["insights", request],
    queryFn: ({ signal }) => apiClient().insights(request, signal),
  });

/** What would change the result; idle until it is asked for, as it takes several searches. */
export function useInsights(request: InsightsRequest, wanted: boolean) {
  return useQuery({ ...insightsQuery(request), enabled: wanted });
}
