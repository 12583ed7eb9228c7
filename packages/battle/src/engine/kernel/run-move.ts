import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as tables from "../tables.ts";
import * as traceModule from "../trace.ts";
import * as beforeMove from "./before-move.ts";
import * as effects from "./effects.ts";
import * as performMoveModule from "./perform-move.ts";
import * as status from "./status.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  ACTIONS,
  BIDE,
  CHARGING,
  CHOSEN_MOVE,
  DURATION,
  EFFECT_BITS,
  ENCORE,
  ENCORED_MOVE,
  HP,
  LAST_MOVE,
  LOCKED,
  LOCKED_TURNS,
  MOVES,
  PP,
} = layout;
const { flagBit, MOVE_FLAG_BITS } = tables;
const { TRACE_FAILED, trace, traceMove } = traceModule;
const { canMove, isHindered } = beforeMove;
const { endCharging, endEffect, hasEffect } = effects;
const { performMove } = performMoveModule;
const { confuse } = status;

const STRUGGLE = flagBit("struggle");
/** Effects that choose the move and so cost no PP. */
const LOCKS = (1 << LOCKED) | (1 << CHARGING) | (1 << BIDE);

/** A Pokémon's action of a turn: what hinders it, PP, the move, the end of a rampage. Faints are settled after it. */
export function runMove(battle: BattleMemory, user: number): void {
  const { state, tables } = battle;
  if (state[user + ACTIONS]! < 2) state[user + ACTIONS]! += 1;
  let move = state[user + CHOSEN_MOVE]!;
  const struggles = (tables[move + MOVE_FLAG_BITS]! & STRUGGLE) !== 0;
  if (!struggles && hasEffect(state, user, ENCORE)) move = state[user + ENCORED_MOVE]!;
  traceMove(state, user, move);
  if (isHindered(state, user) && !canMove(battle, user, move)) {
    endEffect(state, user, BIDE);
    endCharging(state, user);
    return;
  }
  const locks = state[user + EFFECT_BITS]! & LOCKS;
  if ((locks & (1 << BIDE)) !== 0) return;
  if (locks === 0 && !payPp(state, user, move) && !struggles) {
    trace(state, user, TRACE_FAILED);
    return;
  }
  state[user + LAST_MOVE] = move;
  performMove(battle, user, move);
  if (hasEffect(state, user, LOCKED) && state[user + DURATION + LOCKED] === 1) endRampage(battle, user);
}

/** Ends a rampage; one that has run its turns leaves the Pokémon confused. */
export function endRampage(battle: BattleMemory, user: number): void {
  const state = battle.state;
  if (state[user + HP]! <= 0) return;
  endEffect(state, user, LOCKED);
  if (state[user + LOCKED_TURNS]! <= 1) confuse(battle, user);
}

function payPp(state: Int32Array, user: number, move: number): boolean {
  // No Pokémon has a move twice. Which slot it is can't be guessed, so the sum has no jumps.
  const slot =
    (state[user + MOVES + 1] === move ? 1 : 0) +
    (state[user + MOVES + 2] === move ? 2 : 0) +
    (state[user + MOVES + 3] === move ? 3 : 0);
  const pp = state[user + PP + slot]!;
  if (pp <= 0 || state[user + MOVES + slot] !== move) return false;
  state[user + PP + slot] = pp - 1;
  return true;
}
