import { InvalidRequestError, type PredictOptions } from "@predictiondex/answers";

/**
 * What the match-ups of a list may come to: ten minutes of one thread, or the roster against one opponent with as many turns for
 * each as may be asked for.
 */
const LIST_LIMITS = [
  { field: "budgetMs", total: 600_000 },
  { field: "nodes", total: 400_000_000 },
] as const;

/** How much work a request asks for. */
interface AskedEffort {
  readonly method: PredictOptions["method"];
  readonly nodes?: number | undefined;
  readonly budgetMs?: number | undefined;
}

/** @throws {InvalidRequestError} where both limits of a search are given, of which one would be dropped */
export function checkEffort({ nodes, budgetMs }: AskedEffort): void {
  if (nodes === undefined || budgetMs === undefined) return;
  const detail = {
    en: `budgetMs: give either budgetMs or nodes, not both; got ${budgetMs} and ${nodes}`,
    fr: `budgetMs : donne budgetMs ou nodes, pas les deux ; reçu : ${budgetMs} et ${nodes}`,
  };
  throw new InvalidRequestError([{ pointer: "/budgetMs", detail }]);
}

/** The same for a list of so many match-ups. @throws {InvalidRequestError} also where they come to too much work */
export function checkListEffort(asked: AskedEffort, matchups: number): void {
  checkEffort(asked);
  if (asked.method === "exact" || asked.method === "model") return;
  for (const { field, total } of LIST_LIMITS) {
    const given = asked[field];
    const most = Math.floor(total / matchups);
    if (given === undefined || given <= most) continue;
    const detail = {
      en: `${field} must be at most ${most} for ${matchups} match-ups (${total} in all), got ${given}`,
      fr: `${field} doit être au plus ${most} pour ${matchups} confrontations (${total} en tout), reçu : ${given}`,
    };
    throw new InvalidRequestError([{ pointer: `/${field}`, detail }]);
  }
}
