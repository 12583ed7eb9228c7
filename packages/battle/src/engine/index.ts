export type { BattleMemory, RandomScript } from "./battle.ts";
export type { BattleEvent } from "./battle-event.ts";
export { canonicalize, stateKey } from "./canonical.ts";
export type { EnumerateOptions, Outcome } from "./chance.ts";
export { enumerateTurn } from "./chance.ts";
export type { CompiledKernel } from "./compiled-kernel.ts";
export type { Condition } from "./condition.ts";
export { applyCondition } from "./condition.ts";
export { playTurnWithLog } from "./event-log.ts";
export { legalChoices, nthChoice, WITH_MEGA, WITH_MEGA_Y } from "./kernel/choices.ts";
export { SWITCH_TO, WAIT_CHOICE } from "./kernel/team-choices.ts";
export { beginTurn, playTurn, stepTurn } from "./kernel/turn.ts";
export type { Result } from "./layout.ts";
export {
  A_WINS,
  B_WINS,
  BIDE,
  BURN,
  CHARGING,
  CONFUSION,
  DISABLE,
  EFFECT_BITS,
  ENCORE,
  HIDDEN,
  HP,
  LEECH_SEED,
  LIGHT_SCREEN,
  MAX_HP,
  ONGOING,
  PP,
  REFLECT,
  RESULT,
  SCREENS,
  SIDE_A,
  SIDE_B,
  SLEEP,
  STAGES,
  STALL,
  STATUS,
  SUBSTITUTE,
  TAUNT,
  TIE,
  TIE_SPEED,
  TRANSFORMED,
  TURN,
} from "./layout.ts";
export type { Battle, Engine, Side } from "./matchup.ts";
export { createEngine } from "./matchup.ts";
export { describeMoveRule } from "./move-texts.ts";
export type { Policy } from "./policy.ts";
export { GREEDY_POLICY, RANDOM_POLICY } from "./policy.ts";
export type { RandomSource } from "./random.ts";
export { seedFast } from "./random.ts";
export { readCondition } from "./read-condition.ts";
export { MOVE_RULES } from "./rules/move-rules.ts";
export type { DrawScript, ScriptedDraw } from "./scripted-random.ts";
export { scriptDraws } from "./scripted-random.ts";
export type { Clauses, SetInput } from "./set-input.ts";
export { parseSet, parseTeam } from "./set-input.ts";
export type { BattleRules, PreparedSet } from "./sets.ts";
export type { ProtocolBattle, ProtocolMember } from "./showdown-log.ts";
export { toShowdownLog } from "./showdown-log.ts";
export type { SimulateOptions, SimulationResult } from "./simulate.ts";
export { simulate } from "./simulate.ts";
export type { SimulateTeamsOptions } from "./simulate-teams.ts";
export { simulateTeams } from "./simulate-teams.ts";
export type { TeamAction, TeamActionKind, TeamBattle, TeamMember, TeamRequest } from "./team-battle.ts";
export { createTeamBattle } from "./team-battle.ts";
export type { TeamPolicy } from "./team-policy.ts";
export { RANDOM_TEAM_POLICY } from "./team-policy.ts";
export type { TeamRules, Teams } from "./teams.ts";
export { parseTeams } from "./teams.ts";
export { tellEvent } from "./tell-event.ts";
