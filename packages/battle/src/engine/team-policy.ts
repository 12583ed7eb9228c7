import type { BattleMemory } from "./battle.ts";
import { chooseTeamAtRandom } from "./kernel/team-playout.ts";

/** How a side of a team battle chooses; `legal` is the mask of its legal choices (see team-choices.ts), never 0. */
export interface TeamPolicy {
  /** Whether it looks at nothing but its arguments: its battles may then be played in the compiled kernel's memory. */
  readonly selfContained?: boolean;
  /** `side` is SIDE_A or SIDE_B; gives back a choice of the mask. */
  choose(battle: BattleMemory, side: number, legal: number): number;
}

/** Chooses each legal choice as often, by the battle's own generator; one alone draws nothing. */
export const RANDOM_TEAM_POLICY: TeamPolicy = {
  selfContained: true,
  choose: (battle, _side, legal) => chooseTeamAtRandom(battle, legal),
};
