import type { Engine } from "../engine/matchup.ts";
import type { PreparedSet } from "../engine/sets.ts";
import { RANDOM_TEAM_POLICY, type TeamPolicy } from "../engine/team-policy.ts";
import type { Teams } from "../engine/teams.ts";
import { createExpectedDamagePolicy } from "./expected-damage-policy.ts";
import { createSolverPolicy } from "./solver-policy.ts";
import { STRONGEST_ATTACK_POLICY } from "./strongest-attack-policy.ts";

/** The policies for team battles by name, each stronger than the one before. */
export const TEAM_POLICIES = ["random", "strongest", "one-ply", "solver"] as const;
export type TeamPolicyName = (typeof TEAM_POLICIES)[number];

/** A policy for battles between these teams. */
export function createTeamPolicy(
  name: TeamPolicyName,
  engine: Engine,
  teams: Teams<PreparedSet>,
): TeamPolicy {
  switch (name) {
    case "random":
      return RANDOM_TEAM_POLICY;
    case "strongest":
      return STRONGEST_ATTACK_POLICY;
    case "one-ply":
      return createExpectedDamagePolicy();
    case "solver":
      return createSolverPolicy(engine, teams);
  }
}
