import type { BattleMemory } from "../battle.ts";
import * as layout from "../layout.ts";
import * as random from "../random.ts";
import * as tables from "../tables.ts";
import * as bench from "./bench.ts";
import * as effects from "./effects.ts";
import * as stages from "./stages.ts";
import * as status from "./status.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const { DURATION, HP, LIGHT_SCREEN, LOCKED, LOCKED_MOVE, LOCKED_TURNS, RAGE, RECHARGE, REFLECT, ROOST } =
  layout;
const { discard, pick } = random;
const { MOVE_SELF, MOVE_SELF_STAGES } = tables;
const { cureBench } = bench;
const { hasEffect, inTeams, startEffect, startScreen } = effects;
const { changeStages } = stages;
const { cureStatus } = status;

// The places of the names in SELF_EFFECTS.
const CHANGE_STAGES = 1;
const MUST_RECHARGE = 2;
const RAMPAGE = 3;
const START_RAGE = 4;
const LAND = 5;
const SELF_REFLECT = 6;
const SELF_LIGHT_SCREEN = 7;

/** What a move that has hit does to its user. */
export function applySelfEffect(battle: BattleMemory, user: number, move: number): void {
  const { state, tables } = battle;
  switch (tables[move + MOVE_SELF]) {
    case CHANGE_STAGES:
      // Showdown draws for the chance of 100 %.
      discard(battle);
      changeStages(state, user, tables[move + MOVE_SELF_STAGES]!, false);
      return;
    case MUST_RECHARGE:
      startOnSelf(state, user, RECHARGE, 2);
      return;
    case RAMPAGE:
      rampage(battle, user, move);
      return;
    case START_RAGE:
      startOnSelf(state, user, RAGE, 0);
      return;
    case LAND:
      startOnSelf(state, user, ROOST, 1);
      return;
    case SELF_REFLECT:
      startScreen(state, user, REFLECT);
      return;
    case SELF_LIGHT_SCREEN:
      startScreen(state, user, LIGHT_SCREEN);
      return;
    default:
      cureStatus(state, user);
      if (inTeams(state)) cureBench(state, user);
  }
}

function startOnSelf(state: Int32Array, user: number, effect: number, duration: number): void {
  if (state[user + HP]! > 0 && !hasEffect(state, user, effect)) startEffect(state, user, effect, duration);
}

/** Locks the user in for random(2, 4) turns, or renews the lock while it has turns left. */
function rampage(battle: BattleMemory, user: number, move: number): void {
  const state = battle.state;
  if (state[user + HP]! <= 0) return;
  if (hasEffect(state, user, LOCKED)) {
    if (state[user + LOCKED_TURNS]! >= 2) state[user + DURATION + LOCKED] = 2;
    return;
  }
  startEffect(state, user, LOCKED, 2);
  state[user + LOCKED_TURNS] = 2 + pick(battle, 2);
  state[user + LOCKED_MOVE] = move;
}
