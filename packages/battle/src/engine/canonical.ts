import {
  BATTLE_WORDS,
  BIDE,
  BIDE_DAMAGE,
  CHARGING,
  CHARGING_MOVE,
  CHOSEN_MEGA,
  CHOSEN_MOVE,
  CONFUSION,
  CONFUSION_TURNS,
  DISABLE,
  DISABLED_MOVE,
  EFFECT_BITS,
  ENCORE,
  ENCORED_MOVE,
  LOCKED,
  LOCKED_MOVE,
  LOCKED_TURNS,
  ONGOING,
  QUEUE_COUNT,
  QUEUE_KEYS,
  QUEUE_SIZE,
  RANDOM_STATE,
  RESULT,
  SIDE_A,
  SIDE_B,
  STALL,
  STALL_COUNTER,
  TRACE,
  TRACE_MOVE,
} from "./layout.ts";

/** Clears the words that no rule will read again, so that equal positions have equal states. */
export function canonicalize(state: Int32Array): void {
  state.fill(0, RANDOM_STATE, RANDOM_STATE + 4);
  const betweenTurns = state[QUEUE_COUNT] === 0 || state[RESULT] !== ONGOING;
  if (betweenTurns) state.fill(0, QUEUE_COUNT, QUEUE_KEYS + QUEUE_SIZE);
  for (const side of [SIDE_A, SIDE_B]) {
    const effects = state[side + EFFECT_BITS]!;
    const clear = (word: number, ...readUnder: readonly number[]): void => {
      if (readUnder.every((effect) => ((effects >> effect) & 1) === 0)) state[side + word] = 0;
    };
    clear(CONFUSION_TURNS, CONFUSION);
    clear(DISABLED_MOVE, DISABLE);
    clear(ENCORED_MOVE, ENCORE);
    clear(STALL_COUNTER, STALL);
    clear(LOCKED_MOVE, LOCKED, BIDE);
    clear(LOCKED_TURNS, LOCKED);
    clear(CHARGING_MOVE, CHARGING);
    clear(BIDE_DAMAGE, BIDE);
    for (const word of [TRACE, TRACE_MOVE]) state[side + word] = 0;
    if (!betweenTurns) continue;
    state[side + CHOSEN_MOVE] = 0;
    state[side + CHOSEN_MEGA] = 0;
  }
}

/** A state as a key for maps. */
export function stateKey(state: Int32Array): string {
  return String.fromCharCode(...new Uint16Array(state.buffer, state.byteOffset, BATTLE_WORDS * 2));
}
