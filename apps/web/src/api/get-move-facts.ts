import type { MoveResource } from "@predictiondex/contract";
import { createNameSearch } from "@predictiondex/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

/** All moves with their Let's Go values. */
export interface MoveFacts {
  readonly all: readonly MoveResource[];
  readonly bySlug: ReadonlyMap<string, MoveResource>;
  /** Moves whose name in any language fits a query, best first; all for an empty one. */
  readonly search: (query: string) => readonly MoveResource[];
}

const moveFactsQuery = queryOptions({
  queryKey: ["move-facts"],
  queryFn: async ({ signal }): Promise<MoveFacts> => {
    const { items } = await apiClient().listMoveFacts(signal);
    const search = createNameSearch(items.map((move) => ({ move, ...move })));
    return {
      all: items,
      bySlug: new Map(items.map((move) => [move.slug, move])),
      search: (query) => search(query).map(({ move }) => move),
    };
  },
  structuralSharing: false,
});

/** All moves with values, effects and descriptions. */
export function useMoveFacts() {
  return useQuery(moveFactsQuery);
}
