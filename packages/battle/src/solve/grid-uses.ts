// What turns are worth in the grids of a battle of damage: first uses lead to cells in the middle of a turn, whose worth is
// worked out where it is asked for, and kept.

import type { FormPair } from "./damage-class.ts";
import type { GridForms, UseList } from "./grid-plan.ts";
import type { Passage, ReachedCells } from "./grid-reach.ts";

/** The grids of a pair of forms, all indexed by class of A's HP times `stride` plus class of B's. */
export interface Grids {
  readonly forms: GridForms;
  readonly reached: ReachedCells;
  readonly stride: number;
  readonly value: Float64Array;
  /**
   * By slot: the value once A has acted and B's attack is still to come; and the reverse. NaN where nobody has asked yet.
   */
  readonly beforeB: readonly (Float64Array | undefined)[];
  readonly beforeA: readonly (Float64Array | undefined)[];
}

/** One pair of actions of a cell. */
export interface Meeting {
  /** Where it leads to. */
  readonly grids: Grids;
  readonly passage: Passage;
  /** The chance that A acts first. */
  readonly firstA: number;
  readonly slotA: number;
  readonly slotB: number;
  /** Each side's use where it is the first. */
  readonly listA: UseList;
  readonly listB: UseList;
  /** The chance that nobody's HP or form change. */
  readonly back: number;
}

/** A's chance to win a meeting, but for the part that leads back to the cell. */
export function meet(meeting: Meeting, ca: number, cb: number): number {
  const { grids, passage, firstA, slotA, slotB, listA, listB, back } = meeting;
  const x = passage.sameA[ca]!;
  const y = passage.sameB[cb]!;
  const stays = back > 0;
  let value = 0;
  if (firstA > 0) {
    value = openByA(listA, cb, grids, slotB, x);
    // What leaves both sides' HP as they are is left out where it is this very cell.
    if (listA.nothing > 0) value += listA.nothing * replyByB(grids, slotB, x, y, stays);
    if (firstA === 1) return value;
  }
  let second = openByB(listB, ca, grids, slotA, y);
  if (listB.nothing > 0) second += listB.nothing * replyByA(grids, slotA, x, y, stays);
  return firstA * value + (1 - firstA) * second;
}

/** A's mean over its use on B's class `target` of HP, the reply in slot `slotB` to come, without what does nothing. */
function openByA(list: UseList, target: number, grids: Grids, slotB: number, x: number): number {
  const { starts, places, chances, losses, ko } = list;
  const grid = grids.beforeB[slotB]!;
  const end = starts[target + 1]!;
  let sum = ko[target]!;
  if (losses === undefined) {
    const row = x * grids.stride;
    for (let e = starts[target]!; e < end; e++) {
      const after = grid[row + places[e]!]!;
      sum += chances[e]! * (after >= 0 ? after : replyByB(grids, slotB, x, places[e]!, false));
    }
    return sum;
  }
  const { hps, classOf } = grids.forms.sideA.hp;
  for (let e = starts[target]!; e < end; e++) {
    const left = hps[x]! - losses[e]!;
    if (left > 0) sum += chances[e]! * replyByB(grids, slotB, classOf[left]!, places[e]!, false);
  }
  return sum;
}

/** The same over B's use on A's class `target`. */
function openByB(list: UseList, target: number, grids: Grids, slotA: number, y: number): number {
  const { starts, places, chances, losses } = list;
  const { stride } = grids;
  const grid = grids.beforeA[slotA]!;
  const end = starts[target + 1]!;
  let sum = 0;
  if (losses === undefined) {
    for (let e = starts[target]!; e < end; e++) {
      const after = grid[places[e]! + y]!;
      sum += chances[e]! * (after >= 0 ? after : replyByA(grids, slotA, places[e]! / stride, y, false));
    }
    return sum;
  }
  const { hps, classOf } = grids.forms.sideB.hp;
  for (let e = starts[target]!; e < end; e++) {
    const left = hps[y]! - losses[e]!;
    if (left <= 0) sum += chances[e]!;
    else sum += chances[e]! * replyByA(grids, slotA, places[e]! / stride, classOf[left]!, false);
  }
  return sum;
}

/** A's mean over B's second use of a turn in a cell; `without` what does nothing, it is worked out anew. */
function replyByB(
  { forms, stride, value, beforeB }: Grids,
  slot: number,
  x: number,
  y: number,
  without: boolean,
): number {
  const at = x * stride + y;
  const grid = beforeB[slot]!;
  if (!without && !Number.isNaN(grid[at]!)) return grid[at]!;
  const { starts, places, chances, losses, nothing } = forms.sideB.second[slot]!;
  const end = starts[x + 1]!;
  let sum = 0;
  if (losses === undefined) {
    for (let e = starts[x]!; e < end; e++) sum += chances[e]! * value[places[e]! + y]!;
  } else {
    const { hps, classOf } = forms.sideB.hp;
    for (let e = starts[x]!; e < end; e++) {
      const left = hps[y]! - losses[e]!;
      sum += left > 0 ? chances[e]! * value[places[e]! + classOf[left]!]! : chances[e]!;
    }
  }
  if (without) return sum;
  if (nothing > 0) sum += nothing * value[at]!;
  grid[at] = sum;
  return sum;
}

/** The same over A's second use. */
function replyByA(
  { forms, stride, value, beforeA }: Grids,
  slot: number,
  x: number,
  y: number,
  without: boolean,
): number {
  const at = x * stride + y;
  const grid = beforeA[slot]!;
  if (!without && !Number.isNaN(grid[at]!)) return grid[at]!;
  const { starts, places, chances, losses, ko, nothing } = forms.sideA.second[slot]!;
  const end = starts[y + 1]!;
  let sum = ko[y]!;
  if (losses === undefined) {
    const row = x * stride;
    for (let e = starts[y]!; e < end; e++) sum += chances[e]! * value[row + places[e]!]!;
  } else {
    const { hps, classOf } = forms.sideA.hp;
    for (let e = starts[y]!; e < end; e++) {
      const left = hps[x]! - losses[e]!;
      if (left > 0) sum += chances[e]! * value[classOf[left]! * stride + places[e]!]!;
    }
  }
  if (without) return sum;
  if (nothing > 0) sum += nothing * value[at]!;
  grid[at] = sum;
  return sum;
}

/** What a cell is worth. */
export function valueAt({ forms, stride, value }: Grids, hpA: number, hpB: number): number {
  return value[forms.sideA.hp.classOf[hpA]! * stride + forms.sideB.hp.classOf[hpB]!]!;
}

/** The chance that A's attack comes before B's. */
export function chanceToBeFirst(
  { attacksA, attacksB, speedA, speedB }: FormPair,
  slotA: number,
  slotB: number,
): number {
  const order = attacksA[slotA]!.priority - attacksB[slotB]!.priority || speedA - speedB;
  return order > 0 ? 1 : order < 0 ? 0 : 0.5;
}
