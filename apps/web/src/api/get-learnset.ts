import type { LearnsetResource } from "@predictiondex/contract";
import { queryOptions, type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
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

/** The moves that forms can have, by slug of the form, as far as they are loaded. */
export interface Learnsets {
  readonly byForm: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether all that was asked for is there. */
  readonly isWhole: boolean;
}

/** The moves of several forms, each asked for once. */
export function useLearnsets(forms: readonly string[]): Learnsets {
  return useQueries({ queries: forms.map((pokemon) => learnsetQuery({ pokemon })), combine: asLearnsets });
}

function asLearnsets(results: readonly UseQueryResult<readonly LearnsetResource[]>[]): Learnsets {
  const told = results.flatMap(({ data }) =>
    data?.[0] === undefined ? [] : [{ form: data[0].pokemon, data }],
  );
  return {
    byForm: new Map(told.map(({ form, data }) => [form, new Set(data.map(({ move }) => move))])),
    isWhole: results.every(({ data }) => data !== undefined),
  };
}
