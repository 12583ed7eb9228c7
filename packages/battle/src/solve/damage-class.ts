import { legalChoices } from "../engine/kernel/choices.ts";
import { actionSpeed, changeForm } from "../engine/kernel/stats.ts";
import {
  DEFENSE_CURL,
  EFFECT_BITS,
  FOCUS_ENERGY,
  HEALTHY,
  HP,
  MEGA,
  MEGA_Y,
  MEGAS_OPEN,
  MINIMIZE,
  MOVES,
  ONGOING,
  PP,
  RESULT,
  SCREEN_COUNT,
  SIDE_A,
  SIDE_B,
  STATUS,
  TURN,
} from "../engine/layout.ts";
import { type Attack, readAttack, scriptedCopy } from "./attack-outcomes.ts";

/** Both sides in one of their forms: what their attacks do, and how fast they are. */
export interface FormPair {
  /** By slot; undefined where the slot is empty or spent. */
  readonly attacksA: readonly (Attack | undefined)[];
  readonly attacksB: readonly (Attack | undefined)[];
  readonly speedA: number;
  readonly speedB: number;
}

/** A battle in which both sides' moves take HP and do nothing else. */
export interface DamageBattle {
  readonly hpA: number;
  readonly hpB: number;
  /** Forms that each side can be in from now on, as Mega choices: 0 the one it is in, then those open to it. */
  readonly megasA: readonly number[];
  readonly megasB: readonly number[];
  /** By place in `megasA`, then by place in `megasB`. */
  readonly pairs: readonly (readonly FormPair[])[];
}

const KEPT_EFFECTS = (1 << FOCUS_ENERGY) | (1 << MINIMIZE) | (1 << DEFENSE_CURL);
/** Later than this the turn limit may matter. */
const LATEST_TURN = 500;

/** Reads a battle as one of damage alone, from its rules; undefined where anything else can happen in it. */
export function readDamageBattle(state: Int32Array, tables: Int32Array): DamageBattle | undefined {
  if (state[RESULT] !== ONGOING || state[TURN]! > LATEST_TURN) return undefined;
  for (const side of [SIDE_A, SIDE_B]) {
    if (state[side + STATUS] !== HEALTHY || state[side + SCREEN_COUNT] !== 0) return undefined;
    if ((state[side + EFFECT_BITS]! & ~KEPT_EFFECTS) !== 0) return undefined;
    if (!hasPp(state, side) || (legalChoices(state, tables, side) & 15) === 0) return undefined;
  }
  const megasA = openMegas(state, SIDE_A);
  const megasB = openMegas(state, SIDE_B);
  const pairs: FormPair[][] = [];
  for (const megaA of megasA) {
    const row: FormPair[] = [];
    for (const megaB of megasB) {
      const pair = readFormPair(state, tables, megaA, megaB);
      if (pair === undefined) return undefined;
      row.push(pair);
    }
    pairs.push(row);
  }
  return { hpA: state[SIDE_A + HP]!, hpB: state[SIDE_B + HP]!, megasA, megasB, pairs };
}

function readFormPair(
  state: Int32Array,
  tables: Int32Array,
  megaA: number,
  megaB: number,
): FormPair | undefined {
  const memory = scriptedCopy(state, tables);
  if (megaA !== 0) changeForm(memory.state, SIDE_A, megaA === MEGA_Y ? 2 : 1);
  if (megaB !== 0) changeForm(memory.state, SIDE_B, megaB === MEGA_Y ? 2 : 1);
  const sides = [SIDE_A, SIDE_B].map((side) => {
    const attacks: (Attack | undefined)[] = [];
    for (let slot = 0; slot < 4; slot++) {
      const move = state[side + MOVES + slot]!;
      const pp = state[side + PP + slot]!;
      const attack = pp > 0 ? readAttack(memory, side, slot, move, pp) : undefined;
      if (pp > 0 && attack === undefined) return undefined;
      attacks.push(attack);
    }
    return attacks;
  });
  const [attacksA, attacksB] = sides;
  if (attacksA === undefined || attacksB === undefined) return undefined;
  return {
    attacksA,
    attacksB,
    speedA: actionSpeed(memory.state, SIDE_A),
    speedB: actionSpeed(memory.state, SIDE_B),
  };
}

function openMegas(state: Int32Array, side: number): readonly number[] {
  const open = state[side + MEGAS_OPEN]!;
  return [0, ...((open & MEGA) !== 0 ? [MEGA] : []), ...((open & MEGA_Y) !== 0 ? [MEGA_Y] : [])];
}

function hasPp(state: Int32Array, side: number): boolean {
  for (let slot = 0; slot < 4; slot++) if (state[side + PP + slot]! > 0) return true;
  return false;
}
