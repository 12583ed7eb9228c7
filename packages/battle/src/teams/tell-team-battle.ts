import { showdownSpecies, type UiLanguage } from "@predictiondex/core";
import type { BattleEvent } from "../engine/battle-event.ts";
import { playChoicesWithLog } from "../engine/event-log.ts";
import { MAX_HP, ONGOING, RESULT, SIDE_A, SIDE_B } from "../engine/layout.ts";
import type { Side } from "../engine/matchup.ts";
import { toShowdownLog } from "../engine/showdown-log.ts";
import type { TeamBattle } from "../engine/team-battle.ts";
import type { TeamPolicy } from "../engine/team-policy.ts";
import { tellEvent } from "../engine/tell-event.ts";

/** A team battle as data, in sentences, and as Showdown's replays keep it. */
export interface ToldTeamBattle {
  readonly events: readonly BattleEvent[];
  readonly text: Readonly<Record<UiLanguage, readonly string[]>>;
  readonly protocol: readonly string[];
}

const PLAYERS = {
  en: { a: "Player A", b: "Player B" },
  fr: { a: "Joueur A", b: "Joueur B" },
} as const;

/**
 * Plays a battle to its end by these policies and tells it. Members go by their nicknames where they have some; `moveName`
 * gives a move's name by its slug.
 */
export function tellTeamBattle(
  battle: TeamBattle,
  policies: Readonly<Record<Side, TeamPolicy>>,
  moveName: (slug: string, language: UiLanguage) => string,
  nicknames: Readonly<Partial<Record<Side, readonly (string | undefined)[]>>> = {},
): ToldTeamBattle {
  const { memory, state, teams } = battle;
  const events: BattleEvent[] = [];
  while (state[RESULT] === ONGOING) {
    const a = policies.a.choose(memory, SIDE_A, battle.legalMask("a"));
    const b = policies.b.choose(memory, SIDE_B, battle.legalMask("b"));
    events.push(...playChoicesWithLog(battle, a, b));
  }
  const names = (side: Side, language: UiLanguage): readonly string[] =>
    distinct(teams[side].map(({ set }, i) => nicknames[side]?.[i] ?? set.form.names[language]));
  const tell = (language: UiLanguage): readonly string[] => {
    const of = { a: names("a", language), b: names("b", language), players: PLAYERS[language] };
    return events.map((event) => tellEvent(event, language, of, (slug) => moveName(slug, language)));
  };
  const members = (side: Side) => {
    const told = names(side, "en");
    return teams[side].map(({ set, forms, words }, i) => ({
      name: told[i]!,
      species: forms.map((form) => showdownSpecies(form.slug, form.names.en)),
      level: set.level,
      maxHp: words[MAX_HP]!,
    }));
  };
  return {
    events,
    text: { en: tell("en"), fr: tell("fr") },
    protocol: toShowdownLog(events, {
      players: PLAYERS.en,
      teams: { a: members("a"), b: members("b") },
      tables: battle.tables,
      moveName: (slug) => moveName(slug, "en"),
    }),
  };
}

/** The same names, each further one numbered. */
function distinct(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  });
}
