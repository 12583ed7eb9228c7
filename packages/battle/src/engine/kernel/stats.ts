import * as layout from "../layout.ts";
import * as effects from "./effects.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  FAINTED,
  FORM,
  FORM_WORDS,
  FORMS,
  NO_TYPE,
  PARALYSIS,
  ROOST,
  SPEED,
  STAGES,
  STATS,
  STATUS,
  TIE_SPEED,
  TYPE_1,
  TYPE_2,
  WEIGHT,
} = layout;
const { hasEffect, inTeams } = effects;

const NORMAL = 0;
const FLYING = 2;

/** A stat under its stage: floor(stat · (2 + n)/2), or floor(stat · 2/(2 − n)). */
export function applyStage(stat: number, stage: number): number {
  return stage >= 0 ? (stat * (2 + stage)) >> 1 : ((stat * 2) / (2 - stage)) | 0;
}

/** A stat (0 attack … 4 speed) under the Pokémon's own stage. */
export function stagedStat(state: Int32Array, side: number, stat: number): number {
  return applyStage(state[side + STATS + stat]!, state[side + STAGES + stat]!);
}

/** Speed with stage and paralysis, which halves it. */
export function actionSpeed(state: Int32Array, side: number): number {
  let speed = state[side + SPEED]!;
  const stage = state[side + STAGES + 4]!;
  if (stage !== 0) speed = applyStage(speed, stage);
  if (state[side + STATUS] === PARALYSIS) speed >>= 1;
  if (speed > 10_000) speed = 10_000;
  return speed & 8191;
}

/** Takes the Speed that breaks ties from now on; a fainted Pokémon keeps the one it had. */
export function refreshSpeed(state: Int32Array, side: number): void {
  if (inTeams(state) && state[side + FAINTED] !== 0) return;
  state[side + TIE_SPEED] = actionSpeed(state, side);
}

/** The first type as it counts now: Roost takes Flying away for a turn. */
export function firstType(state: Int32Array, side: number): number {
  const type = state[side + TYPE_1]!;
  if (!hasEffect(state, side, ROOST) || type !== FLYING) return type;
  return state[side + TYPE_2] === NO_TYPE ? NORMAL : NO_TYPE;
}

/** The second type as it counts now. */
export function secondType(state: Int32Array, side: number): number {
  const type = state[side + TYPE_2]!;
  return hasEffect(state, side, ROOST) && type === FLYING ? NO_TYPE : type;
}

/** Whether a Pokémon is of a type now. */
export function isOfType(state: Int32Array, side: number, type: number): boolean {
  return firstType(state, side) === type || secondType(state, side) === type;
}

/** Puts a Pokémon into one of its own forms: types, stats, weight. */
export function changeForm(state: Int32Array, side: number, form: number): void {
  const from = side + FORMS + form * FORM_WORDS;
  state[side + FORM] = form;
  for (let i = 0; i < 5; i++) state[side + STATS + i] = state[from + i]!;
  state[side + TYPE_1] = state[from + 5]!;
  state[side + TYPE_2] = state[from + 6]!;
  state[side + WEIGHT] = state[from + 7]!;
  state[side + TIE_SPEED] = state[side + SPEED]!;
}
