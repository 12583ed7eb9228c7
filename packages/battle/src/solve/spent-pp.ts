import { type Attack, damageOf, type Outcomes } from "./attack-outcomes.ts";
import type { DamageBattle } from "./damage-class.ts";
import type { SolvedGrid } from "./damage-grid.ts";

/** Below this a chance is not followed further. */
const NEGLIGIBLE = 1e-9;
/** Two rows of chances by HP, used again. */
let room = new Float64Array(0);

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

/** The chance that `uses` uses leave a target with `hp` HP standing, or a bound on it where that is negligible. */
function survival(outcomes: Outcomes, uses: number, hp: number): number {
  const atLeast = fewHits(outcomes, uses, hp);
  if (atLeast < NEGLIGIBLE) return atLeast;
  const size = hp + 1;
  if (room.length < 2 * size) room = new Float64Array(2 * size);
  room.fill(0, 0, 2 * size);
  room[hp] = 1;
  let standing = 1;
  for (let use = 0; use < uses && standing > NEGLIGIBLE; use++) {
    const from = (use % 2) * size;
    standing = spreadOnce(outcomes, hp, from, size - from);
  }
  return standing;
}

/** Spreads the chances by HP of the row at `from` over the row at `to`; gives back their sum. */
function spreadOnce(outcomes: Outcomes, hp: number, from: number, to: number): number {
  const { chance, nothing } = outcomes;
  room.fill(0, to, to + hp + 1);
  let standing = 0;
  for (let left = 1; left <= hp; left++) {
    const mass = room[from + left]!;
    if (mass === 0) continue;
    room[to + left]! += mass * nothing;
    standing += mass * nothing;
    for (let k = 0; k < chance.length; k++) {
      const after = left - damageOf(outcomes, k, left);
      if (after <= 0) break;
      room[to + after]! += mass * chance[k]!;
      standing += mass * chance[k]!;
    }
  }
  return standing;
}

/** The chance of too few hits to knock out, each of them as weak as can be. */
function fewHits({ damage, chance, nothing }: Outcomes, uses: number, hp: number): number {
  const isIdle = damage[0] === 0;
  const weakest = damage[isIdle ? 1 : 0] ?? 0;
  if (weakest <= 0) return 1;
  const miss = nothing + (isIdle ? chance[0]! : 0);
  const needed = Math.ceil(hp / weakest);
  if (needed > uses) return 1;
  let sum = 0;
  let ways = 1;
  for (let hits = 0; hits < needed; hits++) {
    sum += ways * (1 - miss) ** hits * miss ** (uses - hits);
    ways *= (uses - hits) / (hits + 1);
  }
  return sum;
}
