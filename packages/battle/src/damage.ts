import type { ByStat } from "@predictiondex/core";
import { type AttackRule, attackRule } from "./attack-rules.ts";
import type { Condition } from "./engine/condition.ts";
import { createLatest } from "./latest.ts";
import type { PokemonSet } from "./pokemon-set.ts";
import { applyStage, computeStats } from "./stats.ts";
import { type TypeChart, typeMultiplier } from "./type-chart.ts";

/** A set with what is computed from it once. */
export interface Combatant {
  readonly set: PokemonSet;
  /** Real stats at the set's level. */
  readonly stats: ByStat<number>;
}

/** A set with its real stats. */
export function createCombatant(set: PokemonSet): Combatant {
  return { set, stats: computeStats(set) };
}

/** How things stand when an attack is used; a side that is left out is as at the start of a battle. */
export interface DamageSituation {
  readonly attacker?: Condition | undefined;
  readonly defender?: Condition | undefined;
}

/** What one use of an attack does to a target. */
export interface AttackDamage {
  /** 0, ¼, ½, 1, 2 or 4. */
  readonly typeMultiplier: number;
  /** 1.5 where the move's type is one of the user's, else 1. */
  readonly stab: number;
  /** Base power after the move's own rule; 0 where damage is not by power. */
  readonly power: number;
  /** The 16 rolls of one hit without a critical hit, weakest first; one value (or Psywave's 101) for fixed damage. */
  readonly rolls: readonly number[];
  /** The same with a critical hit. */
  readonly criticalRolls: readonly number[];
  /** Chance of a critical hit. */
  readonly criticalChance: number;
  /** Chance to hit, accuracy alone. */
  readonly hitChance: number;
  readonly rule: AttackRule;
}

/** Rounds half down in 4096ths, as the games chain modifiers; source: Pokémon Showdown, `modify`. */
function modifyByStab(damage: number): number {
  return Math.floor((damage * 6144 + 2047) / 4096);
}

/** What one hit is computed from. */
interface Hit {
  readonly level: number;
  readonly power: number;
  readonly attack: number;
  readonly defense: number;
  readonly stab: boolean;
  readonly multiplier: number;
  readonly critical: boolean;
  /** The user's burn halves it. */
  readonly burned: boolean;
  /** Minimize doubles it. */
  readonly doubled: boolean;
  /** A screen halves it. */
  readonly screened: boolean;
}

/**
 * The damage of one hit for each of the 16 random factors 85–100 %, weakest first:
 * floor(floor(floor(floor(2L/5 + 2)·P·A/D)/50) + 2), critical ×1.5, ×85…100 %, STAB, type, burn, Minimize, screen; at
 * least 1. Source: Pokémon Showdown, `modifyDamage` with the mod `gen7letsgo`; a test holds it to the engine's own rolls.
 */
function hitRolls(hit: Hit): readonly number[] {
  if (hit.multiplier === 0) return [0];
  const levelFactor = Math.floor((2 * hit.level) / 5 + 2);
  let base = Math.floor(Math.floor((levelFactor * hit.power * hit.attack) / hit.defense) / 50) + 2;
  if (hit.critical) base = Math.floor(base * 1.5);
  const { stab, multiplier, burned, doubled, screened } = hit;
  const rolls: number[] = [];
  for (let percent = 85; percent <= 100; percent++) {
    let damage = Math.floor((base * percent) / 100);
    if (stab) damage = modifyByStab(damage);
    for (let m = multiplier; m > 1; m /= 2) damage *= 2;
    for (let m = multiplier; m < 1; m *= 2) damage = Math.floor(damage / 2);
    if (burned) damage = Math.floor(damage / 2);
    if (doubled) damage *= 2;
    if (screened) damage = Math.floor(damage / 2);
    // The games count damage in 16 bits.
    rolls.push(damage === 0 ? 1 : damage & 0xffff);
  }
  return rolls;
}

/** What one use of the attacker's move `move` does to the defender; undefined for a status move. */
export function calculateDamage(
  attacker: Combatant,
  defender: Combatant,
  move: PokemonSet["moves"][number],
  chart: TypeChart,
  situation: DamageSituation = {},
): AttackDamage | undefined {
  if (move.category === "status") return undefined;
  const rule = attackRule(move);
  const { attacker: own = {}, defender: foe = {} } = situation;
  const typed = move.slug !== "struggle";
  const multiplier = typed ? typeMultiplier(chart, move.type, defender.set.form.types) : 1;
  const hasStab = typed && attacker.set.form.types.some((type) => type === move.type);
  const doubled = rule.hitsMinimized === true && foe.minimized === true;
  const hitChance = rule.oneHitKo
    ? oneHitKoChance(attacker, defender)
    : doubled
      ? 1
      : stagedAccuracy(move.accuracy, own.stages?.accuracy ?? 0, foe.stages?.evasion ?? 0);
  const common = { stab: hasStab ? 1.5 : 1, typeMultiplier: multiplier, hitChance, rule } as const;
  const flat = (rolls: readonly number[]): AttackDamage => ({
    ...common,
    power: 0,
    rolls: multiplier === 0 ? [0] : rolls,
    criticalRolls: multiplier === 0 ? [0] : rolls,
    criticalChance: 0,
  });
  if (rule.notModelled && !(rule.needsSleep && foe.status === "sleep")) return flat([0]);
  if (rule.oneHitKo) return flat([defender.stats.hp]);
  if (rule.halvesHp) return flat([Math.max(1, Math.floor((foe.hp ?? defender.stats.hp) / 2))]);
  if (rule.fixedDamage) return flat(rule.fixedDamage(attacker.set));
  const isDoubledByStatus = rule.facade && own.status !== undefined && own.status !== "sleep";
  const power = (rule.power?.(attacker.set, defender.set) ?? move.power ?? 0) * (isDoubledByStatus ? 2 : 1);
  if (power === 0) return flat([0]);
  const isPhysical = move.category === "physical";
  const screen = isPhysical ? foe.screens?.reflect : foe.screens?.lightScreen;
  const rollsOf = (critical: boolean): readonly number[] =>
    hitRolls({
      level: attacker.set.level,
      power,
      ...meetingStats(attacker, defender, isPhysical, rule, situation, critical),
      stab: hasStab,
      multiplier,
      critical,
      burned: isPhysical && own.status === "burn" && !rule.facade,
      doubled,
      screened: !critical && screen !== undefined && !rule.breaksScreens,
    });
  return {
    ...common,
    power,
    rolls: rollsOf(false),
    criticalRolls: rollsOf(true),
    criticalChance: criticalChanceOf(rule, own.focusEnergy === true),
  };
}

/** Attack and defense as they meet: a critical hit passes over the user's bad and the target's good stages. */
function meetingStats(
  attacker: Combatant,
  defender: Combatant,
  isPhysical: boolean,
  rule: AttackRule,
  { attacker: own = {}, defender: foe = {} }: DamageSituation,
  critical: boolean,
): Pick<Hit, "attack" | "defense"> {
  const [source, stages] = rule.targetsAttack ? [defender, foe.stages] : [attacker, own.stages];
  const attackStage = (isPhysical ? stages?.attack : stages?.specialAttack) ?? 0;
  const defenseStage = (isPhysical ? foe.stages?.defense : foe.stages?.specialDefense) ?? 0;
  const attack = isPhysical ? source.stats.attack : attacker.stats.specialAttack;
  const defense = isPhysical ? defender.stats.defense : defender.stats.specialDefense;
  return {
    attack: applyStage(attack, critical ? Math.max(0, attackStage) : attackStage),
    defense: applyStage(defense, critical ? Math.min(0, defenseStage) : defenseStage),
  };
}

function criticalChanceOf({ critical }: AttackRule, hasFocusEnergy: boolean): number {
  if (critical === "always") return 1;
  if (hasFocusEnergy) return critical === 1 ? 1 : 1 / 2;
  return critical === 1 ? 1 / 8 : 1 / 24;
}

/** The chance to hit by accuracy and the difference of the stages; a move that checks none always hits. */
function stagedAccuracy(accuracy: number | null, accuracyStage: number, evasionStage: number): number {
  if (accuracy === null) return 1;
  const stage = Math.max(-6, Math.min(6, accuracyStage - evasionStage));
  const staged = stage >= 0 ? (accuracy * (3 + stage)) / 3 : (accuracy * 3) / (3 - stage);
  return Math.min(1, Math.floor(staged) / 100);
}

function oneHitKoChance(attacker: Combatant, defender: Combatant): number {
  const difference = attacker.set.level - defender.set.level;
  return difference < 0 ? 0 : Math.min(1, (30 + difference) / 100);
}

/** A probability distribution over whole numbers: `probabilities[i]` is the chance of `values[i]`; the sum is 1. */
export interface Distribution {
  readonly values: readonly number[];
  readonly probabilities: readonly number[];
}

/** HP taken by one use: rolls, critical hits, the number of hits and misses (0) counted. */
export function damageDistribution(damage: AttackDamage): Distribution {
  let distribution = distributions.get(damage);
  if (distribution === undefined) {
    distribution = workOutDistribution(damage);
    distributions.set(damage, distribution);
  }
  return distribution;
}

/** An attack's is asked for by race, knock-outs and explanation. */
const distributions = createLatest<AttackDamage, Distribution>();

/** Chances by value while a distribution is worked out; all 0 between two. */
let chancesOfHit = new Float64Array(1024);
let chancesOfUse = new Float64Array(1024);

/** Sums run in the order of the rolls, then of the critical ones, so that equal attacks give equal bits. */
function workOutDistribution({
  rolls,
  criticalRolls,
  criticalChance,
  hitChance,
  rule,
}: AttackDamage): Distribution {
  const numbers = rule.hits ?? ONE_HIT;
  const most = numbers.at(-1)![0] * Math.max(largest(rolls), largest(criticalRolls));
  if (most >= chancesOfHit.length) {
    chancesOfHit = new Float64Array(most + 1);
    chancesOfUse = new Float64Array(most + 1);
  }
  const hit: Sum = { values: [], chances: chancesOfHit };
  for (const roll of rolls) addTo(hit, roll, (1 - criticalChance) / rolls.length);
  for (const roll of criticalRolls) addTo(hit, roll, criticalChance / criticalRolls.length);
  const use: Sum = { values: [], chances: chancesOfUse };
  addTo(use, 0, 1 - hitChance);
  let sum = hit;
  let done = 1;
  for (const [hits, probability] of numbers) {
    for (; done < hits; done++) sum = addIndependent(sum, hit, most);
    for (const value of sum.values) addTo(use, value, sum.chances[value]! * probability * hitChance);
  }
  for (const value of hit.values) hit.chances[value] = 0;
  const values = sortRuns(use.values);
  const probabilities = new Array<number>(values.length);
  for (let k = 0; k < values.length; k++) {
    probabilities[k] = use.chances[values[k]!]!;
    use.chances[values[k]!] = 0;
  }
  return { values, probabilities };
}

function largest(values: readonly number[]): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** Sorts in place what is a few rising runs: a miss, the rolls, the critical rolls. */
function sortRuns(values: number[]): number[] {
  if (values.length > LONG) return values.sort((left, right) => left - right);
  for (let k = 1; k < values.length; k++) {
    const value = values[k]!;
    let at = k - 1;
    for (; at >= 0 && values[at]! > value; at--) values[at + 1] = values[at]!;
    values[at + 1] = value;
  }
  return values;
}

/** Values of several hits come in no order. */
const LONG = 64;

const ONE_HIT = [[1, 1]] as const;

/** Values in the order in which they came up, with their chances by value. */
interface Sum {
  readonly values: number[];
  readonly chances: Float64Array;
}

function addTo({ values, chances }: Sum, value: number, probability: number): void {
  if (probability <= 0) return;
  if (chances[value] === 0) values.push(value);
  chances[value]! += probability;
}

function addIndependent(left: Sum, right: Sum, most: number): Sum {
  const sum: Sum = { values: [], chances: new Float64Array(most + 1) };
  for (const x of left.values) {
    for (const y of right.values) addTo(sum, x + y, left.chances[x]! * right.chances[y]!);
  }
  return sum;
}
