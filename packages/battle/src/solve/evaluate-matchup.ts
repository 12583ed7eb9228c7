import { InvalidInputError } from "@predictiondex/core";
import { BATTLE_WORDS, ONGOING, RESULT, SIDE_A, SIDE_B, SIDE_WORDS } from "../engine/layout.ts";
import type { Engine } from "../engine/matchup.ts";
import type { PreparedSet } from "../engine/sets.ts";
import { type ChoiceValue, describeChoices } from "./choice-values.ts";
import { solveRoot } from "./exact-root.ts";
import type { LayerLimits } from "./layer-plan.ts";
import { solveLayeredRoot } from "./layer-root.ts";
import { solveMatrixGame } from "./matrix-game.ts";
import { followLine, type LineTurn } from "./principal-line.ts";
import { type SeenTimers, timersOf } from "./public-state.ts";
import type { RootGame } from "./root-game.ts";
import { readProblem } from "./search-problem.ts";
import { searchRoot } from "./search-root.ts";

/** How a match-up is to be evaluated. */
export interface MatchupOptions {
  /** Kernel turns that a search may play; 100,000 by default, 50 to 100 ms. */
  readonly nodes?: number;
  /** Milliseconds that a search may take, by `now`; the answer says the nodes that give it again. */
  readonly budgetMs?: number;
  /** A clock in milliseconds; needed with `budgetMs`. */
  readonly now?: () => number;
  /** Any 32-bit integer; 1 by default. */
  readonly seed?: number;
  /** A battle in the middle, as `snapshot` gives it; at its start where left out. */
  readonly state?: Int32Array;
  /** How long sleep, confusion and the like have lasted in `state`; just begun where left out. */
  readonly seen?: { readonly a?: SeenTimers; readonly b?: SeenTimers };
  /** `auto` is exact where that is quick and certain, else a search. */
  readonly method?: "auto" | "exact" | "search";
  /** Looked at between slices of a few milliseconds. */
  readonly signal?: AbortSignal;
}

/** The truth of a match-up, as far as it is known. */
export interface MatchupValue {
  /** The chance that A wins when both play best; a tie counts ½. */
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly method: "exact" | "search";
  /** Exact: cells settled. Search: the node budget that gives this answer again with the same seed. */
  readonly nodes: number;
  /** A's choices, the recommended one first, then by value. */
  readonly moves: readonly ChoiceValue[];
  /** B's choices with their values for B. */
  readonly opponent: readonly ChoiceValue[];
  /** How the battle goes when both play their likeliest choice and chance takes its likeliest turn. */
  readonly principalVariation: readonly LineTurn[];
}

/** Turns that a search plays where no number is named. */
export const DEFAULT_NODES = 100_000;
/** Additions of the exact solver that take about 10 ms. */
const QUICK_WORK = 3_000_000;
/** Of layers, what takes about as long as a search of so many turns; a smaller budget is left to the search. */
const LAYERS_FROM_NODES = 50_000;
const LAYERS_FROM_MS = 50;
/** Of a time budget, what a solution by layers may take before it is given up for a search. */
const LAYERS_SHARE = 0.6;
const QUICK_LAYERS: LayerLimits = { mostTurns: 24, mostGrids: 200, mostWork: 150_000_000 };
const MOST_LAYERS: LayerLimits = { mostTurns: 128, mostGrids: 1000, mostWork: 20_000_000_000 };
/** An exact value less certain than this is left to the search, which follows PP. */
const CERTAIN = 0.005;

/** Evaluates a match-up; see MatchupOptions. @throws the signal's reason once it is aborted. */
export function evaluateMatchup(
  engine: Engine,
  a: PreparedSet,
  b: PreparedSet,
  options: MatchupOptions = {},
): MatchupValue {
  const steps = evaluateSteps(engine, a, b, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    options.signal?.throwIfAborted();
  }
}

/** The same, giving way to the event loop between slices; `pause` is a timer of 0 ms where left out. */
export async function evaluateMatchupAsync(
  engine: Engine,
  a: PreparedSet,
  b: PreparedSet,
  options: MatchupOptions & { readonly pause?: () => Promise<void> } = {},
): Promise<MatchupValue> {
  const steps = evaluateSteps(engine, a, b, options);
  const pause = options.pause ?? (() => new Promise<void>((resolve) => setTimeout(resolve, 0)));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
    options.signal?.throwIfAborted();
  }
}

function* evaluateSteps(
  engine: Engine,
  a: PreparedSet,
  b: PreparedSet,
  options: MatchupOptions,
): Generator<void, MatchupValue> {
  options.signal?.throwIfAborted();
  const given = options.state ?? engine.createMatchup(a, b).state;
  checkOptions(given, options);
  // Always searched the same way round, so that both sides' chances add up to 1.
  const order = compareSides(given);
  const state = order > 0 ? swapSides(given) : given.slice();
  const timers = timersOf(
    state,
    order > 0 ? options.seen?.b : options.seen?.a,
    order > 0 ? options.seen?.a : options.seen?.b,
  );
  const game = yield* playGame(engine, state, timers, options);
  const { values, choicesA, choicesB } = game;
  if (order === 0) makeEven(values, choicesA.length);
  const mixA = new Float64Array(choicesA.length);
  const mixB = new Float64Array(choicesB.length);
  const p = clamp(solveMatrixGame(values, mixA.length, mixB.length, mixA, mixB));
  const first = describeChoices(engine.tables, state, SIDE_A, game, mixA, mixB, order > 0 ? b : a);
  const second = describeChoices(engine.tables, state, SIDE_B, game, mixA, mixB, order > 0 ? a : b);
  const line = followLine(engine.tables, state, timers, game.favourites);
  game.release?.();
  const value: MatchupValue = {
    p,
    low: clamp(p - game.error),
    high: clamp(p + game.error),
    method: game.method,
    nodes: game.nodes,
    moves: first,
    opponent: second,
    principalVariation: line,
  };
  return order > 0 ? mirrorValue(value) : value;
}

function* playGame(
  engine: Engine,
  state: Int32Array,
  timers: Int32Array,
  options: MatchupOptions,
): Generator<void, RootGame> {
  const { method = "auto", nodes = DEFAULT_NODES, budgetMs, now, seed = 1 } = options;
  const tables = engine.tables.words;
  const started = budgetMs === undefined ? 0 : now!();
  const spent = (): number => (budgetMs === undefined ? 0 : now!() - started);
  const isLate = (): boolean => budgetMs !== undefined && spent() > LAYERS_SHARE * budgetMs;
  if (method !== "search") {
    const exact = solveRoot({ state, tables }, method === "exact" ? undefined : QUICK_WORK);
    if (exact !== undefined && (method === "exact" || exact.error < CERTAIN)) return exact;
    const affords = budgetMs === undefined ? nodes >= LAYERS_FROM_NODES : budgetMs >= LAYERS_FROM_MS;
    const limits = method === "exact" ? MOST_LAYERS : affords ? QUICK_LAYERS : undefined;
    const problem = readProblem(engine.tables, state, timers);
    const steps = limits && solveLayeredRoot(problem, limits);
    const layered = steps && (yield* method === "exact" ? steps : until(steps, isLate));
    if (layered !== undefined && (method === "exact" || layered.error < CERTAIN)) return layered;
    if (method === "exact") {
      const detail =
        "this match-up has moves that bind, copy, make a substitute and the like, or too many statuses and stages: it is searched";
      throw new InvalidInputError([{ pointer: "/method", detail }]);
    }
  }
  const budget = budgetMs === undefined ? { nodes } : { budgetMs: budgetMs - spent(), now: now! };
  return yield* searchRoot(readProblem(engine.tables, state, timers), seed, budget);
}

/** What the steps come to; undefined where they are given up. */
function* until<T>(steps: Generator<void, T>, isLate: () => boolean): Generator<void, T | undefined> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (isLate()) return undefined;
    yield;
  }
}

function checkOptions(state: Int32Array, { budgetMs, now, nodes, state: given }: MatchupOptions): void {
  const faults = [];
  if (given !== undefined && given.length < BATTLE_WORDS) {
    faults.push({ pointer: "/state", detail: `a state has ${BATTLE_WORDS} words, got ${given.length}` });
  } else if (state[RESULT] !== ONGOING) {
    faults.push({ pointer: "/state", detail: "the battle is over" });
  }
  if (nodes !== undefined && !(nodes >= 1)) {
    faults.push({ pointer: "/nodes", detail: `nodes must be at least 1, got ${nodes}` });
  }
  if (budgetMs !== undefined && (now === undefined || !(budgetMs > 0))) {
    faults.push({ pointer: "/budgetMs", detail: `a positive time and a clock are needed, got ${budgetMs}` });
  }
  if (faults.length > 0) throw new InvalidInputError(faults);
}

/** Compares both sides' blocks: 0 where they are the same, above 0 where A's comes later. */
function compareSides(state: Int32Array): number {
  for (let word = 0; word < SIDE_WORDS; word++) {
    const difference = state[SIDE_A + word]! - state[SIDE_B + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function swapSides(state: Int32Array): Int32Array {
  const swapped = state.slice(0, BATTLE_WORDS);
  swapped.set(state.subarray(SIDE_A, SIDE_A + SIDE_WORDS), SIDE_B);
  swapped.set(state.subarray(SIDE_B, SIDE_B + SIDE_WORDS), SIDE_A);
  return swapped;
}

/** Two equal sides have equal chances: the game is made even. */
function makeEven(values: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const mean = (values[i * n + j]! + 1 - values[j * n + i]!) / 2;
      values[i * n + j] = mean;
      values[j * n + i] = 1 - mean;
    }
  }
}

function mirrorValue(value: MatchupValue): MatchupValue {
  return {
    ...value,
    p: 1 - value.p,
    low: 1 - value.high,
    high: 1 - value.low,
    moves: value.opponent,
    opponent: value.moves,
    principalVariation: value.principalVariation.map(({ a, b, hpA, hpB }) => ({
      a: b,
      b: a,
      hpA: hpB,
      hpB: hpA,
    })),
  };
}

function clamp(probability: number): number {
  return Math.min(1, Math.max(0, probability));
}
