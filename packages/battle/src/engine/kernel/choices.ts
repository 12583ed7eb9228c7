import * as layout from "../layout.ts";
import * as tables from "../tables.ts";
import * as effects from "./effects.ts";
import * as statusMoves from "./status-moves.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const {
  BIDE,
  CHARGING,
  CHARGING_MOVE,
  DISABLE,
  DISABLED_MOVE,
  EFFECT_BITS,
  EFFECT_LIST,
  ENCORE,
  ENCORED_MOVE,
  LOCKED,
  LOCKED_MOVE,
  MEGA,
  MEGA_Y,
  MEGAS_OPEN,
  MOVES,
  ONGOING,
  PP,
  RECHARGE,
  RESULT,
  TAUNT,
} = layout;
const { MOVE_CATEGORY, STATUS_MOVE } = tables;
const { hasEffect } = effects;
const { slotPp } = statusMoves;

/** A choice is a move slot 0–3, plus WITH_MEGA (Mega or Mega X) or WITH_MEGA_Y; 0 where nothing can be chosen. */
export const WITH_MEGA = 4;
export const WITH_MEGA_Y = 8;
/** The only choice of a Pokémon that is locked in, recharges or struggles. */
export const FORCED_CHOICE = 0;

const LOCKS = (1 << LOCKED) | (1 << CHARGING) | (1 << RECHARGE) | (1 << BIDE);
const RESTRICTS = (1 << DISABLE) | (1 << ENCORE) | (1 << TAUNT);
const FORCED_MASK = 1 << FORCED_CHOICE;

/** The legal choices of a side as a mask: bit n stands for choice n. */
export function legalChoices(state: Int32Array, tables: Int32Array, side: number): number {
  if (state[RESULT] !== ONGOING) return 0;
  if ((state[side + EFFECT_BITS]! & LOCKS) !== 0) return FORCED_MASK;
  const moves = usableMoves(state, tables, side);
  if (moves === 0) return FORCED_MASK;
  const megas = state[side + MEGAS_OPEN]!;
  if (megas === 0) return moves;
  return (
    moves |
    ((megas & MEGA) !== 0 ? moves << WITH_MEGA : 0) |
    ((megas & MEGA_Y) !== 0 ? moves << WITH_MEGA_Y : 0)
  );
}

/** The n-th (from 0) choice of a mask. */
export function nthChoice(legal: number, n: number): number {
  let rest = legal;
  for (let i = 0; i < n; i++) rest &= rest - 1;
  return 31 - Math.clz32(rest & -rest);
}

/** Row of the move that a choice stands for; 0 is the turn of recharging. */
export function chosenMove(
  state: Int32Array,
  tables: Int32Array,
  side: number,
  choice: number,
  struggle: number,
): number {
  const slot = choice & 3;
  const effects = state[side + EFFECT_BITS]!;
  if ((effects & (LOCKS | RESTRICTS)) === 0 && state[side + PP + slot]! > 0)
    return state[side + MOVES + slot]!;
  if ((effects & LOCKS) !== 0) return lockedMove(state, side);
  if (usableMoves(state, tables, side) === 0) return struggle;
  return state[side + MOVES + slot]!;
}

/** Mask of the slots whose move has PP and is not barred. */
export function usableMoves(state: Int32Array, tables: Int32Array, side: number): number {
  let mask = 0;
  for (let i = 0; i < 4; i++) if (state[side + PP + i]! > 0) mask |= 1 << i;
  if ((state[side + EFFECT_BITS]! & RESTRICTS) === 0) return mask;
  const encored = hasEffect(state, side, ENCORE) ? state[side + ENCORED_MOVE]! : 0;
  const encoreHolds = encored !== 0 && slotPp(state, side, encored) >= 0;
  const disabled = hasEffect(state, side, DISABLE) ? state[side + DISABLED_MOVE]! : 0;
  const taunted = hasEffect(state, side, TAUNT);
  for (let i = 0; i < 4; i++) {
    const move = state[side + MOVES + i]!;
    if (
      (encoreHolds && move !== encored) ||
      (disabled !== 0 && move === disabled) ||
      (taunted && tables[move + MOVE_CATEGORY] === STATUS_MOVE)
    ) {
      mask &= ~(1 << i);
    }
  }
  return mask;
}

/** The oldest lock decides. */
function lockedMove(state: Int32Array, side: number): number {
  for (let at = side + EFFECT_LIST; ; at++) {
    switch (state[at]) {
      case LOCKED:
      case BIDE:
        return state[side + LOCKED_MOVE]!;
      case CHARGING:
        return state[side + CHARGING_MOVE]!;
      case RECHARGE:
        return 0;
      default:
    }
  }
}
