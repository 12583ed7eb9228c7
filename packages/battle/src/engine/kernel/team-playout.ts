import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as choices from "./choices.ts";
import * as teamChoices from "./team-choices.ts";
import * as teamTurn from "./team-turn.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const { ONGOING, RESULT, SIDE_A, SIDE_B } = layout;
const { pick } = random;
const { nthChoice } = choices;
const { legalTeamChoices } = teamChoices;
const { playTeamChoices } = teamTurn;

/** Each legal choice as often, by the battle's own generator; one alone draws nothing. */
export function chooseTeamAtRandom(battle: BattleMemory, legal: number): number {
  let count = 0;
  for (let rest = legal; rest !== 0; rest &= rest - 1) count++;
  return nthChoice(legal, count === 1 ? 0 : pick(battle, count));
}

/** Plays a team battle to its end, both sides choosing at random. */
export function playTeamsAtRandom(battle: BattleMemory, struggle: number): void {
  const { state, tables } = battle;
  while (state[RESULT] === ONGOING) {
    const a = chooseTeamAtRandom(battle, legalTeamChoices(state, tables, SIDE_A));
    const b = chooseTeamAtRandom(battle, legalTeamChoices(state, tables, SIDE_B));
    playTeamChoices(battle, a, b, struggle);
  }
}
