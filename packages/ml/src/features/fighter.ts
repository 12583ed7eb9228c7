import { computeStats, type PokemonSet, type TypeChart, typeMultiplier } from "@predictiondex/battle";
import { TYPES, type Type } from "@predictiondex/core";
import type { SideState } from "../samples/sample.ts";
import { type MoveTraits, moveTraits, STAGE_ORDER, STATUS_INDEX } from "./move-traits.ts";

/** A side as the encoder sees it: real stats, what stands in the way of them now, and its moves' traits. */
export interface Fighter {
  readonly set: PokemonSet;
  readonly level: number;
  readonly maxHp: number;
  readonly hp: number;
  /** Attack, defense, special attack, special defense, speed, without stages. */
  readonly stats: Float64Array;
  /** Stages in the engine's order. */
  readonly stages: Float64Array;
  readonly status: number;
  readonly poisonedFor: number;
  readonly asleepFor: number;
  readonly isConfused: boolean;
  readonly hasActed: boolean;
  readonly types: readonly Type[];
  readonly moves: readonly MoveTraits[];
  /** PP left, by move. */
  readonly pp: readonly number[];
  /** Speed as it counts now. */
  readonly speed: number;
}

/** Reads a set, and what it has come to, once for a match-up. */
export function createFighter(set: PokemonSet, state: SideState | undefined): Fighter {
  const stats = computeStats(set);
  const moves = set.moves.map(moveTraits);
  const stages = new Float64Array(STAGE_ORDER.length);
  const given = state?.stages;
  if (given !== undefined) {
    for (let i = 0; i < stages.length; i++) stages[i] = given[STAGE_ORDER[i]!] ?? 0;
  }
  const real = new Float64Array(5);
  real[0] = stats.attack;
  real[1] = stats.defense;
  real[2] = stats.specialAttack;
  real[3] = stats.specialDefense;
  real[4] = stats.speed;
  const status = state?.status === undefined ? 0 : STATUS_INDEX[state.status];
  const speed = staged(stats.speed, stages[4]!);
  return {
    set,
    level: set.level,
    maxHp: stats.hp,
    hp: Math.max(1, Math.min(stats.hp, state?.hp ?? stats.hp)),
    stats: real,
    stages,
    status,
    poisonedFor: state?.poisonedFor ?? 0,
    asleepFor: state?.asleepFor ?? 0,
    isConfused: state?.confused === true,
    hasActed: state?.hasActed === true,
    types: set.form.types,
    moves,
    pp: moves.map((move, slot) => state?.pp?.[slot] ?? move.pp),
    speed: status === STATUS_INDEX.paralysis ? Math.floor(speed / 2) : speed,
  };
}

/** A stat under a stage of −6 to 6. */
export function staged(stat: number, stage: number): number {
  const n = stage > 6 ? 6 : stage < -6 ? -6 : stage;
  return n >= 0 ? Math.floor((stat * (2 + n)) / 2) : Math.floor((stat * 2) / (2 - n));
}

/** The multiplier of a move's type on a fighter; 1 for a move without type. */
export function multiplierOn(chart: TypeChart, type: number, target: Fighter): number {
  return type < 0 ? 1 : typeMultiplier(chart, TYPES[type]!, target.types);
}

/** The chance (0–1) that a status can take hold of a fighter at all: its types, and the status it has. */
export function canHaveStatus(target: Fighter, status: number): boolean {
  if (target.status !== 0) return false;
  const is = (type: Type): boolean => target.types.includes(type);
  switch (status) {
    case STATUS_INDEX.burn:
      return !is("fire");
    case STATUS_INDEX.paralysis:
      return !is("electric");
    case STATUS_INDEX.freeze:
      return !is("ice");
    case STATUS_INDEX.poison:
    case STATUS_INDEX["bad-poison"]:
      return !is("poison") && !is("steel");
    default:
      return true;
  }
}
