// Team battles played in Showdown and on the engine by the same draws, with the logs of both.

import { createSeededRandom, type GameFacts, showdownSpecies } from "@predictiondex/core";
import type { BattleEvent } from "../../src/engine/battle-event.ts";
import { playChoicesWithLog } from "../../src/engine/event-log.ts";
import * as at from "../../src/engine/layout.ts";
import type { Engine, Side } from "../../src/engine/matchup.ts";
import { toShowdownLog } from "../../src/engine/showdown-log.ts";
import { createTeamBattle, type TeamBattle } from "../../src/engine/team-battle.ts";
import type { PokemonSet } from "../../src/pokemon-set.ts";
import { fullLog } from "./logged-battles.ts";
import type { SetSampler } from "./sample-sets.ts";
import { startTeamsInShowdown } from "./showdown.ts";
import { drawChoice, drawTeams, showdownTeamChoice } from "./team-lockstep.ts";

const MOST_DECISIONS = 150;
const TEAM = 6;

/** A team battle as both engines tell it. */
export interface LoggedTeams {
  readonly events: readonly BattleEvent[];
  readonly ours: readonly string[];
  readonly showdowns: readonly string[];
  readonly battle: TeamBattle;
}

/** Plays a battle of six against six by random choices, at most 150 decisions. */
export function playLoggedTeams(
  engine: Engine,
  facts: GameFacts,
  sampler: SetSampler,
  seed: readonly number[],
): LoggedTeams {
  const teams = drawTeams(sampler, TEAM, TEAM);
  const random = createSeededRandom(seed[0]!);
  const theirs = startTeamsInShowdown(teams.a, teams.b, seed, false, true);
  const prepare = (sets: readonly PokemonSet[]) => sets.map((set) => engine.prepare(set));
  const battle = createTeamBattle(engine, prepare(teams.a), prepare(teams.b), {
    kind: "gen5",
    seed: theirs.prng.getSeed().split(",").map(Number) as [number, number, number, number],
  });
  battle.state[at.SIDE_A + at.TIE_SPEED] = theirs.sides[0]!.active[0]!.speed;
  battle.state[at.SIDE_B + at.TIE_SPEED] = theirs.sides[1]!.active[0]!.speed;
  const choose = (side: Side): number => drawChoice(battle.legalMask(side), (n) => random.next(n));
  const events: BattleEvent[] = [];
  for (let n = 0; !theirs.ended && n < MOST_DECISIONS; n++) {
    const [a, b] = [choose("a"), choose("b")];
    theirs.makeChoices(
      showdownTeamChoice(theirs, 0, a, battle.legalMask("a")),
      showdownTeamChoice(theirs, 1, b, battle.legalMask("b")),
    );
    events.push(...playChoicesWithLog(battle, a, b));
  }
  const members = (side: Side) =>
    battle.teams[side].map(({ set, forms, words }, member) => ({
      name: String(member),
      species: forms.map((form) => showdownSpecies(form.slug, form.names.en)),
      level: set.level,
      maxHp: words[at.MAX_HP]!,
    }));
  const ours = toShowdownLog(events, {
    players: { a: "Player A", b: "Player B" },
    teams: { a: members("a"), b: members("b") },
    tables: battle.tables,
    moveName: (slug) => facts.moves.find((move) => move.slug === slug)!.names.en,
  });
  return { events, ours, showdowns: fullLog(theirs), battle };
}
