import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as bench from "./bench.ts";
import * as effects from "./effects.ts";
import * as health from "./health.ts";
import * as queue from "./queue.ts";
import * as residual from "./residual.ts";
import * as runMoveModule from "./run-move.ts";
import * as stats from "./stats.ts";
import * as switching from "./switching.ts";
import * as teamChoices from "./team-choices.ts";
import * as turn from "./turn.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  AWAITS_MOVES,
  AWAITS_SWITCHES,
  CHOSEN_MEMBER,
  DRAGGED_OUT,
  FAINTED,
  JUST_IN,
  LEAVES,
  LEAVING,
  NO_MEMBER,
  PENDING,
  QUEUE_COUNT,
  REQUEST,
  SIDE_A,
  SIDE_B,
} = layout;
const { closeMegas, membersWaiting } = bench;
const { drawSpeedTie, noteSpeedTie } = effects;
const { settleFaints } = health;
const {
  ARRIVE,
  BEFORE_TURN,
  BRACE,
  DRAG,
  fillQueue,
  isNext,
  KIND_BITS,
  MEGA_EVOLVE,
  MOVE,
  needsQueue,
  queueFirst,
  queueMoves,
  queueReplacements,
  REPLACE,
  requeueMove,
  shiftQueue,
  SWITCH,
} = queue;
const { runResidual } = residual;
const { runMove } = runMoveModule;
const { refreshSpeed } = stats;
const { arrive, dragIn, switchTo } = switching;
const { SWITCH_TO, WAIT_CHOICE } = teamChoices;
const { brace, endTurn, megaEvolve, takeChoice } = turn;

/**
 * Plays on with both sides' choices (legal ones) until the next are needed: to the end of the turn, or until a Pokémon has
 * to be replaced.
 */
export function playTeamChoices(
  battle: BattleMemory,
  choiceA: number,
  choiceB: number,
  struggle: number,
): void {
  takeTeamChoices(battle, choiceA, choiceB, struggle);
  while (stepTeamTurn(battle));
}

/** Takes both sides' choices (legal ones) and orders the actions. */
export function takeTeamChoices(
  battle: BattleMemory,
  choiceA: number,
  choiceB: number,
  struggle: number,
): void {
  const state = battle.state;
  const replaces = state[REQUEST] === AWAITS_SWITCHES;
  takeMember(state, SIDE_A, choiceA);
  takeMember(state, SIDE_B, choiceB);
  if (!replaces) {
    takeChoice(battle, SIDE_A, choiceA >= SWITCH_TO ? 0 : choiceA, struggle);
    takeChoice(battle, SIDE_B, choiceB >= SWITCH_TO ? 0 : choiceB, struggle);
  }
  refreshSpeed(state, SIDE_A);
  refreshSpeed(state, SIDE_B);
  noteSpeedTie(state);
  state[REQUEST] = AWAITS_MOVES;
  if (replaces) {
    queueReplacements(battle);
    return;
  }
  state[SIDE_A + PENDING] = choiceA < SWITCH_TO ? 1 : 0;
  state[SIDE_B + PENDING] = choiceB < SWITCH_TO ? 1 : 0;
  if (choiceA >= SWITCH_TO || choiceB >= SWITCH_TO || needsQueue(battle)) {
    fillQueue(battle);
    return;
  }
  queueMoves(battle);
  drawSpeedTie(battle);
  drawSpeedTie(battle);
}

/** Runs the next action; false once choices are needed or the battle is over. */
export function stepTeamTurn(battle: BattleMemory): boolean {
  const state = battle.state;
  const action = shiftQueue(state);
  const side = action & ~KIND_BITS;
  const kind = action & KIND_BITS;
  switch (kind) {
    case BEFORE_TURN:
      drawSpeedTie(battle);
      break;
    case BRACE:
      brace(battle, side);
      break;
    case SWITCH:
      drawSpeedTie(battle);
      switchTo(battle, side, state[side + CHOSEN_MEMBER]!);
      break;
    case REPLACE:
      switchTo(battle, side, state[side + CHOSEN_MEMBER]!);
      break;
    case ARRIVE:
      arrive(battle, side);
      break;
    case DRAG:
      dragIn(battle, side);
      break;
    case MEGA_EVOLVE:
      megaEvolve(state, side);
      closeMegas(state, side);
      break;
    case MOVE:
      // A Pokémon that has fainted does not act, and nothing follows.
      if (state[side + FAINTED] !== 0) return true;
      state[side + PENDING] = 0;
      runMove(battle, side);
      if (settleFaints(battle)) return false;
      if (isDragged(state)) return true;
      break;
    default:
      runResidual(battle);
  }
  if (settleFaints(battle)) return false;
  if (kind === MEGA_EVOLVE) {
    drawSpeedTie(battle);
    requeueMove(battle, side);
    return true;
  }
  return goOn(battle);
}

/** What follows an action: draws, the look for Pokémon to replace, the end of the turn. */
function goOn(battle: BattleMemory): boolean {
  const state = battle.state;
  const last = state[QUEUE_COUNT] === 0;
  if (last) {
    if (state[SIDE_A + FAINTED] !== 0) state[SIDE_A + LEAVING] = LEAVES;
    if (state[SIDE_B + FAINTED] !== 0) state[SIDE_B + LEAVING] = LEAVES;
  } else if (isNext(state, REPLACE)) return true;
  drawSpeedTie(battle);
  const a = hasToLeave(state, SIDE_A);
  if (hasToLeave(state, SIDE_B) || a) {
    state[REQUEST] = AWAITS_SWITCHES;
    return false;
  }
  if (!last) return true;
  endTurn(battle);
  state[SIDE_A + JUST_IN] = 0;
  state[SIDE_B + JUST_IN] = 0;
  return false;
}

/** Whether a side has to choose who comes in; without a bench nobody leaves. */
function hasToLeave(state: Int32Array, side: number): boolean {
  if (state[side + LEAVING] === 0) return false;
  if (membersWaiting(state, side) !== 0) return true;
  state[side + LEAVING] = 0;
  return false;
}

/** Lets a Pokémon that is dragged out go before anything else. */
function isDragged(state: Int32Array): boolean {
  const a = state[SIDE_A + LEAVING] === DRAGGED_OUT;
  if (!a && state[SIDE_B + LEAVING] !== DRAGGED_OUT) return false;
  queueFirst(state, (a ? SIDE_A : SIDE_B) | DRAG);
  return true;
}

function takeMember(state: Int32Array, side: number, choice: number): void {
  state[side + CHOSEN_MEMBER] = choice >= SWITCH_TO && choice < WAIT_CHOICE ? choice - SWITCH_TO : NO_MEMBER;
}
