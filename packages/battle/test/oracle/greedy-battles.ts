// Battles in which both sides choose the attack with the highest accuracy × min(expected damage, target's HP): the same
// policy in Pokémon Showdown and on the engine. It is how predictions are held against real battles.

import type { Move, SeededRandom } from "@predictiondex/core";
import { type AttackDamage, type Combatant, calculateDamage, createCombatant } from "../../src/damage.ts";
import type { Condition } from "../../src/engine/condition.ts";
import { A_WINS, type Engine, ONGOING, RESULT, readCondition, TIE } from "../../src/engine/index.ts";
import type { PokemonSet } from "../../src/pokemon-set.ts";
import type { TypeChart } from "../../src/type-chart.ts";
import { type ShowdownBattle, type ShowdownPokemon, startShowdown } from "./showdown.ts";

/** Both sides ready for the policy. */
export interface GreedyPair {
  readonly a: Combatant;
  readonly b: Combatant;
  readonly chart: TypeChart;
}

/** Makes a pair ready. */
export function greedyPair(a: PokemonSet, b: PokemonSet, chart: TypeChart): GreedyPair {
  return { a: createCombatant(a), b: createCombatant(b), chart };
}

const STATUSES = {
  brn: "burn",
  par: "paralysis",
  slp: "sleep",
  frz: "freeze",
  psn: "poison",
  tox: "bad-poison",
} as const;
const BATTLE_SEED = 0x1_0000;

/** A's share of `battles` in Showdown, ties half; with `opening`, A's first move is the one in that slot. */
export function shareInShowdown(
  pair: GreedyPair,
  battles: number,
  random: SeededRandom,
  opening?: number,
): number {
  let wins = 0;
  for (let n = 0; n < battles; n++) {
    const seed = Array.from({ length: 4 }, () => random.next(BATTLE_SEED));
    const battle = startShowdown(pair.a.set, pair.b.set, seed);
    for (let turn = 0; !battle.ended; turn++) {
      const own = showdownCondition(battle.p1.active[0]!);
      const foe = showdownCondition(battle.p2.active[0]!);
      const slotA =
        turn === 0 && opening !== undefined
          ? opening
          : bestSlot(pair.a, pair.b, own, foe, showdownLegal(battle, 0), pair.chart);
      const slotB = bestSlot(pair.b, pair.a, foe, own, showdownLegal(battle, 1), pair.chart);
      // A side that is locked in has one choice, whatever its slot.
      if (!battle.choose("p1", `move ${slotA + 1}`)) battle.choose("p1", "default");
      if (!battle.ended && !battle.choose("p2", `move ${slotB + 1}`)) battle.choose("p2", "default");
    }
    wins += battle.winner === "a" ? 1 : battle.winner === "b" ? 0 : 0.5;
  }
  return wins / battles;
}

/** The same on the engine, which is bit-identical to Showdown in its rules; much faster. */
export function shareOnEngine(
  pair: GreedyPair,
  engine: Engine,
  battles: number,
  seed: number,
  opening?: number,
): number {
  const battle = engine.createMatchup(engine.prepare(pair.a.set), engine.prepare(pair.b.set), {
    kind: "fast",
    seed,
  });
  const start = battle.snapshot();
  let wins = 0;
  for (let n = 0; n < battles; n++) {
    battle.restore(start);
    battle.reseed({ kind: "fast", seed: seed + n });
    for (let turn = 0; battle.state[RESULT] === ONGOING; turn++) {
      const choicesA = battle.legalChoices("a");
      const choicesB = battle.legalChoices("b");
      const own = choicesA.length + choicesB.length > 2 ? (readCondition(battle, "a") ?? {}) : {};
      const foe = choicesA.length + choicesB.length > 2 ? (readCondition(battle, "b") ?? {}) : {};
      const slotA = bestSlot(pair.a, pair.b, own, foe, choicesA, pair.chart);
      const slotB = bestSlot(pair.b, pair.a, foe, own, choicesB, pair.chart);
      battle.turn(turn === 0 && opening !== undefined ? opening : slotA, slotB);
    }
    const result = battle.state[RESULT];
    wins += result === A_WINS ? 1 : result === TIE ? 0.5 : 0;
  }
  return wins / battles;
}

/** Of the legal slots the one with the highest accuracy × min(expected damage, target's HP); the first among equals. */
function bestSlot(
  own: Combatant,
  foe: Combatant,
  condition: Condition,
  foeCondition: Condition,
  legal: readonly number[],
  chart: TypeChart,
): number {
  if (legal.length === 1) return legal[0]!;
  let best = legal[0] ?? 0;
  let most = -1;
  for (const slot of legal) {
    const move = own.set.moves[slot];
    if (move === undefined) continue;
    const worth = worthOf(own, foe, condition, foeCondition, move, chart);
    if (worth > most) {
      best = slot;
      most = worth;
    }
  }
  return best;
}

function worthOf(
  own: Combatant,
  foe: Combatant,
  attacker: Condition,
  defender: Condition,
  move: Move,
  chart: TypeChart,
): number {
  const damage = calculateDamage(own, foe, move, chart, { attacker, defender });
  return damage === undefined
    ? 0
    : damage.hitChance * Math.min(expectedDamage(damage), defender.hp ?? foe.stats.hp);
}

function expectedDamage({ rolls, criticalRolls, criticalChance, rule }: AttackDamage): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const hits = (rule.hits ?? [[1, 1]]).reduce((sum, [count, chance]) => sum + count * chance, 0);
  return hits * ((1 - criticalChance) * mean(rolls) + criticalChance * mean(criticalRolls));
}

function showdownCondition({ hp, status, boosts, volatiles }: ShowdownPokemon): Condition {
  return {
    hp,
    status: status === "" ? undefined : STATUSES[status as keyof typeof STATUSES],
    stages: {
      attack: boosts.atk,
      defense: boosts.def,
      specialAttack: boosts.spa,
      specialDefense: boosts.spd,
      speed: boosts.spe,
      accuracy: boosts.accuracy,
      evasion: boosts.evasion,
    },
    confused: "confusion" in volatiles,
  };
}

/** Slots that can be chosen now; one where the side is locked in. */
function showdownLegal(battle: ShowdownBattle, side: 0 | 1): readonly number[] {
  const request = battle.sides[side]!.activeRequest as {
    active?: { moves: { disabled?: boolean | string }[] }[];
  } | null;
  const moves = request?.active?.[0]?.moves ?? [];
  return moves.flatMap(({ disabled }, slot) => (disabled ? [] : [slot]));
}
