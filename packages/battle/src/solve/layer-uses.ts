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
  /** Outcomes that cost the user HP or give it some; undefined where there are none. */
  readonly costly: CostlyList | undefined;
}

/** A list of cells by class of the foe's HP, like the plain one, with what becomes of the user's HP for each. */
interface CostlyList {
  readonly lists: Int32Array;
  readonly from: Int32Array;
  readonly chance: Float64Array;
  /** Where the row of each entry begins in `places`: by class of the user's HP, the part that adds to `from`. */
  readonly rows: Int32Array;
  readonly places: Int32Array;
}

/** Stands among places for a user that faints. */
const FAINTED = -1;

/** Compiles a use: what leads to HP worth the same is one place with the sum of its chances. */
export function compileUse({ isA, steps }: Pick<Use, "isA" | "steps">, grids: LayerGrids): CompiledUse {
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
    costly: costlyList(isA, steps, grids),
  };
}

function costlyList(isA: boolean, steps: Use["steps"], grids: LayerGrids): CostlyList | undefined {
  if (steps.every(({ isPlain }) => isPlain)) return undefined;
  const { hpA, hpB, countB, starts } = grids;
  const [foeSide, ownSide] = isA ? [hpB, hpA] : [hpA, hpB];
  const [foeStride, ownStride] = isA ? [1, countB] : [countB, 1];
  const mostHp = ownSide.classOf.length - 1;
  const rowOf = new Map<number, number>();
  const places: number[] = [];
  const rowFor = (loss: number): number => {
    let row = rowOf.get(loss);
    if (row === undefined) {
      row = places.length;
      rowOf.set(loss, row);
      for (const hp of ownSide.hps) {
        // What the user gains is a loss below 0.
        const left = Math.min(mostHp, hp - loss);
        places.push(left > 0 ? ownSide.classOf[left]! * ownStride : FAINTED);
      }
    }
    return row;
  };
  const lists = new Int32Array(foeSide.hps.length + 1);
  const [from, chance, rows]: [number[], number[], number[]] = [[], [], []];
  foeSide.hps.forEach((hp, place) => {
    lists[place] = from.length;
    for (const { isPlain, grid, foe, own, chance: chances } of steps) {
      if (isPlain) continue;
      const start = starts[grid]!;
      for (let k = 0; k < foe.length && foe[k]! < hp; k++) {
        if (own[k] === 0) continue;
        const target = start + foeSide.classOf[hp - foe[k]!]! * foeStride;
        const row = rowFor(own[k]!);
        if (from.length > lists[place]! && from.at(-1) === target && rows.at(-1) === row) {
          chance[chance.length - 1]! += chances[k]!;
        } else {
          from.push(target);
          rows.push(row);
          chance.push(chances[k]!);
        }
      }
    }
  });
  lists[foeSide.hps.length] = from.length;
  return {
    ...{ lists, from: Int32Array.from(from), chance: Float64Array.from(chance) },
    ...{ rows: Int32Array.from(rows), places: Int32Array.from(places) },
  };
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
  return use.costly === undefined
    ? sum
    : sum + meanOfCostly(use.costly, isA, cells, foe, isA ? classA : classB);
}

function meanOfCostly(
  { lists, from, chance, rows, places }: CostlyList,
  isA: boolean,
  cells: Float64Array,
  foe: number,
  own: number,
): number {
  const end = lists[foe + 1]!;
  let sum = 0;
  for (let e = lists[foe]!; e < end; e++) {
    const place = places[rows[e]! + own]!;
    if (place !== FAINTED) sum += chance[e]! * cells[from[e]! + place]!;
    else if (!isA) sum += chance[e]!;
  }
  return sum;
}

/** A's mean over a use, `after` being what each of its grids is worth at the HP that are left. */
export function meanOfUse(
  { isA, steps }: Pick<Use, "isA" | "steps">,
  hpA: number,
  hpB: number,
  after: (grid: number, hpA: number, hpB: number) => number,
): number {
  let sum = 0;
  for (const { grid, foe, own, chance, still } of steps) {
    if (still > 0) sum += still * after(grid, hpA, hpB);
    for (let k = 0; k < foe.length; k++) {
      const [lostA, lostB] = isA ? [own[k]!, foe[k]!] : [foe[k]!, own[k]!];
      const foeFaints = isA ? lostB >= hpB : lostA >= hpA;
      if (foeFaints) sum += isA ? chance[k]! : 0;
      else if (lostA >= hpA) continue;
      else if (lostB >= hpB) sum += chance[k]!;
      else sum += chance[k]! * after(grid, hpA - lostA, hpB - lostB);
    }
  }
  return sum;
}
