import { type AttackDamage, damageDistribution } from "@predictiondex/battle";

/** Uses beyond which nobody counts. */
const MOST_USES = 8;
const CERTAIN = 1 - 1e-9;

/** The chance that 1, 2, 3… uses of an attack knock out a target with `hp` HP that does not heal; ends at certainty. */
export function koChances(damage: AttackDamage, hp: number): number[] {
  const { values, probabilities } = damageDistribution(damage);
  const { firstTurnOnly, userFaints, halvesHp } = damage.rule;
  const uses = firstTurnOnly || userFaints ? 1 : MOST_USES;
  if (values.at(-1) === 0) return [0];
  const chances: number[] = [];
  // Chance of each number of HP left; index 0 is fainted.
  let left = new Float64Array(hp + 1);
  left[hp] = 1;
  for (let use = 0; use < uses; use++) {
    const next = new Float64Array(hp + 1);
    next[0] = left[0]!;
    for (let now = 1; now <= hp; now++) {
      const chance = left[now]!;
      if (chance === 0) continue;
      for (let k = 0; k < values.length; k++) {
        const taken = halvesHp && values[k]! > 0 ? Math.max(1, Math.floor(now / 2)) : values[k]!;
        next[Math.max(0, now - taken)]! += chance * probabilities[k]!;
      }
    }
    left = next;
    chances.push(Math.min(1, left[0]!));
    if (left[0]! > CERTAIN) break;
  }
  return chances;
}
