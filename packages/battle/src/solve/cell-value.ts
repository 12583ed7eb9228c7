import { MOST_CHOICES, solveMatrixGame } from "./matrix-game.ts";

const MOST_ROUNDS = 200;
const CONVERGED = 1e-14;
/** Of a reply that is no better than the mix it is checked against. */
const ROUNDING = 1e-13;

const rowMix = new Float64Array(MOST_CHOICES);
const columnMix = new Float64Array(MOST_CHOICES);
const payoffs = new Float64Array(MOST_CHOICES * MOST_CHOICES);

/** Which choices the last game of a row of alike games came down to. */
export interface Support {
  /** The saddle point, or what is nearest to one. */
  row: number;
  column: number;
  /** Two rows and two columns that were mixed; −1 in `rowA` for none. */
  rowA: number;
  rowB: number;
  columnA: number;
  columnB: number;
}

/** Nothing known yet. */
export function noSupport(): Support {
  return { row: 0, column: 0, rowA: -1, rowB: -1, columnA: -1, columnB: -1 };
}

/**
 * The fixed point v of v = value(known + back · v): a saddle point of known / (1 − back) where there is one, else the mix
 * of the game before where it still is the best, else the matrix game's. A turn that surely changes nothing counts ½: it
 * goes on to the turn limit.
 */
export function settle(
  known: Float64Array,
  back: Float64Array,
  nRows: number,
  nColumns: number,
  support: Support,
): number {
  const size = nRows * nColumns;
  let maximin = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < nRows; i++) {
    let worst = Number.POSITIVE_INFINITY;
    for (let j = 0; j < nColumns; j++) {
      const m = i * nColumns + j;
      const payoff = alone(known[m]!, back[m]!);
      if (payoff < worst) worst = payoff;
    }
    if (worst > maximin) {
      maximin = worst;
      support.row = i;
    }
  }
  let minimax = Number.POSITIVE_INFINITY;
  for (let j = 0; j < nColumns; j++) {
    let best = Number.NEGATIVE_INFINITY;
    for (let m = j; m < size; m += nColumns) {
      const payoff = alone(known[m]!, back[m]!);
      if (payoff > best) best = payoff;
    }
    if (best < minimax) {
      minimax = best;
      support.column = j;
    }
  }
  if (minimax - maximin <= CONVERGED) return maximin;
  let value = (maximin + minimax) / 2;
  const again = mixOfTwo(known, back, nRows, nColumns, value, support);
  if (again >= 0) return again;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let m = 0; m < size; m++) payoffs[m] = known[m]! + back[m]! * value;
    const once = solveMatrixGame(payoffs, nRows, nColumns, rowMix, columnMix);
    // What these mixes are worth where they are played again and again.
    const next = under(known, back, nRows, nColumns, once);
    const change = next - value;
    value = next;
    if (change < CONVERGED && change > -CONVERGED) break;
  }
  noteTwo(nRows, nColumns, support);
  return value;
}

/** What the mixes at hand are worth for good; `once` where they never end. */
function under(
  known: Float64Array,
  back: Float64Array,
  nRows: number,
  nColumns: number,
  once: number,
): number {
  let [sum, stays] = [0, 0];
  for (let i = 0; i < nRows; i++) {
    if (rowMix[i] === 0) continue;
    for (let j = 0; j < nColumns; j++) {
      const weight = rowMix[i]! * columnMix[j]!;
      sum += weight * known[i * nColumns + j]!;
      stays += weight * back[i * nColumns + j]!;
    }
  }
  return stays > 1 - 1e-12 ? once : sum / (1 - stays);
}

/** Remembers which two rows and columns are mixed, where it is two. */
function noteTwo(nRows: number, nColumns: number, support: Support): void {
  const [rowA, rowB, rows] = mixedIn(rowMix, nRows);
  const [columnA, columnB, columns] = mixedIn(columnMix, nColumns);
  const isTwo = rows === 2 && columns === 2;
  Object.assign(support, isTwo ? { rowA, rowB, columnA, columnB } : { rowA: -1 });
}

function mixedIn(mix: Float64Array, n: number): readonly [number, number, number] {
  let [first, last, count] = [-1, -1, 0];
  for (let k = 0; k < n; k++) {
    if (mix[k]! <= 0) continue;
    if (first < 0) first = k;
    last = k;
    count++;
  }
  return [first, last, count];
}

/** The fixed point of the mix of two rows and two columns of before; −1 where it is not the best of the game. */
function mixOfTwo(
  known: Float64Array,
  back: Float64Array,
  nRows: number,
  nColumns: number,
  start: number,
  { rowA, rowB, columnA, columnB }: Support,
): number {
  const isTwoByTwo = nRows === 2 && nColumns === 2;
  if (!isTwoByTwo && (rowA < 0 || rowB >= nRows || columnB >= nColumns)) return -1;
  const [first, second] = isTwoByTwo ? [0, 1] : [rowA, rowB];
  const [left, right] = isTwoByTwo ? [0, 1] : [columnA, columnB];
  const [ma, mb] = [first * nColumns + left, first * nColumns + right];
  const [mc, md] = [second * nColumns + left, second * nColumns + right];
  let value = start;
  let [x, y] = [0, 0];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const a = known[ma]! + back[ma]! * value;
    const b = known[mb]! + back[mb]! * value;
    const c = known[mc]! + back[mc]! * value;
    const d = known[md]! + back[md]! * value;
    const spread = a + d - b - c;
    x = (d - c) / spread;
    y = (d - b) / spread;
    if (!(x > 0 && x < 1 && y > 0 && y < 1)) return -1;
    const [wa, wb, wc, wd] = [x * y, x * (1 - y), (1 - x) * y, (1 - x) * (1 - y)];
    const stays = wa * back[ma]! + wb * back[mb]! + wc * back[mc]! + wd * back[md]!;
    const next = (wa * known[ma]! + wb * known[mb]! + wc * known[mc]! + wd * known[md]!) / (1 - stays);
    const change = next - value;
    value = next;
    if (change < CONVERGED && change > -CONVERGED) break;
  }
  for (let i = 0; i < nRows; i++) {
    const [l, r] = [i * nColumns + left, i * nColumns + right];
    const reply = y * (known[l]! + back[l]! * value) + (1 - y) * (known[r]! + back[r]! * value);
    if (reply > value + ROUNDING) return -1;
  }
  for (let j = 0; j < nColumns; j++) {
    const [u, l] = [first * nColumns + j, second * nColumns + j];
    const reply = x * (known[u]! + back[u]! * value) + (1 - x) * (known[l]! + back[l]! * value);
    if (reply < value - ROUNDING) return -1;
  }
  return value;
}

/** The value of a pair of actions by itself: `known`, and with the chance `back` the same again; ½ where it never ends. */
export function alone(known: number, back: number): number {
  return back === 0 ? known : back > 1 - 1e-12 ? 0.5 : known / (1 - back);
}
