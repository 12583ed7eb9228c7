import { createSeededRandom } from "@predictiondex/core";
import { describe, expect, it } from "vitest";
import { type AttackDamage, calculateDamage, createCombatant, damageDistribution } from "../src/damage.ts";
import { knockOutChances, usesToKnockOut } from "../src/knock-out.ts";
import { CHART, FACTS, set } from "./helpers.ts";

const random = createSeededRandom(11);
const WORTH = 0.25;
const MANY_USES = 40;

/** The distribution of one use, sum by sum in maps. */
function plainDistribution({ rolls, criticalRolls, criticalChance, hitChance, rule }: AttackDamage) {
  const add = (map: Map<number, number>, value: number, chance: number): void => {
    if (chance > 0) map.set(value, (map.get(value) ?? 0) + chance);
  };
  const hit = new Map<number, number>();
  for (const roll of rolls) add(hit, roll, (1 - criticalChance) / rolls.length);
  for (const roll of criticalRolls) add(hit, roll, criticalChance / criticalRolls.length);
  const use = new Map([[0, 1 - hitChance]]);
  let sum = new Map([[0, 1]]);
  let done = 0;
  for (const [hits, probability] of rule.hits ?? [[1, 1]]) {
    for (; done < hits; done++) {
      const next = new Map<number, number>();
      for (const [x, p] of sum) for (const [y, q] of hit) add(next, x + y, p * q);
      sum = next;
    }
    for (const [value, chance] of sum) add(use, value, chance * probability * hitChance);
  }
  const entries = [...use].filter(([, chance]) => chance > 0).sort(([left], [right]) => left - right);
  return { values: entries.map(([value]) => value), probabilities: entries.map(([, chance]) => chance) };
}

/** The chances of 1 to `most` uses, over all HP that may be left. */
function plainChances(damage: AttackDamage, hp: number, most: number): readonly number[] {
  const { values, probabilities } = plainDistribution(damage);
  const orMore = values.map(() => 0);
  for (let k = values.length - 1; k >= 0; k--) orMore[k] = probabilities[k]! + (orMore[k + 1] ?? 0);
  let left = new Float64Array(hp + 1);
  left[hp] = 1;
  return Array.from({ length: most }, () => {
    if (left[0]! > 1 - 1e-9) return Math.min(1, left[0]!);
    const after = new Float64Array(hp + 1);
    after[0] = left[0]!;
    for (let now = 1; now <= hp; now++) {
      if (left[now] === 0) continue;
      const end = values.findIndex((value) => value >= now);
      if (end >= 0) after[0]! += left[now]! * orMore[end]!;
      const n = end < 0 ? values.length : end;
      for (let k = 0; k < n; k++) after[now - values[k]!]! += left[now]! * probabilities[k]!;
    }
    left = after;
    return Math.min(1, left[0]!);
  });
}

const pick = <T>(list: readonly T[]): T => list[random.next(list.length)]!;
const attacks = Array.from({ length: 400 }, () => {
  const [user, foe] = [pick(FACTS.forms).slug, pick(FACTS.forms).slug];
  const move = pick(FACTS.moves.filter(({ category }) => category !== "status"));
  const attacker = createCombatant(set(user, [move.slug], { level: 1 + random.next(100) }));
  const defender = createCombatant(set(foe, ["tackle"], { level: 1 + random.next(100) }));
  return { move, damage: calculateDamage(attacker, defender, move, CHART)!, hp: defender.stats.hp };
}).filter(({ damage }) => damage.rule.halvesHp !== true);

describe("the quick ways to damage and knock-outs", () => {
  it("give the plain ones' bits, whatever was worked out in their room before", () => {
    for (const { damage, hp } of attacks) {
      expect(damageDistribution(damage)).toEqual(plainDistribution(damage));
      const chances = knockOutChances(damage, { hp, maxHp: hp });
      const plain = plainChances(damage, hp, chances.length);
      if (chances.length > 1) expect(chances).toEqual(plain);
    }
  });

  it("find the first use that is worth naming where the plain ones do, and none where they find none", () => {
    let [found, missed] = [0, 0];
    for (const { damage, hp, move } of attacks) {
      const most = Math.min(MANY_USES, move.pp);
      const plain = plainChances(damage, hp, most);
      const uses = plain.findIndex((chance) => chance >= WORTH) + 1;
      const wanted = uses === 0 ? undefined : { uses, chance: plain[uses - 1]! };
      // A copy, so that nothing is known of it yet.
      expect(usesToKnockOut({ ...damage }, { hp, maxHp: hp }, most, WORTH)).toEqual(wanted);
      if (wanted) found++;
      else missed++;
    }
    expect(found).toBeGreaterThan(100);
    expect(missed).toBeGreaterThan(20);
  });
});
