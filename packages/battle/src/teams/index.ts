export { playChoicesWithLog } from "../engine/event-log.ts";
export type { TeamPolicyName } from "./team-policies.ts";
export { createTeamPolicy, TEAM_POLICIES } from "./team-policies.ts";
export type { ToldTeamBattle } from "./tell-team-battle.ts";
export { tellTeamBattle } from "./tell-team-battle.ts";
