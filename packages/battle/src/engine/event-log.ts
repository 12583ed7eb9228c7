import type { UiLanguage } from "@predictiondex/core";
import {
  ATTACKS_TEXT,
  EFFECT_TEXTS,
  type EffectText,
  HINDRANCE_TEXTS,
  type Phrase,
  SCREEN_TEXTS,
  STAGE_WORDS,
  STATUS_TEXTS,
  TEXTS,
} from "./event-texts.ts";
import { beginTurn, stepTurn } from "./kernel/turn.ts";
import {
  A_WINS,
  B_WINS,
  EFFECT_BITS,
  FORM,
  HP,
  MAX_HP,
  ONGOING,
  RESULT,
  type Result,
  SCREENS,
  SIDE_A,
  SIDE_B,
  STAGE_COUNT,
  STAGES,
  STATUS,
  TRACE,
  TRACE_MOVE,
  TRANSFORMED,
  TURN,
} from "./layout.ts";
import type { Battle, Side } from "./matchup.ts";
import { STAGE_NAMES, STATUS_NAMES } from "./rules/move-rule.ts";
import { ROW_WORDS } from "./tables.ts";
import * as traces from "./trace.ts";

/** Something a spectator sees. */
export type BattleEvent =
  | { readonly kind: "turn"; readonly turn: number }
  | { readonly kind: "move"; readonly side: Side; readonly move: string }
  | { readonly kind: "hindered"; readonly side: Side; readonly by: keyof typeof HINDRANCE_TEXTS }
  | {
      readonly kind: "missed" | "failed" | "immune" | "blocked" | "critical" | "charges" | "substituteHit";
      readonly side: Side;
    }
  | {
      readonly kind: "damage" | "heal";
      readonly side: Side;
      readonly amount: number;
      readonly hp: number;
      readonly maxHp: number;
    }
  | { readonly kind: "status"; readonly side: Side; readonly status: keyof typeof STATUS_TEXTS }
  | { readonly kind: "cured" | "transformed" | "mega" | "fainted"; readonly side: Side }
  | {
      readonly kind: "stage";
      readonly side: Side;
      readonly stage: (typeof STAGE_NAMES)[number];
      readonly by: number;
    }
  | { readonly kind: "effect"; readonly side: Side; readonly effect: number; readonly starts: boolean }
  | { readonly kind: "screen"; readonly side: Side; readonly screen: number; readonly starts: boolean }
  | { readonly kind: "end"; readonly result: Exclude<Result, 0> };

const OUTCOMES = [
  [traces.TRACE_CHARGES, "charges"],
  [traces.TRACE_MISSED, "missed"],
  [traces.TRACE_BLOCKED, "blocked"],
  [traces.TRACE_IMMUNE, "immune"],
  [traces.TRACE_CRITICAL, "critical"],
  [traces.TRACE_ON_SUBSTITUTE, "substituteHit"],
] as const;

const HINDRANCES = [
  [traces.TRACE_RECHARGES, "recharges"],
  [traces.TRACE_ASLEEP, "asleep"],
  [traces.TRACE_FROZEN, "frozen"],
  [traces.TRACE_FLINCHED, "flinched"],
  [traces.TRACE_DISABLED, "disabled"],
  [traces.TRACE_TAUNTED, "taunted"],
  [traces.TRACE_HURT_ITSELF, "hurtsItself"],
  [traces.TRACE_PARALYZED, "paralyzed"],
  [traces.TRACE_BIDES, "bides"],
] as const;

const BOTH: readonly (readonly [Side, number])[] = [
  ["a", SIDE_A],
  ["b", SIDE_B],
];

/**
 * Plays a turn and tells what happened, action by action. It drives the same kernel by the same draws as
 * `battle.turn` (which checks the choices; this trusts them), only slower.
 */
export function playTurnWithLog(battle: Battle, choiceA: number, choiceB: number): readonly BattleEvent[] {
  const { memory, state } = battle;
  const events: BattleEvent[] = [{ kind: "turn", turn: state[TURN]! + 1 }];
  beginTurn(memory, choiceA, choiceB, battle.struggle);
  for (let goesOn = true; goesOn; ) {
    const before = battle.snapshot();
    goesOn = stepTurn(memory);
    tellAction(battle, before, events);
    tellChanges(battle, before, events);
  }
  const result = state[RESULT] as Result;
  if (result !== ONGOING) events.push({ kind: "end", result });
  return events;
}

/** An event as a sentence. `names` are the names of the Pokémon and of the moves by slug. */
export function tellEvent(
  event: BattleEvent,
  language: UiLanguage,
  names: Readonly<Record<Side, string>>,
  moveName: (slug: string) => string,
): string {
  const fill = (phrase: Phrase, values: Readonly<Record<string, string | number>> = {}): string =>
    phrase[language].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(values[key]));
  switch (event.kind) {
    case "turn":
      return fill(TEXTS.turn, { turn: event.turn });
    case "move":
      return fill(ATTACKS_TEXT, { name: names[event.side], move: moveName(event.move) });
    case "hindered":
      return fill(HINDRANCE_TEXTS[event.by], { name: names[event.side] });
    case "damage":
    case "heal": {
      const { amount, hp, maxHp } = event;
      return fill(TEXTS[event.kind], { name: names[event.side], amount, hp, maxHp });
    }
    case "status":
      return fill(STATUS_TEXTS[event.status], { name: names[event.side] });
    case "stage": {
      const stage = STAGE_WORDS[event.stage][language];
      return fill(event.by > 0 ? TEXTS.rises : TEXTS.falls, {
        name: names[event.side],
        stage,
        by: Math.abs(event.by),
      });
    }
    case "effect":
      return fill(EFFECT_TEXTS[event.effect]![event.starts ? "starts" : "ends"]!, {
        name: names[event.side],
      });
    case "screen":
      return fill(SCREEN_TEXTS[event.screen]![event.starts ? "starts" : "ends"]!, {
        name: names[event.side],
      });
    case "end":
      if (event.result === A_WINS) return fill(TEXTS.wins, { name: names.a });
      return event.result === B_WINS ? fill(TEXTS.wins, { name: names.b }) : fill(TEXTS.tie);
    default:
      return fill(TEXTS[event.kind], { name: names[event.side] });
  }
}

/** Whose action it was shows in the trace that it wrote. */
function tellAction(battle: Battle, before: Int32Array, events: BattleEvent[]): void {
  const { state, tables } = battle;
  for (const [side, at] of BOTH) {
    const bits = state[at + TRACE]!;
    const move = state[at + TRACE_MOVE]!;
    if (bits === before[at + TRACE] && move === before[at + TRACE_MOVE]) continue;
    const hindrance = HINDRANCES.find(([bit]) => (bits & bit) !== 0);
    if (hindrance) events.push({ kind: "hindered", side, by: hindrance[1] });
    else if (move !== 0) events.push({ kind: "move", side, move: tables.slugs[move / ROW_WORDS]! });
    for (const [bit, kind] of OUTCOMES) if ((bits & bit) !== 0) events.push({ kind, side });
    const told = OUTCOMES.some(([bit]) => (bits & bit) !== 0);
    if ((bits & traces.TRACE_FAILED) !== 0 && !told) events.push({ kind: "failed", side });
  }
}

function tellChanges({ state }: Battle, before: Int32Array, events: BattleEvent[]): void {
  for (const [side, at] of BOTH) {
    if (state[at + FORM] !== before[at + FORM]) events.push({ kind: "mega", side });
    if (state[at + TRANSFORMED] !== before[at + TRANSFORMED]) events.push({ kind: "transformed", side });
    const hp = state[at + HP]!;
    const lost = before[at + HP]! - hp;
    const maxHp = state[at + MAX_HP]!;
    if (lost !== 0)
      events.push({ kind: lost > 0 ? "damage" : "heal", side, amount: Math.abs(lost), hp, maxHp });
    const status = state[at + STATUS]!;
    if (status !== before[at + STATUS]) {
      if (status === 0) events.push({ kind: "cured", side });
      else events.push({ kind: "status", side, status: STATUS_NAMES[status]! as keyof typeof STATUS_TEXTS });
    }
    for (let i = 0; i < STAGE_COUNT; i++) {
      const by = state[at + STAGES + i]! - before[at + STAGES + i]!;
      if (by !== 0) events.push({ kind: "stage", side, stage: STAGE_NAMES[i]!, by });
    }
    const changed = state[at + EFFECT_BITS]! ^ before[at + EFFECT_BITS]!;
    EFFECT_TEXTS.forEach((text: EffectText, effect) => {
      const starts = ((state[at + EFFECT_BITS]! >> effect) & 1) !== 0;
      if (((changed >> effect) & 1) !== 0 && text[starts ? "starts" : "ends"]) {
        events.push({ kind: "effect", side, effect, starts });
      }
    });
    SCREEN_TEXTS.forEach((_, screen) => {
      const starts = state[at + SCREENS + screen] !== 0;
      if (starts !== (before[at + SCREENS + screen] !== 0))
        events.push({ kind: "screen", side, screen, starts });
    });
    if (hp === 0 && before[at + HP]! > 0) events.push({ kind: "fainted", side });
  }
}
