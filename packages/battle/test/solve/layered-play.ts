// Battles of few status layers: which moves make few, and battles on the kernel under the solved mixes.

import { createSeededRandom } from "@predictiondex/core";
import { HP, ONGOING, RESULT, SIDE_A, SIDE_B } from "../../src/engine/layout.ts";
import type { PreparedSet } from "../../src/engine/sets.ts";
import { evaluateMatchup } from "../../src/solve/evaluate-matchup.ts";
import { isLayered } from "../../src/solve/layer-class.ts";
import { type LayerGame, type SolvedLayers, solveLayers } from "../../src/solve/layer-grid.ts";
import { type LayerLimits, planLayers } from "../../src/solve/layer-plan.ts";
import { gameValue, mixesOf } from "../../src/solve/layer-root.ts";
import { Layers } from "../../src/solve/layers.ts";
import { followTimers, timersOf } from "../../src/solve/public-state.ts";
import { readProblem } from "../../src/solve/search-problem.ts";
import { ENGINE, PLAIN_ATTACKS, prepared, randomSets } from "./sets.ts";
import { drawFrom } from "./strategies.ts";
import { checkSearch, type PlayCheck, type SearchCheck } from "./verify-solver.ts";

const LIMITS: LayerLimits = { mostTurns: 12, mostGrids: 120, mostWork: 100_000_000 };
/** Layers that a move may make by itself for its sets to count as of few. */
const MOST_ALONE = 3;

/** A battle's layers and their solution. */
export interface SolvedMatchup {
  readonly layers: Layers;
  readonly solved: SolvedLayers;
}

/** Solves a match-up by layers; undefined where it has too many or something else. */
export function solveByLayers(a: PreparedSet, b: PreparedSet, limits = LIMITS): SolvedMatchup | undefined {
  const { state } = ENGINE.createMatchup(a, b);
  if (!isLayered(state, ENGINE.tables.words)) return undefined;
  const { tables, struggle } = readProblem(ENGINE.tables, state, timersOf(state, undefined, undefined));
  const layers = new Layers(state, tables, struggle);
  const [hpA, hpB] = [state[SIDE_A + HP]!, state[SIDE_B + HP]!];
  const plan = runToEnd(planLayers(layers, hpA, hpB, limits));
  return plan === undefined ? undefined : { layers, solved: runToEnd(solveLayers(plan, hpA, hpB)) };
}

function runToEnd<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Moves that make at most three layers by themselves: flinching, burn, paralysis, poison, freezing, recharging. */
export const FEW_LAYERS: ReadonlySet<string> = new Set(
  [...ENGINE.tables.rows.keys()].filter((slug) => {
    const { state } = ENGINE.createMatchup(prepared("mew", [slug]), prepared("mew", ["tackle"]));
    if (!isLayered(state, ENGINE.tables.words)) return false;
    const layers = new Layers(state, ENGINE.tables.words, ENGINE.tables.rows.get("struggle")!);
    return runToEnd(planLayers(layers, 1, 1, { ...LIMITS, mostTurns: MOST_ALONE })) !== undefined;
  }),
);

/** Pairs of sets of such moves, not all of them plain attacks, that are solved by layers and open. */
export function* openLayeredPairs(
  count: number,
  seed: number,
): Generator<SolvedMatchup & { readonly a: PreparedSet; readonly b: PreparedSet; readonly p: number }> {
  const sets = randomSets(seed, (slug) => FEW_LAYERS.has(slug));
  const isPlain = ({ set }: PreparedSet): boolean => set.moves.every(({ slug }) => PLAIN_ATTACKS.has(slug));
  for (let found = 0; found < count; ) {
    const [a, b] = [sets.next().value as PreparedSet, sets.next().value as PreparedSet];
    if (isPlain(a) && isPlain(b)) continue;
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
export function checkSearchOnLayers(matchups: number, nodes: number, seed: number): SearchCheck {
  function* pairs(): Generator<readonly [PreparedSet, PreparedSet]> {
    for (const { a, b } of openLayeredPairs(matchups, seed)) yield [a, b];
  }
  return checkSearch(matchups, nodes, seed, pairs());
}

/** Plays `battles` battles of each of `matchups` open match-ups of few layers under the solved mixes. */
export function checkLayersOnKernel(matchups: number, battles: number, seed: number): PlayCheck {
  const random = createSeededRandom(seed);
  let squares = 0;
  let worstZ = 0;
  for (const { a, b, p, layers, solved } of openLayeredPairs(matchups, seed)) {
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
        battle.turn(choiceA, cell.choicesB[drawFrom(cell.mixB, random)]!);
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
