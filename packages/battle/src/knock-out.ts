import { type AttackDamage, damageDistribution } from "./damage.ts";
import type { Condition } from "./engine/condition.ts";

/** Who is hit: HP left and in all, and what stands in a battle, of which burn, poison, Leech Seed and binding hurt. */
export interface Target {
  readonly hp: number;
  readonly maxHp: number;
  readonly condition?: Condition | undefined;
}

/** What a few uses of an attack come to. */
export interface FewUses {
  /** Chance that 1, 2 and 3 uses knock out. */
  readonly three: readonly [number, number, number];
  /** The fewest uses that do so with a chance worth naming, with that chance; undefined and 0 where none do. */
  readonly uses: number | undefined;
  readonly chance: number;
}

/** Uses beyond which nobody counts. */
const MOST_USES = 8;
const CERTAIN = 1 - 1e-9;
/** A binding move hurts for three or four turns after its first one. */
const BOUND_TURNS = [4, 5] as const;
const MOST_TOXIC_TURNS = 15;
/** A bound on a chance counts below this part of it: rounding is far from mattering. */
const PLAINLY = 0.9;

/**
 * The chance that 1, 2, 3… uses of an attack, one a turn, knock out a target that does not heal: rolls, critical hits and
 * misses counted, and after each turn Leech Seed, poison, burn and binding as the target is under them. Ends at certainty.
 */
export function knockOutChances(damage: AttackDamage, target: Target): readonly number[] {
  const { after } = courseOf(damage, target);
  const chances: number[] = [];
  for (let use = 1; use <= usesOf(damage); use++) {
    const chance = after(use);
    chances.push(chance);
    if (chance > CERTAIN) break;
  }
  const isIdle = chances.every((chance) => chance === 0) && damageDistribution(damage).values.at(-1) === 0;
  return isIdle ? [0] : chances;
}

/** The first three of `knockOutChances`, and where they first reach `worth`; works out no more than that takes. */
export function knockOutOutlook(damage: AttackDamage, target: Target, worth: number): FewUses {
  const course = courseOf(damage, target);
  const last = usesOf(damage);
  const at = (use: number): number => course.after(Math.min(use, last));
  const found = firstUse(course, last, worth);
  return { three: [at(1), at(2), at(3)], uses: found?.uses, chance: found?.chance ?? 0 };
}

/** The fewest of at most `mostUses` uses that knock out with a chance of `worth`, with that chance; undefined where none do. */
export function usesToKnockOut(
  damage: AttackDamage,
  target: Target,
  mostUses: number,
  worth: number,
): { readonly uses: number; readonly chance: number } | undefined {
  return firstUse(courseOf(damage, target), mostUses, worth);
}

/** What uses of an attack come to, worked out as far as it is asked. */
interface Course {
  /** The chance that so many uses, from 1, have knocked out. */
  after(uses: number): number;
  /** False where it is plain, without working it out, that so many uses knock out with a chance below `worth`. */
  mayReach(worth: number, uses: number): boolean;
}

function firstUse(
  course: Course,
  mostUses: number,
  worth: number,
): { readonly uses: number; readonly chance: number } | undefined {
  if (!course.mayReach(worth, mostUses)) return undefined;
  for (let uses = 1; uses <= mostUses; uses++) {
    const chance = course.after(uses);
    if (chance >= worth) return { uses, chance };
  }
  return undefined;
}

function usesOf({ rule }: AttackDamage): number {
  return rule.firstTurnOnly || rule.userFaints ? 1 : MOST_USES;
}

interface KnownCourse {
  readonly target: Target;
  readonly course: Course;
}

/** Explanation, insights and answer ask for the same attack. */
const remembered = new WeakMap<AttackDamage, KnownCourse[]>();

function courseOf(damage: AttackDamage, target: Target): Course {
  let known = remembered.get(damage);
  if (known === undefined) {
    known = [];
    remembered.set(damage, known);
  }
  const same = known.find((one) => isSame(one.target, target));
  if (same !== undefined) return same.course;
  const course = makeCourse(damage, target);
  known.push({ target, course });
  return course;
}

function isSame(left: Target, right: Target): boolean {
  return left.hp === right.hp && left.maxHp === right.maxHp && left.condition === right.condition;
}

function makeCourse(damage: AttackDamage, target: Target): Course {
  const boundFor = target.condition?.boundFor;
  const bounds = boundFor === undefined ? [0] : BOUND_TURNS.map((most) => Math.max(0, most - boundFor));
  const runs = bounds.map((boundTurns) => startRun(damage, target, boundTurns));
  return {
    after: (uses) => Math.min(1, runs.reduce((sum, run) => sum + run.after(uses), 0) / runs.length),
    mayReach: (worth, uses) => runs.some((run) => run.mayReach(worth, uses)),
  };
}

/** The chances after 1, 2 and 3 uses; a use that does not come adds nothing. */
export function firstThree(chances: readonly number[]): readonly [number, number, number] {
  const at = (use: number): number => chances[use] ?? chances.at(-1)!;
  return [at(0), at(1), at(2)];
}

/** One use of an attack, laid out for going through the HP from the least on. */
interface Use {
  /** HP taken, rising. */
  readonly values: readonly number[];
  readonly probabilities: readonly number[];
  /** Chance of this value or more. */
  readonly orMore: Float64Array;
  readonly mean: number;
  readonly variance: number;
  readonly halvesHp: boolean;
}

function layOut(damage: AttackDamage): Use {
  const { values, probabilities } = damageDistribution(damage);
  const orMore = new Float64Array(values.length);
  let [sum, mean, squares] = [0, 0, 0];
  for (let k = values.length - 1; k >= 0; k--) {
    const [value, chance] = [values[k]!, probabilities[k]!];
    sum += chance;
    orMore[k] = sum;
    mean += chance * value;
    squares += chance * value * value;
  }
  return {
    values,
    probabilities,
    orMore,
    mean,
    variance: squares - mean * mean,
    halvesHp: damage.rule.halvesHp === true,
  };
}

/** A course under binding that hurts for so many turns; goes as far as it is asked. */
function startRun(damage: AttackDamage, { hp, maxHp, condition = {} }: Target, boundTurns: number): Course {
  const use = layOut(damage);
  const turnsOfUse = damage.rule.turns?.count ?? 1;
  const isSteady = !use.halvesHp && residualDamage(maxHp, condition, 1, boundTurns) === 0;
  // Chance of each number of HP left after `uses` uses; index 0 is fainted.
  let left = new Float64Array(hp + 1);
  left[hp] = 1;
  let uses = 0;
  const goOneUse = (): void => {
    const hit = use.halvesHp ? halveOnce(left, use) : hitOnce(left, use);
    let lost = 0;
    for (let n = 1; n <= turnsOfUse; n++)
      lost += residualDamage(maxHp, condition, uses * turnsOfUse + n, boundTurns);
    if (lost > 0) {
      for (let now = 1; now <= hp; now++) {
        const chance = hit[now]!;
        hit[now] = 0;
        hit[Math.max(0, now - lost)]! += chance;
      }
    }
    left = hit;
    uses++;
  };
  const chances: number[] = [];
  return {
    after(wanted) {
      while (chances.length < wanted) {
        const before = chances.at(-1) ?? 0;
        // What is certain stays so.
        if (before > CERTAIN) chances.push(before);
        else if (isSteady) {
          // Who is left with how much concerns the use after this one only.
          while (uses < chances.length) goOneUse();
          chances.push(faintedByOnce(left, use));
        } else {
          goOneUse();
          chances.push(left[0]!);
        }
      }
      return chances[wanted - 1]!;
    },
    mayReach: (worth, n) => !isSteady || likeliest(use, hp, n) >= PLAINLY * worth,
  };
}

/** Cantelli's bound on the chance that n uses take `hp` HP: mean and variance allow no more. */
function likeliest({ mean, variance }: Use, hp: number, n: number): number {
  const missing = hp - n * mean;
  return missing <= 0 ? 1 : (n * variance) / (n * variance + missing * missing);
}

/** The chances of the HP left after one more use. */
function hitOnce(left: Float64Array, { values, probabilities, orMore }: Use): Float64Array<ArrayBuffer> {
  const after = new Float64Array(left.length);
  const all = values.length;
  let fainted = left[0]!;
  let end = 0;
  for (let now = 1; now < left.length; now++) {
    const chance = left[now]!;
    if (chance === 0) continue;
    while (end < all && values[end]! < now) end++;
    if (end < all) fainted += chance * orMore[end]!;
    for (let k = 0; k < end; k++) after[now - values[k]!]! += chance * probabilities[k]!;
  }
  after[0] = fainted;
  return after;
}

/** What `hitOnce` would leave at 0 HP, to the same bits. */
function faintedByOnce(left: Float64Array, { values, orMore }: Use): number {
  const most = Math.min(left.length - 1, values.at(-1)!);
  let fainted = left[0]!;
  let end = 0;
  for (let now = 1; now <= most; now++) {
    const chance = left[now]!;
    if (chance === 0) continue;
    while (values[end]! < now) end++;
    fainted += chance * orMore[end]!;
  }
  return fainted;
}

/** `hitOnce` for an attack that takes half of what is left. */
function halveOnce(left: Float64Array, { values, probabilities, orMore }: Use): Float64Array<ArrayBuffer> {
  const after = new Float64Array(left.length);
  after[0] = left[0]!;
  for (let now = 1; now < left.length; now++) {
    const chance = left[now]!;
    if (chance === 0) continue;
    for (let k = 0; k < values.length; k++) {
      const taken = values[k]! > 0 ? Math.max(1, now >> 1) : 0;
      if (taken >= now) {
        after[0]! += chance * orMore[k]!;
        break;
      }
      after[now - taken]! += chance * probabilities[k]!;
    }
  }
  return after;
}

/** HP lost at the end of the n-th turn from now (from 1). Source: Pokémon Showdown; the engine's `runResidual`. */
function residualDamage(maxHp: number, condition: Condition, turn: number, boundTurns: number): number {
  const part = (divisor: number): number => Math.max(1, Math.floor(maxHp / divisor));
  const { status, poisonedFor = 0, seeded } = condition;
  let lost = seeded ? part(8) : 0;
  if (status === "poison") lost += part(8);
  if (status === "burn") lost += part(16);
  if (status === "bad-poison") lost += part(16) * Math.min(MOST_TOXIC_TURNS, poisonedFor + turn);
  if (turn <= boundTurns) lost += part(8);
  return lost;
}
