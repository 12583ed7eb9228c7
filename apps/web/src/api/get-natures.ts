import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

const naturesQuery = queryOptions({
  queryKey: ["natures"],
  queryFn: async ({ signal }) => (await apiClient().listNatures(signal)).items,
});

/** All natures; idle until they are wanted. */
export function useNatures(wanted = true) {
  return useQuery({ ...naturesQuery, enabled: wanted });
}
