import type { LearnsetResource } from "@predictiondex/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

const learnsetQuery = (of: { readonly pokemon: string } | { readonly move: string }) =>
  queryOptions({
    queryKey: ["learnset", of],
    queryFn: async ({ signal }): Promise<readonly LearnsetResource[]> =>
      (await apiClient().listLearnsets(of, signal)).items,
  });

/** Every legal way for a form to have a move. */
export function useLearnset(pokemon: string) {
  return useQuery(learnsetQuery({ pokemon }));
}

/** Every legal way to have a move, by form. */
export function useLearners(move: string) {
  return useQuery(learnsetQuery({ move }));
}
