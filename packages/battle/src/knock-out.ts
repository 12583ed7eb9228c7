import { type AttackDamage, damageDistribution } from "./damage.ts";
import type { Condition } from "./engine/condition.ts";
import { createLatest } from "./latest.ts";
import { CERTAIN, type Course, createSteadyCourse } from "./steady-course.ts";

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
/** A binding move hurts for three or four turns after its first one. */
const BOUND_TURNS = [4, 5] as const;
const MOST_TOXIC_TURNS = 15;

/**
 * The chance that 1, 2, 3… uses of an attack, one a turn, knock out a target that does not heal: rolls, critical hits and
 * misses counted, and after each turn Leech Seed, poison, burn and binding as the target is under them. Ends at certainty.
 */
export function knockOutChances(damage: AttackDamage, target: Target): readonly number[] {
  const course = courseOf(damage, target);
  const chances: number[] = [];
  for (let use = 1; use <= usesOf(damage); use++) {
    const chance = course.after(use);
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

function firstUse(
  course: Course,
  mostUses: number,
  worth: number,
): { readonly uses: number; readonly chance: number } | undefined {
  const uses = course.firstReaching(worth, mostUses);
  return uses === 0 ? undefined : { uses, chance: course.after(uses) };
}

function usesOf({ rule }: AttackDamage): number {
  return rule.firstTurnOnly || rule.userFaints ? 1 : MOST_USES;
}

interface KnownCourse {
  readonly target: Target;
  readonly course: Course;
}

/** Explanation, insights and answer ask for the same attack. */
const remembered = createLatest<AttackDamage, KnownCourse[]>();

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
  const { hp, maxHp, condition = {} } = target;
  const use = damageDistribution(damage);
  const { boundFor } = condition;
  const isSteady = boundFor === undefined && residualDamage(maxHp, condition, 1, 0) === 0;
  if (isSteady && damage.rule.halvesHp !== true) return createSteadyCourse(use, hp);
  const bounds = boundFor === undefined ? [0] : BOUND_TURNS.map((most) => Math.max(0, most - boundFor));
  const runs = bounds.map((boundTurns) => startRun(damage, target, boundTurns));
  const after = (uses: number): number =>
    Math.min(1, runs.reduce((sum, run) => sum + run(uses), 0) / runs.length);
  return {
    after,
    firstReaching(worth, most) {
      for (let uses = 1; uses <= most; uses++) if (after(uses) >= worth) return uses;
      return 0;
    },
  };
}

/** The chances after 1, 2 and 3 uses; a use that does not come adds nothing. */
export function firstThree(chances: readonly number[]): readonly [number, number, number] {
  const at = (use: number): number => chances[use] ?? chances.at(-1)!;
  return [at(0), at(1), at(2)];
}

/** The chance that uses, from 1, have knocked out, under binding that hurts for so many turns; goes as far as it is asked. */
function startRun(
  damage: AttackDamage,
  { hp, maxHp, condition = {} }: Target,
  boundTurns: number,
): (uses: number) => number {
  const { values, probabilities } = damageDistribution(damage);
  // Chance of this value or more: values rise, and from the first one that knocks out on all do.
  const orMore = new Float64Array(values.length);
  for (let k = values.length - 1; k >= 0; k--) orMore[k] = probabilities[k]! + (orMore[k + 1] ?? 0);
  const halvesHp = damage.rule.halvesHp === true;
  const turnsOfUse = damage.rule.turns?.count ?? 1;
  // Chance of each number of HP left; index 0 is fainted.
  let left = new Float64Array(hp + 1);
  left[hp] = 1;
  let turn = 0;
  const chances: number[] = [];
  const goOneUse = (): void => {
    const hit = new Float64Array(hp + 1);
    hit[0] = left[0]!;
    for (let now = 1; now <= hp; now++) {
      const chance = left[now]!;
      if (chance === 0) continue;
      for (let k = 0; k < values.length; k++) {
        const taken = halvesHp && values[k]! > 0 ? Math.max(1, now >> 1) : values[k]!;
        if (taken >= now) {
          hit[0]! += chance * orMore[k]!;
          break;
        }
        hit[now - taken]! += chance * probabilities[k]!;
      }
    }
    let lost = 0;
    for (let n = 0; n < turnsOfUse; n++) lost += residualDamage(maxHp, condition, ++turn, boundTurns);
    if (lost > 0) {
      for (let now = 1; now <= hp; now++) {
        const chance = hit[now]!;
        hit[now] = 0;
        hit[Math.max(0, now - lost)]! += chance;
      }
    }
    left = hit;
  };
  return (uses) => {
    while (chances.length < uses) {
      // What is certain stays so.
      if ((chances.at(-1) ?? 0) <= CERTAIN) goOneUse();
      chances.push(left[0]!);
    }
    return chances[uses - 1]!;
  };
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
