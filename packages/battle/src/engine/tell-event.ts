import type { UiLanguage } from "@predictiondex/core";
import type { BattleEvent } from "./battle-event.ts";
import {
  ATTACKS_TEXT,
  EFFECT_TEXTS,
  HINDRANCE_TEXTS,
  LOSS_TEXTS,
  type Phrase,
  SCREEN_TEXTS,
  STAGE_WORDS,
  STATUS_TEXTS,
  TEXTS,
  TYPE_WORDS,
} from "./event-texts.ts";
import { A_WINS, B_WINS } from "./layout.ts";
import type { Side } from "./matchup.ts";

/** The names of those who fight. */
export interface EventNames {
  /** Each side's Pokémon; the names of all its members in team battles. */
  readonly a: string | readonly string[];
  readonly b: string | readonly string[];
  /** The players; the Pokémon's names stand for them in one against one. */
  readonly players?: Readonly<Record<Side, string>>;
}

/** An event as a sentence. `moveName` gives the name of a move by its slug. */
export function tellEvent(
  event: BattleEvent,
  language: UiLanguage,
  names: EventNames,
  moveName: (slug: string) => string,
): string {
  const nameOf = (side: Side, member: number): string => {
    const own = names[side];
    return typeof own === "string" ? own : own[member]!;
  };
  const player = (side: Side): string => names.players?.[side] ?? nameOf(side, 0);
  const fill = (phrase: Phrase, values: Readonly<Record<string, string | number>> = {}): string => {
    const name = "side" in event ? nameOf(event.side, event.member ?? 0) : "";
    return phrase[language].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? name));
  };
  switch (event.kind) {
    case "turn":
      return fill(TEXTS.turn, { turn: event.turn });
    case "move":
      return fill(ATTACKS_TEXT, { move: moveName(event.move) });
    case "hindered":
      return fill(HINDRANCE_TEXTS[event.by], { move: event.move === undefined ? "" : moveName(event.move) });
    case "mimics":
      return fill(TEXTS.mimics, { move: moveName(event.move) });
    case "hits":
      return fill(TEXTS.hits, { count: event.count });
    case "damage": {
      const { amount, hp, maxHp, by } = event;
      return fill(by === undefined ? TEXTS.damage : LOSS_TEXTS[by], { amount, hp, maxHp });
    }
    case "heal": {
      const { amount, hp, maxHp } = event;
      return fill(TEXTS.heal, { amount, hp, maxHp });
    }
    case "status":
      return fill(STATUS_TEXTS[event.status]);
    case "stage": {
      const stage = STAGE_WORDS[event.stage][language];
      return fill(event.by > 0 ? TEXTS.rises : TEXTS.falls, { stage, by: Math.abs(event.by) });
    }
    case "switch":
      return fill(TEXTS[event.by], { player: player(event.side) });
    case "benchCured":
      return fill(TEXTS.benchCured, { name: nameOf(event.side, event.benched) });
    case "typeChanged":
      return fill(TEXTS.typeChanged, { type: TYPE_WORDS[event.type][language] });
    case "effect":
      return fill(EFFECT_TEXTS[event.effect]![event.starts ? "starts" : "ends"]!);
    case "screen":
      return fill(SCREEN_TEXTS[event.screen]![event.starts ? "starts" : "ends"]!);
    case "end":
      if (event.result === A_WINS) return fill(TEXTS.wins, { name: player("a") });
      return event.result === B_WINS ? fill(TEXTS.wins, { name: player("b") }) : fill(TEXTS.tie);
    default:
      return fill(TEXTS[event.kind]);
  }
}
