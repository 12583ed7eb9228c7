/** Most rows or columns of a game: four moves, each also with Mega X or Mega Y. */
export const MOST_CHOICES = 12;

const EPSILON = 1e-12;
const MOST_PIVOTS = 400;
const WIDTH = 2 * MOST_CHOICES + 1;
const tableau = new Float64Array((MOST_CHOICES + 1) * WIDTH);
const basis = new Int32Array(MOST_CHOICES);
const columnBest = new Float64Array(MOST_CHOICES);

/**
 * The value of a zero-sum game for the row player, who wants much: `payoffs[i * nColumns + j]`. Fills the optimal mixes.
 * Where several mixes are optimal the choice is fixed: a saddle point (the first best row, the first best column) before
 * a mixed one, and of mixed ones the vertex that the simplex method by Bland's rule comes to.
 */
export function solveMatrixGame(
  payoffs: Float64Array,
  nRows: number,
  nColumns: number,
  rowMix: Float64Array,
  columnMix: Float64Array,
): number {
  let maximin = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let bestRow = 0;
  for (let j = 0; j < nColumns; j++) columnBest[j] = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < nRows; i++) {
    let worst = Number.POSITIVE_INFINITY;
    for (let j = 0; j < nColumns; j++) {
      const payoff = payoffs[i * nColumns + j]!;
      if (payoff < worst) worst = payoff;
      if (payoff > columnBest[j]!) columnBest[j] = payoff;
    }
    if (worst < lowest) lowest = worst;
    if (worst > maximin + EPSILON) {
      maximin = worst;
      bestRow = i;
    }
  }
  let bestColumn = 0;
  for (let j = 1; j < nColumns; j++) if (columnBest[j]! < columnBest[bestColumn]! - EPSILON) bestColumn = j;
  if (columnBest[bestColumn]! - maximin <= 4 * EPSILON) {
    rowMix.fill(0, 0, nRows);
    columnMix.fill(0, 0, nColumns);
    rowMix[bestRow] = 1;
    columnMix[bestColumn] = 1;
    return payoffs[bestRow * nColumns + bestColumn]!;
  }
  return solveMixed(payoffs, nRows, nColumns, lowest, rowMix, columnMix);
}

/**
 * The column player's linear programme: with payoffs shifted to be at least 1, maximise Σy with A·y ≤ 1 and y ≥ 0; the
 * value is 1/Σy, and the row player's mix stands in the slacks' reduced costs.
 */
function solveMixed(
  payoffs: Float64Array,
  nRows: number,
  nColumns: number,
  lowest: number,
  rowMix: Float64Array,
  columnMix: Float64Array,
): number {
  const shift = 1 - lowest;
  const width = nRows + nColumns + 1;
  const objective = nRows * width;
  tableau.fill(0, 0, objective + width);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) tableau[i * width + j] = payoffs[i * nColumns + j]! + shift;
    tableau[i * width + nColumns + i] = 1;
    tableau[i * width + width - 1] = 1;
    basis[i] = nColumns + i;
  }
  for (let j = 0; j < nColumns; j++) tableau[objective + j] = -1;
  for (let pivots = 0; pivots < MOST_PIVOTS; pivots++) {
    let entering = 0;
    while (entering < width - 1 && tableau[objective + entering]! >= -EPSILON) entering++;
    if (entering === width - 1) break;
    const leaving = leavingRow(entering, nRows, width);
    if (leaving < 0) break;
    pivot(leaving, entering, nRows, width);
  }
  const total = tableau[objective + width - 1]!;
  columnMix.fill(0, 0, nColumns);
  for (let i = 0; i < nRows; i++) {
    if (basis[i]! < nColumns) columnMix[basis[i]!] = Math.max(0, tableau[i * width + width - 1]! / total);
    rowMix[i] = Math.max(0, tableau[objective + nColumns + i]! / total);
  }
  return 1 / total - shift;
}

/** The row that bounds the entering column most tightly; of equals the one with the lowest variable. */
function leavingRow(entering: number, nRows: number, width: number): number {
  let leaving = -1;
  let tightest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < nRows; i++) {
    const factor = tableau[i * width + entering]!;
    if (factor <= EPSILON) continue;
    const ratio = tableau[i * width + width - 1]! / factor;
    const isTighter = ratio < tightest - EPSILON;
    if (isTighter || (ratio < tightest + EPSILON && basis[i]! < basis[leaving]!)) {
      tightest = ratio;
      leaving = i;
    }
  }
  return leaving;
}

function pivot(leaving: number, entering: number, nRows: number, width: number): void {
  const from = leaving * width;
  const divisor = tableau[from + entering]!;
  for (let k = 0; k < width; k++) tableau[from + k]! /= divisor;
  for (let i = 0; i <= nRows; i++) {
    if (i === leaving) continue;
    const factor = tableau[i * width + entering]!;
    if (factor === 0) continue;
    for (let k = 0; k < width; k++) tableau[i * width + k]! -= factor * tableau[from + k]!;
  }
  basis[leaving] = entering;
}
