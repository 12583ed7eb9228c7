import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "../../../api/api-client.ts";

const dataReportQuery = queryOptions({
  queryKey: ["data-report"],
  queryFn: ({ signal }) => apiClient().dataReport(signal),
});

/** What the data version was made from, and where its sources disagree. */
export function useDataReport() {
  return useQuery(dataReportQuery);
}
