import { type ByType, TYPES, type Type } from "@predictiondex/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

/** What each attacking type does to each defending one: 0, 0.5, 1 or 2, as `chart[attacking][defending]`. */
export type Chart = ByType<ByType<number>>;

const typeChartQuery = queryOptions({
  queryKey: ["type-chart"],
  queryFn: async ({ signal }): Promise<Chart> => {
    const { items } = await apiClient().listTypeFacts(signal);
    return Object.fromEntries(items.map(({ slug, attacking }) => [slug, attacking])) as Record<
      Type,
      ByType<number>
    >;
  },
});

/** The 18 × 18 type chart. */
export function useTypeChart() {
  return useQuery(typeChartQuery);
}

/** What an attack does to a Pokémon of one or two types. */
export function multiplierOf(chart: Chart, attacking: Type, defending: readonly Type[]): number {
  return defending.reduce((product, type) => product * chart[attacking][type], 1);
}

/** Whether a word is one of the 18 types. */
export function isType(word: string | undefined): word is Type {
  return TYPES.some((type) => type === word);
}
