// The game of a turn at a cell. What a pair of choices is worth is worked out where it is asked for: most cells have
// the saddle point of the cell before, which its row and its column prove.

import { alone, noSupport, settle } from "./cell-value.ts";
import type { Back } from "./layer-cycles.ts";

/** Pairs of a turn's kept choices, as places in the row of all first uses (−1: none). */
export interface TurnPairs {
  readonly nA: number;
  readonly nB: number;
  readonly firstA: Float64Array;
  readonly openingsA: Int32Array;
  readonly openingsB: Int32Array;
  readonly backs: readonly Back[];
}

/** The game of one turn; `value` until the turns it leads to rest. Visits of cells are told apart by their number. */
export class TurnGame {
  readonly #pairs: TurnPairs;
  readonly #openingValue: (opening: number) => number;
  /** What a pair is worth but for what leaves the HP as they are, and the cell that it is known for. */
  readonly #lower: Float64Array;
  readonly #lowerCell: Int32Array;
  /** The same with other turns' part. */
  readonly #known: Float64Array;
  /** The chance to come back to this very turn; and to others: pair m's are from `#otherStarts[m]` on. */
  readonly #self: Float64Array;
  readonly #otherStarts: Int32Array;
  readonly #others: Int32Array;
  readonly #otherChances: Float64Array;
  readonly #support = noSupport();

  constructor(turn: number, pairs: TurnPairs, openingValue: (opening: number) => number) {
    const { backs } = pairs;
    this.#pairs = pairs;
    this.#openingValue = openingValue;
    this.#lower = new Float64Array(backs.length);
    this.#lowerCell = new Int32Array(backs.length).fill(-1);
    this.#known = new Float64Array(backs.length);
    this.#self = Float64Array.from(backs, (back) => back.get(turn) ?? 0);
    const others = backs.map((back) => [...back].filter(([to]) => to !== turn));
    this.#otherStarts = new Int32Array(backs.length + 1);
    others.forEach((list, m) => {
      this.#otherStarts[m + 1] = this.#otherStarts[m]! + list.length;
    });
    this.#others = Int32Array.from(others.flat(), ([to]) => to);
    this.#otherChances = Float64Array.from(others.flat(), ([, chance]) => chance);
  }

  /** The turn's value at a cell whose other turns have the `values`. */
  value(cell: number, values: Float64Array): number {
    const { nA, nB } = this.#pairs;
    const support = this.#support;
    const guessed = support.row * nB + support.column;
    const value = this.#worth(guessed, cell, values);
    if (nA * nB === 1) return value;
    let isSaddle = true;
    for (let m = support.column; m < nA * nB && isSaddle; m += nB) {
      if (m !== guessed) isSaddle = this.#worth(m, cell, values) <= value;
    }
    for (let m = support.row * nB; m < (support.row + 1) * nB && isSaddle; m++) {
      if (m !== guessed) isSaddle = this.#worth(m, cell, values) >= value;
    }
    if (isSaddle) return value;
    for (let m = 0; m < nA * nB; m++) this.#worth(m, cell, values);
    return settle(this.#known, this.#self, nA, nB, support);
  }

  #worth(m: number, cell: number, values: Float64Array): number {
    let known: number;
    if (this.#lowerCell[m] === cell) known = this.#lower[m]!;
    else {
      const { firstA, openingsA, openingsB } = this.#pairs;
      const first = firstA[m]!;
      known = first > 0 ? first * this.#openingValue(openingsA[m]!) : 0;
      if (first < 1) known += (1 - first) * this.#openingValue(openingsB[m]!);
      this.#lower[m] = known;
      this.#lowerCell[m] = cell;
    }
    const end = this.#otherStarts[m + 1]!;
    for (let n = this.#otherStarts[m]!; n < end; n++) {
      known += this.#otherChances[n]! * values[this.#others[n]!]!;
    }
    this.#known[m] = known;
    return alone(known, this.#self[m]!);
  }
}
