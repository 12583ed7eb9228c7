// A battle by layers in which HP can rise, laid out for sweeps: groups of layers that lead to one another, one solved
// after another, and what of each turn is worked out in which group.

import type { HpClasses } from "./equal-hp.ts";
import { openingsOf } from "./layer-classes.ts";
import { isStill } from "./layer-cycles.ts";
import { keptChoices } from "./layer-dominance.ts";
import type { LayerPlan, Pair, Use } from "./layer-plan.ts";
import { type CompiledUse, compileUse, type LayerGrids } from "./layer-uses.ts";
import { risingClasses } from "./rising-classes.ts";
import { type Group, groupsOf, type KeptPairs } from "./rising-groups.ts";

/** A use by whether its user misses HP, ready for sweeps. */
export interface SweptUse {
  readonly compiled: CompiledUse;
  readonly atFull: CompiledUse;
  readonly stills: Stills;
  readonly stillsAtFull: Stills;
}

/** Where a use leads that leaves the HP as they are: numbers of replies or of rests, with the chances. */
export interface Stills {
  readonly places: Int32Array;
  readonly chances: Float64Array;
}

/** All that sweeps need beside the numbers. */
export interface RisingLayout {
  readonly plan: LayerPlan;
  readonly kept: readonly KeptPairs[];
  readonly hpA: HpClasses;
  readonly hpB: HpClasses;
  readonly mostA: number;
  readonly mostB: number;
  readonly countB: number;
  /** Cells of one grid, and grids. */
  readonly size: number;
  readonly grids: number;
  readonly starts: Int32Array;
  readonly openings: readonly SweptUse[];
  readonly placeOf: ReadonlyMap<Use, number>;
  /** By number of the reply; undefined where no kept choice needs it. */
  readonly replies: readonly (SweptUse | undefined)[];
  readonly groups: readonly Group[];
  /** By number of the end of turn: its grid is that of the turn that follows. */
  readonly isTurn: readonly boolean[];
}

/** Lays a battle out; both sides begin with `startA` and `startB` HP and can come to `mostA` and `mostB`. */
export function layOut(
  plan: LayerPlan,
  [startA, startB]: readonly [number, number],
  [mostA, mostB]: readonly [number, number],
): RisingLayout {
  const { turns, replies, rests } = plan;
  const kept = turns.map((turn): KeptPairs => {
    const [keptA, keptB] = [keptChoices(plan, turn, true), keptChoices(plan, turn, false)];
    const pairs = keptA.flatMap((i) => keptB.map((j): Pair => turn.pairs[i * turn.choicesB.length + j]!));
    return { keptA, keptB, pairs };
  });
  const allKept = kept.flatMap(({ pairs }) => pairs);
  const openings = [...openingsOf(allKept)];
  const needed = [
    ...new Set(
      openings.flatMap(({ steps, stepsAtFull }) => [...steps, ...stepsAtFull].map(({ grid }) => grid)),
    ),
  ];
  const hpA = risingClasses(plan, allKept, true, startA, mostA);
  const hpB = risingClasses(plan, allKept, false, startB, mostB);
  const countB = hpB.hps.length;
  const size = hpA.hps.length * countB;
  const starts = new Int32Array(replies.length + rests.length).fill(-1);
  let grids = turns.length;
  for (const reply of needed) starts[reply] = grids++ * size;
  const isTurn = rests.map((endings) => endings.length === 1 && isStill(endings[0]!));
  rests.forEach((endings, rest) => {
    starts[replies.length + rest] = (isTurn[rest] ? endings[0]!.to : grids++) * size;
  });
  const layerGrids: LayerGrids = { cells: new Float64Array(0), hpA, hpB, countB, starts };
  const swept: (SweptUse | undefined)[] = replies.map(() => undefined);
  for (const reply of needed) swept[reply] = sweptUse(replies[reply]!, layerGrids, replies.length);
  const groups = groupsOf(plan, kept, needed, isTurn, starts, size);
  return {
    ...{ plan, kept, hpA, hpB, mostA, mostB, countB, size, grids, starts, groups, isTurn },
    openings: openings.map((use) => sweptUse(use, layerGrids, 0)),
    placeOf: new Map(openings.map((use, place) => [use, place])),
    replies: swept,
  };
}

function sweptUse(use: Use, grids: LayerGrids, base: number): SweptUse {
  const { isA, steps, stepsAtFull } = use;
  const compiled = compileUse(use, grids);
  const stills = stillsOf(steps, base);
  if (steps === stepsAtFull) return { compiled, atFull: compiled, stills, stillsAtFull: stills };
  const atFull = compileUse({ isA, steps: stepsAtFull }, grids);
  return { compiled, atFull, stills, stillsAtFull: stillsOf(stepsAtFull, base) };
}

function stillsOf(steps: Use["steps"], base: number): Stills {
  const stills = steps.filter(({ still }) => still > 0);
  return {
    places: Int32Array.from(stills, ({ grid }) => grid - base),
    chances: Float64Array.from(stills, ({ still }) => still),
  };
}
