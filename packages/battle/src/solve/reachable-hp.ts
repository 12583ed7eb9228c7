import { damageOf } from "./attack-outcomes.ts";
import type { DamageBattle } from "./damage-class.ts";

/** The HP of one side that a battle can come to. */
export interface ReachableHp {
  /** Ascending. */
  readonly hps: readonly number[];
  /** Those of one turn: the HP now and what one use of any attack leaves; ascending. */
  readonly soon: readonly number[];
  /**
   * By HP: the lowest HP that is worth the same, because every attack leads from both to HP worth the same. One hit away
   * from fainting, for one, all HP are alike.
   */
  readonly sameAs: Int32Array;
}

/** HP that a side can come to: from its HP now by any attack once, and from there by those that are kept. */
export function findReachableHp(
  battle: DamageBattle,
  side: "a" | "b",
  keptA: readonly (readonly number[])[],
  keptB: readonly (readonly number[])[],
): ReachableHp {
  const start = side === "a" ? battle.hpA : battle.hpB;
  const reached = new Uint8Array(start + 1);
  const falls = new Set<number>();
  let halves = false;
  reached[start] = 1;
  battle.pairs.forEach((row, a) => {
    row.forEach((pair, b) => {
      for (const ofA of [true, false]) {
        const isOwn = ofA === (side === "a");
        for (const attack of ofA ? pair.attacksA : pair.attacksB) {
          if (attack === undefined) continue;
          const isKept = (ofA ? keptA[a]! : keptB[b]!).includes(attack.slot);
          const { damage, loss } = attack.first;
          for (let k = 0; k < damage.length; k++) {
            const fall = isOwn ? loss[k]! : damageOf(attack.first, k, start);
            if (fall < start) reached[start - fall] = 1;
            if (isKept && !isOwn && damage[k]! < 0) halves = true;
            else if (isKept && fall > 0) falls.add(fall);
          }
        }
      }
    });
  });
  const soon = hpsOf(reached);
  const steps = Int32Array.from(falls);
  for (let hp = start; hp > 0; hp--) {
    if (reached[hp] === 0) continue;
    for (const step of steps) if (step < hp) reached[hp - step] = 1;
    if (halves && hp > 1) reached[hp - (hp >> 1)] = 1;
  }
  const hps = hpsOf(reached);
  return { hps, soon, sameAs: findEqualHp(hps, start, steps, halves) };
}

function hpsOf(reached: Uint8Array): readonly number[] {
  const hps: number[] = [];
  for (let hp = 1; hp < reached.length; hp++) if (reached[hp] === 1) hps.push(hp);
  return hps;
}

/** By HP: the lowest that is worth the same, where HP fall by `steps` or by half. */
export function findEqualHp(
  hps: readonly number[],
  start: number,
  steps: Int32Array,
  halves: boolean,
): Int32Array {
  const sameAs = new Int32Array(start + 1);
  const byHash = new Map<number, number[]>();
  const after = (hp: number, k: number): number => {
    if (k < steps.length) return hp > steps[k]! ? sameAs[hp - steps[k]!]! : 0;
    return hp > 1 ? sameAs[hp - (hp >> 1)]! : 0;
  };
  const count = steps.length + (halves ? 1 : 0);
  for (const hp of hps) {
    let hash = 0;
    for (let k = 0; k < count; k++) hash = (Math.imul(hash, 31) + after(hp, k)) | 0;
    const candidates = byHash.get(hash) ?? [];
    const equal = candidates.find((other) => {
      for (let k = 0; k < count; k++) if (after(hp, k) !== after(other, k)) return false;
      return true;
    });
    sameAs[hp] = equal ?? hp;
    if (equal === undefined) byHash.set(hash, [...candidates, hp]);
  }
  return sameAs;
}
