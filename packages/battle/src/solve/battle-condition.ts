import { type Condition, SCREEN_NAMES } from "../engine/condition.ts";
import * as layout from "../engine/layout.ts";
import type { Battle, Side } from "../engine/matchup.ts";
import { STAGE_NAMES, STATUS_NAMES } from "../engine/rules/move-rule.ts";
import { ROW_WORDS } from "../engine/tables.ts";
import { BY_REST, type SeenTimers, TIMERS } from "./public-state.ts";

/** Place of the types in a form's words. */
const FORM_TYPES = 5;

/** A side in the middle of a battle: what has become of it, and what its players have seen of hidden lengths. */
export interface SeenCondition {
  readonly condition: Condition;
  readonly seen: SeenTimers;
}

/**
 * What a side has come to between two turns, such that `applyCondition` and `seen` give it again; undefined where it has
 * fainted, or has other moves or types than its set (Transform, Mimic, Conversion). `timers` are as followTimers counts them.
 */
export function readSeenCondition(battle: Battle, side: Side, timers: Int32Array): SeenCondition | undefined {
  const { state, tables, sets } = battle;
  const at = side === "a" ? layout.SIDE_A : layout.SIDE_B;
  if (state[at + layout.FAINTED] !== 0 || state[at + layout.TRANSFORMED] !== 0) return undefined;
  if (isChanged(battle, side, at)) return undefined;
  const [slept, confusedFor, rampagingFor, boundFor] = timers.subarray(side === "a" ? 0 : TIMERS);
  const slugOf = (row: number): string => tables.slugs[row / ROW_WORDS]!;
  const effects = state[at + layout.EFFECT_BITS]!;
  const has = (effect: number): boolean => ((effects >>> effect) & 1) !== 0;
  const lasting = <T>(effect: number, make: (turnsLeft: number) => T): T | undefined =>
    has(effect) ? make(state[at + layout.DURATION + effect]!) : undefined;
  const status = STATUS_NAMES[state[at + layout.STATUS]!]!;
  const form = state[at + layout.FORM]!;
  const stages = STAGE_NAMES.flatMap((name, i) => {
    const stage = state[at + layout.STAGES + i]!;
    return stage === 0 ? [] : [[name, stage] as const];
  });
  const screens = SCREEN_NAMES.flatMap((name, screen) => {
    const left = state[at + layout.SCREENS + screen]!;
    return left === 0 ? [] : [[name, left] as const];
  });
  const condition: Condition = {
    hp: state[at + layout.HP]!,
    status: status === "healthy" ? undefined : status,
    poisonedFor: status === "bad-poison" ? state[at + layout.STATUS_TIME]! : undefined,
    confused: has(layout.CONFUSION) || undefined,
    stages: stages.length === 0 ? undefined : Object.fromEntries(stages),
    pp: sets[side].set.moves.map((_, slot) => state[at + layout.PP + slot]!),
    hasActed: state[at + layout.ACTIONS]! > 0 || undefined,
    mega: form === 0 ? undefined : sets[side].forms[form]?.slug,
    screens: screens.length === 0 ? undefined : Object.fromEntries(screens),
    substitute: has(layout.SUBSTITUTE)
      ? Math.max(1, Math.floor(state[at + layout.SUBSTITUTE_HP]! / 100))
      : undefined,
    seeded: has(layout.LEECH_SEED) || undefined,
    focusEnergy: has(layout.FOCUS_ENERGY) || undefined,
    minimized: has(layout.MINIMIZE) || undefined,
    defenseCurl: has(layout.DEFENSE_CURL) || undefined,
    enraged: has(layout.RAGE) || undefined,
    boundFor: has(layout.TRAPPED) ? boundFor! + 1 : undefined,
    drowsy: has(layout.YAWN) || undefined,
    disabled: lasting(layout.DISABLE, (turnsLeft) => ({
      move: slugOf(state[at + layout.DISABLED_MOVE]!),
      turnsLeft,
    })),
    encored: lasting(layout.ENCORE, (turnsLeft) => ({
      move: slugOf(state[at + layout.ENCORED_MOVE]!),
      turnsLeft,
    })),
    taunted: lasting(layout.TAUNT, (turnsLeft) => turnsLeft),
    protectedFor: has(layout.STALL)
      ? Math.round(Math.log(state[at + layout.STALL_COUNTER]!) / Math.log(3))
      : undefined,
    recharging: has(layout.RECHARGE) || undefined,
    charging: has(layout.CHARGING) ? slugOf(state[at + layout.CHARGING_MOVE]!) : undefined,
    rampage: has(layout.LOCKED)
      ? { move: slugOf(state[at + layout.LOCKED_MOVE]!), for: rampagingFor! + 1 }
      : undefined,
    biding: lasting(layout.BIDE, (turnsLeft) => ({ damage: state[at + layout.BIDE_DAMAGE]!, turnsLeft })),
    lastMove: state[at + layout.LAST_MOVE] === 0 ? undefined : slugOf(state[at + layout.LAST_MOVE]!),
  };
  const isResting = status === "sleep" && slept! >= BY_REST;
  const seen: SeenTimers = {
    asleepFor: status === "sleep" ? slept! % BY_REST : 0,
    byRest: isResting,
    confusedFor: Math.max(0, confusedFor!),
    rampagingFor: Math.max(0, rampagingFor!),
    boundFor: Math.max(0, boundFor!),
  };
  return { condition, seen };
}

function isChanged({ state, tables, sets }: Battle, side: Side, at: number): boolean {
  const { set } = sets[side];
  const types = at + layout.FORMS + state[at + layout.FORM]! * layout.FORM_WORDS + FORM_TYPES;
  return (
    set.moves.some((move, slot) => state[at + layout.MOVES + slot] !== tables.rows.get(move.slug)) ||
    state[at + layout.TYPE_1] !== state[types] ||
    state[at + layout.TYPE_2] !== state[types + 1]
  );
}
