import { readMatrixPair } from "@predictiondex/battle/standard-matrix";
import type { StoredMatrixResponse } from "@predictiondex/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { apiClient } from "./api-client.ts";
import { useRosterMatrix } from "./get-roster-matrix.ts";

/** A form's chance against another one at level 50, both with their standard sets. */
export interface Matchup {
  /** Slug of the other form. */
  readonly against: string;
  /** Chance to win, 0–1. */
  readonly p: number;
  readonly low: number;
  readonly high: number;
}

/** A form against every other. */
export interface Matchups {
  /** Best first. */
  readonly all: readonly Matchup[];
  /** Place among all forms by mean chance to win, 1 the strongest; undefined where only its own row is known. */
  readonly rank: number | undefined;
}

const matchupsQuery = (slug: string, stored: StoredMatrixResponse | null) =>
  queryOptions({
    queryKey: ["matchups", slug, stored?.dataVersion],
    queryFn: async ({ signal }): Promise<Matchups> =>
      (stored && fromStored(stored, slug)) ?? { all: await rowOf(slug, signal), rank: undefined },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A form against every other: from the stored matrix, or solved now where none is stored. */
export function useMatchups(slug: string) {
  const stored = useRosterMatrix();
  const isKnown = stored.data !== undefined || stored.isError;
  return useQuery({ ...matchupsQuery(slug, stored.data ?? null), enabled: isKnown });
}

function fromStored({ sets, pairs }: StoredMatrixResponse, slug: string): Matchups | undefined {
  const row = sets.findIndex(({ pokemon }) => pokemon === slug);
  if (row < 0) return undefined;
  const bytes = Uint8Array.from(atob(pairs), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const packed = Uint16Array.from({ length: bytes.length / 2 }, (_, i) => view.getUint16(2 * i, true));
  const n = sets.length;
  const strengthOf = (form: number): number =>
    sets.reduce((sum, _, other) => sum + (other === form ? 0 : readMatrixPair(packed, n, form, other).p), 0);
  const own = strengthOf(row);
  const all = sets.flatMap(({ pokemon }, column) => {
    if (column === row) return [];
    const { p, low, high } = readMatrixPair(packed, n, row, column);
    return [{ against: pokemon, p, low, high }];
  });
  return { all: bestFirst(all), rank: 1 + sets.filter((_, form) => strengthOf(form) > own).length };
}

async function rowOf(slug: string, signal: AbortSignal): Promise<readonly Matchup[]> {
  const { columns, rows } = await apiClient().matrix({ rows: [slug] }, signal);
  const row = rows[0]!;
  const all = columns.map(({ pokemon }, at) => ({
    ...{ against: pokemon, p: row.p[at]!, low: row.low[at]!, high: row.high[at]! },
  }));
  return bestFirst(all.filter(({ against }) => against !== slug));
}

function bestFirst(matchups: readonly Matchup[]): readonly Matchup[] {
  return matchups.toSorted((left, right) => right.p - left.p);
}
