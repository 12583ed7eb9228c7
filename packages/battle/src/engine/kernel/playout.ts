import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as choices from "./choices.ts";
import * as turn from "./turn.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const { ONGOING, RESULT, SIDE_A, SIDE_B } = layout;
const { pick } = random;
const { legalChoices, nthChoice } = choices;
const { playTurn } = turn;

/** Each legal choice as often, by the battle's own generator; one alone draws nothing. */
export function chooseAtRandom(battle: BattleMemory, legal: number): number {
  let count = 0;
  for (let rest = legal; rest !== 0; rest &= rest - 1) count++;
  return nthChoice(legal, count === 1 ? 0 : pick(battle, count));
}

/** Plays to the end, both sides choosing at random. */
export function playAtRandom(battle: BattleMemory, struggle: number): void {
  const { state, tables } = battle;
  while (state[RESULT] === ONGOING) {
    const a = chooseAtRandom(battle, legalChoices(state, tables, SIDE_A));
    const b = chooseAtRandom(battle, legalChoices(state, tables, SIDE_B));
    playTurn(battle, a, b, struggle);
  }
}
