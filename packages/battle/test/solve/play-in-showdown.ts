// Predictions against battles: exact ones played inside Pokémon Showdown, searched ones on the kernel (which is
// bit-identical to it), both sides following the solver.

import { createSeededRandom, type SeededRandom } from "@predictiondex/core";
import { A_WINS, ONGOING, RESULT, SIDE_A, SIDE_B, STATUS, TIE } from "../../src/engine/layout.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import type { ChoiceValue } from "../../src/solve/choice-values.ts";
import { readDamageBattle } from "../../src/solve/damage-class.ts";
import { solveGrid } from "../../src/solve/damage-grid.ts";
import { evaluateMatchup } from "../../src/solve/evaluate-matchup.ts";
import { solveMatrixGame } from "../../src/solve/matrix-game.ts";
import { addHp, followTimers, hashPublic, timersOf } from "../../src/solve/public-state.ts";
import { readProblem } from "../../src/solve/search-problem.ts";
import { showdownChoice, startShowdown } from "../oracle/showdown.ts";
import { ENGINE, randomSets } from "./sets.ts";
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
      const choiceA = showdownChoice(game.actionsA[draw(mixA, random)]!.slot, false);
      const choiceB = showdownChoice(game.actionsB[draw(mixB, random)]!.slot, false);
      // A move without PP is not what the grid knows of: Showdown then chooses.
      if (!battle.choose("p1", choiceA)) battle.choose("p1", "default");
      if (!battle.ended && !battle.choose("p2", choiceB)) battle.choose("p2", "default");
    }
    wins += battle.winner === "a" ? 1 : battle.winner === "b" ? 0 : 0.5;
  }
  return wins / battles;
}

/** Plays any open match-ups (0.2 < p < 0.8), both sides searching each public state once with `turnNodes`. */
export function playSearched(
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
    const { p } = evaluateMatchup(ENGINE, a, b, { method: "search" });
    if (p < 0.2 || p > 0.8) continue;
    played.push({ predicted: p, observed: shareSearched(a, b, battles, turnNodes, random), battles });
  }
  return played;
}

function shareSearched(
  a: PreparedSet,
  b: PreparedSet,
  battles: number,
  turnNodes: number,
  random: SeededRandom,
): number {
  const battle = ENGINE.createMatchup(a, b);
  const { state } = battle;
  const start = battle.snapshot();
  const rest = ENGINE.tables.rows.get("rest")!;
  const { view } = readProblem(ENGINE.tables, start, timersOf(start, undefined, undefined));
  const strategies = new Map<string, readonly [readonly ChoiceValue[], readonly ChoiceValue[]]>();
  const hash = new Int32Array(2);
  let wins = 0;
  for (let n = 0; n < battles; n++) {
    battle.restore(start);
    battle.reseed({ kind: "fast", seed: random.next(2 ** 32) });
    const timers = timersOf(state, undefined, undefined);
    while (state[RESULT] === ONGOING) {
      hashPublic(state, timers, view, hash);
      addHp(state, hash, 1000, hash);
      const key = `${hash[0]} ${hash[1]}`;
      let strategy = strategies.get(key);
      if (strategy === undefined) {
        const seen = (side: number, at: number) => ({
          asleepFor: Math.max(0, timers[at]!) % 16,
          byRest: state[side + STATUS] !== 0 && timers[at]! >= 16,
          confusedFor: Math.max(0, timers[at + 1]!),
          rampagingFor: Math.max(0, timers[at + 2]!),
          boundFor: Math.max(0, timers[at + 3]!),
        });
        const value = evaluateMatchup(ENGINE, a, b, {
          state,
          seen: { a: seen(SIDE_A, 0), b: seen(SIDE_B, 4) },
          method: "search",
          nodes: turnNodes,
        });
        strategy = [value.moves, value.opponent];
        strategies.set(key, strategy);
      }
      const [moves, answers] = strategy;
      battle.turn(drawChoice(moves, random), drawChoice(answers, random));
      followTimers(state, timers, rest);
    }
    wins += state[RESULT] === A_WINS ? 1 : state[RESULT] === TIE ? 0.5 : 0;
  }
  return wins / battles;
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

function drawChoice(choices: readonly ChoiceValue[], random: SeededRandom): number {
  return choices[
    draw(
      Float64Array.from(choices, ({ weight }) => weight),
      random,
    )
  ]!.choice;
}

function draw(mix: Float64Array, random: SeededRandom): number {
  let rest = random.next(2 ** 31) / 2 ** 31;
  for (let k = 0; k < mix.length; k++) {
    rest -= mix[k]!;
    if (rest < 0) return k;
  }
  return mix.findIndex((weight) => weight > 0);
}
