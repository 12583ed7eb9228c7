import * as layout from "../layout.ts";
import * as health from "./health.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const { HP, MIST, SCREENS, STAGE_COUNT, STAGES } = layout;
const { hasStandingFoe } = health;

/**
 * Changes the stages of a Pokémon by packed amounts (four bits each) and says whether any moved.
 * Mist lets no foe lower them.
 */
export function changeStages(state: Int32Array, side: number, packed: number, byFoe: boolean): boolean {
  if (state[side + HP]! <= 0 || !hasStandingFoe(state, side)) return false;
  const misty = byFoe && state[side + SCREENS + MIST] !== 0;
  let changed = false;
  let rest = packed;
  for (let at = side + STAGES; rest !== 0; at++, rest >>>= 4) {
    const amount = (rest << 28) >> 28;
    if (amount === 0 || (amount < 0 && misty)) continue;
    const before = state[at]!;
    let after = before + amount;
    if (after > 6) after = 6;
    else if (after < -6) after = -6;
    if (after !== before) {
      state[at] = after;
      changed = true;
    }
  }
  return changed;
}

/** Sets all stages back. */
export function clearStages(state: Int32Array, side: number): void {
  for (let i = 0; i < STAGE_COUNT; i++) state[side + STAGES + i] = 0;
}
