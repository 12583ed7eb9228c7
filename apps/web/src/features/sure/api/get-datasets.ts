import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "../../../api/api-client.ts";

const datasetsQuery = queryOptions({
  queryKey: ["datasets"],
  queryFn: async ({ signal }) => (await apiClient().listDatasets(signal)).items,
});

/** The data sets built so far, newest first. */
export function useDatasets() {
  return useQuery(datasetsQuery);
}
