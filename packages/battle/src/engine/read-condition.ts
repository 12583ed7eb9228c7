import type { Condition } from "./condition.ts";
import {
  ACTIONS,
  BAD_POISON,
  CONFUSION,
  EFFECT_BITS,
  FAINTED,
  FORM,
  HP,
  MOVES,
  ONGOING,
  PP,
  RESULT,
  SCREEN_COUNT,
  SIDE_A,
  SIDE_B,
  STAGES,
  STATUS,
  STATUS_TIME,
  STEALTH_ROCK,
  TRANSFORMED,
  TYPE_1,
  TYPE_2,
} from "./layout.ts";
import type { Battle, Side } from "./matchup.ts";
import { STAGE_NAMES, STATUS_NAMES } from "./rules/move-rule.ts";

/**
 * What a side has come to, such that `applyCondition` gives it again; undefined where the battle is over or more
 * stands between the sides than a condition can say (a substitute, screens, a locked or changed move, another form).
 */
export function readCondition({ state, sets }: Battle, side: Side): Condition | undefined {
  const at = side === "a" ? SIDE_A : SIDE_B;
  const { words } = sets[side];
  if (state[RESULT] !== ONGOING || state[at + FAINTED] !== 0) return undefined;
  if ((state[at + EFFECT_BITS]! & ~(1 << CONFUSION)) !== 0 || state[at + SCREEN_COUNT] !== 0)
    return undefined;
  if (state[at + STEALTH_ROCK] !== 0 || state[at + TRANSFORMED] !== 0 || state[at + FORM] !== 0)
    return undefined;
  for (const word of [MOVES, MOVES + 1, MOVES + 2, MOVES + 3, TYPE_1, TYPE_2])
    if (state[at + word] !== words[word]) return undefined;
  const status = STATUS_NAMES[state[at + STATUS]!]!;
  return {
    hp: state[at + HP]!,
    status: status === "healthy" ? undefined : status,
    poisonedFor: state[at + STATUS] === BAD_POISON ? state[at + STATUS_TIME]! : undefined,
    confused: (state[at + EFFECT_BITS]! & (1 << CONFUSION)) !== 0,
    stages: Object.fromEntries(STAGE_NAMES.map((name, i) => [name, state[at + STAGES + i]!])),
    pp: [0, 1, 2, 3].map((slot) => state[at + PP + slot]!),
    hasActed: state[at + ACTIONS]! > 0,
  };
}
