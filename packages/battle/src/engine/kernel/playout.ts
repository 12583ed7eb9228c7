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
  // The bits of a mask of twelve, counted without jumps.
  let count = legal - ((legal >> 1) & 0x555);
  count = (count & 0x333) + ((count >> 2) & 0x333);
  count = (count + (count >> 4) + (count >> 8)) & 15;
  const n = count === 1 ? 0 : pick(battle, count);
  return (legal & (legal + 1)) === 0 ? n : nthChoice(legal, n);
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
