// The solver as a player: what it plays in each public state, worked out once.

import type { SeededRandom } from "@predictiondex/core";
import { SIDE_A, SIDE_B, STATUS } from "../../src/engine/layout.ts";
import type { Battle, Side } from "../../src/engine/matchup.ts";
import { evaluateMatchup, type MatchupValue } from "../../src/solve/evaluate-matchup.ts";
import {
  addHp,
  BY_REST,
  hashPublic,
  type PublicView,
  TIMERS,
  timersOf,
} from "../../src/solve/public-state.ts";
import { readProblem } from "../../src/solve/search-problem.ts";
import { ENGINE } from "./sets.ts";

/** Both sides' optimal mixes by public state. */
export interface Strategies {
  /** A choice of a side, drawn from its mix in the battle's state. */
  draw(battle: Battle, timers: Int32Array, side: Side, random: SeededRandom): number;
  /** Public states solved so far. */
  readonly solved: number;
}

/** Strategies by the solver with `nodes` turns for each public state; exact where `auto` is. */
export function createStrategies(start: Battle, nodes: number, method: "auto" | "search"): Strategies {
  const known = new Map<string, MatchupValue>();
  const hash = new Int32Array(2);
  const view: PublicView = readProblem(
    ENGINE.tables,
    start.state,
    timersOf(start.state, undefined, undefined),
  ).view;
  return {
    get solved() {
      return known.size;
    },
    draw(battle, timers, side, random) {
      hashPublic(battle.state, timers, view, hash);
      addHp(battle.state, hash, 1000, hash);
      const key = `${hash[0]} ${hash[1]}`;
      let value = known.get(key);
      if (value === undefined) {
        value = evaluateMatchup(ENGINE, battle.sets.a, battle.sets.b, {
          state: battle.state,
          seen: { a: seenBy(battle.state, timers, 0), b: seenBy(battle.state, timers, 1) },
          method,
          nodes,
        });
        known.set(key, value);
      }
      const choices = side === "a" ? value.moves : value.opponent;
      const mix = Float64Array.from(choices, ({ weight }) => weight);
      return choices[drawFrom(mix, random)]!.choice;
    },
  };
}

function seenBy(state: Int32Array, timers: Int32Array, side: 0 | 1) {
  const at = side * TIMERS;
  return {
    asleepFor: Math.max(0, timers[at]!) % BY_REST,
    byRest: state[(side === 0 ? SIDE_A : SIDE_B) + STATUS] !== 0 && timers[at]! >= BY_REST,
    confusedFor: Math.max(0, timers[at + 1]!),
    rampagingFor: Math.max(0, timers[at + 2]!),
    boundFor: Math.max(0, timers[at + 3]!),
  };
}

/** A place of a mix, each as often as the mix says. */
export function drawFrom(mix: Float64Array, random: SeededRandom): number {
  let rest = random.next(2 ** 31) / 2 ** 31;
  for (let k = 0; k < mix.length; k++) {
    rest -= mix[k]!;
    if (rest < 0) return k;
  }
  return mix.findIndex((weight) => weight > 0);
}

/** Wilson's interval at 95 % of a share of `n`. */
export function wilson(share: number, n: number): { readonly low: number; readonly high: number } {
  const z = 1.959964;
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: centre - half, high: centre + half };
}
