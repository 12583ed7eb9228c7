import { MOST_CHOICES, solveMatrixGame } from "./matrix-game.ts";

const MOST_ROUNDS = 200;
const CONVERGED = 1e-14;

const rowMix = new Float64Array(MOST_CHOICES);
const columnMix = new Float64Array(MOST_CHOICES);
const payoffs = new Float64Array(MOST_CHOICES * MOST_CHOICES);

/**
 * The fixed point v of v = value(known + back · v): a saddle point of known / (1 − back) where there is one, else by
 * iteration. A turn that surely changes nothing counts ½: it goes on to the turn limit.
 */
export function settle(
  known: Float64Array,
  back: Float64Array,
  nRows: number,
  nColumns: number,
  saddle: { row: number; column: number },
): number {
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
      saddle.row = i;
    }
  }
  let minimax = Number.POSITIVE_INFINITY;
  for (let j = 0; j < nColumns; j++) {
    let best = Number.NEGATIVE_INFINITY;
    for (let m = j; m < known.length; m += nColumns) {
      const payoff = alone(known[m]!, back[m]!);
      if (payoff > best) best = payoff;
    }
    if (best < minimax) {
      minimax = best;
      saddle.column = j;
    }
  }
  if (minimax - maximin <= CONVERGED) return maximin;
  let value = (maximin + minimax) / 2;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let m = 0; m < known.length; m++) payoffs[m] = known[m]! + back[m]! * value;
    const next =
      nRows === 2 && nColumns === 2
        ? solveTwoByTwo()
        : solveMatrixGame(payoffs, nRows, nColumns, rowMix, columnMix);
    const change = next - value;
    value = next;
    if (change < CONVERGED && change > -CONVERGED) break;
  }
  return value;
}

/** The value of the 2 × 2 game in `payoffs`. */
function solveTwoByTwo(): number {
  const a = payoffs[0]!;
  const b = payoffs[1]!;
  const c = payoffs[2]!;
  const d = payoffs[3]!;
  const maximin = Math.max(Math.min(a, b), Math.min(c, d));
  const minimax = Math.min(Math.max(a, c), Math.max(b, d));
  if (minimax <= maximin) return maximin;
  return (a * d - b * c) / (a + d - b - c);
}

/** The value of a pair of actions by itself: `known`, and with the chance `back` the same again; ½ where it never ends. */
export function alone(known: number, back: number): number {
  return back === 0 ? known : back > 1 - 1e-12 ? 0.5 : known / (1 - back);
}
