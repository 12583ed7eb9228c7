import type { BattleMemory } from "./battle.ts";
import { chooseAtRandom } from "./kernel/playout.ts";
import * as layout from "./layout.ts";
import * as tableWords from "./tables.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const { BOTH_SIDES, MOVES, NO_TYPE, STATS, TYPE_1, TYPE_2 } = layout;
const {
  CHART_AT,
  CHART_IMMUNE,
  CHART_WIDTH,
  MOVE_ACCURACY,
  MOVE_CATEGORY,
  MOVE_DAMAGE,
  MOVE_POWER,
  MOVE_TYPE,
  PHYSICAL,
  STATUS_MOVE,
} = tableWords;

const FORMULA = 0;
/** What a move without power of its own counts as. */
const ASSUMED_POWER = 40;
const CHOICES = 12;

/** How a side chooses; `legal` is the mask of its legal choices (see choices.ts), never 0. */
export interface Policy {
  /** Whether it looks at nothing but its arguments: its battles may then be played in the compiled kernel's memory. */
  readonly selfContained?: boolean;
  choose(battle: BattleMemory, side: number, legal: number): number;
}

/** Chooses each legal choice as often, by the battle's own generator. */
export const RANDOM_POLICY: Policy = {
  selfContained: true,
  choose: (battle, _side, legal) => chooseAtRandom(battle, legal),
};

/**
 * Chooses the attack with the most to expect now (power, accuracy, type, the stats' ratio), the first among equals, and
 * Mega Evolves as soon as it can.
 */
export const GREEDY_POLICY: Policy = {
  selfContained: true,
  choose({ state, tables }, side, legal) {
    let best = -1;
    let bestWorth = -1;
    for (let choice = 0; choice < CHOICES; choice++) {
      if (((legal >> choice) & 1) === 0) continue;
      const worth = attackWorth(state, tables, side, state[side + MOVES + (choice & 3)]!);
      if (worth > bestWorth || (worth === bestWorth && choice >> 2 > best >> 2)) {
        best = choice;
        bestWorth = worth;
      }
    }
    return best;
  },
};

function attackWorth(state: Int32Array, tables: Int32Array, side: number, move: number): number {
  const category = tables[move + MOVE_CATEGORY]!;
  if (move === 0 || category === STATUS_MOVE) return 0;
  const foe = BOTH_SIDES - side;
  const type = tables[move + MOVE_TYPE]!;
  let worth = (tables[move + MOVE_POWER]! || ASSUMED_POWER) * (tables[move + MOVE_ACCURACY]! || 100);
  if (type !== NO_TYPE) {
    const chart = tables[CHART_AT]! + type * CHART_WIDTH;
    const first = tables[chart + state[foe + TYPE_1]!]!;
    const second = tables[chart + state[foe + TYPE_2]!]!;
    if (first === CHART_IMMUNE || second === CHART_IMMUNE) return 0;
    if (tables[move + MOVE_DAMAGE] !== FORMULA) return worth;
    worth *= 2 ** (first + second);
    if (type === state[side + TYPE_1] || type === state[side + TYPE_2]) worth *= 1.5;
  }
  const stat = STATS + (category === PHYSICAL ? 0 : 2);
  return (worth * state[side + stat]!) / state[foe + stat + 1]!;
}
