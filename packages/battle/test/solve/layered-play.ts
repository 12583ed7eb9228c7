// Battles of few status layers: which moves make few, and battles on the kernel under the solved mixes.

import { createSeededRandom } from "@predictiondex/core";
import { HP, ONGOING, RESULT, SIDE_A, SIDE_B } from "../../src/engine/layout.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { evaluateMatchup } from "../../src/solve/evaluate-matchup.ts";
import { isLayered, mostHp } from "../../src/solve/layer-class.ts";
import type { LayerGame } from "../../src/solve/layer-grid.ts";
import { type LayerLimits, planLayers } from "../../src/solve/layer-plan.ts";
import {
  gameValue,
  mixesOf,
  type SolvedBattle,
  solveByLayers as solveBattle,
} from "../../src/solve/layer-root.ts";
import { Layers } from "../../src/solve/layers.ts";
import { followTimers, timersOf } from "../../src/solve/public-state.ts";
import { readProblem } from "../../src/solve/search-problem.ts";
import { ENGINE, PLAIN_ATTACKS, prepared, randomSets } from "./sets.ts";
import { drawFrom } from "./strategies.ts";
import { checkSearch, type PlayCheck, type SearchCheck } from "./verify-solver.ts";

const LIMITS: LayerLimits = { mostTurns: 12, mostGrids: 120, mostWork: 100_000_000 };
/** Layers that a move may make by itself for its sets to count as of few. */
const MOST_ALONE = 3;

/** Solves a match-up by layers; undefined where it has too many or something else. */
export function solveByLayers(a: PreparedSet, b: PreparedSet, limits = LIMITS): SolvedBattle | undefined {
  const { state } = ENGINE.createMatchup(a, b);
  const problem = readProblem(ENGINE.tables, state, timersOf(state, undefined, undefined));
  return runToEnd(solveBattle(problem, limits));
}

function runToEnd<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Whether a move gives its user HP back, at once or turn by turn. */
export function givesHp(slug: string): boolean {
  const { state } = ENGINE.createMatchup(prepared("mew", [slug]), prepared("mew", ["tackle"]));
  state[SIDE_A + HP] = 1;
  return mostHp(state, ENGINE.tables.words)[0] > 1;
}

/** Moves that make at most three layers by themselves: flinching, burn, paralysis, poison, freezing, recharging, healing. */
const FEW_WITH_HEALING: ReadonlySet<string> = new Set(
  [...ENGINE.tables.rows.keys()].filter((slug) => {
    const { state } = ENGINE.createMatchup(prepared("mew", [slug]), prepared("mew", ["tackle"]));
    if (!isLayered(state, ENGINE.tables.words)) return false;
    const layers = new Layers(readProblem(ENGINE.tables, state, timersOf(state, undefined, undefined)));
    return (
      runToEnd(planLayers(layers, ENGINE.tables.words, 1, 1, { ...LIMITS, mostTurns: MOST_ALONE })) !==
      undefined
    );
  }),
);

/** Of them those that give their user HP back, and all others. */
const HEALING: ReadonlySet<string> = new Set([...FEW_WITH_HEALING].filter(givesHp));
export const FEW_LAYERS: ReadonlySet<string> = FEW_WITH_HEALING.difference(HEALING);

/** Match-ups by layers in which HP only fall, or in which they can rise as well. */
export type LayeredClass = "falling" | "rising";

/** An endless row of pairs of random sets of a class that make few layers each by itself, not all of plain attacks. */
export function* layeredPairs(
  seed: number,
  of: LayeredClass,
): Generator<readonly [PreparedSet, PreparedSet]> {
  const sets = randomSets(seed, (slug) => (of === "rising" ? FEW_WITH_HEALING : FEW_LAYERS).has(slug));
  const has = ({ set }: PreparedSet, wanted: (slug: string) => boolean): boolean =>
    set.moves.some(({ slug }) => wanted(slug));
  const marks =
    of === "rising" ? (slug: string) => HEALING.has(slug) : (slug: string) => !PLAIN_ATTACKS.has(slug);
  for (;;) {
    const [a, b] = [sets.next().value!, sets.next().value!];
    if (has(a, marks) || has(b, marks)) yield [a, b];
  }
}

/** Pairs of a class that are solved by layers and open. */
export function* openLayeredPairs(
  count: number,
  seed: number,
  of: LayeredClass,
): Generator<SolvedBattle & { readonly a: PreparedSet; readonly b: PreparedSet; readonly p: number }> {
  let found = 0;
  for (const [a, b] of layeredPairs(seed, of)) {
    if (found === count) return;
    const matchup = solveByLayers(a, b);
    if (matchup === undefined) continue;
    const { state } = ENGINE.createMatchup(a, b);
    const p = gameValue(matchup.solved.gameAt(0, state[SIDE_A + HP]!, state[SIDE_B + HP]!)!);
    if (p < 0.03 || p > 0.97) continue;
    const { high, low } = evaluateMatchup(ENGINE, a, b, { method: "exact" });
    if (high - low > 0.001) continue;
    found++;
    yield { ...matchup, a, b, p };
  }
}

/** The search against the exact values of open match-ups of few layers. */
export function checkSearchOnLayers(
  matchups: number,
  nodes: number,
  seed: number,
  of: LayeredClass = "falling",
): SearchCheck {
  function* pairs(): Generator<readonly [PreparedSet, PreparedSet]> {
    for (const { a, b } of openLayeredPairs(matchups, seed, of)) yield [a, b];
  }
  return checkSearch(matchups, nodes, seed, pairs());
}

/** Plays `battles` battles of each of `matchups` open match-ups of few layers under the solved mixes. */
export function checkLayersOnKernel(
  matchups: number,
  battles: number,
  seed: number,
  of: LayeredClass = "falling",
): PlayCheck {
  const random = createSeededRandom(seed);
  let squares = 0;
  let worstZ = 0;
  for (const { a, b, p, layers, solved } of openLayeredPairs(matchups, seed, of)) {
    const battle = ENGINE.createMatchup(a, b);
    const start = battle.snapshot();
    const { state } = battle;
    const turnOf = new Map(solved.plan.turns.map(({ layer }, turn) => [layer, turn]));
    const known = new Map<string, LayerGame & ReturnType<typeof mixesOf>>();
    const rest = ENGINE.tables.rows.get("rest")!;
    let wins = 0;
    for (let n = 0; n < battles; n++) {
      battle.restore(start);
      battle.reseed({ kind: "fast", seed: random.next(2 ** 32) });
      const timers = timersOf(state, undefined, undefined);
      while (state[RESULT] === ONGOING) {
        const layer = layers.find(state, timers);
        const turn = layer === undefined ? undefined : turnOf.get(layer);
        if (turn === undefined) throw new Error("a battle came to a layer that was not found");
        const key = `${turn} ${state[SIDE_A + HP]} ${state[SIDE_B + HP]}`;
        let cell = known.get(key);
        if (cell === undefined) {
          const game = solved.gameAt(turn, state[SIDE_A + HP]!, state[SIDE_B + HP]!)!;
          cell = { ...game, ...mixesOf(game) };
          known.set(key, cell);
        }
        const choiceA = cell.choicesA[drawFrom(cell.mixA, random)]!;
        const choiceB = cell.choicesB[drawFrom(cell.mixB, random)]!;
        battle.turn(withPp(battle.legalMask("a"), choiceA), withPp(battle.legalMask("b"), choiceB));
        followTimers(state, timers, rest);
      }
      wins += state[RESULT] === 1 ? 1 : state[RESULT] === 2 ? 0 : 0.5;
    }
    const z = (wins / battles - p) / Math.sqrt((p * (1 - p)) / battles);
    squares += z * z;
    worstZ = Math.max(worstZ, Math.abs(z));
  }
  return { matchups, battles, chiSquarePerMatchup: squares / matchups, worstZ };
}

/** The choice, or the first that is legal where its move has no PP left: one battle in hundreds. */
function withPp(legal: number, choice: number): number {
  return (legal >>> choice) & 1 ? choice : 31 - Math.clz32(legal & -legal);
}
