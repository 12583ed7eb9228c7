import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";

/** A form's chance against another one at level 50, both with their standard sets. */
export interface Matchup {
  /** Slug of the other form. */
  readonly against: string;
  /** Chance to win, 0–1. */
  readonly p: number;
  readonly low: number;
  readonly high: number;
}

const matchupsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["matchups", slug],
    queryFn: async ({ signal }): Promise<readonly Matchup[]> => {
      const { columns, rows } = await apiClient().matrix({ rows: [slug] }, signal);
      const row = rows[0]!;
      return columns
        .map(({ pokemon }, at) => ({
          against: pokemon,
          p: row.p[at]!,
          low: row.low[at]!,
          high: row.high[at]!,
        }))
        .filter(({ against }) => against !== slug)
        .toSorted((left, right) => right.p - left.p);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A form against every other, best first. */
export function useMatchups(slug: string) {
  return useQuery(matchupsQuery(slug));
}
