import type { TeamVocabulary } from "@predictiondex/core";
import { useMemo } from "react";
import { useForms } from "../../api/get-forms.ts";
import { useMoveFacts } from "../../api/get-move-facts.ts";
import { useNatures } from "../../api/get-natures.ts";

/** The names that an imported text may use, in every language; undefined while they load. */
export function useVocabulary(): TeamVocabulary | undefined {
  const forms = useForms().data;
  const moves = useMoveFacts().data;
  const natures = useNatures().data;
  return useMemo(() => {
    if (forms === undefined || moves === undefined || natures === undefined) return undefined;
    return { forms: forms.all, moves: moves.all, natures };
  }, [forms, moves, natures]);
}
