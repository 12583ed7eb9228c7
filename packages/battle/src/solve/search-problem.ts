import { MOVES, PP, SIDE_A, SIDE_B } from "../engine/layout.ts";
import { MOVE_CONDITIONS, MOVE_EFFECTS, type MoveEffect } from "../engine/rules/move-rule.ts";
import { MOVE_CONDITION, MOVE_EFFECT, type Tables } from "../engine/tables.ts";
import type { SearchProblem } from "./tree-search.ts";

const LOOK_BACK: readonly MoveEffect[] = ["disable", "encore", "mimic", "mirror-move", "metronome"];
const CHANGE_MOVES: readonly MoveEffect[] = ["mimic", "transform", "conversion", "metronome"];
const FIRST_ACTION = MOVE_CONDITIONS.indexOf("first-action");

/** A search's view of a battle: which of its traits the moves in it can make a difference of. */
export function readProblem(tables: Tables, state: Int32Array, timers: Int32Array): SearchProblem {
  const rows = [SIDE_A, SIDE_B].flatMap((side) =>
    [0, 1, 2, 3].filter((slot) => state[side + PP + slot]! > 0).map((slot) => state[side + MOVES + slot]!),
  );
  const effects = new Set(rows.map((row) => MOVE_EFFECTS[tables.words[row + MOVE_EFFECT]!]!));
  return {
    state,
    tables: tables.words,
    struggle: tables.rows.get("struggle")!,
    rest: tables.rows.get("rest")!,
    timers,
    view: {
      looksBack: LOOK_BACK.some((effect) => effects.has(effect)),
      hasFirstTurn: rows.some((row) => tables.words[row + MOVE_CONDITION] === FIRST_ACTION),
      changesMoves: CHANGE_MOVES.some((effect) => effects.has(effect)),
    },
  };
}
