import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as trace from "../trace.ts";
import * as choices from "./choices.ts";
import * as effects from "./effects.ts";
import * as health from "./health.ts";
import * as queue from "./queue.ts";
import * as residual from "./residual.ts";
import * as runMoveModule from "./run-move.ts";
import * as stats from "./stats.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  CHOSEN_MEGA,
  CHOSEN_MOVE,
  COUNTER,
  DISABLE,
  EFFECT_BITS,
  ENCORE,
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
} = layout;
const { discard } = random;
const { clearTrace } = trace;
const { chosenMove } = choices;
const { drawSpeedTie, foeOf, hasEffect, noteSpeedTie, startEffect } = effects;
const { settleFaints } = health;
const {
  BEFORE_TURN,
  BRACE,
  bracesForPhysical,
  fillQueue,
  KIND_BITS,
  MEGA_EVOLVE,
  MOVE,
  needsQueue,
  pickFirst,
  requeueMove,
  shiftQueue,
} = queue;
const { runResidual } = residual;
const { runMove } = runMoveModule;
const { changeForm, refreshSpeed } = stats;

const MOST_TURNS = 1000;
const RESTRICTS = (1 << DISABLE) | (1 << ENCORE) | (1 << TAUNT);

/** Plays a turn with choices known to be legal. */
export function playTurn(battle: BattleMemory, choiceA: number, choiceB: number, struggle: number): void {
  takeChoices(battle, choiceA, choiceB, struggle);
  if (needsQueue(battle)) {
    fillQueue(battle);
    while (stepTurn(battle));
    return;
  }
  // Two moves and nothing else: the same steps as the queue would take, in the same order.
  const first = pickFirst(battle);
  drawSpeedTie(battle);
  drawSpeedTie(battle);
  if (!act(battle, first) || !act(battle, foeOf(first))) return;
  finishTurn(battle);
}

/** Takes both sides' choices (legal ones) and orders the turn's actions. */
export function beginTurn(battle: BattleMemory, choiceA: number, choiceB: number, struggle: number): void {
  takeChoices(battle, choiceA, choiceB, struggle);
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
      return act(battle, side);
    default:
      finishTurn(battle);
      return false;
  }
  if (settleFaints(battle)) return false;
  drawSpeedTie(battle);
  return true;
}

function takeChoices(battle: BattleMemory, choiceA: number, choiceB: number, struggle: number): void {
  const state = battle.state;
  takeChoice(battle, SIDE_A, choiceA, struggle);
  takeChoice(battle, SIDE_B, choiceB, struggle);
  refreshSpeed(state, SIDE_A);
  refreshSpeed(state, SIDE_B);
  noteSpeedTie(state);
  state[SIDE_A + PENDING] = 1;
  state[SIDE_B + PENDING] = 1;
}

/** Notes the move and the Mega Evolution that a choice stands for. */
export function takeChoice(battle: BattleMemory, side: number, choice: number, struggle: number): void {
  const { state, tables } = battle;
  clearTrace(state, side);
  state[side + CHOSEN_MOVE] = chosenMove(state, tables, side, choice, struggle);
  state[side + CHOSEN_MEGA] = choice >> 2;
}

/** Runs a move and what follows each action; false once the battle is over. */
function act(battle: BattleMemory, side: number): boolean {
  battle.state[side + PENDING] = 0;
  runMove(battle, side);
  if (settleFaints(battle)) return false;
  drawSpeedTie(battle);
  return true;
}

function finishTurn(battle: BattleMemory): void {
  runResidual(battle);
  if (settleFaints(battle)) return;
  drawSpeedTie(battle);
  endTurn(battle);
}

/** Counter and Mirror Coat watch for hits from the start of the turn. */
export function brace(battle: BattleMemory, side: number): void {
  const state = battle.state;
  const effect = bracesForPhysical(battle, side) ? COUNTER : MIRROR_COAT;
  if (hasEffect(state, side, effect)) return;
  startEffect(state, side, effect, 1);
  state[side + RETURN_DAMAGE] = 0;
  state[side + RETURN_READY] = 0;
}

/** Mega Evolution, as it was chosen; it is spent. */
export function megaEvolve(state: Int32Array, side: number): void {
  changeForm(state, side, state[side + CHOSEN_MEGA] === MEGA_Y ? 2 : 1);
  noteSpeedTie(state);
  state[side + MEGAS_OPEN] = 0;
  state[side + CHOSEN_MEGA] = 0;
}

/** Counts the turn; the battle is a tie after the last that there may be. */
export function endTurn(battle: BattleMemory): void {
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
