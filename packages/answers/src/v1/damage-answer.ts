import {
  type AttackDamage,
  calculateDamage,
  createCombatant,
  knockOutChances,
  type PokemonSet,
  type Target,
} from "@predictiondex/battle";
import type { DamageResponse } from "@predictiondex/contract";
import type { Move, Text } from "@predictiondex/core";
import type { Catalogue } from "../catalogue.ts";
import { type MiddleState, seenCondition } from "../prediction/middle-state.ts";
import { type SetSpec, setOf } from "../prediction/set-spec.ts";
import { battleSide, moveFacts, round } from "./battle-side.ts";

/** What the calculator is asked; without moves it takes all that the attacker may have. */
export interface DamageQuestion {
  readonly attacker: SetSpec;
  readonly defender: SetSpec;
  /** As things stand, the attacker being `a`; at the start of a battle where left out. */
  readonly middle?: MiddleState | undefined;
}

/** What each attack of one Pokémon does to another. */
export function answerDamage(
  catalogue: Catalogue,
  { attacker, defender, middle = {} }: DamageQuestion,
): DamageResponse {
  const inForm = (set: PokemonSet, mega: string | undefined): PokemonSet =>
    mega === undefined ? set : { ...set, form: catalogue.formsBySlug.get(mega)! };
  const given = inForm(setOf(catalogue, attacker), middle.a?.mega);
  const moves = attacker.moves === undefined ? catalogue.learnableMoves(given.form) : given.moves;
  const left = createCombatant(given);
  const right = createCombatant(inForm(setOf(catalogue, defender), middle.b?.mega));
  const own = middle.a && seenCondition(left.set, middle.a).condition;
  const foe = middle.b && seenCondition(right.set, middle.b).condition;
  const maxHp = right.stats.hp;
  const target = { hp: foe?.hp ?? maxHp, maxHp, condition: foe };
  const rows = moves.flatMap((move) => {
    const damage = calculateDamage(left, right, move, catalogue.chart, { attacker: own, defender: foe });
    return damage === undefined ? [] : [damageRow(move, damage, target)];
  });
  return {
    attacker: battleSide(left.set, attacker),
    defender: battleSide(right.set, defender),
    moves: attacker.moves === undefined ? rows.toSorted((one, other) => other.max - one.max) : rows,
    dataVersion: catalogue.snapshot.dataVersion,
  };
}

function damageRow(move: Move, damage: AttackDamage, target: Target): DamageResponse["moves"][number] {
  const hits = (damage.rule.hits ?? [[1, 1]]).map(([count, chance]) => ({ hits: count, chance }));
  const min = (damage.rolls[0] ?? 0) * hits[0]!.hits;
  const max = (damage.rolls.at(-1) ?? 0) * hits.at(-1)!.hits;
  const chances = knockOutChances(damage, target).map((chance) => round(chance));
  const minPercent = round((100 * min) / target.maxHp, 1);
  const maxPercent = round((100 * max) / target.maxHp, 1);
  return {
    ...moveFacts(move),
    power: damage.power,
    typeMultiplier: damage.typeMultiplier,
    stab: damage.stab,
    hitChance: round(damage.hitChance),
    criticalChance: damage.criticalChance,
    rolls: [...damage.rolls],
    criticalRolls: [...damage.criticalRolls],
    hits,
    ...{ min, max, minPercent, maxPercent },
    koChances: chances,
    recoil: recoilOf(damage, min, Math.min(max, target.hp)),
    text: describe(move, { min, max, minPercent, maxPercent }, chances),
  };
}

/** What a use that hits costs its user; source: Pokémon Showdown, `recoil` of the HP taken. */
function recoilOf({ rule }: AttackDamage, min: number, max: number): { min: number; max: number } | null {
  if (rule.recoil === undefined || max === 0) return null;
  const [numerator, denominator] = rule.recoil;
  const cost = (taken: number): number => Math.max(1, Math.round((taken * numerator) / denominator));
  return { min: cost(Math.min(min, max)), max: cost(max) };
}

function describe(
  { names }: Move,
  span: {
    readonly min: number;
    readonly max: number;
    readonly minPercent: number;
    readonly maxPercent: number;
  },
  chances: readonly number[],
): Text {
  const { min, max, minPercent, maxPercent } = span;
  const uses = chances.findIndex((chance) => chance >= 0.005) + 1;
  const ko = uses === 0 ? NO_KO : koText(uses, chances[uses - 1]!);
  const comma = (value: number): string => String(value).replace(".", ",");
  return {
    en: `${names.en}: ${min}–${max} HP (${minPercent}–${maxPercent} %), ${ko.en}`,
    fr: `${names.fr} : ${min}–${max} PV (${comma(minPercent)}–${comma(maxPercent)} %), ${ko.fr}`,
  };
}

const NO_KO: Text = { en: "no knock-out in sight", fr: "pas de K.O. en vue" };

function koText(uses: number, chance: number): Text {
  const percent = Math.round(chance * 1000) / 10;
  const en = uses === 1 ? "one use knocks out" : `${uses} uses knock out`;
  const fr = uses === 1 ? "K.O. en un coup" : `K.O. en ${uses} coups`;
  if (chance > 0.9995) return { en: `${en} for certain`, fr: `${fr} à coup sûr` };
  return {
    en: `${en} ${percent} % of the time`,
    fr: `${fr} dans ${String(percent).replace(".", ",")} % des cas`,
  };
}
