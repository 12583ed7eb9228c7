import type { BattleMemory } from "./battle.ts";
import * as layout from "./layout.ts";

// V8 folds a module's own constants and functions, but not imported ones.
const { FAST, GEN5, RANDOM_KIND, RANDOM_STATE, SCRIPTED } = layout;

export { FAST, GEN5, SCRIPTED } from "./layout.ts";

/** A generator with its state: Showdown's seed of four 16-bit words, any 32-bit seed, or scripted. */
export type RandomSource =
  | { readonly kind: "gen5"; readonly seed: readonly [number, number, number, number] }
  | { readonly kind: "fast"; readonly seed: number }
  | { readonly kind: "scripted" };

/** Puts a generator into the state of a battle. */
export function seedRandom(state: Int32Array, source: RandomSource): void {
  if (source.kind === "gen5") {
    const [a, b, c, d] = source.seed;
    state[RANDOM_KIND] = GEN5;
    state[RANDOM_STATE] = (a << 16) | b;
    state[RANDOM_STATE + 1] = (c << 16) | d;
    state[RANDOM_STATE + 2] = 0;
    state[RANDOM_STATE + 3] = 0;
  } else if (source.kind === "fast") {
    seedFast(state, source.seed);
  } else {
    state[RANDOM_KIND] = SCRIPTED;
    state.fill(0, RANDOM_STATE, RANDOM_STATE + 4);
  }
}

/** Fills the state of the fast generator by splitmix32 from any 32-bit seed. */
export function seedFast(state: Int32Array, seed: number): void {
  state[RANDOM_KIND] = FAST;
  let mix = seed | 0;
  for (let i = 0; i < 4; i++) {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    state[RANDOM_STATE + i] = z ^ (z >>> 15);
  }
}

/** The gen5 generator's seed as Showdown writes it: four 16-bit words. */
export function readGen5Seed(state: Int32Array): readonly [number, number, number, number] {
  const high = state[RANDOM_STATE]!;
  const low = state[RANDOM_STATE + 1]!;
  return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff];
}

/** A whole number in [0, n), each as likely; n is 1–65,535. */
export function pick(battle: BattleMemory, n: number): number {
  const state = battle.state;
  const kind = state[RANDOM_KIND]!;
  if (kind === SCRIPTED) return battle.script!.pick(n);
  return scale(kind === GEN5 ? nextGen5(state) : nextFast(state), n);
}

/** Whether an event of chance `numerator / denominator` happens. */
export function chance(battle: BattleMemory, numerator: number, denominator: number): boolean {
  const state = battle.state;
  const kind = state[RANDOM_KIND]!;
  if (kind === SCRIPTED) return battle.script!.chance(numerator, denominator);
  return scale(kind === GEN5 ? nextGen5(state) : nextFast(state), denominator) < numerator;
}

/** A number that Showdown draws to order things whose order changes nothing. */
export function discard(battle: BattleMemory): void {
  const kind = battle.state[RANDOM_KIND]!;
  if (kind === GEN5) nextGen5(battle.state);
  else if (kind === FAST) nextFast(battle.state);
}

/** floor(word · n / 2³²) of an unsigned word. */
function scale(word: number, n: number): number {
  return (Math.imul(word >>> 16, n) + (Math.imul(word & 0xffff, n) >>> 16)) >>> 16;
}

/** x = x · 0x5D588B656C078965 + 0x269EC3 (mod 2⁶⁴) on two int32 halves; gives the upper half. */
function nextGen5(state: Int32Array): number {
  const high = state[RANDOM_STATE]!;
  const low = state[RANDOM_STATE + 1]!;
  const low0 = low & 0xffff;
  const low1 = low >>> 16;
  const cross = Math.imul(low1, 0x8965) + (Math.imul(low0, 0x8965) >>> 16);
  const middle = Math.imul(low0, 0x6c07) + (cross & 0xffff);
  const carried = Math.imul(low1, 0x6c07) + (cross >>> 16) + (middle >>> 16);
  const product = Math.imul(low, 0x6c078965);
  const nextLow = (product + 0x269ec3) | 0;
  const carry = nextLow >>> 0 < 0x269ec3 ? 1 : 0;
  const nextHigh = (Math.imul(low, 0x5d588b65) + Math.imul(high, 0x6c078965) + carried + carry) | 0;
  state[RANDOM_STATE] = nextHigh;
  state[RANDOM_STATE + 1] = nextLow;
  return nextHigh;
}

/** xoshiro128**, Blackman and Vigna (2018). */
function nextFast(state: Int32Array): number {
  const s1 = state[RANDOM_STATE + 1]!;
  const x = Math.imul(s1, 5);
  const result = Math.imul((x << 7) | (x >>> 25), 9);
  const s2 = state[RANDOM_STATE + 2]! ^ state[RANDOM_STATE]!;
  const s3 = state[RANDOM_STATE + 3]! ^ s1;
  state[RANDOM_STATE + 1] = s1 ^ s2;
  state[RANDOM_STATE] = state[RANDOM_STATE]! ^ s3;
  state[RANDOM_STATE + 2] = s2 ^ (s1 << 9);
  state[RANDOM_STATE + 3] = (s3 << 11) | (s3 >>> 21);
  return result;
}
