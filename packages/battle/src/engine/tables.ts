// The tables that all battles of an engine share, in one Int32Array: a row of ROW_WORDS for each move (row 0 is
// "no move"; it also stands for the turn of recharging), the type chart, and Metronome's list of row offsets.

import { type Move, TYPES, type TypeEffectiveness } from "@predictiondex/core";
import { NO_TYPE } from "./layout.ts";
import { METRONOME_MOVES } from "./rules/metronome-moves.ts";
import {
  DAMAGE_RULES,
  MOVE_CONDITIONS,
  MOVE_EFFECTS,
  MOVE_FLAGS,
  type MoveFlag,
  type MoveRule,
  SELF_EFFECTS,
  STAGE_NAMES,
  STATUS_NAMES,
  type StageChanges,
} from "./rules/move-rule.ts";
import { MOVE_RULES } from "./rules/move-rules.ts";

// ---- a move's row ----
export const ROW_WORDS = 32;
export const MOVE_TYPE = 0;
export const MOVE_CATEGORY = 1;
export const MOVE_POWER = 2;
/** 0 makes no check. */
export const MOVE_ACCURACY = 3;
export const MOVE_PP = 4;
export const MOVE_PRIORITY = 5;
/** A bit for each name of MOVE_FLAGS. */
export const MOVE_FLAG_BITS = 6;
export const MOVE_TARGET = 7;
export const MOVE_EFFECT = 8;
export const MOVE_STATUS = 9;
/** Changes of stages, four bits each, in the order of STAGE_NAMES. */
export const MOVE_STAGES = 10;
export const MOVE_CONDITION = 11;
/** 1, 2, or 5 for two to five. */
export const MOVE_HITS = 12;
export const MOVE_DRAIN = 13;
export const MOVE_RECOIL = 15;
export const MOVE_DAMAGE = 17;
export const MOVE_FIXED = 18;
export const MOVE_POWER_RULE = 19;
export const MOVE_SECONDARY = 20;
export const MOVE_CHANCE = 21;
export const MOVE_SECONDARY_STATUS = 22;
export const MOVE_SECONDARY_STAGES = 23;
export const MOVE_SELF = 24;
export const MOVE_SELF_STAGES = 25;
/** The type to which targets may be immune; NO_TYPE where immunity by type is not looked at. */
export const MOVE_IMMUNITY_TYPE = 26;
/** 1 where a hit does nothing but damage: no drain, effect, self effect or secondary effect. */
export const MOVE_ONLY_DAMAGES = 27;

export const PHYSICAL = 0;
export const SPECIAL = 1;
export const STATUS_MOVE = 2;

export const ON_FOE = 0;
export const ON_SELF = 1;
export const ON_FIELD = 2;
export const ON_NOBODY = 3;

export const POWER_OF_ROW = 0;
export const POWER_BY_WEIGHT = 1;
export const POWER_BY_FRIENDSHIP = 2;

export const NO_SECONDARY = 0;
export const SECONDARY_STATUS = 1;
export const SECONDARY_STAGES = 2;
export const SECONDARY_FLINCH = 3;
export const SECONDARY_CONFUSION = 4;
export const SECONDARY_TRI_ATTACK = 5;

/** The bit of a move's flag. */
export function flagBit(flag: MoveFlag): number {
  return 1 << MOVE_FLAGS.indexOf(flag);
}

/** Types in the chart, NO_TYPE included. */
export const CHART_WIDTH = NO_TYPE + 1;
/** In the chart: immune, half, neutral, double. */
export const CHART_IMMUNE = -9;

/** The tables and how to read them. */
export interface Tables {
  readonly words: Int32Array;
  /** Row offset of each move by slug. */
  readonly rows: ReadonlyMap<string, number>;
  /** Slug by row number (offset / ROW_WORDS). */
  readonly slugs: readonly string[];
}

/** Word offset of the chart: the first word of `words` says it. */
export const CHART_AT = 1;
/** Word offset and length of Metronome's list. */
export const METRONOME_AT = 2;
export const METRONOME_LENGTH = 3;

/** Builds the tables from the game's numbers and the engine's rules. Moves without a rule are left out. */
export function createTables(moves: readonly Move[], effectiveness: readonly TypeEffectiveness[]): Tables {
  const known = moves.filter((move) => MOVE_RULES[move.slug] !== undefined);
  const chartAt = (known.length + 1) * ROW_WORDS;
  const metronomeAt = chartAt + CHART_WIDTH * CHART_WIDTH;
  const words = new Int32Array(metronomeAt + METRONOME_MOVES.length);
  const rows = new Map<string, number>();
  known.forEach((move, i) => {
    const row = (i + 1) * ROW_WORDS;
    rows.set(move.slug, row);
    words.set(compileMove(move, MOVE_RULES[move.slug]!), row);
  });
  for (const { attacking, defending, multiplier } of effectiveness) {
    const at = chartAt + TYPES.indexOf(attacking) * CHART_WIDTH + TYPES.indexOf(defending);
    words[at] = multiplier === 0 ? CHART_IMMUNE : Math.log2(multiplier);
  }
  const callable = METRONOME_MOVES.flatMap((slug) => rows.get(slug) ?? []);
  words.set(callable, metronomeAt);
  // Row 0 is no move; its first words carry the directory.
  words[CHART_AT] = chartAt;
  words[METRONOME_AT] = metronomeAt;
  words[METRONOME_LENGTH] = callable.length;
  return { words, rows, slugs: ["", ...known.map((move) => move.slug)] };
}

function compileMove(move: Move, rule: MoveRule): Int32Array {
  const row = new Int32Array(ROW_WORDS);
  const flags = rule.flags ?? [];
  row[MOVE_TYPE] = flags.includes("struggle") ? NO_TYPE : TYPES.indexOf(move.type);
  row[MOVE_CATEGORY] = ["physical", "special", "status"].indexOf(move.category);
  row[MOVE_POWER] = move.power ?? 0;
  row[MOVE_ACCURACY] = rule.target === undefined ? (move.accuracy ?? 0) : 0;
  row[MOVE_PP] = move.pp;
  row[MOVE_PRIORITY] = move.priority;
  row[MOVE_FLAG_BITS] = flags.reduce((bits, flag) => bits | flagBit(flag), 0);
  row[MOVE_TARGET] =
    rule.target === undefined ? ON_FOE : { self: ON_SELF, field: ON_FIELD, nobody: ON_NOBODY }[rule.target];
  row[MOVE_EFFECT] = MOVE_EFFECTS.indexOf(rule.effect ?? "none");
  row[MOVE_STATUS] = STATUS_NAMES.indexOf(rule.status ?? "healthy");
  row[MOVE_STAGES] = packStages(rule.stages);
  row[MOVE_CONDITION] = MOVE_CONDITIONS.indexOf(rule.condition ?? "none");
  row[MOVE_HITS] = rule.hits === "2-5" ? 5 : (rule.hits ?? 1);
  row.set(rule.drain ?? [0, 1], MOVE_DRAIN);
  row.set(rule.recoil ?? [0, 1], MOVE_RECOIL);
  if (typeof rule.damage === "number") {
    row[MOVE_DAMAGE] = DAMAGE_RULES.indexOf("fixed");
    row[MOVE_FIXED] = rule.damage;
  } else {
    row[MOVE_DAMAGE] = DAMAGE_RULES.indexOf(rule.damage ?? "formula");
  }
  if (rule.power === "weight") row[MOVE_POWER_RULE] = POWER_BY_WEIGHT;
  if (rule.power === "friendship") row[MOVE_POWER_RULE] = POWER_BY_FRIENDSHIP;
  compileSecondary(row, rule);
  row[MOVE_SELF] = SELF_EFFECTS.indexOf(rule.selfStages ? "stages" : (rule.self ?? "none"));
  row[MOVE_SELF_STAGES] = packStages(rule.selfStages);
  const checksImmunity =
    move.category === "status" ? flags.includes("checks-immunity") : !flags.includes("ignores-immunity");
  row[MOVE_IMMUNITY_TYPE] = checksImmunity ? row[MOVE_TYPE]! : NO_TYPE;
  const extras = row[MOVE_DRAIN]! | row[MOVE_EFFECT]! | row[MOVE_SELF]! | row[MOVE_SECONDARY]!;
  row[MOVE_ONLY_DAMAGES] = extras === 0 ? 1 : 0;
  return row;
}

function compileSecondary(row: Int32Array, { secondary }: MoveRule): void {
  if (secondary === undefined) return;
  row[MOVE_CHANCE] = secondary.chance;
  if (secondary.status) {
    row[MOVE_SECONDARY] = SECONDARY_STATUS;
    row[MOVE_SECONDARY_STATUS] = STATUS_NAMES.indexOf(secondary.status);
  } else if (secondary.stages) {
    row[MOVE_SECONDARY] = SECONDARY_STAGES;
    row[MOVE_SECONDARY_STAGES] = packStages(secondary.stages);
  } else if (secondary.flinch) row[MOVE_SECONDARY] = SECONDARY_FLINCH;
  else if (secondary.confuse) row[MOVE_SECONDARY] = SECONDARY_CONFUSION;
  else row[MOVE_SECONDARY] = SECONDARY_TRI_ATTACK;
}

function packStages(stages: StageChanges = {}): number {
  return STAGE_NAMES.reduce((bits, stage, i) => bits | (((stages[stage] ?? 0) & 15) << (4 * i)), 0);
}
