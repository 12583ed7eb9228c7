import type { Move } from "@predictiondex/core";
import {
  type AttackDamage,
  type Combatant,
  calculateDamage,
  type Distribution,
  damageDistribution,
} from "./damage.ts";
import type { TypeChart } from "./type-chart.ts";

/** Turns after which a race that is still open counts as a tie. */
const MAX_TURNS = 120;
/** A race this unlikely to go on is cut. */
const NEGLIGIBLE = 1e-12;

/** A move against one defender, ready for the race. */
export interface RaceAttack {
  readonly move: Move;
  /** Undefined for a status move. */
  readonly damage: AttackDamage | undefined;
  readonly use: Distribution;
  /**
   * `koBy[n][h]` is the chance that `n` uses take at least `h` HP, for n from 0 and h from 0 to the defender's HP;
   * the last row holds for all later n.
   */
  readonly koBy: readonly Float64Array[];
}

const NOTHING: Distribution = { values: [0], probabilities: [1] };

/** Makes the tables of one move against one defender. */
export function prepareAttack(
  attacker: Combatant,
  defender: Combatant,
  move: Move,
  chart: TypeChart,
): RaceAttack {
  const damage = calculateDamage(attacker, defender, move, chart);
  const harmless = damage === undefined || damage.rule.userFaints === true;
  const use = harmless ? NOTHING : damageDistribution(damage);
  return {
    move,
    damage,
    use,
    koBy: harmless ? [NEVER(defender.stats.hp)] : koTable(damage, use, defender.stats.hp, move.pp),
  };
}

const NEVER = (hp: number): Float64Array => {
  const row = new Float64Array(hp + 1);
  row[0] = 1;
  return row;
};

function koTable(damage: AttackDamage, use: Distribution, hp: number, pp: number): Float64Array[] {
  const { values, probabilities } = use;
  const table = [NEVER(hp)];
  const uses = damage.rule.firstTurnOnly ? 1 : Math.min(pp, MAX_TURNS);
  if (values.at(-1) === 0) return table;
  for (let n = 1; n <= uses; n++) {
    const before = table[n - 1]!;
    const row = new Float64Array(hp + 1);
    row[0] = 1;
    for (let h = 1; h <= hp; h++) {
      let chance = 0;
      for (let k = 0; k < values.length; k++) {
        const taken = damage.rule.halvesHp && values[k]! > 0 ? Math.max(1, Math.floor(h / 2)) : values[k]!;
        chance += probabilities[k]! * (taken >= h ? 1 : before[h - taken]!);
      }
      row[h] = chance;
    }
    table.push(row);
    if (1 - row[hp]! < NEGLIGIBLE) break;
  }
  return table;
}

/** Uses of `attack` that have hit by the end of its turn `turn` (from 1). */
function usesBy(attack: RaceAttack, turn: number): number {
  const turns = attack.damage?.rule.turns;
  if (turns === undefined) return turn;
  return turns.hitsOn === 1 ? Math.ceil(turn / 2) : Math.floor(turn / 2);
}

function koChance(attack: RaceAttack, uses: number, hp: number): number {
  return attack.koBy[Math.min(uses, attack.koBy.length - 1)]![hp]!;
}

/** A side's plan: use `opening` once, then `then` until the end. */
export interface Plan {
  readonly opening: RaceAttack;
  readonly then: RaceAttack;
  /** `koBy[t]` is the chance that the defender has fainted by the end of turn t, from 0; the last holds for later t. */
  readonly koBy: Float64Array;
}

/** Every plan against a defender with `hp` HP, grouped by its opening, in the order of `attacks`. */
export function makePlans(attacks: readonly RaceAttack[], hp: number): readonly (readonly Plan[])[] {
  const lasting = attacks.filter((attack) => attack.koBy.length > 1);
  return attacks.map((opening) =>
    (lasting.length > 0 ? lasting : [opening]).map((then) => makePlan(opening, then, hp)),
  );
}

function makePlan(opening: RaceAttack, then: RaceAttack, hp: number): Plan {
  const openingTurns = opening.damage?.rule.turns?.count ?? 1;
  const hitsOn = opening.damage?.rule.turns?.hitsOn ?? 1;
  const koBy = [0];
  const fading = then.damage?.rule.firstTurnOnly === true && then !== opening;
  for (let turn = 1; turn <= MAX_TURNS; turn++) {
    const uses = fading ? 0 : usesBy(then, Math.max(0, turn - openingTurns));
    let chance = 0;
    if (turn >= hitsOn) {
      const { values, probabilities } = opening.use;
      for (let k = 0; k < values.length; k++) {
        const halves = opening.damage?.rule.halvesHp === true && values[k]! > 0;
        const left = hp - (halves ? Math.max(1, Math.floor(hp / 2)) : values[k]!);
        chance += probabilities[k]! * (left <= 0 ? 1 : koChance(then, repeats(opening, then, uses), left));
      }
    }
    koBy.push(chance);
    if (1 - chance < NEGLIGIBLE) break;
    if (turn - openingTurns > 2 * then.koBy.length) break;
  }
  return { opening, then, koBy: Float64Array.from(koBy) };
}

/** Uses left for the repeated move where the opening has spent one of its PP, or its only turn. */
function repeats(opening: RaceAttack, then: RaceAttack, uses: number): number {
  if (opening !== then) return uses;
  const limit = then.damage?.rule.firstTurnOnly ? 0 : then.move.pp - 1;
  return Math.min(uses, limit);
}

/** 1 where the first acts before the second in that turn, ½ for a tie, 0 otherwise. */
function actsFirst(left: Move, right: Move, leftSpeed: number, rightSpeed: number): number {
  const difference = left.priority - right.priority || leftSpeed - rightSpeed;
  return difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
}

/**
 * The exact chance that plan `a` knocks out before plan `b` does; a race that stays open counts ½. Who faints by its
 * own opening loses, and of two such the one that acts first.
 */
export function raceProbability(a: Plan, b: Plan, speedA: number, speedB: number): number {
  const opening = actsFirst(a.opening.move, b.opening.move, speedA, speedB);
  if (userFaints(a)) return userFaints(b) ? 1 - opening : 0;
  if (userFaints(b)) return 1;
  const later = actsFirst(a.then.move, b.then.move, speedA, speedB);
  const turns = Math.max(a.koBy.length, b.koBy.length);
  let win = 0;
  for (let turn = 1; turn < turns; turn++) {
    const doneA = at(a.koBy, turn);
    const doneB = at(b.koBy, turn);
    const nowA = doneA - at(a.koBy, turn - 1);
    const nowB = doneB - at(b.koBy, turn - 1);
    win += nowA * (1 - doneB + nowB * (turn === 1 ? opening : later));
  }
  return win + (1 - at(a.koBy, turns)) * (1 - at(b.koBy, turns)) * 0.5;
}

function userFaints(plan: Plan): boolean {
  return plan.opening.damage?.rule.userFaints === true;
}

function at(koBy: Float64Array, turn: number): number {
  return koBy[Math.min(turn, koBy.length - 1)]!;
}
