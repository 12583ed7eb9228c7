// The exact value of a battle by layers in which HP can rise. Two bounds of every value are swept towards each other:
// from 0 upwards and from 1 downwards, and the truth is between them. Groups of layers that do not lead back to one
// another are solved one after another, and cells in an order in which each comes after those it leads to where there is
// one: only what truly goes round is swept again.

import type { LayerGame, SolvedLayers } from "./layer-grid.ts";
import type { LayerPlan, Pair, Use } from "./layer-plan.ts";
import { meanOfUse } from "./layer-uses.ts";
import { RisingBound } from "./rising-bound.ts";
import { layOut, type RisingLayout } from "./rising-plan.ts";
import { RisingSweeps } from "./rising-sweeps.ts";

const TIE = 0.5;

/** A solved battle, and how far its bounds are apart at the start. */
export interface SolvedRising extends SolvedLayers {
  /** Of the value, and of the pair of choices that is known least. */
  readonly gap: number;
  readonly pairGap: number;
  /** What each turn of a battle may take off its value by haste. */
  readonly haste: number;
}

/** Solves a battle from its HP on; undefined where it would take more than `mostWork` additions. Yields between slices. */
export function* solveRising(
  plan: LayerPlan,
  start: readonly [number, number],
  most: readonly [number, number],
  mostWork = Number.POSITIVE_INFINITY,
): Generator<void, SolvedRising | undefined> {
  const layout = layOut(plan, start, most);
  const lower = new RisingBound(layout);
  const upper = layout.groups.every(({ isExact }) => isExact) ? lower : new RisingBound(layout);
  const sweeps = new RisingSweeps(layout, lower, upper, mostWork);
  for (const group of layout.groups) {
    lower.begin(group, group.isExact ? TIE : 0);
    if (!group.isExact) upper.begin(group, 1);
    if (!(yield* sweeps.settle(group))) return undefined;
    lower.leave(group);
    if (upper !== lower) {
      if (group.isExact) upper.copy(group, lower);
      else upper.leave(group);
    }
    yield;
  }
  const [low, high] = [rootGame(layout, lower, start), rootGame(layout, upper, start)];
  const root = { ...low, values: low.values.map((value, m) => (value + high.values[m]!) / 2) };
  const at = layout.hpA.classOf[start[0]]! * layout.countB + layout.hpB.classOf[start[1]]!;
  const gap = upper.cells[at]! - lower.cells[at]!;
  const pairGap = low.values.reduce((widest, value, m) => Math.max(widest, high.values[m]! - value), 0);
  // From here on the mean of both is what is known.
  if (upper !== lower)
    for (let n = 0; n < lower.cells.length; n++) lower.cells[n] = (lower.cells[n]! + upper.cells[n]!) / 2;
  return {
    ...{ cells: sweeps.cells, plan, gap, pairGap },
    haste: Math.max(...layout.groups.map(({ haste }) => haste)),
    gameAt(turn, hpA, hpB) {
      if (turn === 0 && hpA === start[0] && hpB === start[1]) return root;
      const [a, b] = [layout.hpA.classOf[hpA] ?? -1, layout.hpB.classOf[hpB] ?? -1];
      return a < 0 || b < 0 ? undefined : keptGame(layout, lower, turn, a, b);
    },
  };
}

function keptGame(layout: RisingLayout, bound: RisingBound, turn: number, a: number, b: number): LayerGame {
  const { kept, placeOf, plan } = layout;
  const { keptA, keptB, pairs } = kept[turn]!;
  const { choicesA, choicesB } = plan.turns[turn]!;
  const worth = (use: Use | undefined): number =>
    use === undefined ? 0 : bound.openingAt(placeOf.get(use)!, a, b);
  return {
    choicesA: keptA.map((place) => choicesA[place]!),
    choicesB: keptB.map((place) => choicesB[place]!),
    values: pairValues(pairs, worth),
  };
}

function pairValues(pairs: readonly Pair[], worth: (use: Use | undefined) => number): Float64Array {
  return Float64Array.from(
    pairs,
    ({ firstA, openingA, openingB }) => firstA * worth(openingA) + (1 - firstA) * worth(openingB),
  );
}

/** The game at the start with all choices, also those that are never needed and have no grids. */
function rootGame(
  { plan, hpA, hpB, mostA, mostB }: RisingLayout,
  bound: RisingBound,
  [startA, startB]: readonly [number, number],
): LayerGame {
  const { replies, turns } = plan;
  const { choicesA, choicesB, pairs } = turns[0]!;
  const most = [mostA, mostB] as const;
  const worths = new Map<Use, number>();
  const restAt = (grid: number, a: number, b: number): number =>
    bound.restAt(grid - replies.length, hpA.classOf[a]!, hpB.classOf[b]!);
  const worth = (use: Use | undefined): number => {
    if (use === undefined) return 0;
    let known = worths.get(use);
    if (known === undefined) {
      const replied = new Map<number, number>();
      known = meanOfRising(use, startA, startB, most, (reply, a, b) => {
        const key = (reply * 1024 + a) * 1024 + b;
        const value = replied.get(key) ?? meanOfRising(replies[reply]!, a, b, most, restAt);
        replied.set(key, value);
        return value;
      });
      worths.set(use, known);
    }
    return known;
  };
  return {
    choicesA,
    choicesB,
    values: pairValues(pairs, worth),
  };
}

/** A's mean over a use, which may fail at full HP and gives back no more than is missing. */
function meanOfRising(
  { isA, steps, stepsAtFull }: Use,
  hpA: number,
  hpB: number,
  [mostA, mostB]: readonly [number, number],
  after: (grid: number, hpA: number, hpB: number) => number,
): number {
  const isFull = isA ? hpA === mostA : hpB === mostB;
  return meanOfUse({ isA, steps: isFull ? stepsAtFull : steps }, hpA, hpB, (grid, a, b) =>
    after(grid, Math.min(mostA, a), Math.min(mostB, b)),
  );
}
