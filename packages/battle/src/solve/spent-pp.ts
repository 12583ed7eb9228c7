import { type Attack, damageOf, type Outcomes } from "./attack-outcomes.ts";
import type { DamageBattle } from "./damage-class.ts";
import type { SolvedGrid } from "./damage-grid.ts";

/** Below this a chance is not followed further. */
const NEGLIGIBLE = 1e-9;

/**
 * How far the grid's value can be from the battle's for its one simplification, that PP do not run out. It differs only
 * if a move that an optimal player may use is used up while the battle lasts, and that needs as many uses as it has PP
 * to take less than the foe's HP: their damage is the same whoever orders the uses, so this chance bounds the error.
 */
export function spentPpBound(battle: DamageBattle, { keptA, keptB }: SolvedGrid): number {
  return sideBound(battle, "a", keptA, keptB) + sideBound(battle, "b", keptB, keptA);
}

function sideBound(
  battle: DamageBattle,
  side: "a" | "b",
  kept: readonly (readonly number[])[],
  foesKept: readonly (readonly number[])[],
): number {
  const hp = side === "a" ? battle.hpB : battle.hpA;
  let bound = 0;
  const most = new Map<number, number>();
  for (let own = 0; own < kept.length; own++) {
    for (let foe = 0; foe < foesKept.length; foe++) {
      const pair = side === "a" ? battle.pairs[own]![foe]! : battle.pairs[foe]![own]!;
      const attacks = side === "a" ? pair.attacksA : pair.attacksB;
      for (const slot of kept[own]!) {
        const attack = attacks[slot]!;
        const chance = isHarmless(attack) ? 0 : survival(attack.first, attack.pp, hp);
        most.set(slot, Math.max(most.get(slot) ?? 0, chance));
      }
    }
  }
  for (const chance of most.values()) bound += chance;
  return Math.min(1, bound);
}

function isHarmless({ first }: Attack): boolean {
  return first.chance.length === 0;
}

/** The chance that `uses` uses leave a target with `hp` HP standing. */
function survival(outcomes: Outcomes, uses: number, hp: number): number {
  let left = new Float64Array(hp + 1);
  left[hp] = 1;
  let standing = 1;
  for (let use = 0; use < uses && standing > NEGLIGIBLE; use++) {
    const next = new Float64Array(hp + 1);
    standing = 0;
    for (let from = 1; from <= hp; from++) {
      const mass = left[from]!;
      if (mass === 0) continue;
      next[from]! += mass * outcomes.nothing;
      standing += mass * outcomes.nothing;
      for (let k = 0; k < outcomes.chance.length; k++) {
        const to = from - damageOf(outcomes, k, from);
        if (to <= 0) continue;
        next[to]! += mass * outcomes.chance[k]!;
        standing += mass * outcomes.chance[k]!;
      }
    }
    left = next;
  }
  return standing;
}
