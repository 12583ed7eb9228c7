// Battles played in Showdown and on the engine by the same draws, with the logs of both.

import { type GameFacts, showdownSpecies } from "@predictiondex/core";
import type { BattleEvent } from "../../src/engine/battle-event.ts";
import { playTurnWithLog } from "../../src/engine/event-log.ts";
import { nthChoice } from "../../src/engine/kernel/choices.ts";
import * as at from "../../src/engine/layout.ts";
import type { Battle, Engine, Side } from "../../src/engine/matchup.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { type ProtocolMember, toShowdownLog } from "../../src/engine/showdown-log.ts";
import type { SetSampler } from "./sample-sets.ts";
import { type ShowdownBattle, showdownChoice, startShowdown } from "./showdown.ts";

const MOST_TURNS = 60;

/** A battle as both engines tell it. */
export interface LoggedBattle {
  readonly events: readonly BattleEvent[];
  readonly ours: readonly string[];
  readonly showdowns: readonly string[];
  readonly battle: Battle;
}

/** Plays a battle by random choices, at most 60 turns. */
export function playLogged(
  engine: Engine,
  facts: GameFacts,
  sampler: SetSampler,
  seed: readonly number[],
): LoggedBattle {
  const [a, b] = sampler.pair();
  const theirs = startShowdown(a, b, seed, true);
  const battle = engine.createMatchup(engine.prepare(a), engine.prepare(b), {
    kind: "gen5",
    seed: theirs.prng.getSeed().split(",").map(Number) as [number, number, number, number],
  });
  battle.state[at.SIDE_A + at.TIE_SPEED] = theirs.sides[0]!.pokemon[0]!.speed;
  battle.state[at.SIDE_B + at.TIE_SPEED] = theirs.sides[1]!.pokemon[0]!.speed;
  const choose = (side: Side): number => {
    const legal = battle.legalChoices(side);
    return nthChoice(battle.legalMask(side), sampler.random.next(legal.length));
  };
  const hasTwoMegas = (side: Side): boolean => battle.legalMask(side) >> 8 !== 0;
  const events: BattleEvent[] = [];
  for (let turn = 0; !theirs.ended && turn < MOST_TURNS; turn++) {
    const [choiceA, choiceB] = [choose("a"), choose("b")];
    theirs.makeChoices(showdownChoice(choiceA, hasTwoMegas("a")), showdownChoice(choiceB, hasTwoMegas("b")));
    events.push(...playTurnWithLog(battle, choiceA, choiceB));
  }
  const ours = toShowdownLog(events, {
    players: { a: "Player A", b: "Player B" },
    teams: { a: [memberOf(battle.sets.a)], b: [memberOf(battle.sets.b)] },
    tables: battle.tables,
    moveName: (slug) => facts.moves.find((move) => move.slug === slug)!.names.en,
  });
  // Where the battle is left, Showdown has begun another turn.
  const showdowns = fullLog(theirs).slice(0, theirs.ended ? undefined : -2);
  return { events, ours, showdowns, battle };
}

/** A set as the protocol names it. */
export function memberOf({ set, forms, words }: PreparedSet): ProtocolMember {
  return {
    name: set.form.names.en,
    species: forms.map((form) => showdownSpecies(form.slug, form.names.en)),
    level: set.level,
    maxHp: words[at.MAX_HP]!,
  };
}

/** Showdown's log with the numbers that each player sees of the own side only. */
export function fullLog({ log }: ShowdownBattle): readonly string[] {
  const lines: string[] = [];
  for (let i = 0; i < log.length; i++) {
    if (!log[i]!.startsWith("|split|")) lines.push(log[i]!);
    else {
      lines.push(log[i + 1]!);
      i += 2;
    }
  }
  return lines;
}

/** Told by Showdown alone, or by both in other words; the state does not hang on it. */
const UNCOMPARED =
  /^$|^\|$|^\|(t:|gametype|player|gen|tier|teamsize|start|win|-hint|-fail|-mega)\||^\|start$|^\|-(un)?boost\|.*\|0$|^\|-end\|.*(Yawn|Bide)|^\|-activate\|.*(Struggle|Aromatherapy|Mist|Celebrate)|^\|-nothing|^\|-immune|^\|move\|.*\[from\] move:/;

/** The lines that both tell, without names, genders and how they are drawn; changes of stages in one order. */
export function comparableLines(log: readonly string[]): readonly string[] {
  const lines = log
    .filter((line) => !UNCOMPARED.test(line))
    .map((line) =>
      line
        .replace(/\|\[(still|silent|notarget|ohko)\]/g, "")
        .replace(/\|\[(of|from\] Teleport).*/, "")
        .replace(/(p[12]a?): [^|]*/g, "$1")
        .replace(/, [MF]\b/g, "")
        .replace(/^(\|switch\|p..\|)[^|]*/, "$1")
        .replace(/^(\|move\|[^|]*\|[^|]*)\|[^|[]*/, "$1")
        .replace("[from] recoil", "[from] Recoil"),
    );
  return sortRuns(lines, /^\|-(un)?boost/);
}

function sortRuns(lines: readonly string[], kind: RegExp): readonly string[] {
  const sorted: string[] = [];
  let run: string[] = [];
  for (const line of lines) {
    if (kind.test(line)) run.push(line);
    else {
      sorted.push(...run.toSorted(), line);
      run = [];
    }
  }
  return [...sorted, ...run.toSorted()];
}
