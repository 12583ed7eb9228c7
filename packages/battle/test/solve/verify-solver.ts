// Checks of the solver as functions, for the tests (small numbers) and for `verify solver` (large ones).

import { createSeededRandom, type SeededRandom } from "@predictiondex/core";
import { FORM, HP, MEGA_Y, ONGOING, RESULT, SIDE_A, SIDE_B } from "../../src/engine/layout.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { readDamageBattle } from "../../src/solve/damage-class.ts";
import { type CellGame, solveGrid } from "../../src/solve/damage-grid.ts";
import { evaluateMatchup } from "../../src/solve/evaluate-matchup.ts";
import type { GridAction } from "../../src/solve/grid-plan.ts";
import { solveMatrixGame } from "../../src/solve/matrix-game.ts";
import { ENGINE, PLAIN_ATTACKS, randomSets } from "./sets.ts";
import { drawFrom } from "./strategies.ts";

/** Exact values against battles on the kernel, both sides playing the solved mixes. */
export interface PlayCheck {
  readonly matchups: number;
  readonly battles: number;
  /** Mean of the squared standardised differences; 1 is what chance alone gives. */
  readonly chiSquarePerMatchup: number;
  readonly worstZ: number;
}

/** Plays `battles` battles of each of `matchups` open match-ups (0.03 < p < 0.97) under the solved policies. */
export function checkAgainstKernel(matchups: number, battles: number, seed: number): PlayCheck {
  const random = createSeededRandom(seed);
  let squares = 0;
  let worstZ = 0;
  for (const [a, b] of openPairs(matchups, seed)) {
    const { p } = evaluateMatchup(ENGINE, a, b, { method: "exact" });
    const share = playSolved(a, b, battles, random);
    const z = (share - p) / Math.sqrt((p * (1 - p)) / battles);
    squares += z * z;
    worstZ = Math.max(worstZ, Math.abs(z));
  }
  return { matchups, battles, chiSquarePerMatchup: squares / matchups, worstZ };
}

/** Pairs of sets of the damage class whose exact value is open and certain. */
export function* openPairs(count: number, seed: number): Generator<readonly [PreparedSet, PreparedSet]> {
  const sets = randomSets(seed, (slug) => PLAIN_ATTACKS.has(slug));
  for (let found = 0; found < count; ) {
    const a = sets.next().value as PreparedSet;
    const b = sets.next().value as PreparedSet;
    const { state } = ENGINE.createMatchup(a, b);
    if (readDamageBattle(state, ENGINE.tables.words) === undefined) continue;
    const { p, low, high } = evaluateMatchup(ENGINE, a, b, { method: "exact" });
    if (p < 0.03 || p > 0.97 || high - low > 0.001) continue;
    found++;
    yield [a, b];
  }
}

/** A's share of battles on the kernel in which both sides play the mixes of the solved grid. */
export function shareUnderSolution(a: PreparedSet, b: PreparedSet, battles: number, seed: number): number {
  return playSolved(a, b, battles, createSeededRandom(seed));
}

function playSolved(a: PreparedSet, b: PreparedSet, battles: number, random: SeededRandom): number {
  const battle = ENGINE.createMatchup(a, b, { kind: "fast", seed: random.next(2 ** 32) });
  const damage = readDamageBattle(battle.state, ENGINE.tables.words)!;
  const grid = solveGrid(damage)!;
  const { megasA, megasB } = damage;
  const known = new Map<number, { game: CellGame; mixA: Float64Array; mixB: Float64Array }>();
  const start = battle.snapshot();
  const { state } = battle;
  let wins = 0;
  for (let n = 0; n < battles; n++) {
    battle.restore(start);
    battle.reseed({ kind: "fast", seed: random.next(2 ** 32) });
    while (state[RESULT] === ONGOING) {
      const hpA = state[SIDE_A + HP]!;
      const hpB = state[SIDE_B + HP]!;
      const formA = state[SIDE_A + FORM] === 0 ? 0 : megasA.indexOf(state[SIDE_A + FORM]!);
      const formB = state[SIDE_B + FORM] === 0 ? 0 : megasB.indexOf(state[SIDE_B + FORM]!);
      const key = ((formA * 3 + formB) * 1024 + hpA) * 1024 + hpB;
      let cell = known.get(key);
      if (cell === undefined) {
        const game = grid.gameAt(formA, formB, hpA, hpB);
        const mixA = new Float64Array(game.actionsA.length);
        const mixB = new Float64Array(game.actionsB.length);
        solveMatrixGame(game.values, mixA.length, mixB.length, mixA, mixB);
        cell = { game, mixA, mixB };
        known.set(key, cell);
      }
      const actionA = cell.game.actionsA[drawFrom(cell.mixA, random)]!;
      const actionB = cell.game.actionsB[drawFrom(cell.mixB, random)]!;
      battle.turn(choiceOf(actionA, formA, megasA), choiceOf(actionB, formB, megasB));
    }
    wins += state[RESULT] === 1 ? 1 : state[RESULT] === 2 ? 0 : 0.5;
  }
  return wins / battles;
}

function choiceOf({ slot, form }: GridAction, from: number, megas: readonly number[]): number {
  return form === from ? slot : slot + (megas[form] === MEGA_Y ? 8 : 4);
}

/** The search against exact values. */
export interface SearchCheck {
  readonly matchups: number;
  readonly nodes: number;
  readonly errorMedian: number;
  readonly errorP90: number;
  readonly errorMax: number;
  /** The part of match-ups whose exact value lies between `low` and `high`. */
  readonly coverage: number;
  readonly meanWidth: number;
  /** The part in which the recommended choice is worth the exact value to half a point. */
  readonly soundAdvice: number;
}

/** Searches open match-ups that have an exact value, by default `matchups` of the damage class, and compares. */
export function checkSearch(
  matchups: number,
  nodes: number,
  seed: number,
  pairs: Iterable<readonly [PreparedSet, PreparedSet]> = openPairs(matchups, seed),
): SearchCheck {
  const errors: number[] = [];
  let covered = 0;
  let width = 0;
  let sound = 0;
  for (const [a, b] of pairs) {
    const exact = evaluateMatchup(ENGINE, a, b, { method: "exact" });
    const found = evaluateMatchup(ENGINE, a, b, { method: "search", nodes, seed });
    errors.push(Math.abs(found.p - exact.p));
    if (exact.p >= found.low && exact.p <= found.high) covered++;
    width += found.high - found.low;
    const advised = exact.moves.find(({ choice }) => choice === found.moves[0]!.choice)!;
    if (advised.p > exact.p - 0.005) sound++;
  }
  errors.sort((left, right) => left - right);
  const quantile = (part: number): number => errors[Math.floor(part * (errors.length - 1))]!;
  return {
    matchups,
    nodes,
    errorMedian: quantile(0.5),
    errorP90: quantile(0.9),
    errorMax: quantile(1),
    coverage: covered / matchups,
    meanWidth: width / matchups,
    soundAdvice: sound / matchups,
  };
}
