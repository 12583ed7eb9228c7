import type { HpClasses } from "./equal-hp.ts";
import type { Use } from "./layer-plan.ts";

/** All grids of a battle by layers, one behind the other: a cell is the class of A's HP times `countB` plus B's. */
export interface LayerGrids {
  readonly cells: Float64Array;
  readonly hpA: HpClasses;
  readonly hpB: HpClasses;
  readonly countB: number;
  /** Where the grids of replies and of ends of turns begin, by their number. */
  readonly starts: Int32Array;
}

/** One use, ready to be averaged over: for each class of the foe's HP a list of cells with their chances. */
export interface CompiledUse {
  readonly isA: boolean;
  /** By class of the foe's HP: where its list begins in `from` and `chance`. */
  readonly lists: Int32Array;
  /** Places in `cells`, less the part of the user's class. */
  readonly from: Int32Array;
  readonly chance: Float64Array;
  /** A's gain from the foe's fainting, by class of the foe's HP. */
  readonly gain: Float64Array;
  /** Outcomes that cost the user HP. */
  readonly costly: readonly CostlyStep[];
}

interface CostlyStep {
  readonly start: number;
  readonly foe: Int32Array;
  readonly own: Int32Array;
  readonly chance: Float64Array;
}

/** Compiles a use: what leads to HP worth the same is one place with the sum of its chances. */
export function compileUse({ isA, steps }: Use, grids: LayerGrids): CompiledUse {
  const { hpA, hpB, countB, starts } = grids;
  const { hps, classOf } = isA ? hpB : hpA;
  const stride = isA ? 1 : countB;
  const lists = new Int32Array(hps.length + 1);
  const gain = new Float64Array(hps.length);
  const most = steps.reduce((sum, { foe }) => sum + foe.length, 0) * hps.length;
  const from = new Int32Array(most);
  const chance = new Float64Array(most);
  let filled = 0;
  for (let place = 0; place < hps.length; place++) {
    const hp = hps[place]!;
    lists[place] = filled;
    for (const step of steps) {
      if (isA) gain[place]! += step.koChance[hp]!;
      const start = starts[step.grid]!;
      let before = -1;
      for (let k = 0; k < step.foe.length; k++) {
        const taken = step.foe[k]!;
        if (taken >= hp) break;
        if (step.own[k] !== 0) continue;
        const target = classOf[hp - taken]!;
        if (target === before) chance[filled - 1]! += step.chance[k]!;
        else {
          from[filled] = start + target * stride;
          chance[filled++] = step.chance[k]!;
        }
        before = target;
      }
    }
  }
  lists[hps.length] = filled;
  return {
    ...{ isA, lists, gain, from: from.slice(0, filled), chance: chance.slice(0, filled) },
    costly: steps.flatMap(({ isPlain, grid, foe, own, chance: chances }) =>
      isPlain ? [] : [{ ...costlyPart(foe, own, chances), start: starts[grid]! }],
    ),
  };
}

function costlyPart(foe: Int32Array, own: Int32Array, chance: Float64Array): Omit<CostlyStep, "start"> {
  const isCostly = (_: number, k: number): boolean => own[k] !== 0;
  return { foe: foe.filter(isCostly), own: own.filter(isCostly), chance: chance.filter(isCostly) };
}

/** A's mean value over a use at a cell, without what leaves the HP as they are. */
export function meanOfLower(use: CompiledUse, grids: LayerGrids, classA: number, classB: number): number {
  const { cells, countB } = grids;
  const { isA, lists, from, chance, gain } = use;
  const foe = isA ? classB : classA;
  const own = isA ? classA * countB : classB;
  const end = lists[foe + 1]!;
  let sum = gain[foe]!;
  for (let e = lists[foe]!; e < end; e++) sum += chance[e]! * cells[from[e]! + own]!;
  return use.costly.length === 0 ? sum : sum + meanOfCostly(use, grids, classA, classB);
}

function meanOfCostly(
  { isA, costly }: CompiledUse,
  { cells, hpA, hpB, countB }: LayerGrids,
  classA: number,
  classB: number,
): number {
  const [foeSide, ownSide] = isA ? [hpB, hpA] : [hpA, hpB];
  const foeHp = foeSide.hps[isA ? classB : classA]!;
  const ownHp = ownSide.hps[isA ? classA : classB]!;
  const [foeStride, ownStride] = isA ? [1, countB] : [countB, 1];
  let sum = 0;
  for (const { start, foe, own, chance } of costly) {
    for (let k = 0; k < foe.length && foe[k]! < foeHp; k++) {
      const left = ownHp - own[k]!;
      if (left > 0) {
        const at = foeSide.classOf[foeHp - foe[k]!]! * foeStride + ownSide.classOf[left]! * ownStride;
        sum += chance[k]! * cells[start + at]!;
      } else if (!isA) sum += chance[k]!;
    }
  }
  return sum;
}
