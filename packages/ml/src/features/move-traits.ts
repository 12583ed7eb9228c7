import { MOVE_RULES } from "@predictiondex/battle/engine";
import { type Move, TYPES } from "@predictiondex/core";

/** Statuses in the engine's order; 0 is healthy. */
export const STATUS_INDEX = {
  healthy: 0,
  burn: 1,
  paralysis: 2,
  sleep: 3,
  freeze: 4,
  poison: 5,
  "bad-poison": 6,
} as const;

/** Stages in the engine's order: five stats, accuracy, evasion. */
export const STAGE_ORDER = [
  "attack",
  "defense",
  "specialAttack",
  "specialDefense",
  "speed",
  "accuracy",
  "evasion",
] as const;

/** How a move's damage comes about. */
export type DamageKind =
  | "none"
  | "formula"
  | "fixed"
  | "level"
  | "psywave"
  | "half"
  | "return"
  | "one-hit-ko";

/** What a move does, as numbers: its own values joined with the engine's rule. */
export interface MoveTraits {
  readonly move: Move;
  readonly type: number;
  readonly isPhysical: boolean;
  readonly isStatus: boolean;
  readonly targetsFoe: boolean;
  readonly power: number;
  /** 0–1; 1 where no check is made. */
  readonly accuracy: number;
  readonly isSure: boolean;
  /** With three PP Ups. */
  readonly pp: number;
  readonly priority: number;
  readonly damage: DamageKind;
  readonly fixed: number;
  /** 1, 2, or 5 for two to five. */
  readonly hits: number;
  readonly powerBy: "row" | "weight" | "friendship";
  /** Chance of a critical hit. */
  readonly critical: number;
  /** Parts of the damage dealt. */
  readonly drain: number;
  readonly recoil: number;
  /** On which of its two turns it hits; 0 where it takes one. */
  readonly hitsOn: 0 | 1 | 2;
  readonly isHidden: boolean;
  readonly selfDestructs: boolean;
  readonly crashes: boolean;
  readonly isFirstTurnOnly: boolean;
  readonly needsSleep: boolean;
  readonly needsAttack: boolean;
  readonly targetsAttack: boolean;
  readonly isFacade: boolean;
  readonly isRampage: boolean;
  /** Status that it gives the target, and the chance where it hits. */
  readonly status: number;
  readonly statusChance: number;
  /** Burn, paralysis or freeze. */
  readonly isTriAttack: boolean;
  readonly foeStages: readonly number[];
  readonly foeStagesChance: number;
  readonly selfStages: readonly number[];
  readonly flinch: number;
  readonly confuse: number;
  /** Part of all HP that it gives back; Rest is 1. */
  readonly heal: number;
  readonly isPowder: boolean;
  readonly notOnGrass: boolean;
  readonly checksImmunity: boolean;
  readonly effect: string;
  readonly self: string;
}

const NO_STAGES: readonly number[] = STAGE_ORDER.map(() => 0);
const CRITICAL = 1 / 24;
const HIGH_CRITICAL = 1 / 8;
const cache = new WeakMap<Move, MoveTraits>();

/** The traits of a move; kept for each move object. */
export function moveTraits(move: Move): MoveTraits {
  const known = cache.get(move);
  if (known !== undefined) return known;
  const traits = readTraits(move);
  cache.set(move, traits);
  return traits;
}

function readTraits(move: Move): MoveTraits {
  const rule = MOVE_RULES[move.slug] ?? {};
  const has = (flag: string): boolean => rule.flags?.some((one) => one === flag) === true;
  const { secondary } = rule;
  const isStatus = move.category === "status";
  const stages = (given: object | undefined): readonly number[] =>
    given === undefined ? NO_STAGES : STAGE_ORDER.map((name) => (given as Record<string, number>)[name] ?? 0);
  const chance = (secondary?.chance ?? 0) / 100;
  const onSelf = rule.target === "self";
  const status = rule.status ?? secondary?.status;
  const twoTurn = has("two-turn");
  return {
    move,
    type: has("struggle") ? -1 : TYPES.indexOf(move.type),
    isPhysical: move.category === "physical",
    isStatus,
    targetsFoe: rule.target === undefined,
    power: move.power ?? 0,
    accuracy: rule.target === undefined && move.accuracy !== null ? move.accuracy / 100 : 1,
    isSure: move.accuracy === null,
    pp: (move.pp * 8) / 5,
    priority: move.priority,
    damage:
      isStatus || rule.effect === "bide"
        ? "none"
        : typeof rule.damage === "number"
          ? "fixed"
          : (rule.damage ?? "formula"),
    fixed: typeof rule.damage === "number" ? rule.damage : 0,
    hits: rule.hits === "2-5" ? 5 : (rule.hits ?? 1),
    powerBy: rule.power ?? "row",
    critical: has("always-critical") ? 1 : has("high-critical") ? HIGH_CRITICAL : CRITICAL,
    drain: rule.drain ? rule.drain[0] / rule.drain[1] : 0,
    recoil: rule.recoil ? rule.recoil[0] / rule.recoil[1] : 0,
    hitsOn: twoTurn ? 2 : rule.self === "recharge" ? 1 : 0,
    isHidden: has("underground") || has("airborne"),
    selfDestructs: has("self-destructs"),
    crashes: has("crashes"),
    isFirstTurnOnly: rule.condition === "first-action",
    needsSleep: has("needs-sleep"),
    needsAttack: rule.condition === "foe-attacks",
    targetsAttack: has("targets-attack"),
    isFacade: has("facade"),
    isRampage: rule.self === "rampage",
    status: status === undefined ? 0 : STATUS_INDEX[status],
    statusChance: rule.status !== undefined ? 1 : secondary?.status !== undefined ? chance : 0,
    isTriAttack: secondary?.triAttack === true,
    foeStages: stages(onSelf ? undefined : (rule.stages ?? secondary?.stages)),
    foeStagesChance: rule.stages !== undefined ? 1 : secondary?.stages !== undefined ? chance : 0,
    selfStages: stages(onSelf ? rule.stages : rule.selfStages),
    flinch: secondary?.flinch ? chance : 0,
    confuse: rule.effect === "confuse" ? 1 : secondary?.confuse ? chance : 0,
    heal: rule.effect === "heal-half" ? 0.5 : rule.effect === "rest" ? 1 : 0,
    isPowder: has("powder"),
    notOnGrass: has("not-on-grass"),
    checksImmunity: has("checks-immunity"),
    effect: rule.effect ?? "none",
    self: rule.self ?? "none",
  };
}
