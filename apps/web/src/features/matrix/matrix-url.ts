import type { PageUrl } from "../../page-url.ts";
import { type RosterMatrix, SORTS, type Sort } from "./roster-matrix.ts";

/** The matrix in the URL: order, the chosen row and column as slugs, zoom of the map, what the table below shows. */
export type MatrixUrl = PageUrl<"sort" | "at" | "vs" | "z" | "table" | "lang">;

/** Steps of the map's zoom: how many times larger than the whole. */
export const ZOOMS = [1, 2, 4, 8] as const;
export type Zoom = (typeof ZOOMS)[number];

/** What the page shows; values of the URL that can't be count as left out. */
export interface MatrixView {
  readonly sort: Sort;
  readonly zoom: Zoom;
  readonly table: "strongest" | "row";
}

/** Reads the view. */
export function readView({ sort, z, table }: MatrixUrl): MatrixView {
  return {
    sort: SORTS.find((each) => each === sort) ?? "strength",
    zoom: ZOOMS.find((each) => String(each) === z) ?? 1,
    table: table === "row" ? "row" : "strongest",
  };
}

/** Where the chosen pair stands in an order; the first row against the second column where the URL names none. */
export function readPair(
  { at, vs }: MatrixUrl,
  { placeOf }: RosterMatrix,
  order: readonly number[],
): { readonly row: number; readonly column: number } {
  const find = (slug: string | undefined): number =>
    slug === undefined ? -1 : order.indexOf(placeOf.get(slug) ?? -1);
  const row = Math.max(0, find(at));
  const column = find(vs);
  return { row, column: column < 0 ? (row === 0 ? 1 : 0) : column };
}
