import { createTeamBattle, type PreparedSet, simulateTeams } from "@predictiondex/battle/engine";
import { createTeamPolicy, type TeamPolicyName, tellTeamBattle } from "@predictiondex/battle/teams";
import type { SimulateTeamsResponse } from "@predictiondex/contract";
import type { Catalogue } from "../catalogue.ts";
import { CancelledError } from "../prediction/cancelled-error.ts";
import { type SetSpec, setOf } from "../prediction/set-spec.ts";
import { round } from "./battle-side.ts";
import { engineOf } from "./engines.ts";
import { wilson } from "./wilson.ts";

/** Team battles that are asked for; the sets are checked, and under normal rules already as those want them. */
export interface SimulateTeamsQuestion {
  readonly a: readonly SetSpec[];
  readonly b: readonly SetSpec[];
  readonly sleepClause: boolean;
  readonly battles: number;
  readonly seed: number;
  readonly policyA: TeamPolicyName;
  readonly policyB: TeamPolicyName;
  readonly log: boolean;
}

const BATTLES_AT_ONCE = 50;

/** Plays the battles; battle n (from 0) has the seed `seed` + n. */
export function answerSimulateTeams(
  catalogue: Catalogue,
  question: SimulateTeamsQuestion,
  isCancelled: () => boolean,
): SimulateTeamsResponse {
  const engine = engineOf(catalogue, true);
  const prepare = (team: readonly SetSpec[]): readonly PreparedSet[] =>
    team.map((spec) => engineOf(catalogue, spec.mega).prepare(setOf(catalogue, spec)));
  const teams = { a: prepare(question.a), b: prepare(question.b) };
  const { battles, seed, sleepClause } = question;
  const policies = {
    a: createTeamPolicy(question.policyA, engine, teams),
    b: createTeamPolicy(question.policyB, engine, teams),
  };
  const wins = { a: 0, b: 0 };
  const atOnce = [question.policyA, question.policyB].includes("solver") ? 1 : BATTLES_AT_ONCE;
  for (let done = 0; done < battles; done += atOnce) {
    if (isCancelled()) throw new CancelledError("nobody waits for the answer");
    const part = simulateTeams(engine, teams.a, teams.b, {
      battles: Math.min(atOnce, battles - done),
      seed: (seed + done) | 0,
      policyA: policies.a,
      policyB: policies.b,
      sleepClause,
    });
    wins.a += part.aWins;
    wins.b += part.bWins;
  }
  const ties = battles - wins.a - wins.b;
  const p = (wins.a + ties / 2) / battles;
  const moveName = (slug: string, language: "en" | "fr"): string =>
    catalogue.movesBySlug.get(slug)?.names[language] ?? slug;
  const battle = createTeamBattle(engine, teams.a, teams.b, { kind: "fast", seed }, { sleepClause });
  const told = question.log ? tellTeamBattle(battle, policies, moveName) : undefined;
  return {
    ...{ battles, seed, policyA: question.policyA, policyB: question.policyB },
    ...{ aWins: wins.a, bWins: wins.b, ties, p: round(p), ...wilson(p, battles) },
    log:
      told === undefined
        ? null
        : {
            events: [...told.events],
            text: { en: [...told.text.en], fr: [...told.text.fr] },
            protocol: [...told.protocol],
          },
    dataVersion: catalogue.snapshot.dataVersion,
  };
}
