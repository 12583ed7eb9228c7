import type { BattleMemory } from "../battle.ts";
import {
  CHOSEN_MEGA,
  CHOSEN_MOVE,
  COUNTER,
  DISABLE,
  EFFECT_BITS,
  ENCORE,
  FAINTED,
  MEGA_Y,
  MEGAS_OPEN,
  MIRROR_COAT,
  ONGOING,
  PENDING,
  RESULT,
  RETURN_DAMAGE,
  RETURN_READY,
  SIDE_A,
  SIDE_B,
  TAUNT,
  TIE,
  TURN,
} from "../layout.ts";
import { discard } from "../random.ts";
import { clearTrace } from "../trace.ts";
import { chosenMove } from "./choices.ts";
import { drawSpeedTie, hasEffect, startEffect } from "./effects.ts";
import { settleFaints } from "./health.ts";
import {
  BEFORE_TURN,
  BRACE,
  bracesForPhysical,
  fillQueue,
  KIND_BITS,
  MEGA_EVOLVE,
  MOVE,
  requeueMove,
  shiftQueue,
} from "./queue.ts";
import { runResidual } from "./residual.ts";
import { runMove } from "./run-move.ts";
import { changeForm } from "./transform.ts";

const MOST_TURNS = 1000;
const RESTRICTS = (1 << DISABLE) | (1 << ENCORE) | (1 << TAUNT);

/** Takes both sides' choices (legal ones) and orders the turn's actions. */
export function beginTurn(battle: BattleMemory, choiceA: number, choiceB: number, struggle: number): void {
  const { state, tables } = battle;
  clearTrace(state, SIDE_A);
  clearTrace(state, SIDE_B);
  state[SIDE_A + CHOSEN_MOVE] = chosenMove(state, tables, SIDE_A, choiceA, struggle);
  state[SIDE_A + CHOSEN_MEGA] = choiceA >> 2;
  state[SIDE_B + CHOSEN_MOVE] = chosenMove(state, tables, SIDE_B, choiceB, struggle);
  state[SIDE_B + CHOSEN_MEGA] = choiceB >> 2;
  fillQueue(battle);
}

/** Runs the next action of the turn; false once the turn (or the battle) is over. */
export function stepTurn(battle: BattleMemory): boolean {
  const state = battle.state;
  const action = shiftQueue(state);
  const side = action & ~KIND_BITS;
  switch (action & KIND_BITS) {
    case BEFORE_TURN:
      drawSpeedTie(battle);
      break;
    case BRACE:
      brace(battle, side);
      break;
    case MEGA_EVOLVE:
      megaEvolve(state, side);
      drawSpeedTie(battle);
      requeueMove(battle, side);
      return true;
    case MOVE:
      state[side + PENDING] = 0;
      if (state[side + FAINTED] === 0) runMove(battle, side);
      break;
    default:
      runResidual(battle);
      if (settleFaints(battle)) return false;
      drawSpeedTie(battle);
      endTurn(battle);
      return false;
  }
  if (settleFaints(battle)) return false;
  drawSpeedTie(battle);
  return true;
}

/** Counter and Mirror Coat watch for hits from the start of the turn. */
function brace(battle: BattleMemory, side: number): void {
  const state = battle.state;
  const effect = bracesForPhysical(battle, side) ? COUNTER : MIRROR_COAT;
  if (hasEffect(state, side, effect)) return;
  startEffect(state, side, effect, 1);
  state[side + RETURN_DAMAGE] = 0;
  state[side + RETURN_READY] = 0;
}

function megaEvolve(state: Int32Array, side: number): void {
  changeForm(state, side, state[side + CHOSEN_MEGA] === MEGA_Y ? 2 : 1);
  state[side + MEGAS_OPEN] = 0;
  state[side + CHOSEN_MEGA] = 0;
}

function endTurn(battle: BattleMemory): void {
  const state = battle.state;
  state[TURN]! += 1;
  drawForRestrictions(battle, SIDE_A);
  drawForRestrictions(battle, SIDE_B);
  if (state[TURN]! >= MOST_TURNS && state[RESULT] === ONGOING) state[RESULT] = TIE;
}

/** Showdown orders Disable, Encore and Taunt on one Pokémon by draws. */
function drawForRestrictions(battle: BattleMemory, side: number): void {
  let mask = battle.state[side + EFFECT_BITS]! & RESTRICTS;
  if (mask === 0) return;
  for (mask &= mask - 1; mask !== 0; mask &= mask - 1) discard(battle);
}
