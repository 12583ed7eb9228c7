import type { RandomScript } from "../engine/battle.ts";
import { performMove } from "../engine/kernel/perform-move.ts";
import { playTurn } from "../engine/kernel/turn.ts";
import { HP, ONGOING, RESULT, SIDE_A, SIDE_B } from "../engine/layout.ts";
import { seedRandom } from "../engine/random.ts";
import type { Tables } from "../engine/tables.ts";
import { slugOf } from "./choice-values.ts";
import { followTimers } from "./public-state.ts";
import type { RootGame } from "./root-game.ts";

/** A turn of the likeliest course: both moves, and the HP after it. */
export interface LineTurn {
  readonly a: string;
  readonly b: string;
  readonly hpA: number;
  readonly hpB: number;
}

const MOST_TURNS = 8;

/** What is likelier happens, and rolls fall in the middle. */
const LIKELIEST: RandomScript = {
  chance: (numerator, denominator) => 2 * numerator >= denominator,
  pick: (n) => n >> 1,
  roll: () => 7,
};

/** Plays both sides' likeliest choices with the likeliest chances, as far as they are known. */
export function followLine(
  tables: Tables,
  start: Int32Array,
  startTimers: Int32Array,
  favourites: RootGame["favourites"],
): readonly LineTurn[] {
  const state = start.slice();
  const timers = startTimers.slice();
  seedRandom(state, { kind: "scripted" });
  const memory = { state, tables: tables.words, script: LIKELIEST, callMove: performMove };
  const line: LineTurn[] = [];
  while (line.length < MOST_TURNS && state[RESULT] === ONGOING) {
    const choices = favourites(state, timers);
    if (choices === undefined) break;
    const [choiceA, choiceB] = choices;
    const a = slugOf(tables, state, SIDE_A, choiceA);
    const b = slugOf(tables, state, SIDE_B, choiceB);
    playTurn(memory, choiceA, choiceB, tables.rows.get("struggle")!);
    followTimers(state, timers, tables.rows.get("rest")!);
    line.push({ a, b, hpA: state[SIDE_A + HP]!, hpB: state[SIDE_B + HP]! });
  }
  return line;
}
