import type { TypeChart } from "@predictiondex/battle";
import { type Fighter, multiplierOn, staged } from "./fighter.ts";
import { type MoveTraits, STATUS_INDEX } from "./move-traits.ts";

/** One hit of a move on one target under given stages: its damage with and without a critical hit. */
export interface Strike {
  readonly min: number;
  readonly max: number;
  readonly criticalMin: number;
  readonly criticalMax: number;
  readonly critical: number;
  /** Mean of a hit. */
  readonly mean: number;
  /** Mean hits of a use, and how much their number spreads. */
  readonly hits: number;
  readonly hitsVariance: number;
  /** Chance that a use hits. */
  readonly accuracy: number;
}

/** What stands in for stages and screens that an opening move would bring. */
export interface StrikeChange {
  readonly attack: number;
  readonly specialAttack: number;
  readonly defense: number;
  readonly specialDefense: number;
  readonly accuracy: number;
  /** Physical and special damage times this: burn and screens. */
  readonly physical: number;
  readonly special: number;
}

export const NO_CHANGE: StrikeChange = {
  attack: 0,
  specialAttack: 0,
  defense: 0,
  specialDefense: 0,
  accuracy: 0,
  physical: 1,
  special: 1,
};
const NOTHING: Strike = {
  min: 0,
  max: 0,
  criticalMin: 0,
  criticalMax: 0,
  critical: 0,
  mean: 0,
  hits: 1,
  hitsVariance: 0,
  accuracy: 0,
};

/** A hit of `move`, from the least to the greatest roll; rounding as in the game. */
export function strikeOf(
  user: Fighter,
  target: Fighter,
  move: MoveTraits,
  chart: TypeChart,
  change: StrikeChange = NO_CHANGE,
  targetSleeps = target.status === STATUS_INDEX.sleep,
): Strike {
  if (move.damage === "none" || move.damage === "return") return NOTHING;
  const multiplier = multiplierOn(chart, move.type, target);
  if (multiplier === 0 || (move.needsSleep && !targetSleeps)) return NOTHING;
  const accuracy = accuracyOf(user, target, move, change.accuracy);
  switch (move.damage) {
    case "fixed":
      return flat(move.fixed, move.fixed, accuracy);
    case "level":
      return flat(user.level, user.level, accuracy);
    case "psywave":
      return flat(Math.max(1, 0.5 * user.level), 1.5 * user.level, accuracy);
    case "half":
      return flat(Math.max(1, target.hp >> 1), Math.max(1, target.hp >> 1), accuracy);
    case "one-hit-ko": {
      const levels = user.level - target.level;
      return levels < 0 ? NOTHING : flat(target.maxHp, target.maxHp, Math.min(1, 0.3 + levels / 100));
    }
    default:
      return formulaStrike(user, target, move, multiplier, accuracy, change);
  }
}

function flat(min: number, max: number, accuracy: number): Strike {
  const mean = (min + max) / 2;
  return {
    min,
    max,
    criticalMin: min,
    criticalMax: max,
    critical: 0,
    mean,
    hits: 1,
    hitsVariance: 0,
    accuracy,
  };
}

/** The chance to hit under both sides' stages. */
export function accuracyOf(user: Fighter, target: Fighter, move: MoveTraits, change: number): number {
  if (move.isSure || !move.targetsFoe) return 1;
  const difference = user.stages[5]! - target.stages[6]! + change;
  if (difference === 0) return move.accuracy;
  const n = difference > 6 ? 6 : difference < -6 ? -6 : difference;
  return Math.min(1, n > 0 ? (move.accuracy * (3 + n)) / 3 : (move.accuracy * 3) / (3 - n));
}

function formulaStrike(
  user: Fighter,
  target: Fighter,
  move: MoveTraits,
  multiplier: number,
  accuracy: number,
  change: StrikeChange,
): Strike {
  const power = powerOf(user, target, move);
  if (power === 0) return NOTHING;
  const at = move.isPhysical ? 0 : 2;
  const attacker = move.targetsAttack ? target : user;
  const attackStage = attacker.stages[at]! + (move.isPhysical ? change.attack : change.specialAttack);
  const defenseStage = target.stages[at + 1]! + (move.isPhysical ? change.defense : change.specialDefense);
  const stab = move.type >= 0 && user.types.includes(move.move.type) ? 1.5 : 1;
  const isBurnt = move.isPhysical && user.status === STATUS_INDEX.burn && !move.isFacade;
  const factor = stab * multiplier * (isBurnt ? 0.5 : 1);
  const screens = move.isPhysical ? change.physical : change.special;
  const base = baseOf(user, target, attacker, at, power, attackStage, defenseStage);
  const criticalBase = Math.floor(
    1.5 * baseOf(user, target, attacker, at, power, Math.max(0, attackStage), Math.min(0, defenseStage)),
  );
  const least = (value: number): number => Math.max(1, Math.floor(Math.floor(value * 0.85) * factor));
  const min = least(base) * screens;
  const max = Math.max(1, Math.floor(base * factor)) * screens;
  const criticalMin = least(criticalBase);
  const criticalMax = Math.max(1, Math.floor(criticalBase * factor));
  const { critical } = move;
  return {
    min,
    max,
    criticalMin,
    criticalMax,
    critical,
    mean: ((1 - critical) * (min + max)) / 2 + (critical * (criticalMin + criticalMax)) / 2,
    hits: move.hits === 5 ? 3.1 : move.hits,
    // Two to five with 35, 35, 15 and 15 %: a mean of 3.1.
    hitsVariance: move.hits === 5 ? 1.09 : 0,
    accuracy,
  };
}

function baseOf(
  user: Fighter,
  target: Fighter,
  attacker: Fighter,
  at: number,
  power: number,
  attackStage: number,
  defenseStage: number,
): number {
  const attack = staged(attacker.stats[at]!, attackStage);
  const defense = Math.max(1, staged(target.stats[at + 1]!, defenseStage));
  const levelFactor = Math.floor((2 * user.level) / 5) + 2;
  return Math.floor(Math.floor((levelFactor * power * attack) / defense) / 50) + 2;
}

function powerOf(user: Fighter, target: Fighter, move: MoveTraits): number {
  if (move.powerBy === "friendship") return Math.max(1, Math.floor((user.set.friendship * 10) / 25));
  if (move.powerBy === "weight") {
    const weight = target.set.form.weightHg;
    return weight >= 2000
      ? 120
      : weight >= 1000
        ? 100
        : weight >= 500
          ? 80
          : weight >= 250
            ? 60
            : weight >= 100
              ? 40
              : 20;
  }
  const doubles = move.isFacade && user.status !== 0 && user.status !== STATUS_INDEX.sleep;
  return doubles ? move.power * 2 : move.power;
}
