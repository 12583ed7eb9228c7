// Laws that hold of every value, whatever it is.

import { createSeededRandom } from "@predictiondex/core";
import { enumerateTurn } from "../../src/engine/chance.ts";
import { HP, ONGOING, RESULT, SIDE_A, SIDE_B } from "../../src/engine/layout.ts";
import { RANDOM_POLICY } from "../../src/engine/policy.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { evaluateMatchup } from "../../src/solve/evaluate-matchup.ts";
import { ENGINE, randomSets } from "./sets.ts";
import { openPairs } from "./verify-solver.ts";

/** How far the laws are missed at most. */
export interface LawCheck {
  /** Turns of random battles whose every way to end was enumerated, and the sum's largest distance from 1. */
  readonly turnsEnumerated: number;
  readonly probabilitySumError: number;
  /** Match-ups valued from both sides, exactly and by search, and the largest |p(a, b) + p(b, a) − 1|. */
  readonly mirrored: number;
  readonly mirrorError: number;
  /** Values compared along A's HP in battles of damage, and the largest fall where HP rise. */
  readonly hpSteps: number;
  readonly hpFall: number;
}

const MOST_PATHS = 200_000;

/** Checks the laws on `matchups` match-ups each. */
export function checkLaws(matchups: number, seed: number): LawCheck {
  return { ...checkSums(matchups, seed), ...checkMirrors(matchups, seed), ...checkHp(matchups, seed) };
}

function checkSums(matchups: number, seed: number) {
  const random = createSeededRandom(seed);
  const sets = randomSets(seed);
  let turnsEnumerated = 0;
  let probabilitySumError = 0;
  while (turnsEnumerated < matchups) {
    const [a, b] = [sets.next().value as PreparedSet, sets.next().value as PreparedSet];
    const battle = ENGINE.createMatchup(a, b, { kind: "fast", seed: random.next(2 ** 31) });
    const choose = (side: "a" | "b"): number =>
      RANDOM_POLICY.choose(battle.memory, side === "a" ? SIDE_A : SIDE_B, battle.legalMask(side));
    for (let turn = random.next(3); turn > 0 && battle.state[RESULT] === ONGOING; turn--) {
      battle.turn(choose("a"), choose("b"));
    }
    if (battle.state[RESULT] !== ONGOING) continue;
    const sum = sumOf(() => enumerateTurn(battle, choose("a"), choose("b"), { mostPaths: MOST_PATHS }));
    if (sum === undefined) continue;
    turnsEnumerated++;
    probabilitySumError = Math.max(probabilitySumError, Math.abs(sum - 1));
  }
  return { turnsEnumerated, probabilitySumError };
}

/** The outcomes' sum; undefined where Metronome and the like have too many. */
function sumOf(enumerate: () => ReturnType<typeof enumerateTurn>): number | undefined {
  try {
    return enumerate().reduce((sum, { probability }) => sum + probability, 0);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function checkMirrors(matchups: number, seed: number) {
  const sets = randomSets(seed + 1);
  let mirrorError = 0;
  const compare = (a: PreparedSet, b: PreparedSet, method: "exact" | "search"): void => {
    const options = { method, nodes: 2000 };
    const there = evaluateMatchup(ENGINE, a, b, options).p;
    mirrorError = Math.max(mirrorError, Math.abs(there + evaluateMatchup(ENGINE, b, a, options).p - 1));
  };
  for (const [a, b] of openPairs(matchups, seed + 1)) compare(a, b, "exact");
  for (let n = 0; n < matchups; n++) {
    compare(sets.next().value as PreparedSet, sets.next().value as PreparedSet, "search");
  }
  return { mirrored: 2 * matchups, mirrorError };
}

function checkHp(matchups: number, seed: number) {
  let hpSteps = 0;
  let hpFall = 0;
  for (const [a, b] of openPairs(matchups, seed + 2)) {
    const { state } = ENGINE.createMatchup(a, b);
    const most = state[SIDE_A + HP]!;
    let before = 0;
    for (let hp = 1; hp <= most; hp += Math.max(1, most >> 4)) {
      state[SIDE_A + HP] = hp;
      const { p } = evaluateMatchup(ENGINE, a, b, { state, method: "exact" });
      hpFall = Math.max(hpFall, before - p);
      before = p;
      hpSteps++;
    }
  }
  return { hpSteps, hpFall };
}
