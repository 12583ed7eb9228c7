import type { MoveResource } from "@predictiondex/contract";
import { CATEGORIES, type Category, type Type, type UiLanguage } from "@predictiondex/core";
import type { MoveFacts } from "../../api/get-move-facts.ts";
import { isType } from "../../api/get-type-chart.ts";
import type { PageUrl } from "../../page-url.ts";

/** The list's state in the URL: query, type, category, order; defaults left out. */
export const MOVES_KEYS = ["q", "type", "category", "sort"] as const;
export type MovesUrl = PageUrl<(typeof MOVES_KEYS)[number]>;

/** Orders of the list; numbers go from the highest down. */
export const MOVE_SORTS = ["name", "power", "accuracy", "pp", "priority"] as const;
export type MoveSort = (typeof MOVE_SORTS)[number];

/** What the list shows. */
export interface MovesView {
  readonly query: string;
  readonly type: Type | undefined;
  readonly category: Category | undefined;
  readonly sort: MoveSort;
}

/** Reads the list's state; what is unknown counts as not given. */
export function readMovesUrl(url: MovesUrl): MovesView {
  return {
    query: url.q ?? "",
    type: isType(url.type) ? url.type : undefined,
    category: CATEGORIES.find((category) => category === url.category),
    sort: MOVE_SORTS.find((sort) => sort === url.sort) ?? "name",
  };
}

/** The moves that the view lets through; with a query and no other order, best match first. */
export function selectMoves(
  moves: MoveFacts,
  { query, type, category, sort }: MovesView,
  language: UiLanguage,
): readonly MoveResource[] {
  const found = query === "" ? moves.all : moves.search(query);
  const allowed = found.filter(
    (move) =>
      (type === undefined || move.type === type) && (category === undefined || move.category === category),
  );
  if (sort === "name" && query !== "") return allowed;
  return allowed.toSorted(
    (left, right) =>
      (sort === "name" ? 0 : rankBy(right, sort) - rankBy(left, sort)) ||
      left.names[language].localeCompare(right.names[language], language),
  );
}

/** A move that makes no accuracy check is the surest of all. */
function rankBy(move: MoveResource, sort: Exclude<MoveSort, "name">): number {
  if (sort === "accuracy") return move.accuracy ?? 101;
  return move[sort] ?? 0;
}
