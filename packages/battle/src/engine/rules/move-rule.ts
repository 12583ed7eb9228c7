/** A yes-or-no trait of a move. */
export const MOVE_FLAGS = [
  "unblockable",
  "unmirrored",
  "bypasses-substitute",
  "powder",
  "thaws-user",
  "thaws-target",
  "hits-minimized",
  "no-encore",
  "no-mimic",
  "always-critical",
  "high-critical",
  "targets-attack",
  "self-destructs",
  "crashes",
  "breaks-protect",
  "two-turn",
  "underground",
  "airborne",
  "raises-defense",
  "hits-underground",
  "hits-airborne",
  "doubles-on-hidden",
  "ignores-immunity",
  "checks-immunity",
  "struggle",
  "needs-sleep",
  "not-on-grass",
  "facade",
  "leaves",
  "drags-out",
] as const;
export type MoveFlag = (typeof MOVE_FLAGS)[number];

/** What a move does to its target or field on a hit, beyond damage, stages and status. */
export const MOVE_EFFECTS = [
  "none",
  "heal-half",
  "confuse",
  "trap",
  "leech-seed",
  "sappy-seed",
  "protect",
  "substitute",
  "focus-energy",
  "minimize",
  "defense-curl",
  "disable",
  "encore",
  "taunt",
  "yawn",
  "bide",
  "reflect",
  "light-screen",
  "mist",
  "stealth-rock",
  "haze",
  "rest",
  "transform",
  "mimic",
  "metronome",
  "mirror-move",
  "conversion",
  "force-out",
  "clear-target",
  "clear-both",
  "break-screens",
] as const;
export type MoveEffect = (typeof MOVE_EFFECTS)[number];

/** What a move does to its user once it has hit. */
export const SELF_EFFECTS = [
  "none",
  "stages",
  "recharge",
  "rampage",
  "rage",
  "roost",
  "reflect",
  "light-screen",
  "cure",
] as const;
export type SelfEffect = (typeof SELF_EFFECTS)[number];

/** What must hold before a move is tried at all. */
export const MOVE_CONDITIONS = [
  "none",
  "first-action",
  "foe-attacks",
  "was-hit",
  "has-bench",
  "can-rest",
  "not-last",
  "sure-if-poison",
] as const;
export type MoveCondition = (typeof MOVE_CONDITIONS)[number];

export const DAMAGE_RULES = ["formula", "fixed", "level", "psywave", "half", "return", "one-hit-ko"] as const;

export const STATUS_NAMES = [
  "healthy",
  "burn",
  "paralysis",
  "sleep",
  "freeze",
  "poison",
  "bad-poison",
] as const;
export type StatusName = (typeof STATUS_NAMES)[number];

export const STAGE_NAMES = [
  "attack",
  "defense",
  "specialAttack",
  "specialDefense",
  "speed",
  "accuracy",
  "evasion",
] as const;
/** Changes of stages. */
export type StageChanges = Readonly<Partial<Record<(typeof STAGE_NAMES)[number], number>>>;

/** A chance effect of an attack. */
export interface SecondaryEffect {
  /** Per cent. */
  readonly chance: number;
  readonly status?: StatusName;
  readonly stages?: StageChanges;
  readonly flinch?: true;
  readonly confuse?: true;
  /** Burn, paralysis or freeze, each as likely. */
  readonly triAttack?: true;
}

/** What a move does beyond its type, category, power, accuracy, PP and priority. */
export interface MoveRule {
  /** The foe where it is left out; "nobody" fails in one against one. */
  readonly target?: "self" | "field" | "nobody";
  readonly flags?: readonly MoveFlag[];
  /** Status of the target on a hit. */
  readonly status?: StatusName;
  /** Stages of the target on a hit. */
  readonly stages?: StageChanges;
  readonly effect?: MoveEffect;
  readonly condition?: MoveCondition;
  readonly hits?: 2 | "2-5";
  /** Part of the damage that the user regains. */
  readonly drain?: readonly [number, number];
  /** Part of the damage that the user takes. */
  readonly recoil?: readonly [number, number];
  /** HP taken, where the damage formula is not used. */
  readonly damage?: number | Exclude<(typeof DAMAGE_RULES)[number], "formula" | "fixed">;
  readonly power?: "weight" | "friendship";
  readonly secondary?: SecondaryEffect;
  readonly self?: Exclude<SelfEffect, "none" | "stages">;
  readonly selfStages?: StageChanges;
}
