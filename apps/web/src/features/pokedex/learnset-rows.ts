import type { LearnsetResource, MoveResource } from "@predictiondex/contract";
import type { Type } from "@predictiondex/core";
import type { MoveFacts } from "../../api/get-move-facts.ts";

/** Which moves of a learnset are listed. */
export const LEARNSET_FILTERS = ["all", "level-up", "machine", "tutor", "stab"] as const;
export type LearnsetFilter = (typeof LEARNSET_FILTERS)[number];

/** A move with every way of a form to have it. */
export interface LearnsetRow {
  readonly move: MoveResource;
  readonly ways: readonly LearnsetResource[];
  readonly hasStab: boolean;
}

/** The moves of a learnset, attacks with the strongest first, then the status moves by name. */
export function learnsetRows(
  learnset: readonly LearnsetResource[],
  moves: MoveFacts,
  types: readonly Type[],
  nameOf: (move: MoveResource) => string,
): readonly LearnsetRow[] {
  return [...Map.groupBy(learnset, ({ move }) => move)]
    .flatMap(([slug, ways]) => {
      const move = moves.bySlug.get(slug);
      if (move === undefined) return [];
      return [{ move, ways, hasStab: move.category !== "status" && types.includes(move.type) }];
    })
    .toSorted(
      (left, right) =>
        Number(left.move.category === "status") - Number(right.move.category === "status") ||
        (right.move.power ?? 0) - (left.move.power ?? 0) ||
        nameOf(left.move).localeCompare(nameOf(right.move)),
    );
}

/** Whether a filter lets a move through. */
export function passes({ ways, hasStab }: LearnsetRow, filter: LearnsetFilter): boolean {
  if (filter === "all") return true;
  if (filter === "stab") return hasStab;
  return ways.some(({ method }) => method === filter);
}
