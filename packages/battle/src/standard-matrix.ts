// Every form's standard set against every other's, two bytes for each pair: ten bits of the chance, two for each side's
// opening move, two for how sure it is. 188 forms come to 35 kB.

import type { Judge } from "./judge.ts";
import type { PokemonSet } from "./pokemon-set.ts";

/** Turns that a pair is searched with: about 19 ms, so that all pairs take two cores less than four minutes. */
export const MATRIX_NODES = 20_000;

/** A pair of the matrix. */
export interface MatrixPair {
  /** The row's chance, to a thousandth. */
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly method: "exact" | "search";
  /** Slots of both sides' opening moves. */
  readonly best: number;
  readonly answer: number;
}

const STEPS = 1000;
/** The widest distance from `p` to `low` or `high` by class, in steps; class 0 is an exact value. */
const DISTANCES = [1, 30, 60, 500] as const;

/** Number of pairs of `n` sets, each with itself among them. */
export function countPairs(n: number): number {
  return (n * (n + 1)) / 2;
}

/** Values the row's set against itself and all later ones; packed, in their order. */
export function computeMatrixRow(
  judge: Judge,
  sets: readonly PokemonSet[],
  row: number,
  nodes: number = MATRIX_NODES,
): Uint16Array {
  return Uint16Array.from(sets.slice(row), (column) => {
    const own = sets[row]!;
    const { p, low, high, method, moves, opponent } = judge.evaluate(own, column, { nodes });
    const error = Math.max(high - p, p - low);
    const sure =
      method === "exact"
        ? 0
        : Math.max(
            1,
            DISTANCES.findIndex((most) => error <= most / STEPS),
          );
    const best = Math.max(0, own.moves.indexOf(moves[0]!.move));
    const answer = Math.max(0, column.moves.indexOf(opponent[0]!.move));
    return (Math.round(p * STEPS) << 6) | (best << 4) | (answer << 2) | sure;
  });
}

/** Reads a pair of the packed matrix of `n` sets, rows before columns or the other way round. */
export function readMatrixPair(packed: Uint16Array, n: number, row: number, column: number): MatrixPair {
  const [first, second] = row <= column ? [row, column] : [column, row];
  const word = packed[countPairs(n) - countPairs(n - first) + second - first]!;
  const sure = word & 3;
  // In whole steps until the end: fractions would come out as 0.9390000000000001.
  const steps = row <= column ? word >> 6 : STEPS - (word >> 6);
  const distance = DISTANCES[sure]!;
  const slots = [(word >> 4) & 3, (word >> 2) & 3] as const;
  return {
    p: steps / STEPS,
    low: Math.max(0, steps - distance) / STEPS,
    high: Math.min(STEPS, steps + distance) / STEPS,
    method: sure === 0 ? "exact" : "search",
    best: slots[row <= column ? 0 : 1],
    answer: slots[row <= column ? 1 : 0],
  };
}
