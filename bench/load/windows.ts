import type { LoadResult } from "./raw-load.ts";

/** Runs of which a figure is the median. */
export const WINDOWS = 3;

/** The middle one of WINDOWS windows, with what the others came to. */
export async function windows<T extends LoadResult>(
  by: "perSecond" | "p99Ms",
  put: (window: number) => Promise<T>,
): Promise<T & { readonly windows: readonly number[] }> {
  const runs: T[] = [];
  for (let window = 0; window < WINDOWS; window++) runs.push(await put(window));
  return { ...middle(runs, by), windows: runs.map((run) => run[by]) };
}

/** The run in the middle by one of its figures. */
export function middle<T extends LoadResult>(runs: readonly T[], by: "perSecond" | "p99Ms"): T {
  return runs.toSorted((left, right) => left[by] - right[by])[runs.length >> 1]!;
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1]!;
}
