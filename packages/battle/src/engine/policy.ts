import type { BattleMemory } from "./battle.ts";
import * as layout from "./layout.ts";
import * as random from "./random.ts";
import * as tables from "./tables.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const { MOVES } = layout;
const { pick } = random;
const { MOVE_POWER } = tables;

/** How a side chooses; `legal` is the mask of its legal choices (see choices.ts), never 0. */
export interface Policy {
  choose(battle: BattleMemory, side: number, legal: number): number;
}

/** Chooses each legal choice as often, by the battle's own generator. */
export const RANDOM_POLICY: Policy = {
  choose(battle, _side, legal) {
    let count = 0;
    for (let rest = legal; rest !== 0; rest &= rest - 1) count++;
    return nthChoice(legal, count === 1 ? 0 : pick(battle, count));
  },
};

/** Chooses the move of the highest power, the first among equals, and Mega Evolves as soon as it can. */
export const STRONGEST_POLICY: Policy = {
  choose({ state, tables }, side, legal) {
    let best = -1;
    let bestPower = -1;
    for (let choice = 11; choice >= 0; choice--) {
      if (((legal >> choice) & 1) === 0) continue;
      const power = tables[state[side + MOVES + (choice & 3)]! + MOVE_POWER]!;
      if (power > bestPower || (power === bestPower && choice >> 2 === best >> 2)) {
        best = choice;
        bestPower = power;
      }
    }
    return best;
  },
};

/** The n-th (from 0) choice of a mask. */
export function nthChoice(legal: number, n: number): number {
  let rest = legal;
  for (let i = 0; i < n; i++) rest &= rest - 1;
  return 31 - Math.clz32(rest & -rest);
}
