import { A_WINS, B_WINS } from "./layout.ts";
import type { Engine } from "./matchup.ts";
import type { PreparedSet } from "./sets.ts";
import type { SimulationResult } from "./simulate.ts";
import { createTeamBattle } from "./team-battle.ts";
import { RANDOM_TEAM_POLICY, type TeamPolicy } from "./team-policy.ts";
import type { TeamRules } from "./teams.ts";

export interface SimulateTeamsOptions extends TeamRules {
  readonly battles: number;
  /** Any 32-bit integer; battle n plays with seed + n. */
  readonly seed: number;
  /** How each side chooses; each legal choice as often by default. */
  readonly policyA?: TeamPolicy;
  readonly policyB?: TeamPolicy;
}

/**
 * Plays team battles to their end with the fast generator. Equal arguments give equal results.
 * @throws {InvalidInputError} naming every fault of the teams.
 */
export function simulateTeams(
  engine: Engine,
  a: readonly PreparedSet[],
  b: readonly PreparedSet[],
  options: SimulateTeamsOptions,
): SimulationResult {
  const { battles, seed, policyA = RANDOM_TEAM_POLICY, policyB = RANDOM_TEAM_POLICY, ...rules } = options;
  const battle = createTeamBattle(engine, a, b, { kind: "fast", seed }, rules);
  let aWins = 0;
  let bWins = 0;
  for (let i = 0; i < battles; i++) {
    battle.reset();
    const result = battle.playout(seed + i, policyA, policyB);
    if (result === A_WINS) aWins++;
    else if (result === B_WINS) bWins++;
  }
  const ties = battles - aWins - bWins;
  return { aWins, bWins, ties, p: battles === 0 ? 0.5 : (aWins + ties / 2) / battles };
}
