import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as tables from "../tables.ts";
import * as traceModule from "../trace.ts";
import * as bench from "./bench.ts";
import * as effects from "./effects.ts";
import * as health from "./health.ts";
import * as hit from "./hit.ts";
import * as hitChecks from "./hit-checks.ts";
import * as stages from "./stages.ts";
import * as stats from "./stats.ts";
import * as status from "./status.ts";
import * as statusMoves from "./status-moves.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  ACTIONS,
  CHARGED,
  CHARGING,
  CHARGING_MOVE,
  CHOSEN_MOVE,
  COUNTER,
  FAINTED,
  FREEZE,
  HIDDEN,
  HP,
  LAST_MOVE,
  LEAVES,
  LEAVING,
  MAX_HP,
  MIRROR_COAT,
  PENDING,
  RECHARGE,
  RETURN_READY,
  SLEEP,
  STALL,
  STALL_COUNTER,
  STATUS,
  SURE_TOXIC,
} = layout;
const { chance, discard } = random;
const {
  flagBit,
  MOVE_CATEGORY,
  MOVE_CONDITION,
  MOVE_FLAG_BITS,
  MOVE_TARGET,
  ON_FIELD,
  ON_FOE,
  ON_NOBODY,
  PHYSICAL,
  STATUS_MOVE,
} = tables;
const { TRACE_CHARGES, TRACE_FAILED, TRACE_HIT, trace, traceMove } = traceModule;
const { membersWaiting } = bench;
const { endEffect, foeOf, hasEffect, inTeams, startEffect } = effects;
const { hurt, queueFaint } = health;
const { hitTarget } = hit;
const { reachesFoe } = hitChecks;
const { changeStages } = stages;
const { isOfType } = stats;
const { cureStatus } = status;
const { applyFieldMove } = statusMoves;

const TYPE_POISON = 3;
const ONE_DEFENSE_STAGE = 1 << 4;

// The places of the names in MOVE_CONDITIONS.
const FIRST_ACTION = 1;
const FOE_ATTACKS = 2;
const WAS_HIT = 3;
const HAS_BENCH = 4;
const CAN_REST = 5;
const NOT_LAST = 6;

const THAWS_USER = flagBit("thaws-user");
const TWO_TURN = flagBit("two-turn");
const UNDERGROUND = flagBit("underground");
const AIRBORNE = flagBit("airborne");
const RAISES_DEFENSE = flagBit("raises-defense");
const SELF_DESTRUCTS = flagBit("self-destructs");
const CRASHES = flagBit("crashes");
const LEAVES_FIELD = flagBit("leaves");
/** Flags that matter before the move is tried. */
const PREPARES = THAWS_USER | TWO_TURN | SELF_DESTRUCTS;

/** Uses a move, own or called: charging, conditions, checks, hits. False where it fails. */
export function performMove(battle: BattleMemory, user: number, move: number): boolean {
  const { state, tables } = battle;
  const flags = tables[move + MOVE_FLAG_BITS]!;
  const aim = tables[move + MOVE_TARGET]!;
  traceMove(state, user, move);
  if (aim === ON_NOBODY) {
    trace(state, user, TRACE_FAILED);
    return false;
  }
  if ((flags & PREPARES) !== 0) {
    if (state[user + STATUS] === FREEZE && (flags & THAWS_USER) !== 0) cureStatus(state, user);
    if ((flags & TWO_TURN) !== 0 && !isCharged(state, user, move)) {
      charge(battle, user, move, flags);
      return false;
    }
    if ((flags & SELF_DESTRUCTS) !== 0) queueFaint(state, user);
  }
  let worked: boolean;
  if (aim === ON_FIELD) {
    worked = applyFieldMove(battle, user, move);
    trace(state, user, worked ? TRACE_HIT : TRACE_FAILED);
  } else if (aim === ON_FOE && inTeams(state) && state[foeOf(user) + FAINTED] !== 0) {
    trace(state, user, TRACE_FAILED);
    return false;
  } else {
    const condition = tables[move + MOVE_CONDITION]!;
    if (condition !== 0 && !meetsCondition(battle, user, move, condition)) {
      trace(state, user, TRACE_FAILED);
      worked = false;
    } else if (aim === ON_FOE) {
      const target = foeOf(user);
      worked = reachesFoe(battle, user, target, move) && hitTarget(battle, user, target, move);
    } else {
      worked = hitTarget(battle, user, user, move);
    }
  }
  if (!worked && (flags & CRASHES) !== 0) hurt(state, user, state[user + MAX_HP]! >> 1);
  if (worked && inTeams(state) && (flags & LEAVES_FIELD) !== 0 && state[user + HP]! > 0) {
    state[user + LEAVING] = LEAVES;
  }
  return worked;
}

/** Whether the second turn of a two-turn move has come; it ends the hiding. */
function isCharged(state: Int32Array, user: number, move: number): boolean {
  if (state[user + CHARGING_MOVE] !== move) return false;
  return endEffect(state, user, HIDDEN) || endEffect(state, user, CHARGED);
}

function charge(battle: BattleMemory, user: number, move: number, flags: number): void {
  const state = battle.state;
  trace(state, user, TRACE_CHARGES);
  if ((flags & RAISES_DEFENSE) !== 0) changeStages(state, user, ONE_DEFENSE_STAGE, false);
  if (hasEffect(state, user, CHARGING)) return;
  startEffect(state, user, CHARGING, 2);
  state[user + CHARGING_MOVE] = move;
  // Showdown looks for another target of a called move by a draw.
  if (inTeams(state) && state[foeOf(user) + FAINTED] !== 0 && state[user + LAST_MOVE] !== move)
    discard(battle);
  if ((flags & (UNDERGROUND | AIRBORNE)) !== 0) startEffect(state, user, HIDDEN, 2);
  else startEffect(state, user, CHARGED, 0);
}

function meetsCondition(battle: BattleMemory, user: number, move: number, condition: number): boolean {
  const { state, tables } = battle;
  switch (condition) {
    case FIRST_ACTION:
      return state[user + ACTIONS] === 1;
    case FOE_ATTACKS:
      return isAboutToAttack(battle, foeOf(user));
    case WAS_HIT:
      return (
        state[user + RETURN_READY] !== 0 &&
        hasEffect(state, user, tables[move + MOVE_CATEGORY] === PHYSICAL ? COUNTER : MIRROR_COAT)
      );
    case HAS_BENCH:
      return inTeams(state) && membersWaiting(state, user) !== 0;
    case CAN_REST:
      return state[user + STATUS] !== SLEEP && state[user + HP] !== state[user + MAX_HP];
    case NOT_LAST:
      return state[foeOf(user) + PENDING] !== 0 && canStall(battle, user);
    default:
      if (isOfType(state, user, TYPE_POISON) && !hasEffect(state, user, SURE_TOXIC)) {
        startEffect(state, user, SURE_TOXIC, 1);
      }
      return true;
  }
}

function isAboutToAttack(battle: BattleMemory, foe: number): boolean {
  const { state, tables } = battle;
  if (state[foe + PENDING] === 0 || hasEffect(state, foe, RECHARGE)) return false;
  return tables[state[foe + CHOSEN_MOVE]! + MOVE_CATEGORY] !== STATUS_MOVE;
}

function canStall(battle: BattleMemory, user: number): boolean {
  const state = battle.state;
  if (!hasEffect(state, user, STALL)) return true;
  if (chance(battle, 1, state[user + STALL_COUNTER]!)) return true;
  endEffect(state, user, STALL);
  return false;
}
