import type { Type } from "@predictiondex/core";
import type { HINDRANCE_TEXTS, LOSS_TEXTS, STATUS_TEXTS } from "./event-texts.ts";
import type { Result } from "./layout.ts";
import type { Side } from "./matchup.ts";
import type { STAGE_NAMES } from "./rules/move-rule.ts";

/** What takes HP when it is no hit of the foe's. */
export type LossCause = keyof typeof LOSS_TEXTS;

/** Something a spectator sees. Where the side's Pokémon is meant, it is the one that is in battle. */
export type BattleEvent = OfMember<PlainEvent>;

/** In battles of teams an event tells which member it is about. */
type OfMember<Event> = Event extends { readonly side: Side }
  ? Event & {
      /** Number of the side's active Pokémon in its team, from 0; missing in one against one. */
      readonly member?: number;
    }
  : Event;

type PlainEvent =
  | { readonly kind: "turn"; readonly turn: number }
  | {
      readonly kind: "move";
      readonly side: Side;
      readonly move: string;
      /** Another move that called it, or the lock of a move of several turns. */
      readonly from?: "lock" | (string & {});
    }
  | {
      readonly kind: "hindered";
      readonly side: Side;
      readonly by: keyof typeof HINDRANCE_TEXTS;
      /** What it would have used; missing where it recharges. */
      readonly move?: string;
    }
  | {
      /** Of the move of that side. */
      readonly kind:
        | "missed"
        | "failed"
        | "immune"
        | "blocked"
        | "critical"
        | "superEffective"
        | "resisted"
        | "oneHitKo"
        | "nothing"
        | "substituteHit";
      readonly side: Side;
    }
  | { readonly kind: "charges"; readonly side: Side; readonly move: string }
  /** Hits of one move that the side's Pokémon took. */
  | { readonly kind: "hits"; readonly side: Side; readonly count: number }
  | {
      readonly kind: "damage";
      readonly side: Side;
      readonly amount: number;
      readonly hp: number;
      readonly maxHp: number;
      /** Missing for a hit of the foe's move. */
      readonly by?: LossCause;
    }
  | {
      readonly kind: "heal";
      readonly side: Side;
      readonly amount: number;
      readonly hp: number;
      readonly maxHp: number;
      /** Missing for a healing move. */
      readonly by?: "drain" | "leechSeed" | "rest";
    }
  | {
      readonly kind: "status";
      readonly side: Side;
      readonly status: keyof typeof STATUS_TEXTS;
      /** Slug of the move that gave it. */
      readonly move?: string;
    }
  | {
      readonly kind: "cured";
      readonly side: Side;
      readonly status: keyof typeof STATUS_TEXTS;
      /** Slug of the own move that thawed its user. */
      readonly move?: string;
    }
  | { readonly kind: "transformed" | "fainted" | "confused" | "stagesReset"; readonly side: Side }
  /** `form`: 1 for a Mega form or the first of two, 2 for the second. */
  | { readonly kind: "mega"; readonly side: Side; readonly form: 1 | 2 }
  | {
      readonly kind: "stage";
      readonly side: Side;
      readonly stage: (typeof STAGE_NAMES)[number];
      readonly by: number;
    }
  | { readonly kind: "typeChanged"; readonly side: Side; readonly type: Type }
  | { readonly kind: "mimics"; readonly side: Side; readonly move: string }
  | {
      readonly kind: "effect";
      readonly side: Side;
      /** Number of the effect in layout.ts. */
      readonly effect: number;
      readonly starts: boolean;
      /** The move that is disabled, that binds, or that breaks a protection. */
      readonly move?: string;
      /** Confusion after a rampage. */
      readonly fatigue?: true;
    }
  | { readonly kind: "screen"; readonly side: Side; readonly screen: number; readonly starts: boolean }
  | { readonly kind: "stealthRock"; readonly side: Side }
  /** The member comes in: chosen, in place of one that fainted or left by its own move, or dragged by the foe's move. */
  | {
      readonly kind: "switch";
      readonly side: Side;
      readonly by: "choice" | "replacement" | "drag";
      /** Once the turn's actions and its end are over. */
      readonly afterTurn?: true;
      readonly hp: number;
      readonly maxHp: number;
    }
  /** A member on the bench is cured. */
  | {
      readonly kind: "benchCured";
      readonly side: Side;
      readonly benched: number;
      readonly status: keyof typeof STATUS_TEXTS;
    }
  | { readonly kind: "end"; readonly result: Exclude<Result, 0> };
