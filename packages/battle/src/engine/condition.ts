import { refreshSpeed } from "./kernel/stats.ts";
import {
  ACTIONS,
  BAD_POISON,
  CONFUSION,
  EFFECT_BITS,
  HP,
  MAX_HP,
  PP,
  SIDE_A,
  SIDE_B,
  SLEEP,
  STAGES,
  STATUS,
  STATUS_TIME,
} from "./layout.ts";
import type { Battle, Side } from "./matchup.ts";
import { STAGE_NAMES, STATUS_NAMES, type StatusName } from "./rules/move-rule.ts";

/** What a Pokémon has come to in the middle of a battle, as far as a player can tell. */
export interface Condition {
  /** HP left, 1 to all; all where left out. */
  readonly hp?: number | undefined;
  readonly status?: Exclude<StatusName, "healthy"> | undefined;
  /** Turns that bad poison has hurt. */
  readonly poisonedFor?: number | undefined;
  readonly confused?: boolean | undefined;
  /** −6 to 6. */
  readonly stages?: Readonly<Partial<Record<(typeof STAGE_NAMES)[number], number | undefined>>> | undefined;
  /** PP left, by slot; all where left out. */
  readonly pp?: readonly (number | undefined)[] | undefined;
  /** Whether it has acted since it came in: Fake Out then fails. */
  readonly hasActed?: boolean | undefined;
}

/** Turns of sleep or confusion that stand in a state until a search draws them anew from what is known. */
const SOME_TURNS = 2;

/** Puts a side of a battle at its start into a condition, which must be within the limits. */
export function applyCondition(battle: Battle, side: Side, condition: Condition): void {
  const { state } = battle;
  const at = side === "a" ? SIDE_A : SIDE_B;
  const { hp, status, stages, pp, poisonedFor = 0 } = condition;
  if (hp !== undefined) state[at + HP] = Math.min(hp, state[at + MAX_HP]!);
  if (status !== undefined) {
    const number = STATUS_NAMES.indexOf(status);
    state[at + STATUS] = number;
    if (number === SLEEP) state[at + STATUS_TIME] = SOME_TURNS;
    if (number === BAD_POISON) state[at + STATUS_TIME] = poisonedFor;
  }
  if (condition.confused) state[at + EFFECT_BITS]! |= 1 << CONFUSION;
  STAGE_NAMES.forEach((name, i) => {
    state[at + STAGES + i] = stages?.[name] ?? 0;
  });
  pp?.forEach((left, slot) => {
    if (left !== undefined) state[at + PP + slot] = left;
  });
  if (condition.hasActed) state[at + ACTIONS] = 1;
  refreshSpeed(state, SIDE_A);
  refreshSpeed(state, SIDE_B);
}
