import { startEffect, startScreen } from "./kernel/effects.ts";
import { changeForm, refreshSpeed } from "./kernel/stats.ts";
import * as layout from "./layout.ts";
import type { Battle, Side } from "./matchup.ts";
import { STAGE_NAMES, STATUS_NAMES, type StatusName } from "./rules/move-rule.ts";
import { flagBit, MOVE_FLAG_BITS } from "./tables.ts";

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
  /** Slug of the Mega form that it has evolved into, one of its set's `forms`. */
  readonly mega?: string | undefined;
  /** Turns that each screen still stands on its side, the coming one counted. */
  readonly screens?: Readonly<Partial<Record<ScreenName, number | undefined>>> | undefined;
  /** HP of its substitute. */
  readonly substitute?: number | undefined;
  readonly seeded?: boolean | undefined;
  readonly focusEnergy?: boolean | undefined;
  readonly minimized?: boolean | undefined;
  readonly defenseCurl?: boolean | undefined;
  readonly enraged?: boolean | undefined;
  /** Turns that a binding move has hurt it. */
  readonly boundFor?: number | undefined;
  /** It falls asleep at the end of the coming turn. */
  readonly drowsy?: boolean | undefined;
  /** A move by slug, and the turns left, the coming one counted. */
  readonly disabled?: Restriction | undefined;
  readonly encored?: Restriction | undefined;
  readonly taunted?: number | undefined;
  /** Times in a row that Protect has just worked. */
  readonly protectedFor?: number | undefined;
  readonly recharging?: boolean | undefined;
  /** The two-turn move that strikes in the coming turn. */
  readonly charging?: string | undefined;
  /** The move that it can't stop, and for how many turns it has used it. */
  readonly rampage?: { readonly move: string; readonly for: number } | undefined;
  /** HP that Bide has taken, and the turns until it gives them back, the coming one counted. */
  readonly biding?: { readonly damage: number; readonly turnsLeft: number } | undefined;
  readonly lastMove?: string | undefined;
}

/** A move barred or forced for some turns. */
export interface Restriction {
  readonly move: string;
  readonly turnsLeft: number;
}

/** The screens in the order of their numbers. */
export const SCREEN_NAMES = ["reflect", "lightScreen", "mist"] as const;
export type ScreenName = (typeof SCREEN_NAMES)[number];

/** Turns of hidden length that stand in a state until a search draws them anew from what is known. */
const SOME_TURNS = 2;
const MOST_STALLS = 729;
const HIDES = flagBit("underground") | flagBit("airborne");
const {
  BIDE,
  CHARGED,
  CHARGING,
  CONFUSION,
  DEFENSE_CURL,
  DISABLE,
  ENCORE,
  FOCUS_ENERGY,
  HIDDEN,
  LEECH_SEED,
  LOCKED,
  MINIMIZE,
  RAGE,
  RECHARGE,
  STALL,
  SUBSTITUTE,
  TAUNT,
  TRAPPED,
  YAWN,
} = layout;

/** Puts a side of a battle at its start into a condition, which must be within the limits. */
export function applyCondition(battle: Battle, side: Side, condition: Condition): void {
  const { state } = battle;
  const at = side === "a" ? layout.SIDE_A : layout.SIDE_B;
  const { hp, status, stages, pp, mega, poisonedFor = 0 } = condition;
  if (mega !== undefined) {
    changeForm(
      state,
      at,
      battle.sets[side].forms.findIndex(({ slug }) => slug === mega),
    );
    state[at + layout.MEGAS_OPEN] = 0;
  }
  if (hp !== undefined) state[at + layout.HP] = Math.min(hp, state[at + layout.MAX_HP]!);
  if (status !== undefined) {
    const number = STATUS_NAMES.indexOf(status);
    state[at + layout.STATUS] = number;
    if (number === layout.SLEEP) state[at + layout.STATUS_TIME] = SOME_TURNS;
    if (number === layout.BAD_POISON) state[at + layout.STATUS_TIME] = poisonedFor;
  }
  STAGE_NAMES.forEach((name, i) => {
    state[at + layout.STAGES + i] = stages?.[name] ?? 0;
  });
  pp?.forEach((left, slot) => {
    if (left !== undefined) state[at + layout.PP + slot] = left;
  });
  if (condition.hasActed) state[at + layout.ACTIONS] = 1;
  if (condition.lastMove !== undefined) state[at + layout.LAST_MOVE] = rowOf(battle, condition.lastMove);
  applyScreens(state, at, condition.screens ?? {});
  applyEffects(battle, at, condition);
  refreshSpeed(state, layout.SIDE_A);
  refreshSpeed(state, layout.SIDE_B);
}

/** The screens that stand, the oldest first. */
function applyScreens(state: Int32Array, at: number, screens: NonNullable<Condition["screens"]>): void {
  const standing = SCREEN_NAMES.flatMap((name, screen) => {
    const left = screens[name];
    return left === undefined ? [] : [{ screen, left }];
  });
  for (const { screen, left } of standing.toSorted((one, other) => one.left - other.left)) {
    startScreen(state, at, screen);
    state[at + layout.SCREENS + screen] = left;
  }
}

function applyEffects(battle: Battle, at: number, condition: Condition): void {
  const { state, tables } = battle;
  const { substitute, boundFor, disabled, encored, taunted, protectedFor = 0 } = condition;
  const { charging, rampage, biding } = condition;
  const marks = [
    [condition.confused, CONFUSION],
    [condition.seeded, LEECH_SEED],
    [condition.focusEnergy, FOCUS_ENERGY],
    [condition.minimized, MINIMIZE],
    [condition.defenseCurl, DEFENSE_CURL],
    [condition.enraged, RAGE],
  ] as const;
  for (const [stands, effect] of marks) if (stands) startEffect(state, at, effect, 0);
  if (condition.confused) state[at + layout.CONFUSION_TURNS] = SOME_TURNS;
  if (substitute !== undefined) {
    startEffect(state, at, SUBSTITUTE, 0);
    state[at + layout.SUBSTITUTE_HP] = substitute * 100;
  }
  if (boundFor !== undefined) startEffect(state, at, TRAPPED, SOME_TURNS);
  if (condition.drowsy) startEffect(state, at, YAWN, 1);
  if (disabled !== undefined) {
    startEffect(state, at, DISABLE, disabled.turnsLeft);
    state[at + layout.DISABLED_MOVE] = rowOf(battle, disabled.move);
  }
  if (encored !== undefined) {
    startEffect(state, at, ENCORE, encored.turnsLeft);
    state[at + layout.ENCORED_MOVE] = rowOf(battle, encored.move);
  }
  if (taunted !== undefined) startEffect(state, at, TAUNT, taunted);
  if (protectedFor > 0) {
    startEffect(state, at, STALL, 1);
    state[at + layout.STALL_COUNTER] = Math.min(MOST_STALLS, 3 ** protectedFor);
  }
  if (condition.recharging) startEffect(state, at, RECHARGE, 1);
  if (charging !== undefined) {
    const row = rowOf(battle, charging);
    startEffect(state, at, CHARGING, 1);
    state[at + layout.CHARGING_MOVE] = row;
    if ((tables.words[row + MOVE_FLAG_BITS]! & HIDES) !== 0) startEffect(state, at, HIDDEN, 1);
    else startEffect(state, at, CHARGED, 0);
  }
  if (rampage !== undefined) {
    startEffect(state, at, LOCKED, 1);
    state[at + layout.LOCKED_TURNS] = 1;
    state[at + layout.LOCKED_MOVE] = rowOf(battle, rampage.move);
  }
  if (biding !== undefined) {
    startEffect(state, at, BIDE, biding.turnsLeft);
    state[at + layout.BIDE_DAMAGE] = biding.damage;
    state[at + layout.LOCKED_MOVE] = rowOf(battle, "bide");
  }
}

function rowOf({ tables }: Battle, slug: string): number {
  return tables.rows.get(slug)!;
}
