/** Maps log odds to better ones: straight lines between knots, of slope 1 beyond them. */
export interface Calibration {
  /** Ascending. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Knots hold for log odds above 0 alone and are mirrored below, so that both seats stay opposite. */
  readonly isOdd: boolean;
}

const KNOTS = 24;
/** Rows that a knot's own mean weighs as much as no change. */
const PRIOR_ROWS = 20;
const FARTHEST = 9;

/**
 * Fits a rising curve to held-out rows: bins of equal weight, pooled where their means fall (isotonic regression).
 * `logits`, `targets` (0–1) and `weights` by row; with `isOdd` rows count from both seats.
 */
export function fitCalibration(
  logits: Float64Array,
  targets: Float32Array,
  weights: Float32Array,
  isOdd: boolean,
): Calibration {
  const order = Array.from(logits.keys())
    .filter((row) => weights[row]! > 0)
    .sort((left, right) => place(left) - place(right) || left - right);
  function place(row: number): number {
    return isOdd ? Math.abs(logits[row]!) : logits[row]!;
  }
  const total = order.reduce((sum, row) => sum + weights[row]!, 0);
  const pools: { x: number; y: number; weight: number; rows: number }[] = [];
  let at = 0;
  let done = 0;
  for (let knot = 0; knot < KNOTS; knot++) {
    const pool = { x: 0, y: 0, weight: 0, rows: 0 };
    while (at < order.length && (done < ((knot + 1) * total) / KNOTS || knot === KNOTS - 1)) {
      const row = order[at++]!;
      const weight = weights[row]!;
      const flips = isOdd && logits[row]! < 0;
      pool.x += weight * place(row);
      pool.y += weight * (flips ? 1 - targets[row]! : targets[row]!);
      pool.weight += weight;
      pool.rows++;
      done += weight;
    }
    if (pool.weight === 0) continue;
    pools.push(pool);
    while (pools.length > 1 && falls(pools.at(-2)!, pools.at(-1)!)) {
      const last = pools.pop()!;
      const before = pools.at(-1)!;
      before.x += last.x;
      before.y += last.y;
      before.weight += last.weight;
      before.rows += last.rows;
    }
  }
  const knots = pools.map(({ x, y, weight, rows }) => {
    const from = x / weight;
    const to = clampLogit(logit(y / weight));
    return { x: from, y: (to * rows + from * PRIOR_ROWS) / (rows + PRIOR_ROWS) };
  });
  if (isOdd) knots.unshift({ x: 0, y: 0 });
  const rising = knots.filter(({ x, y }, i) => i === 0 || (x > knots[i - 1]!.x && y > knots[i - 1]!.y));
  return { x: rising.map(({ x }) => round(x)), y: rising.map(({ y }) => round(y)), isOdd };
}

function falls(before: { y: number; weight: number }, after: { y: number; weight: number }): boolean {
  return before.y / before.weight >= after.y / after.weight;
}

/** The calibrated log odds. */
export function calibrate({ x, y, isOdd }: Calibration, value: number): number {
  const sign = isOdd && value < 0 ? -1 : 1;
  const at = sign * value;
  if (x.length === 0) return value;
  if (at <= x[0]!) return sign * (y[0]! + at - x[0]!);
  const last = x.length - 1;
  if (at >= x[last]!) return sign * (y[last]! + at - x[last]!);
  let k = 1;
  while (x[k]! < at) k++;
  const part = (at - x[k - 1]!) / (x[k]! - x[k - 1]!);
  return sign * (y[k - 1]! + part * (y[k]! - y[k - 1]!));
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}

function clampLogit(x: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, x));
}

function round(x: number): number {
  return Math.round(x * 1e6) / 1e6;
}
