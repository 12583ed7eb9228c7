import { type AttackDamage, damageDistribution } from "./damage.ts";
import type { Condition } from "./engine/condition.ts";

/** Who is hit: HP left and in all, and what stands in a battle, of which burn, poison, Leech Seed and binding hurt. */
export interface Target {
  readonly hp: number;
  readonly maxHp: number;
  readonly condition?: Condition | undefined;
}

/** Uses beyond which nobody counts. */
const MOST_USES = 8;
const CERTAIN = 1 - 1e-9;
/** A binding move hurts for three or four turns after its first one. */
const BOUND_TURNS = [4, 5] as const;
const MOST_TOXIC_TURNS = 15;

/**
 * The chance that 1, 2, 3… uses of an attack, one a turn, knock out a target that does not heal: rolls, critical hits and
 * misses counted, and after each turn Leech Seed, poison, burn and binding as the target is under them. Ends at certainty.
 */
export function knockOutChances(damage: AttackDamage, target: Target): readonly number[] {
  const key = JSON.stringify(target);
  const known = remembered.get(damage) ?? new Map<string, readonly number[]>();
  remembered.set(damage, known);
  let chances = known.get(key);
  if (chances === undefined) {
    chances = workOut(damage, target);
    known.set(key, chances);
  }
  return chances;
}

/** Explanation, insights and answer ask for the same attack. */
const remembered = new WeakMap<AttackDamage, Map<string, readonly number[]>>();

function workOut(damage: AttackDamage, target: Target): readonly number[] {
  const { firstTurnOnly, userFaints, turns } = damage.rule;
  const uses = firstTurnOnly || userFaints ? 1 : MOST_USES;
  const boundFor = target.condition?.boundFor;
  const bounds = boundFor === undefined ? [0] : BOUND_TURNS.map((most) => Math.max(0, most - boundFor));
  const runs = bounds.map((boundTurns) => chancesOf(damage, target, uses, turns?.count ?? 1, boundTurns));
  const chances: number[] = [];
  for (let use = 0; use < uses; use++) {
    const chance = runs.reduce((sum, run) => sum + run[use]!, 0) / runs.length;
    chances.push(Math.min(1, chance));
    if (chance > CERTAIN) break;
  }
  const isIdle = chances.every((chance) => chance === 0) && damageDistribution(damage).values.at(-1) === 0;
  return isIdle ? [0] : chances;
}

/** The chances after 1, 2 and 3 uses; a use that does not come adds nothing. */
export function firstThree(chances: readonly number[]): readonly [number, number, number] {
  const at = (use: number): number => chances[use] ?? chances.at(-1)!;
  return [at(0), at(1), at(2)];
}

function chancesOf(
  damage: AttackDamage,
  { hp, maxHp, condition = {} }: Target,
  uses: number,
  turnsOfUse: number,
  boundTurns: number,
): readonly number[] {
  const distribution = damageDistribution(damage);
  const values = Int32Array.from(distribution.values);
  const probabilities = Float64Array.from(distribution.probabilities);
  const halvesHp = damage.rule.halvesHp === true;
  // Chance of each number of HP left; index 0 is fainted.
  let left = new Float64Array(hp + 1);
  left[hp] = 1;
  let turn = 0;
  const chances: number[] = [];
  while (chances.length < uses) {
    const hit = new Float64Array(hp + 1);
    hit[0] = left[0]!;
    for (let now = 1; now <= hp; now++) {
      const chance = left[now]!;
      if (chance === 0) continue;
      for (let k = 0; k < values.length; k++) {
        const taken = halvesHp && values[k]! > 0 ? Math.max(1, now >> 1) : values[k]!;
        hit[taken >= now ? 0 : now - taken]! += chance * probabilities[k]!;
      }
    }
    let lost = 0;
    for (let n = 0; n < turnsOfUse; n++) lost += residualDamage(maxHp, condition, ++turn, boundTurns);
    left = new Float64Array(hp + 1);
    for (let now = 0; now <= hp; now++) left[Math.max(0, now - lost)]! += hit[now]!;
    chances.push(left[0]!);
    // The rest is certain as well.
    while (left[0]! > CERTAIN && chances.length < uses) chances.push(left[0]!);
  }
  return chances;
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
