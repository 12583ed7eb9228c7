import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "../../../api/api-client.ts";

const dataVersionQuery = queryOptions({
  queryKey: ["data-version"],
  queryFn: ({ signal }) => apiClient().dataVersion(signal),
});

/** The data version that answers are made from. */
export function useDataVersion() {
  return useQuery(dataVersionQuery);
}
