import * as layout from "./layout.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const { TRACE, TRACE_MOVE } = layout;

// What happened in an action, as bits the rules never read: the event log and the proof's coverage are made of them.
export const TRACE_HIT = 1 << 0;
export const TRACE_MISSED = 1 << 1;
export const TRACE_FAILED = 1 << 2;
export const TRACE_IMMUNE = 1 << 3;
export const TRACE_BLOCKED = 1 << 4;
export const TRACE_CRITICAL = 1 << 5;
export const TRACE_ASLEEP = 1 << 6;
export const TRACE_FROZEN = 1 << 7;
export const TRACE_FLINCHED = 1 << 8;
export const TRACE_PARALYZED = 1 << 9;
export const TRACE_HURT_ITSELF = 1 << 10;
export const TRACE_RECHARGES = 1 << 11;
export const TRACE_CHARGES = 1 << 12;
export const TRACE_BIDES = 1 << 13;
export const TRACE_DISABLED = 1 << 14;
export const TRACE_TAUNTED = 1 << 15;
export const TRACE_ON_SUBSTITUTE = 1 << 16;

/** Notes what the user of the current action has met. */
export function trace(state: Int32Array, user: number, bit: number): void {
  state[user + TRACE]! |= bit;
}

/** Notes the move that is being used. */
export function traceMove(state: Int32Array, user: number, move: number): void {
  state[user + TRACE_MOVE] = move;
}

/** Begins the note of an action. */
export function clearTrace(state: Int32Array, user: number): void {
  state[user + TRACE] = 0;
  state[user + TRACE_MOVE] = 0;
}
