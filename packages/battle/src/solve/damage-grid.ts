// The exact value of a battle of damage, by HP of both sides: HP only fall, so one pass from low to high settles every
// cell. A turn is two half-turns; averaging over the second mover's outcomes first, once for each of its attacks, makes
// a cell cost hundreds of multiplications instead of ten thousand. Where nothing happens to either side the turn leads
// back to its own cell, and the cell's value is a fixed point.

import { type Arena, returnArena, takeArena } from "./arena.ts";
import { alone, noSupport, settle } from "./cell-value.ts";
import type { DamageBattle } from "./damage-class.ts";
import { actionsOf, type GridAction, type GridForms, planGrid, type UseList } from "./grid-plan.ts";
import {
  countBits,
  findReach,
  type GridReach,
  type Passage,
  placesByBits,
  type ReachedCells,
} from "./grid-reach.ts";
import { chanceToBeFirst, type Grids, type Meeting, meet, valueAt } from "./grid-uses.ts";
import { TurnMeans } from "./turn-means.ts";

/** The game of one turn at one cell. */
export interface CellGame {
  readonly actionsA: readonly GridAction[];
  readonly actionsB: readonly GridAction[];
  /** The chance that A wins after A's action i and B's action j now: `values[i * actionsB.length + j]`. */
  readonly values: Float64Array;
}

/** A solved battle of damage. */
export interface SolvedGrid {
  /** Cells settled. */
  readonly cells: number;
  /** Slots of each side that an optimal player can need, by form. */
  readonly keptA: readonly (readonly number[])[];
  readonly keptB: readonly (readonly number[])[];
  /**
   * The game of a cell that optimal play can come to: at the start with all actions, later with those an optimal player
   * can need. Forms are places in `megasA` and `megasB`.
   */
  gameAt(formA: number, formB: number, hpA: number, hpB: number): CellGame;
  /** Gives the memory back for the next battle; the grid must not be asked again. */
  release(): void;
}

/** How often a saddle point is looked for beside the last one before the whole game is worked out. */
const MOST_STEPS = 4;

/**
 * Solves a battle of damage from its HP on; undefined where it would take more than `mostWork` (about the number of
 * additions).
 */
export function solveGrid(battle: DamageBattle, mostWork = Number.POSITIVE_INFINITY): SolvedGrid | undefined {
  const arena = takeArena();
  const plan = planGrid(battle, arena);
  const reach = findReach(battle, plan, arena);
  if (workOf(reach) > mostWork) {
    returnArena(arena);
    return undefined;
  }
  const grids = plan.forms.map((row, a) =>
    row.map((forms, b) => makeGrids(forms, reach.cells[a]![b]!, arena)),
  );
  let cells = 0;
  for (let a = grids.length - 1; a >= 0; a--) {
    for (let b = grids[a]!.length - 1; b >= 0; b--) {
      cells += solveForms(grids[a]![b]!, meetingsOf(grids, reach.passages[a]![b]!), arena);
    }
  }
  const [keptA, keptB] = [plan.keptA.map(({ slots }) => slots), plan.keptB.map(({ slots }) => slots)];
  const everySlotA = keptA.map((_, form) => slotsIn(battle.pairs[form]![0]!.attacksA));
  const everySlotB = keptB.map((_, form) => slotsIn(battle.pairs[0]![form]!.attacksB));
  return {
    ...{ cells, keptA, keptB },
    gameAt(formA, formB, hpA, hpB) {
      // What a needless action leads to is only known from the start.
      const isStart = formA === 0 && formB === 0 && hpA === battle.hpA && hpB === battle.hpB;
      const { sideA, sideB } = plan.forms[formA]![formB]!;
      const actionsA = isStart ? actionsOf(everySlotA, formA, false) : sideA.actions;
      const actionsB = isStart ? actionsOf(everySlotB, formB, false) : sideB.actions;
      const here = valueAt(grids[formA]![formB]!, hpA, hpB);
      const known = new Map<Grids, TurnMeans>();
      const words = 4 * (hpA + hpB + 2);
      const room = arena.floats.take(words * keptA.length * keptB.length);
      const values = new Float64Array(actionsA.length * actionsB.length);
      let m = 0;
      for (const actionA of actionsA) {
        for (const actionB of actionsB) {
          const there = grids[actionA.form]![actionB.form]!;
          let means = known.get(there);
          if (means === undefined) {
            const isHere = actionA.form === formA && actionB.form === formB;
            const own = room.subarray(words * known.size, words * (known.size + 1));
            means = new TurnMeans(there, hpA, hpB, isHere ? here : undefined, own);
            known.set(there, means);
          }
          values[m++] = means.of(actionA.slot, actionB.slot);
        }
      }
      arena.floats.trim(room, 0);
      return { actionsA, actionsB, values };
    },
    release: () => returnArena(arena),
  };
}

/** About the number of additions. */
function workOf({ cells, passages }: GridReach): number {
  let work = 0;
  for (const [a, row] of cells.entries()) {
    for (const [b, { turns }] of row.entries()) {
      let length = 0;
      for (const { firstA, firstB } of passages[a]![b]!) length += meanLength(firstA) + meanLength(firstB);
      work += countBits(turns) * length;
    }
  }
  return work;
}

/** Outcomes of all of a side's uses from a class of HP, in the mean. */
function meanLength(lists: readonly (UseList | undefined)[]): number {
  let length = 0;
  for (const list of lists) if (list !== undefined) length += list.places.length / list.ko.length;
  return length;
}

function makeGrids(forms: GridForms, reached: ReachedCells, arena: Arena): Grids {
  const { sideA, sideB, pair } = forms;
  const stride = sideB.hp.hps.length;
  const size = sideA.hp.hps.length * stride;
  const beforeA: Float64Array[] = [];
  const beforeB: Float64Array[] = [];
  // Only what can be acted before has a grid: against a slower side half of them are not needed.
  for (const slotA of slotsIn(sideA.second)) {
    for (const slotB of slotsIn(sideB.second)) {
      const firstA = chanceToBeFirst(pair, slotA, slotB);
      if (firstA < 1) beforeA[slotA] ??= unasked(size, arena);
      if (firstA > 0) beforeB[slotB] ??= unasked(size, arena);
    }
  }
  return { forms, reached, stride, value: unasked(size, arena), beforeA, beforeB };
}

/** A grid of NaN, what nobody has settled or asked for: of ones bit by bit, which is quick to write. */
function unasked(size: number, arena: Arena): Float64Array {
  const grid = arena.floats.take(size);
  new Uint8Array(grid.buffer, grid.byteOffset, grid.byteLength).fill(0xff);
  return grid;
}

/** The slots that have an entry. */
function slotsIn(list: readonly unknown[]): readonly number[] {
  return [0, 1, 2, 3].filter((slot) => list[slot] !== undefined);
}

function meetingsOf(grids: readonly (readonly Grids[])[], passages: readonly Passage[]): readonly Meeting[] {
  const { sideA, sideB } = passages[0]!.from;
  return sideA.actions.flatMap((actionA) =>
    sideB.actions.map((actionB): Meeting => {
      const there = grids[actionA.form]![actionB.form]!;
      const passage = passages.find(({ to }) => to === there.forms)!;
      const firstA = chanceToBeFirst(there.forms.pair, actionA.slot, actionB.slot);
      return {
        ...{ grids: there, passage, firstA },
        ...{ slotA: actionA.slot, slotB: actionB.slot },
        listA: passage.firstA[actionA.slot]!,
        listB: passage.firstB[actionB.slot]!,
        back: passage.from === passage.to ? backOf(there.forms, actionA.slot, actionB.slot, firstA) : 0,
      };
    }),
  );
}

/** The chance that nothing happens to either side in a turn. */
function backOf({ sideA, sideB }: GridForms, slotA: number, slotB: number, firstA: number): number {
  return (
    firstA * sideA.first[slotA]!.nothing * sideB.second[slotB]!.nothing +
    (1 - firstA) * sideA.second[slotA]!.nothing * sideB.first[slotB]!.nothing
  );
}

/** Settles a pair of forms, those it can turn into being settled; gives back the number of cells. */
function solveForms(here: Grids, meetings: readonly Meeting[], arena: Arena): number {
  const { forms, reached, stride, value } = here;
  const { sideA, sideB } = forms;
  const { words, turns } = reached;
  const countA = sideA.hp.hps.length;
  const nColumns = sideB.actions.length;
  const rowsAt = placesByBits(sideA.needed);
  const columnsAt = placesByBits(sideB.needed);
  const worths = new CellWorths(meetings, stride, arena);
  const game = arena.floats.take(meetings.length);
  const back = arena.floats.take(meetings.length);
  const support = noSupport();
  let [row, column] = [0, 0];
  let cells = 0;
  for (let ca = 0; ca < countA; ca++) {
    const columns = columnsAt[ca]!;
    if (((sideB.needed[ca]! >> column) & 1) === 0) column = columns[0] ?? 0;
    worths.enterRow();
    for (let cb = 0; cb < stride; cb++) {
      if ((turns[ca * words + (cb >> 5)]! & (1 << (cb & 31))) === 0) continue;
      cells++;
      const rows = rowsAt[cb]!;
      if (((sideA.needed[cb]! >> row) & 1) === 0) row = rows[0]!;
      worths.enter(ca, cb);
      // Most cells have the saddle point of the cell before, or one a step or two away from it: its row and its column
      // are enough to see that.
      let settled = worths.of(row * nColumns + column);
      let isSaddle = false;
      for (let step = 0; step < MOST_STEPS && !isSaddle; step++) {
        isSaddle = true;
        for (let i = 0; i < rows.length; i++) {
          const m = rows[i]! * nColumns + column;
          if (rows[i] === row || worths.isAtMost(m, settled)) continue;
          [row, settled, isSaddle] = [rows[i]!, worths.of(m), false];
        }
        for (let j = 0; j < columns.length; j++) {
          const m = row * nColumns + columns[j]!;
          if (columns[j] === column || worths.isAtLeast(m, settled)) continue;
          [column, settled, isSaddle] = [columns[j]!, worths.of(m), false];
        }
      }
      if (!isSaddle) {
        let n = 0;
        for (let i = 0; i < rows.length; i++) {
          for (let j = 0; j < columns.length; j++) {
            const m = rows[i]! * nColumns + columns[j]!;
            worths.of(m);
            game[n] = worths.known[m]!;
            back[n++] = meetings[m]!.back;
          }
        }
        settled = settle(game, back, rows.length, columns.length, support);
        row = rows[support.row]!;
        column = columns[support.column]!;
      }
      value[ca * stride + cb] = settled;
    }
  }
  return cells;
}

/**
 * What the meetings of a pair of forms are worth, worked out where that is asked for. More HP of B's are never better for
 * A, and more of A's never worse: what a meeting was worth with fewer HP of B bounds it from above, with fewer HP of A
 * from below. Most that is asked is answered by that.
 */
class CellWorths {
  readonly #meetings: readonly Meeting[];
  readonly #stride: number;
  /** But for what leads back to the cell; of the cell that `#knownAt` names. */
  readonly known: Float64Array;
  readonly #worth: Float64Array;
  readonly #knownAt: Int32Array;
  readonly #above: Float64Array;
  readonly #below: Float64Array;
  #a = 0;
  #b = 0;
  #at = 0;

  constructor(meetings: readonly Meeting[], stride: number, arena: Arena) {
    this.#meetings = meetings;
    this.#stride = stride;
    this.known = arena.floats.take(meetings.length);
    this.#worth = arena.floats.take(meetings.length);
    this.#knownAt = arena.ints.take(meetings.length).fill(-1);
    this.#above = arena.floats.take(meetings.length);
    this.#below = arena.floats.zeros(meetings.length * stride);
  }

  enterRow(): void {
    this.#above.fill(1);
  }

  enter(ca: number, cb: number): void {
    this.#a = ca;
    this.#b = cb;
    this.#at = ca * this.#stride + cb;
  }

  /** What meeting m is worth by itself in the cell that was entered. */
  of(m: number): number {
    if (this.#knownAt[m] === this.#at) return this.#worth[m]!;
    const meeting = this.#meetings[m]!;
    const known = meet(meeting, this.#a, this.#b);
    const worth = alone(known, meeting.back);
    this.known[m] = known;
    this.#knownAt[m] = this.#at;
    this.#worth[m] = worth;
    this.#above[m] = worth;
    this.#below[m * this.#stride + this.#b] = worth;
    return worth;
  }

  isAtMost(m: number, limit: number): boolean {
    return this.#above[m]! <= limit || this.of(m) <= limit;
  }

  isAtLeast(m: number, limit: number): boolean {
    return this.#below[m * this.#stride + this.#b]! >= limit || this.of(m) >= limit;
  }
}
