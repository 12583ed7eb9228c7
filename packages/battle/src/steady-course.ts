// The chance that 1, 2, 3… uses of an attack knock out a target which loses HP to nothing else. One pass over the HP that
// may be left for each use, in room that all courses share: an answer asks for eight of them, most to a depth of four.

import type { Distribution } from "./damage.ts";

/** What uses of an attack come to, worked out as far as it is asked. */
export interface Course {
  /** The chance that so many uses, from 1, have knocked out. */
  after(uses: number): number;
  /** The fewest uses, at most `most`, whose chance is `worth` or more; 0 where there are none. */
  firstReaching(worth: number, most: number): number;
}

/** From here on, what has fainted counts as certain. */
export const CERTAIN = 1 - 1e-9;
/** A bound on a chance counts below this part of it: rounding is far from mattering. */
const PLAINLY = 0.9;
/** Uses that are worked out at once: whoever asks for one asks for three. */
const AT_ONCE = 3;

/** Room for one pass: the attack's values, their chances, those of each value or more; the HP left before and after. */
let values = new Int32Array(128);
let probabilities = new Float64Array(128);
let orMore = new Float64Array(128);
let before = new Float64Array(1024);
let after = new Float64Array(1024);

/** The course of an attack whose one use takes `use` from a target that has `hp` HP. */
export function createSteadyCourse(use: Distribution, hp: number): Course {
  const chances: number[] = [];
  return {
    after(uses) {
      if (chances.length < uses) workOut(use, hp, chances, Math.max(uses, AT_ONCE), 2);
      return chances[uses - 1]!;
    },
    firstReaching(worth, most) {
      let uses = chances.findIndex((chance) => chance >= worth) + 1;
      if (uses === 0 && chances.length < most && mayReach(use, hp, most, worth)) {
        workOut(use, hp, chances, Math.max(most, AT_ONCE), worth);
        uses = chances.findIndex((chance) => chance >= worth) + 1;
      }
      return uses <= most ? uses : 0;
    },
  };
}

/** False where mean and variance alone (Cantelli's bound) keep the chance of `uses` uses below `worth`. */
function mayReach({ values, probabilities }: Distribution, hp: number, uses: number, worth: number): boolean {
  let mean = 0;
  let squares = 0;
  for (let k = 0; k < values.length; k++) {
    const part = probabilities[k]! * values[k]!;
    mean += part;
    squares += part * values[k]!;
  }
  const missing = hp - uses * mean;
  if (missing <= 0) return true;
  const variance = uses * Math.max(0, squares - mean * mean);
  return variance / (variance + missing * missing) >= PLAINLY * worth;
}

/** Fills `chances` anew, up to `most` uses or to the first that reaches `enough`, but for `AT_ONCE` at least. */
function workOut(use: Distribution, hp: number, chances: number[], most: number, enough: number): void {
  const n = takeIn(use, hp);
  chances.length = 0;
  before[hp] = 1;
  let [low, high, fainted] = [hp, hp, 0];
  while (chances.length < most) {
    // What is certain stays so.
    if (fainted <= CERTAIN) fainted = faintedByOnce(n, low, high, fainted);
    chances.push(Math.min(1, fainted));
    if (chances.length === most || (chances.length >= AT_ONCE && fainted >= enough)) break;
    if (fainted > CERTAIN) continue;
    const next = Math.max(1, low - values[n - 1]!);
    hitOnce(n, low, high);
    before.fill(0, low, high + 1);
    [before, after] = [after, before];
    low = next;
    high -= values[0]!;
  }
  before.fill(0, low, Math.max(low, high) + 1);
}

/** Lays the attack out, and gives back how many values it has. */
function takeIn(use: Distribution, hp: number): number {
  const n = use.values.length;
  if (n > values.length) {
    values = new Int32Array(2 * n);
    probabilities = new Float64Array(2 * n);
    orMore = new Float64Array(2 * n);
  }
  if (hp >= before.length) {
    before = new Float64Array(2 * hp);
    after = new Float64Array(2 * hp);
  }
  let sum = 0;
  for (let k = n - 1; k >= 0; k--) {
    values[k] = use.values[k]!;
    probabilities[k] = use.probabilities[k]!;
    sum += use.probabilities[k]!;
    orMore[k] = sum;
  }
  return n;
}

/** What has fainted before, and by one more use of those who have `low` to `high` HP left. */
function faintedByOnce(n: number, low: number, high: number, faintedBefore: number): number {
  const most = Math.min(high, values[n - 1]!);
  let fainted = faintedBefore;
  let end = 0;
  for (let now = low; now <= most; now++) {
    const chance = before[now]!;
    if (chance === 0) continue;
    while (values[end]! < now) end++;
    fainted += chance * orMore[end]!;
  }
  return fainted;
}

/** Adds to `after` what one more use leaves of those who have `low` to `high` HP left. */
function hitOnce(n: number, low: number, high: number): void {
  const [from, to, taken, odds] = [before, after, values, probabilities];
  let end = 0;
  for (let now = low; now <= high; now++) {
    const chance = from[now]!;
    if (chance === 0) continue;
    while (end < n && taken[end]! < now) end++;
    for (let k = 0; k < end; k++) to[now - taken[k]!]! += chance * odds[k]!;
  }
}
