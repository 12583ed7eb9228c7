// Predictions against battles inside Pokémon Showdown, both sides following the solver: its exact mixes, or what it
// searches for each public state.

import { createSeededRandom, type SeededRandom } from "@predictiondex/core";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { readDamageBattle } from "../../src/solve/damage-class.ts";
import { solveGrid } from "../../src/solve/damage-grid.ts";
import { evaluateMatchup } from "../../src/solve/evaluate-matchup.ts";
import { solveMatrixGame } from "../../src/solve/matrix-game.ts";
import { showdownChoice, startShowdown } from "../oracle/showdown.ts";
import { ENGINE, randomSets } from "./sets.ts";
import { ShadowedBattle } from "./shadowed-battle.ts";
import { createStrategies, drawFrom } from "./strategies.ts";
import { openPairs } from "./verify-solver.ts";

/** A match-up's predicted value and the share that was won. */
export interface Played {
  readonly predicted: number;
  readonly observed: number;
  readonly battles: number;
}

/** One line of a reliability table: match-ups whose prediction lies in [from, to). */
export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly matchups: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Plays open match-ups of damage (0.2 < p < 0.8) in Showdown, both sides by the exact mixes. */
export function playExactInShowdown(matchups: number, battles: number, seed: number): readonly Played[] {
  const random = createSeededRandom(seed);
  const played: Played[] = [];
  for (const [a, b] of openPairs(Number.POSITIVE_INFINITY, seed)) {
    if (played.length === matchups) break;
    if (a.forms.length + b.forms.length > 2) continue;
    const { p } = evaluateMatchup(ENGINE, a, b, { method: "exact" });
    if (p < 0.2 || p > 0.8) continue;
    played.push({ predicted: p, observed: shareInShowdown(a, b, battles, random), battles });
  }
  return played;
}

function shareInShowdown(a: PreparedSet, b: PreparedSet, battles: number, random: SeededRandom): number {
  const grid = solveGrid(readDamageBattle(ENGINE.createMatchup(a, b).state, ENGINE.tables.words)!)!;
  let wins = 0;
  for (let n = 0; n < battles; n++) {
    const seed = Array.from({ length: 4 }, () => random.next(0x1_0000));
    const battle = startShowdown(a.set, b.set, seed);
    while (!battle.ended) {
      const game = grid.gameAt(0, 0, battle.p1.active[0]!.hp, battle.p2.active[0]!.hp);
      const mixA = new Float64Array(game.actionsA.length);
      const mixB = new Float64Array(game.actionsB.length);
      solveMatrixGame(game.values, mixA.length, mixB.length, mixA, mixB);
      const choiceA = showdownChoice(game.actionsA[drawFrom(mixA, random)]!.slot, false);
      const choiceB = showdownChoice(game.actionsB[drawFrom(mixB, random)]!.slot, false);
      // A move without PP is not what the grid knows of: Showdown then chooses.
      if (!battle.choose("p1", choiceA)) battle.choose("p1", "default");
      if (!battle.ended && !battle.choose("p2", choiceB)) battle.choose("p2", "default");
    }
    wins += battle.winner === "a" ? 1 : battle.winner === "b" ? 0 : 0.5;
  }
  return wins / battles;
}

/**
 * Plays any open match-ups (0.2 < p < 0.8) in Showdown, both sides searching each public state once with `turnNodes`;
 * exact ones left out.
 */
export function playSearchedInShowdown(
  matchups: number,
  battles: number,
  turnNodes: number,
  seed: number,
): readonly Played[] {
  const random = createSeededRandom(seed);
  const sets = randomSets(seed);
  const played: Played[] = [];
  while (played.length < matchups) {
    const a = sets.next().value as PreparedSet;
    const b = sets.next().value as PreparedSet;
    const { p, method } = evaluateMatchup(ENGINE, a, b);
    if (method === "exact" || p < 0.2 || p > 0.8) continue;
    const strategies = createStrategies(ENGINE.createMatchup(a, b), turnNodes, "search");
    let wins = 0;
    for (let n = 0; n < battles; n++) {
      const battle = new ShadowedBattle(a, b, random);
      while (!battle.isOver) {
        const { shadow, timers } = battle;
        const choiceA = strategies.draw(shadow, timers, "a", random);
        battle.turn(choiceA, strategies.draw(shadow, timers, "b", random));
      }
      wins += battle.result;
    }
    played.push({ predicted: p, observed: wins / battles, battles });
  }
  return played;
}

/** Predicted against observed shares, in five bands. */
export function reliability(played: readonly Played[]): readonly ReliabilityRow[] {
  return [0, 1, 2, 3, 4].flatMap((fifth) => {
    const [from, to] = [fifth / 5, (fifth + 1) / 5];
    const band = played.filter(({ predicted }) => predicted >= from && predicted < to);
    const mean = (key: "predicted" | "observed"): number =>
      band.reduce((sum, one) => sum + one[key], 0) / band.length;
    return band.length === 0
      ? []
      : [{ from, to, matchups: band.length, predicted: mean("predicted"), observed: mean("observed") }];
  });
}

/** Mean of the squared standardised differences: 1 is what chance alone gives. */
export function chiSquarePerMatchup(played: readonly Played[]): number {
  return (
    played.reduce(
      (sum, { predicted, observed, battles }) =>
        sum + ((observed - predicted) ** 2 * battles) / (predicted * (1 - predicted)),
      0,
    ) / played.length
  );
}
