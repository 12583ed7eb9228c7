import type { MatchupResponse } from "@predictiondex/contract";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { apiClient } from "../../api/api-client.ts";
import type { Forms } from "../../api/get-forms.ts";
import { type BattleQuestion, battleQuestion, isClear, nextSeed } from "./questions.ts";

const MOST_TRIES = 8;

/** A battle to guess with its value. */
export interface AnsweredBattle extends BattleQuestion {
  readonly value: MatchupResponse;
  /** Why the winner wins, told from its side. */
  readonly why: MatchupResponse["explanation"];
}

const battleQuery = (seed: number, forms: Forms | undefined) =>
  queryOptions({
    queryKey: ["quiz-battle", seed],
    queryFn: async ({ signal }): Promise<AnsweredBattle> => {
      for (let attempt = 0; ; attempt++) {
        const question = battleQuestion(seed, attempt, forms!);
        const sets = { a: { pokemon: question.a.slug }, b: { pokemon: question.b.slug } };
        const value = await apiClient().matchup(sets, signal);
        if (!isClear(value.p) && attempt + 1 < MOST_TRIES) continue;
        // An answer's explanation is about its first side.
        const won = value.p >= 0.5 ? value : await apiClient().matchup({ a: sets.b, b: sets.a }, signal);
        return { ...question, value, why: won.explanation };
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The battle of a number, clear enough to be guessed; the one after it is fetched ahead. */
export function useBattleQuestion(seed: number | undefined, forms: Forms | undefined) {
  const queryClient = useQueryClient();
  const query = useQuery({
    ...battleQuery(seed ?? 0, forms),
    enabled: seed !== undefined && forms !== undefined,
  });
  const isThere = query.isSuccess;
  useEffect(() => {
    if (isThere && seed !== undefined) void queryClient.prefetchQuery(battleQuery(nextSeed(seed), forms));
  }, [isThere, seed, forms, queryClient]);
  return query;
}
