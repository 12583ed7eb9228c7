// What one use of an attack can do, read off the kernel itself: its own accuracy check and its own damage, with every
// roll enumerated. So the exact solver has no second copy of the rules.

import type { BattleMemory, RandomScript } from "../engine/battle.ts";
import { rollDamage } from "../engine/kernel/damage.ts";
import { reachesFoe } from "../engine/kernel/hit-checks.ts";
import { performMove } from "../engine/kernel/perform-move.ts";
import { BOTH_SIDES, HP, MAX_HP } from "../engine/layout.ts";
import { seedRandom } from "../engine/random.ts";
import { DAMAGE_RULES, MOVE_CONDITIONS, MOVE_EFFECTS } from "../engine/rules/move-rule.ts";
import {
  flagBit,
  MOVE_CATEGORY,
  MOVE_CONDITION,
  MOVE_DAMAGE,
  MOVE_DRAIN,
  MOVE_EFFECT,
  MOVE_FLAG_BITS,
  MOVE_HITS,
  MOVE_PRIORITY,
  MOVE_RECOIL,
  MOVE_SECONDARY,
  MOVE_SELF,
  MOVE_TARGET,
  NO_SECONDARY,
  ON_FOE,
  STATUS_MOVE,
} from "../engine/tables.ts";

/** HP that the user loses where it faints whatever it has left. */
export const FAINTS = 0xffff;

/** What one use can do, without what does nothing; each place k is one outcome, weakest first. */
export interface Outcomes {
  /** HP that the target loses; −1 stands for half of what it has. */
  readonly damage: Int32Array;
  /** HP that the user loses, unless the target faints. */
  readonly loss: Int32Array;
  readonly chance: Float64Array;
  /** The chance that nothing happens. */
  readonly nothing: number;
  /** The chance to take `hp` HP or more, by hp; only where the outcomes are plain. */
  readonly koChance: Float64Array;
  /** Neither losses of the user nor halves. */
  readonly isPlain: boolean;
}

/** An attack whose only state is HP. */
export interface Attack {
  readonly slot: number;
  readonly priority: number;
  readonly pp: number;
  /** Used before the foe acts. */
  readonly first: Outcomes;
  /** Used after the foe has acted. */
  readonly second: Outcomes;
}

const HALF = DAMAGE_RULES.indexOf("half");
const RETURN = DAMAGE_RULES.indexOf("return");
const FOE_ATTACKS = MOVE_CONDITIONS.indexOf("foe-attacks");
const NO_EFFECT = MOVE_EFFECTS.indexOf("none");
const BREAK_SCREENS = MOVE_EFFECTS.indexOf("break-screens");
const TWO_TURN = flagBit("two-turn");
const SELF_DESTRUCTS = flagBit("self-destructs");
const CRASHES = flagBit("crashes");
const STRUGGLE = flagBit("struggle");
const ROLLS = 16;
const TWO_TO_FIVE: readonly (readonly [number, number])[] = [
  [2, 0.35],
  [3, 0.35],
  [4, 0.15],
  [5, 0.15],
];

/** Numbers for the kernel that are tried out one after another; the chances of a run multiply. */
export class Enumeration implements RandomScript {
  readonly #path: number[] = [];
  readonly #options: number[] = [];
  readonly #firstRolls: number[] = [];
  #depth = 0;
  probability = 1;

  /** The numbers of this run so far. */
  get path(): readonly number[] {
    return this.#path.slice(0, this.#depth);
  }

  /** Starts this run again. */
  rewind(): void {
    this.#depth = 0;
    this.probability = 1;
  }

  /** Turns to the next run; false after the last. */
  advance(): boolean {
    while (this.#path.length > 0 && this.#path.at(-1)! + 1 >= this.#options.at(-1)!) {
      this.#path.pop();
      this.#options.pop();
    }
    if (this.#path.length === 0) return false;
    this.#path[this.#path.length - 1]! += 1;
    this.#depth = 0;
    this.probability = 1;
    return true;
  }

  pick(n: number): number {
    this.probability /= n;
    return this.#next(n);
  }

  /** Rolls that come to the same damage are one. */
  roll(damage: number): number {
    const firsts = this.#firstRolls;
    firsts.length = 0;
    let before = -1;
    for (let roll = 0; roll < ROLLS; roll++) {
      const value = Math.floor((damage * (100 - roll)) / 100);
      if (value !== before) firsts.push(roll);
      before = value;
    }
    const place = this.#next(firsts.length);
    const first = firsts[place]!;
    this.probability *= ((firsts[place + 1] ?? ROLLS) - first) / ROLLS;
    return first;
  }

  chance(numerator: number, denominator: number): boolean {
    if (numerator >= denominator) return true;
    if (numerator <= 0) return false;
    const happens = this.#next(2) === 0;
    this.probability *= (happens ? numerator : denominator - numerator) / denominator;
    return happens;
  }

  #next(n: number): number {
    if (this.#depth === this.#path.length) {
      this.#path.push(0);
      this.#options.push(n);
    }
    return this.#path[this.#depth++]!;
  }
}

/** A scripted memory on a copy of a battle. */
export function scriptedCopy(state: Int32Array, tables: Int32Array): BattleMemory & { state: Int32Array } {
  const copy = state.slice();
  seedRandom(copy, { kind: "scripted" });
  return { state: copy, tables, script: undefined, callMove: performMove };
}

/** Every value of `run` with its probability, over all the numbers it draws. */
function enumerate(memory: BattleMemory, run: () => number): ReadonlyMap<number, number> {
  const script = new Enumeration();
  memory.script = script;
  const found = new Map<number, number>();
  do {
    const value = run();
    found.set(value, (found.get(value) ?? 0) + script.probability);
  } while (script.advance());
  return found;
}

/** The attack in a slot, or undefined where it does more than move HP (or may, in this battle). */
export function readAttack(
  memory: BattleMemory,
  user: number,
  slot: number,
  move: number,
  pp: number,
): Attack | undefined {
  const { tables, state } = memory;
  const flags = tables[move + MOVE_FLAG_BITS]!;
  const target = BOTH_SIDES - user;
  const effect = tables[move + MOVE_EFFECT]!;
  const condition = tables[move + MOVE_CONDITION]!;
  if (tables[move + MOVE_CATEGORY] === STATUS_MOVE || tables[move + MOVE_TARGET] !== ON_FOE) return undefined;
  if ((flags & (TWO_TURN | STRUGGLE)) !== 0 || tables[move + MOVE_DAMAGE] === RETURN) return undefined;
  if (condition !== 0 && condition !== FOE_ATTACKS) return undefined;
  const common = { slot, priority: tables[move + MOVE_PRIORITY]!, pp };
  if ((flags & SELF_DESTRUCTS) !== 0) {
    const faints = makeOutcomes([[0, FAINTS, 1]], 0, state[target + HP]!);
    return { ...common, first: faints, second: faints };
  }
  const hitChance = enumerate(memory, () => (reachesFoe(memory, user, target, move) ? 1 : 0)).get(1) ?? 0;
  const crash = (flags & CRASHES) !== 0 ? Math.max(1, state[user + MAX_HP]! >> 1) : 0;
  if (hitChance > 0) {
    if (tables[move + MOVE_SECONDARY] !== NO_SECONDARY || tables[move + MOVE_SELF] !== 0) return undefined;
    if (tables[move + MOVE_DRAIN] !== 0 || (effect !== NO_EFFECT && effect !== BREAK_SCREENS))
      return undefined;
  }
  const first = attackOutcomes(memory, user, target, move, hitChance, crash);
  const failing = makeOutcomes([], 1, state[target + HP]!);
  return { ...common, first, second: condition === FOE_ATTACKS ? failing : first };
}

function attackOutcomes(
  memory: BattleMemory,
  user: number,
  target: number,
  move: number,
  hitChance: number,
  crash: number,
): Outcomes {
  const { tables, state } = memory;
  const list: [number, number, number][] = [];
  if (crash > 0 && hitChance < 1) list.push([0, crash, 1 - hitChance]);
  if (hitChance > 0 && tables[move + MOVE_DAMAGE] === HALF) list.push([-1, 0, hitChance]);
  else if (hitChance > 0) {
    const hit = new Map<number, number>();
    const rolls = enumerate(memory, () =>
      Math.max(1, Math.floor(rollDamage(memory, user, target, move) / 100)),
    );
    for (const [damage, chance] of rolls) hit.set(damage, chance);
    const numerator = tables[move + MOVE_RECOIL]!;
    const denominator = tables[move + MOVE_RECOIL + 1]!;
    for (const [damage, chance] of repeated(hit, tables[move + MOVE_HITS]!)) {
      const recoil = Math.floor((2 * damage * numerator + denominator) / (2 * denominator));
      list.push([damage, numerator === 0 ? 0 : Math.max(1, recoil), chance * hitChance]);
    }
  }
  return makeOutcomes(list, crash > 0 ? 0 : 1 - hitChance, state[target + HP]!);
}

function repeated(hit: ReadonlyMap<number, number>, hits: number): ReadonlyMap<number, number> {
  if (hits === 1) return hit;
  const use = new Map<number, number>();
  let sum: ReadonlyMap<number, number> = hit;
  let done = 1;
  for (const [count, probability] of hits === 5 ? TWO_TO_FIVE : [[hits, 1] as const]) {
    for (; done < count; done++) sum = addIndependent(sum, hit);
    for (const [damage, chance] of sum) use.set(damage, (use.get(damage) ?? 0) + chance * probability);
  }
  return use;
}

function addIndependent(
  left: ReadonlyMap<number, number>,
  right: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const sum = new Map<number, number>();
  for (const [x, p] of left) for (const [y, q] of right) sum.set(x + y, (sum.get(x + y) ?? 0) + p * q);
  return sum;
}

function makeOutcomes(
  list: readonly (readonly [damage: number, loss: number, chance: number])[],
  nothing: number,
  mostHp: number,
): Outcomes {
  const sorted = list.filter(([, , chance]) => chance > 0).sort((left, right) => left[0] - right[0]);
  const count = sorted.length;
  const koChance = new Float64Array(mostHp + 1);
  const [damage, loss] = [new Int32Array(count), new Int32Array(count)];
  const chance = new Float64Array(count);
  let isPlain = true;
  for (let k = 0; k < count; k++) {
    const [taken, lost, probability] = sorted[k]!;
    damage[k] = taken;
    loss[k] = lost;
    chance[k] = probability;
    if (taken <= 0 || lost !== 0) isPlain = false;
  }
  let beyond = 0;
  for (let hp = mostHp, k = count - 1; hp > 0; hp--) {
    // Half of the last HP is all of it.
    while (k >= 0 && (damage[k]! >= hp || (damage[k]! < 0 && hp === 1))) beyond += chance[k--]!;
    koChance[hp] = beyond;
  }
  return {
    damage,
    loss,
    chance,
    nothing: count === 0 ? 1 : nothing < 1e-15 ? 0 : nothing,
    koChance,
    isPlain,
  };
}

/** HP that outcome k takes from a target with `hp` HP. */
export function damageOf(outcomes: Outcomes, k: number, hp: number): number {
  const damage = outcomes.damage[k]!;
  return damage < 0 ? Math.max(1, hp >> 1) : damage;
}

/** Whether a use takes half of what the target has. */
export function halves({ damage }: Outcomes): boolean {
  return damage.some((taken) => taken < 0);
}
