import { createSeededRandom, type SeededRandom } from "@predictiondex/core";
import { HP, PP, SIDE_A, SIDE_B } from "../engine/layout.ts";
import { isLayered, mostHp } from "./layer-class.ts";
import { type LayerGame, type SolvedLayers, solveLayers } from "./layer-grid.ts";
import { type LayerLimits, type LayerPlan, planLayers, type Use } from "./layer-plan.ts";
import { type LayerStart, Layers } from "./layers.ts";
import { solveMatrixGame } from "./matrix-game.ts";
import { solveRising } from "./rising-grid.ts";
import type { RootGame } from "./root-game.ts";

/** What iteration within a cell leaves open, along a battle. */
const ITERATION = 1e-7;
/** Battles played on the solved layers to see whether PP run out. */
const TRIALS = 200;
const TRIAL_SEED = 1;
const MOST_TRIAL_TURNS = 400;

/**
 * The exact game of the turn to come where all but HP makes few layers; undefined where that is not so.
 * PP are taken not to run out; the share of battles by the solved mixes in which a move is used more often than it has
 * PP (none of 200 counts as nothing) stands in `error`. Yields between slices of about a millisecond.
 */
export function* solveLayeredRoot(
  problem: LayerStart,
  limits: LayerLimits,
): Generator<void, RootGame | undefined> {
  const { state } = problem;
  const found = yield* solveByLayers(problem, limits);
  if (found === undefined) return undefined;
  const { layers, plan, solved, most, gap, pairGap, haste } = found;
  const [hpA, hpB] = [state[SIDE_A + HP]!, state[SIDE_B + HP]!];
  const { choicesA, choicesB, values } = solved.gameAt(0, hpA, hpB)!;
  const ppOf = (side: number) => [0, 1, 2, 3].map((slot) => state[side + PP + slot]!);
  const { spent, turns } = playTrials(solved, hpA, hpB, most, ppOf(SIDE_A), ppOf(SIDE_B));
  const unsure = spent + turns * haste;
  const error = Math.min(1, unsure + gap);
  const pairError = Math.min(1, unsure + pairGap);
  const turnOf = new Map(plan.turns.map(({ layer }, turn) => [layer, turn]));
  return {
    ...{ method: "exact", choicesA, choicesB, values, error, nodes: solved.cells },
    errorsA: choicesA.map(() => pairError),
    errorsB: choicesB.map(() => pairError),
    favourites: (at, timers) => {
      const layer = layers.find(at, timers);
      const turn = layer === undefined ? undefined : turnOf.get(layer);
      if (turn === undefined) return undefined;
      const game = solved.gameAt(turn, at[SIDE_A + HP]!, at[SIDE_B + HP]!);
      if (game === undefined) return undefined;
      const { mixA, mixB } = mixesOf(game);
      const likeliest = (mix: Float64Array): number => mix.indexOf(Math.max(...mix));
      return [game.choicesA[likeliest(mixA)]!, game.choicesB[likeliest(mixB)]!];
    },
  };
}

/** A battle's layers with their solution, and how far its value and that of a pair of choices may be off, PP aside. */
export interface SolvedBattle {
  readonly layers: Layers;
  readonly plan: LayerPlan;
  readonly solved: SolvedLayers;
  /** The most HP that A and B can come to. */
  readonly most: readonly [a: number, b: number];
  readonly gap: number;
  readonly pairGap: number;
  /** What each turn of a battle may take off its value beside. */
  readonly haste: number;
}

/** Solves a battle by layers; undefined where it is none of them or beyond the limits. Yields between slices. */
export function* solveByLayers(
  problem: LayerStart,
  limits: LayerLimits,
): Generator<void, SolvedBattle | undefined> {
  const { state, tables } = problem;
  if (!isLayered(state, tables)) return undefined;
  const layers = new Layers(problem);
  const start = [state[SIDE_A + HP]!, state[SIDE_B + HP]!] as const;
  const most = mostHp(state, tables);
  const plan = yield* planLayers(layers, tables, ...most, limits);
  if (plan === undefined) return undefined;
  if (!plan.rises) {
    const solved = yield* solveLayers(plan, ...start);
    return { layers, plan, solved, most, gap: ITERATION, pairGap: ITERATION, haste: 0 };
  }
  const solved = yield* solveRising(plan, start, most, limits.mostWork);
  if (solved === undefined) return undefined;
  const [gap, pairGap] = [solved.gap + ITERATION, solved.pairGap + ITERATION];
  return { layers, plan, solved, most, gap, pairGap, haste: solved.haste };
}

/** Both sides' optimal mixes of a game. */
export function mixesOf({ choicesA, choicesB, values }: LayerGame) {
  const mixA = new Float64Array(choicesA.length);
  const mixB = new Float64Array(choicesB.length);
  solveMatrixGame(values, mixA.length, mixB.length, mixA, mixB);
  return { mixA, mixB };
}

/** The value of a game for A. */
export function gameValue({ choicesA, choicesB, values }: LayerGame): number {
  const [mixA, mixB] = [new Float64Array(choicesA.length), new Float64Array(choicesB.length)];
  return solveMatrixGame(values, mixA.length, mixB.length, mixA, mixB);
}

/** The share of battles by the solved mixes that ask for more uses of a move than it has PP, and their mean length. */
function playTrials(
  solved: SolvedLayers,
  hpA: number,
  hpB: number,
  most: readonly [number, number],
  ppA: readonly number[],
  ppB: readonly number[],
): { readonly spent: number; readonly turns: number } {
  const random = createSeededRandom(TRIAL_SEED);
  const known = new Map<number, LayerGame & ReturnType<typeof mixesOf>>();
  let spent = 0;
  let turns = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const [leftA, leftB] = [[...ppA], [...ppB]];
    let at: Position | undefined = { turn: 0, hpA, hpB };
    for (let n = 0; at !== undefined; n++) {
      turns++;
      const key = (at.turn * 1024 + at.hpA) * 1024 + at.hpB;
      let cell = known.get(key);
      if (cell === undefined) {
        const game = solved.gameAt(at.turn, at.hpA, at.hpB)!;
        cell = { ...game, ...mixesOf(game) };
        known.set(key, cell);
      }
      const [i, j] = [draw(cell.mixA, random), draw(cell.mixB, random)];
      const [a, b] = [cell.choicesA[i]!, cell.choicesB[j]!];
      leftA[a]! -= cell.choicesA.length > 1 ? 1 : 0;
      leftB[b]! -= cell.choicesB.length > 1 ? 1 : 0;
      if (leftA[a]! < 0 || leftB[b]! < 0 || n >= MOST_TRIAL_TURNS) {
        spent++;
        break;
      }
      at = play(solved, at, most, a, b, random);
    }
  }
  return { spent: spent / TRIALS, turns: turns / TRIALS };
}

interface Position {
  readonly turn: number;
  readonly hpA: number;
  readonly hpB: number;
}

/** One turn drawn from what it can lead to; undefined where the battle ends. */
function play(
  solved: SolvedLayers,
  from: Position,
  most: readonly [number, number],
  choiceA: number,
  choiceB: number,
  random: SeededRandom,
): Position | undefined {
  const { turns, replies, rests } = solved.plan;
  const { choicesA, choicesB, pairs } = turns[from.turn]!;
  const pair = choicesA.indexOf(choiceA) * choicesB.length + choicesB.indexOf(choiceB);
  const { firstA, openingA, openingB } = pairs[pair]!;
  const opening = unit(random) < firstA ? openingA! : openingB!;
  const opened = drawUse(opening, from.hpA, from.hpB, most, random);
  const replied = opened && drawUse(replies[opened.grid]!, opened.hpA, opened.hpB, most, random);
  if (replied === undefined) return undefined;
  const endings = rests[replied.grid - replies.length]!;
  const { to, lossA, lossB, seeded } = endings[drawPlace(endings.length, (n) => endings[n]!.chance, random)]!;
  const hpA = seeded ? seeded.leftA[replied.hpA]! : replied.hpA - lossA;
  const hpB = seeded ? seeded.leftB[replied.hpB]! : replied.hpB - lossB;
  return hpA > 0 && hpB > 0 ? { turn: to, hpA, hpB } : undefined;
}

function drawUse(
  use: Use,
  hpA: number,
  hpB: number,
  [mostA, mostB]: readonly [number, number],
  random: SeededRandom,
) {
  const { isA } = use;
  const steps = (isA ? hpA === mostA : hpB === mostB) ? use.stepsAtFull : use.steps;
  const { grid, foe, own, chance, total } = steps[drawPlace(steps.length, (n) => steps[n]!.total, random)]!;
  // What is beyond the last outcome leaves the HP as they are.
  const k = drawPlace(foe.length + 1, (n) => (n < foe.length ? chance[n]! / total : 1), random);
  const [taken, lost] = [foe[k] ?? 0, own[k] ?? 0];
  const left = {
    grid,
    hpA: Math.min(mostA, hpA - (isA ? lost : taken)),
    hpB: Math.min(mostB, hpB - (isA ? taken : lost)),
  };
  return left.hpA > 0 && left.hpB > 0 ? left : undefined;
}

/** One of `count` places, each as often as its chance says. */
function drawPlace(count: number, chanceOf: (n: number) => number, random: SeededRandom): number {
  let rest = random.next(2 ** 31) / 2 ** 31;
  let last = 0;
  for (let n = 0; n < count; n++) {
    const chance = chanceOf(n);
    if (chance === 0) continue;
    last = n;
    rest -= chance;
    if (rest < 0) break;
  }
  return last;
}

function draw(mix: Float64Array, random: SeededRandom): number {
  return drawPlace(mix.length, (n) => mix[n]!, random);
}

function unit(random: SeededRandom): number {
  return random.next(2 ** 31) / 2 ** 31;
}
