// What a player can tell states apart by, folded into 64 bits. The turns that sleep, confusion, a rampage or a binding
// move will still last are hidden; how long they have lasted is known, and stands in their place. HP come in steps, so
// that states that differ by little share what is learnt of them.

import {
  ACTIONS,
  BAD_POISON,
  BIDE,
  BIDE_DAMAGE,
  CHARGING,
  CHARGING_MOVE,
  CONFUSION,
  CONFUSION_TURNS,
  DISABLE,
  DISABLED_MOVE,
  DURATION,
  EFFECT_BITS,
  ENCORE,
  ENCORED_MOVE,
  FORM,
  HP,
  LAST_MOVE,
  LOCKED,
  LOCKED_MOVE,
  LOCKED_TURNS,
  MAX_HP,
  MEGAS_OPEN,
  MOVES,
  PP,
  RESIDUAL_EFFECTS,
  SCREEN_COUNT,
  SCREENS,
  SIDE_A,
  SIDE_B,
  SLEEP,
  STAGES,
  STALL,
  STALL_COUNTER,
  STATUS,
  STATUS_TIME,
  SUBSTITUTE,
  SUBSTITUTE_HP,
  TRACE,
  TRAPPED,
  TYPE_1,
  TYPE_2,
} from "../engine/layout.ts";
import { TRACE_ASLEEP, TRACE_RECHARGES } from "../engine/trace.ts";

/** How many turns each hidden timer of a side has run, in the order sleep, confusion, rampage, binding; −1 for none. */
export const TIMERS = 4;
const LOCKS = (1 << LOCKED) | (1 << BIDE);
const RESIDUAL_MASK = (1 << RESIDUAL_EFFECTS) - 1;
/** Added to the turns slept where the sleeper chose it: Rest lasts a fixed time. */
export const BY_REST = 16;

/** What of a battle its states differ in. */
export interface PublicView {
  /** Whether a move of the battle looks at last moves (Disable, Encore, Mimic, Mirror Move). */
  readonly looksBack: boolean;
  /** Whether a move works on the first turn only. */
  readonly hasFirstTurn: boolean;
  /** Whether moves or types can change (Mimic, Transform, Conversion, Metronome). */
  readonly changesMoves: boolean;
}

/** How many turns a player has seen an effect of hidden length last; none where left out. */
export interface SeenTimers {
  /** Turns lost to sleep. */
  readonly asleepFor?: number;
  /** The sleep is the Pokémon's own Rest. */
  readonly byRest?: boolean;
  readonly confusedFor?: number;
  readonly rampagingFor?: number;
  readonly boundFor?: number;
}

/** The timers of a state whose players have seen them run for so long. */
export function timersOf(
  state: Int32Array,
  seenA: SeenTimers | undefined,
  seenB: SeenTimers | undefined,
): Int32Array {
  const timers = new Int32Array(2 * TIMERS).fill(-1);
  [seenA, seenB].forEach((seen, s) => {
    const side = s === 0 ? SIDE_A : SIDE_B;
    const effects = state[side + EFFECT_BITS]!;
    const at = s * TIMERS;
    if (state[side + STATUS] === SLEEP) timers[at] = (seen?.asleepFor ?? 0) + (seen?.byRest ? BY_REST : 0);
    if ((effects >>> CONFUSION) & 1) timers[at + 1] = seen?.confusedFor ?? 0;
    if ((effects >>> LOCKED) & 1) timers[at + 2] = seen?.rampagingFor ?? 0;
    if ((effects >>> TRAPPED) & 1) timers[at + 3] = seen?.boundFor ?? 0;
  });
  return timers;
}

/** Hash of all that the players see but HP: fills `out[0]` and `out[1]`. */
export function hashPublic(state: Int32Array, timers: Int32Array, view: PublicView, out: Int32Array): void {
  let h = 0x2545f491;
  let g = 0x1b873593;
  for (let s = 0; s < 2; s++) {
    const side = s === 0 ? SIDE_A : SIDE_B;
    const status = state[side + STATUS]!;
    const time =
      status === SLEEP ? timers[s * TIMERS]! : status === BAD_POISON ? state[side + STATUS_TIME]! : 0;
    let word =
      (status << 12) | (time << 15) | (state[side + FORM]! << 22) | (state[side + MEGAS_OPEN]! << 24);
    if (view.hasFirstTurn && state[side + ACTIONS] === 0) word |= 1 << 27;
    h = Math.imul(h ^ word, 0x85ebca6b);
    g = Math.imul(g ^ (word + 0x51ed270b), 0xc2b2ae35);
    h ^= h >>> 15;
    g ^= g >>> 13;
    let stages = 0;
    for (let i = 0; i < 7; i++) stages = (stages << 4) | (state[side + STAGES + i]! & 15);
    let pp = 0;
    for (let i = 0; i < 4; i++) {
      const left = state[side + PP + i]!;
      pp = (pp << 2) | (left === 0 ? 0 : left < 2 ? 1 : left < 5 ? 2 : 3);
    }
    const effects = state[side + EFFECT_BITS]!;
    h = Math.imul(h ^ stages, 0x9e3779b1);
    g = Math.imul(g ^ (stages + pp * 0x01000193), 0x27d4eb2f);
    h = Math.imul(h ^ effects ^ (pp << 24), 0x165667b1);
    g = Math.imul(g ^ effects, 0x85ebca77);
    h ^= h >>> 16;
    g ^= g >>> 14;
    if (effects !== 0) {
      for (let rest = effects & RESIDUAL_MASK; rest !== 0; rest &= rest - 1) {
        const effect = 31 - Math.clz32(rest & -rest);
        const left =
          effect === TRAPPED
            ? timers[s * TIMERS + 3]!
            : effect === LOCKED
              ? timers[s * TIMERS + 2]!
              : state[side + DURATION + effect]!;
        h = Math.imul(h ^ (left + effect * 64), 0xc2b2ae3d);
        g = Math.imul(g ^ (left + effect * 64), 0x9e3779b1);
      }
      if ((effects & (1 << CONFUSION)) !== 0) h = Math.imul(h ^ timers[s * TIMERS + 1]!, 0x85ebca6b);
      if ((effects & (1 << SUBSTITUTE)) !== 0) {
        h = Math.imul(h ^ ((state[side + SUBSTITUTE_HP]! * 8) / (25 * state[side + MAX_HP]!)), 0x27d4eb2f);
      }
      if ((effects & (1 << BIDE)) !== 0) {
        h = Math.imul(h ^ ((state[side + BIDE_DAMAGE]! * 8) / state[side + MAX_HP]!), 0x27d4eb2f);
      }
      // What stands in these words counts only as long as its effect lasts.
      let words = 0;
      if ((effects & (1 << DISABLE)) !== 0) words += state[side + DISABLED_MOVE]!;
      if ((effects & (1 << ENCORE)) !== 0) words += state[side + ENCORED_MOVE]! * 3;
      if ((effects & LOCKS) !== 0) words += state[side + LOCKED_MOVE]! * 5;
      if ((effects & (1 << CHARGING)) !== 0) words += state[side + CHARGING_MOVE]! * 7;
      if ((effects & (1 << STALL)) !== 0) words += state[side + STALL_COUNTER]! * 65_537;
      g = Math.imul(g ^ words, 0x165667b1);
    }
    if (state[side + SCREEN_COUNT] !== 0) {
      const screens =
        state[side + SCREENS]! | (state[side + SCREENS + 1]! << 3) | (state[side + SCREENS + 2]! << 6);
      h = Math.imul(h ^ screens, 0x9e3779b1);
      g = Math.imul(g ^ screens, 0x85ebca6b);
    }
    if (view.looksBack) h = Math.imul(h ^ state[side + LAST_MOVE]!, 0xc2b2ae35);
    if (view.changesMoves) {
      const types = state[side + TYPE_1]! * 32 + state[side + TYPE_2]!;
      let moves = types;
      for (let i = 0; i < 4; i++) moves = Math.imul(moves, 31) + state[side + MOVES + i]!;
      h = Math.imul(h ^ moves, 0x27d4eb2f);
      g = Math.imul(g ^ moves, 0x165667b1);
    }
  }
  out[0] = h;
  out[1] = g;
}

/** The hash `seen` of a state, told further apart by HP in steps: fills `out[0]` and `out[1]`. */
export function addHp(state: Int32Array, seen: Int32Array, hpSteps: number, out: Int32Array): void {
  const hpA = ((state[SIDE_A + HP]! * hpSteps - 1) / state[SIDE_A + MAX_HP]!) | 0;
  const hpB = ((state[SIDE_B + HP]! * hpSteps - 1) / state[SIDE_B + MAX_HP]!) | 0;
  const word = (hpSteps << 20) | (hpA << 10) | hpB;
  let h = Math.imul(seen[0]! ^ word, 0x7feb352d);
  let g = Math.imul(seen[1]! ^ (word + 0x51ed270b), 0x846ca68b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  g = Math.imul(g ^ (g >>> 16), 0x297a2d39);
  out[0] = h ^ (h >>> 16);
  out[1] = g ^ (g >>> 15);
}

/**
 * Hash of a state in outline: HP in thirds, statuses, effects that last and the choices; fills `out[0]` and `out[1]`.
 * Stages, PP and durations are left out, so that a state whose like was met is never new.
 */
export function hashOutline(state: Int32Array, choicesA: number, choicesB: number, out: Int32Array): void {
  const choices = choicesA | (choicesB << 12);
  let h = Math.imul(0x3c6ef372 ^ choices, 0x9e3779b1);
  let g = Math.imul(0x1f83d9ab ^ choices, 0x27d4eb2f);
  for (let s = 0; s < 2; s++) {
    const side = s === 0 ? SIDE_A : SIDE_B;
    const third = ((state[side + HP]! * 3 - 1) / state[side + MAX_HP]!) | 0;
    const word = state[side + STATUS]! | (third << 4);
    const effects = state[side + EFFECT_BITS]!;
    h = Math.imul(h ^ (h >>> 15) ^ word, 0x85ebca6b);
    g = Math.imul(g ^ (g >>> 13) ^ word, 0xc2b2ae35);
    h = Math.imul(h ^ (h >>> 16) ^ effects, 0x165667b1);
    g = Math.imul(g ^ (g >>> 14) ^ effects, 0x85ebca77);
  }
  out[0] = h ^ (h >>> 15);
  out[1] = g ^ (g >>> 16);
}

/** Counts the hidden timers on after a turn; `restRow` is Rest's row in the tables. */
export function followTimers(state: Int32Array, timers: Int32Array, restRow: number): void {
  for (let s = 0; s < 2; s++) {
    const side = s === 0 ? SIDE_A : SIDE_B;
    const at = s * TIMERS;
    if (state[side + STATUS] !== SLEEP) timers[at] = -1;
    else {
      const told = state[side + TRACE]!;
      // Who sleeps but was not kept from moving by it woke in this turn, and sleeps anew.
      if (timers[at]! < 0 || (told & (TRACE_ASLEEP | TRACE_RECHARGES)) === 0) {
        timers[at] = state[side + LAST_MOVE] === restRow ? BY_REST : 0;
      }
      if ((told & TRACE_ASLEEP) !== 0) timers[at]! += 1;
    }
    const effects = state[side + EFFECT_BITS]!;
    timers[at + 1] = (effects >>> CONFUSION) & 1 ? timers[at + 1]! + 1 : -1;
    timers[at + 2] = (effects >>> LOCKED) & 1 ? timers[at + 2]! + 1 : -1;
    timers[at + 3] = (effects >>> TRAPPED) & 1 ? timers[at + 3]! + 1 : -1;
  }
}

/**
 * Draws the hidden timers anew from what a player can know, given how long they have run: sleep loses one to three
 * turns, confusion lasts one to four, a rampage two or three, a binding move four or five.
 */
export function redrawTimers(state: Int32Array, timers: Int32Array, pick: (n: number) => number): void {
  for (let s = 0; s < 2; s++) {
    const side = s === 0 ? SIDE_A : SIDE_B;
    const at = s * TIMERS;
    const slept = timers[at]!;
    if (slept >= BY_REST) state[side + STATUS_TIME] = Math.max(1, 3 - (slept - BY_REST));
    else if (slept >= 0) state[side + STATUS_TIME] = drawLeft(2, 4, slept, pick);
    if (timers[at + 1]! >= 0) state[side + CONFUSION_TURNS] = drawLeft(2, 5, timers[at + 1]!, pick);
    if (timers[at + 2]! >= 0) state[side + LOCKED_TURNS] = drawLeft(1, 2, timers[at + 2]!, pick);
    if (timers[at + 3]! >= 0) state[side + DURATION + TRAPPED] = drawLeft(4, 5, timers[at + 3]!, pick);
  }
}

/** What is left of a time drawn from `least` to `most`, of which `gone` turns have passed. */
export function drawLeft(least: number, most: number, gone: number, pick: (n: number) => number): number {
  const low = Math.max(1, least - gone);
  const high = Math.max(low, most - gone);
  return low + pick(high - low + 1);
}
