import type { BattleMemory } from "../engine/battle.ts";
import { compiledTeamKernel } from "../engine/compiled-team-kernel.ts";
import { foeOf } from "../engine/kernel/effects.ts";
import { performMove } from "../engine/kernel/perform-move.ts";
import { legalTeamChoices, SWITCH_TO, WAIT_CHOICE } from "../engine/kernel/team-choices.ts";
import { playTeamChoices } from "../engine/kernel/team-turn.ts";
import { AWAITS_SWITCHES, REQUEST, SIDE_A, TEAM_BATTLE_WORDS } from "../engine/layout.ts";
import type { Engine } from "../engine/matchup.ts";
import { seedFast } from "../engine/random.ts";
import type { PreparedSet } from "../engine/sets.ts";
import type { TeamPolicy } from "../engine/team-policy.ts";
import type { Teams } from "../engine/teams.ts";
import { MOST_CHOICES, solveMatrixGame } from "../solve/matrix-game.ts";
import { createExpectedDamagePolicy } from "./expected-damage-policy.ts";
import { PairValues } from "./pair-values.ts";
import { teamWorth } from "./team-worth.ts";

/** Turns that the search of a pair plays where nothing else is said: about 3 ms. */
export const PAIR_NODES = 1000;
/** Ways that chance is let take for each pair of choices. */
const SAMPLES = 4;
/** Weight of the foe's likeliest reply beside the mix that is best for it. */
const EXPECTED_WEIGHT = 0.9;
/** What a switch must be worth, as a chance to win. */
const SWITCH_PRICE = 0.04;

/**
 * A policy for battles between these two teams that knows both. It plays out each of its choices for one turn, against the
 * foe's best attack by expected damage and against the mix of replies (its moves, its best switch) that is best for the
 * foe, values what is left by the solver's one-against-one values (see teamWorth), and takes the best; a switch has to be
 * worth the turn it costs. Equal battles are played equally.
 */
export function createSolverPolicy(
  engine: Engine,
  teams: Teams<PreparedSet>,
  pairs: PairValues = new PairValues(engine, teams, PAIR_NODES),
): TeamPolicy {
  const attacker = createExpectedDamagePolicy();
  const struggle = engine.tables.rows.get("struggle")!;
  const compiled = compiledTeamKernel(engine.tables.words);
  const memory: BattleMemory = compiled?.memory ?? {
    state: new Int32Array(TEAM_BATTLE_WORDS),
    tables: engine.tables.words,
    script: undefined,
    callMove: performMove,
  };
  const play = (choiceA: number, choiceB: number): void => {
    if (compiled) compiled.playTeamChoices(choiceA, choiceB, struggle);
    else playTeamChoices(memory, choiceA, choiceB, struggle);
  };
  /** A's worth after a pair of choices, on average. */
  const worthAfter = (state: Int32Array, choiceA: number, choiceB: number): number => {
    let sum = 0;
    for (let n = 0; n < SAMPLES; n++) {
      memory.state.set(state);
      seedFast(memory.state, n + 1);
      play(choiceA, choiceB);
      sum += teamWorth(memory.state, pairs);
    }
    return sum / SAMPLES;
  };
  return {
    choose(battle, side, legal) {
      const own = listOwn(legal);
      const isReplacing = battle.state[REQUEST] === AWAITS_SWITCHES;
      if (own.length === 1) return own[0]!;
      const start = battle.state.slice();
      const isA = side === SIDE_A;
      const after = (ownChoice: number, foeChoice: number): number =>
        isA ? worthAfter(start, ownChoice, foeChoice) : 1 - worthAfter(start, foeChoice, ownChoice);
      const foeLegal = legalTeamChoices(start, battle.tables, foeOf(side));
      const replies = listReplies(foeLegal, isReplacing, (choice) => after(own[0]!, choice));
      const values = new Float64Array(own.length * replies.length);
      own.forEach((choice, i) => {
        replies.forEach((reply, j) => {
          values[i * replies.length + j] = after(choice, reply);
        });
      });
      const mix = new Float64Array(replies.length);
      solveMatrixGame(values, own.length, replies.length, new Float64Array(own.length), mix);
      const expected = attacker.choose(battle, foeOf(side), foeLegal);
      const worths = own.map((choice, i) => {
        const row = values.subarray(i * replies.length, (i + 1) * replies.length);
        const atWorst = mix.reduce((sum, weight, j) => sum + weight * row[j]!, 0);
        const price = choice >= SWITCH_TO && !isReplacing ? SWITCH_PRICE : 0;
        return EXPECTED_WEIGHT * after(choice, expected) + (1 - EXPECTED_WEIGHT) * atWorst - price;
      });
      return own[worths.indexOf(Math.max(...worths))]!;
    },
  };
}

/**
 * What the policy looks at: its moves, Mega Evolving where it can, and its switches; where two Mega forms are open beside a
 * full bench, not the last of them.
 */
function listOwn(legal: number): readonly number[] {
  const all = listChoices(legal);
  const isMega = (choice: number): boolean => choice >= 4 && choice < SWITCH_TO;
  const kept = all.some(isMega) ? all.filter((choice) => choice >= 4) : all;
  return kept.slice(0, MOST_CHOICES);
}

/** The foe's moves, Mega Evolving where it can, and of its switches the one that is worst for us against our first choice. */
function listReplies(
  legal: number,
  isReplacing: boolean,
  worth: (choice: number) => number,
): readonly number[] {
  const all = listChoices(legal);
  if (isReplacing) return all;
  const moves = all.filter((choice) => choice < SWITCH_TO);
  const megas = moves.filter((choice) => choice >= 4);
  const switches = all.filter((choice) => choice >= SWITCH_TO && choice < WAIT_CHOICE);
  const worths = switches.map(worth);
  const best = switches.filter((_, i) => worths[i] === Math.min(...worths)).slice(0, 1);
  return [...(megas.length > 0 ? megas : moves), ...best];
}

function listChoices(mask: number): readonly number[] {
  return Array.from({ length: WAIT_CHOICE + 1 }, (_, choice) => choice).filter(
    (choice) => ((mask >> choice) & 1) !== 0,
  );
}
