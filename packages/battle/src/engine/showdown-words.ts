// What Showdown's protocol calls stages, statuses, causes and effects.

import type { LossCause } from "./battle-event.ts";
import * as at from "./layout.ts";

/** Stages. */
export const STAGES = {
  attack: "atk",
  defense: "def",
  specialAttack: "spa",
  specialDefense: "spd",
  speed: "spe",
  accuracy: "accuracy",
  evasion: "evasion",
} as const;
/** Statuses. */
export const STATUSES = {
  burn: "brn",
  freeze: "frz",
  paralysis: "par",
  poison: "psn",
  "bad-poison": "tox",
  sleep: "slp",
} as const;
/** What takes HP; undefined where the message names nothing, or more than a word. */
export const LOSSES = {
  recoil: "Recoil",
  crash: undefined,
  confusion: "confusion",
  substitute: undefined,
  selfDestruct: undefined,
  leechSeed: "Leech Seed",
  poison: "psn",
  burn: "brn",
  trap: undefined,
  stealthRock: "Stealth Rock",
} as const satisfies Record<LossCause, string | undefined>;
/** Reflect, Light Screen, Mist. */
export const SCREENS = ["Reflect", "move: Light Screen", "Mist"] as const;
/** How effects begin and end, by their number: the message and its words. */
export const STARTS: Readonly<Record<number, readonly [string, string]>> = {
  [at.PROTECT]: ["-singleturn", "Protect"],
  [at.BIDE]: ["-start", "move: Bide"],
  [at.LEECH_SEED]: ["-start", "move: Leech Seed"],
  [at.DISABLE]: ["-start", "Disable"],
  [at.ENCORE]: ["-start", "Encore"],
  [at.TAUNT]: ["-start", "move: Taunt"],
  [at.YAWN]: ["-start", "move: Yawn"],
  [at.ROOST]: ["-singleturn", "move: Roost"],
  [at.CONFUSION]: ["-start", "confusion"],
  [at.SUBSTITUTE]: ["-start", "Substitute"],
  [at.FOCUS_ENERGY]: ["-start", "move: Focus Energy"],
  [at.RAGE]: ["-singlemove", "Rage"],
};
/** How effects end, by their number. */
export const ENDS: Readonly<Record<number, string>> = {
  [at.BIDE]: "move: Bide",
  [at.DISABLE]: "Disable",
  [at.ENCORE]: "Encore",
  [at.TAUNT]: "move: Taunt",
  [at.CONFUSION]: "confusion",
  [at.SUBSTITUTE]: "Substitute",
};
