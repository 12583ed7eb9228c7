import type { AnswerTask, MiddleState, SetSpec } from "@predictiondex/answers";
import type { v1BestMoveRequestSchema } from "@predictiondex/contract";
import type { z } from "zod";

/** A request for a match-up, checked by its schema. */
export type MatchupBody = z.output<typeof v1BestMoveRequestSchema>;

/** What a request for a match-up asks of the predictor; equal requests make tasks of equal text. */
export function matchupTask(
  { a, b }: { readonly a: SetSpec; readonly b: SetSpec },
  body: Omit<MatchupBody, "a">,
  defaultNodes: number,
  middle?: MiddleState,
): Extract<AnswerTask, { readonly kind: "matchup" }> {
  const { rules, method, budgetMs, seed, nodes = defaultNodes } = body;
  const { nature, ivs } = body.b;
  const kind = body.opponent;
  const opponent = { kind, natureGiven: nature !== undefined, ivsGiven: ivs !== undefined };
  const mega = { a: a.mega, b: b.mega };
  const options = { method, nodes, budgetMs, seed, middle, mega };
  return { kind: "matchup", question: { a, b, opponent, rules, options } };
}
