import type { MoveResource } from "@predictiondex/contract";
import { useMemo } from "react";
import { useLearnset } from "./get-learnset.ts";
import { useMoveFacts } from "./get-move-facts.ts";

/** The moves that a form can have, each once; undefined while they load. The array stays the same as long as they do. */
export function useLegalMoves(form: string): readonly MoveResource[] | undefined {
  const learnset = useLearnset(form).data;
  const facts = useMoveFacts().data;
  return useMemo(
    () =>
      learnset &&
      facts &&
      [...new Set(learnset.map(({ move }) => move))].flatMap((slug) => facts.bySlug.get(slug) ?? []),
    [learnset, facts],
  );
}
