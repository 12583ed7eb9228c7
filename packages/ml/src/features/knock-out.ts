// The chance that some uses of an attack take a given number of HP, in closed form: exact rolls are replaced by their
// even spread, sums of several by the normal distribution, cut off where least and most decide.

import type { Strike } from "./strike.ts";

const NORMAL_STEPS = 2048;
const NORMAL_REACH = 4;
const NORMAL = Float64Array.from({ length: NORMAL_STEPS + 2 }, (_, i) =>
  normalCdf((i / NORMAL_STEPS) * 2 * NORMAL_REACH - NORMAL_REACH),
);

function normalCdf(x: number): number {
  // Abramowitz and Stegun 7.1.26, error below 1.5e-7.
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const erf =
    1 -
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) *
      t *
      Math.exp(-z * z);
  return x >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}

/** The normal distribution at x, from a table. */
export function normal(x: number): number {
  if (x <= -NORMAL_REACH) return 0;
  if (x >= NORMAL_REACH) return 1;
  const at = ((x + NORMAL_REACH) * NORMAL_STEPS) / (2 * NORMAL_REACH);
  const i = at | 0;
  return NORMAL[i]! + (at - i) * (NORMAL[i + 1]! - NORMAL[i]!);
}

/** The chance that `count` hits with `criticals` criticals among them take `hp` HP or more. */
function hitsReach(strike: Strike, count: number, criticals: number, hp: number): number {
  const plain = count - criticals;
  const { min, max, criticalMin, criticalMax } = strike;
  const least = plain * min + criticals * criticalMin;
  if (least >= hp) return 1;
  const most = plain * max + criticals * criticalMax;
  if (most < hp) return 0;
  if (count === 1) {
    const [low, high] = criticals === 1 ? [criticalMin, criticalMax] : [min, max];
    // Sixteen rolls, evenly spread: those from the first that reaches `hp`.
    const first = high === low ? 0 : Math.ceil(((hp - low) * 15) / (high - low) - 1e-9);
    return (16 - first) / 16;
  }
  const variance = (plain * square(max - min) + criticals * square(criticalMax - criticalMin)) / 11;
  return normal(((least + most) / 2 - hp + 0.5) / Math.sqrt(variance + 0.1));
}

/** The chance that `uses` uses which all hit take `hp` HP or more. */
export function usesReach(strike: Strike, uses: number, hp: number): number {
  if (hp <= 0) return 1;
  if (uses === 0 || strike.mean === 0) return 0;
  const { critical, hits } = strike;
  if (hits === 3.1) {
    if (uses > 1) return manyReach(strike, uses, hp);
    return (
      0.35 * fixedHitsReach(strike, 2, hp) +
      0.35 * fixedHitsReach(strike, 3, hp) +
      0.15 * fixedHitsReach(strike, 4, hp) +
      0.15 * fixedHitsReach(strike, 5, hp)
    );
  }
  const count = uses * hits;
  if (critical === 0 || critical === 1) return hitsReach(strike, count, critical * count, hp);
  return fixedHitsReach(strike, count, hp);
}

function fixedHitsReach(strike: Strike, count: number, hp: number): number {
  const { critical } = strike;
  if (critical === 0 || critical === 1) return hitsReach(strike, count, critical * count, hp);
  const none = (1 - critical) ** count;
  const one = (count * critical * none) / (1 - critical);
  const more = 1 - none - one;
  let chance = none * hitsReach(strike, count, 0, hp);
  chance += one * hitsReach(strike, count, 1, hp);
  return more < 1e-6 || count < 2 ? chance : chance + more * hitsReach(strike, count, 2, hp);
}

function manyReach({ mean, min, max, hits, hitsVariance }: Strike, uses: number, hp: number): number {
  const variance = uses * ((hits * square(max - min)) / 11 + hitsVariance * mean * mean);
  return normal((uses * hits * mean - hp + 0.5) / Math.sqrt(variance + 0.1));
}

function square(x: number): number {
  return x * x;
}
