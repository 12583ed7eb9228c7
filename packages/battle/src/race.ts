import type { Move } from "@predictiondex/core";
import {
  type AttackDamage,
  type Combatant,
  calculateDamage,
  type DamageSituation,
  type Distribution,
  damageDistribution,
} from "./damage.ts";
import type { TypeChart } from "./type-chart.ts";

/** Turns after which a race that is still open counts as a tie. */
const MAX_TURNS = 120;
/** A race this unlikely to be still open is over. */
const NEGLIGIBLE = 1e-12;

/** A move against one defender, ready for the race. */
export interface RaceAttack {
  readonly move: Move;
  /** Undefined for a status move. */
  readonly damage: AttackDamage | undefined;
  /** HP that one use takes from a defender at full HP. */
  readonly use: Distribution;
  /** Uses after which nothing more happens: its PP are spent, or it never hurts (0). */
  readonly maxUses: number;
  /** The chance that `uses` uses (any number from 0) take at least `hp` HP (0 to the defender's full HP). */
  koChance(uses: number, hp: number): number;
}

const NOTHING: Distribution = { values: [0], probabilities: [1] };

/** Makes one move against one defender ready; its chances are worked out when they are first asked for. */
export function prepareAttack(
  attacker: Combatant,
  defender: Combatant,
  move: Move,
  chart: TypeChart,
  situation?: DamageSituation,
): RaceAttack {
  const damage = calculateDamage(attacker, defender, move, chart, situation);
  const isHarmless = damage === undefined || damage.rule.userFaints === true;
  const use = isHarmless ? NOTHING : damageDistribution(damage);
  const hurts = use.values.at(-1)! > 0;
  const maxUses = hurts ? (damage?.rule.firstTurnOnly ? 1 : Math.min(move.pp, MAX_TURNS)) : 0;
  const rows: Float64Array[] = [];
  return {
    move,
    damage,
    use,
    maxUses,
    koChance(uses, hp) {
      const row = Math.min(uses, maxUses);
      if (rows.length === 0) rows.push(noUse(defender.stats.hp));
      while (rows.length <= row) rows.push(oneMoreUse(rows.at(-1)!, use, damage?.rule.halvesHp === true));
      return rows[row]![hp]!;
    },
  };
}

/** By HP: no use takes none. */
function noUse(hp: number): Float64Array {
  const row = new Float64Array(hp + 1);
  row[0] = 1;
  return row;
}

/** From the chances after n uses, by HP, those after n + 1. */
function oneMoreUse(
  before: Float64Array,
  { values, probabilities }: Distribution,
  halvesHp: boolean,
): Float64Array {
  const row = new Float64Array(before.length);
  row[0] = 1;
  const most = values.at(-1)!;
  for (let hp = 1; hp < row.length; hp++) {
    // One more use takes nothing back; and where its best falls short, so it does for all who have more HP.
    if (before[hp] === 1) {
      row[hp] = 1;
      continue;
    }
    if (!halvesHp && most < hp && before[hp - most] === 0) break;
    let chance = 0;
    for (let k = 0; k < values.length; k++) {
      const taken = halvesHp && values[k]! > 0 ? half(hp) : values[k]!;
      chance += probabilities[k]! * (taken >= hp ? 1 : before[hp - taken]!);
    }
    row[hp] = chance;
  }
  return row;
}

function half(hp: number): number {
  return Math.max(1, Math.floor(hp / 2));
}

/** A side's plan: use `opening` once, then `then` until the end. */
export interface Plan {
  readonly opening: RaceAttack;
  readonly then: RaceAttack;
  /** The chance that the defender has fainted by the end of turn `turn`, from 0. */
  koChance(turn: number): number;
}

/** Every plan against a defender with `hp` HP, grouped by its opening, in the order of `attacks`. */
export function makePlans(attacks: readonly RaceAttack[], hp: number): readonly (readonly Plan[])[] {
  const lasting = attacks.filter((attack) => attack.maxUses > 0);
  return attacks.map((opening) =>
    (lasting.length > 0 ? lasting : [opening]).map((then) => makePlan(opening, then, hp)),
  );
}

function makePlan(opening: RaceAttack, then: RaceAttack, hp: number): Plan {
  const { count: openingTurns, hitsOn } = opening.damage?.rule.turns ?? { count: 1, hitsOn: 1 };
  const halvesHp = opening.damage?.rule.halvesHp === true;
  const fades = then.damage?.rule.firstTurnOnly === true;
  // The opening has spent one of the repeated move's PP where they are the same.
  const maxUses = fades ? 0 : Math.max(0, then.maxUses - (opening === then ? 1 : 0));
  const chances = [0];
  const next = (turn: number): number => {
    if (turn < hitsOn) return 0;
    const uses = Math.min(maxUses, usesBy(then, Math.max(0, turn - openingTurns)));
    const { values, probabilities } = opening.use;
    let chance = 0;
    for (let k = 0; k < values.length; k++) {
      const left = hp - (halvesHp && values[k]! > 0 ? half(hp) : values[k]!);
      chance += probabilities[k]! * (left <= 0 ? 1 : then.koChance(uses, left));
    }
    return chance;
  };
  return {
    opening,
    then,
    koChance(turn) {
      while (chances.length <= turn) chances.push(next(chances.length));
      return chances[turn]!;
    },
  };
}

/** Uses of `attack` that have hit by the end of its turn `turn` (from 0). */
function usesBy(attack: RaceAttack, turn: number): number {
  const turns = attack.damage?.rule.turns;
  if (turns === undefined) return turn;
  return turns.hitsOn === 1 ? Math.ceil(turn / 2) : Math.floor(turn / 2);
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
  let win = 0;
  let doneA = 0;
  let doneB = 0;
  for (let turn = 1; turn <= MAX_TURNS; turn++) {
    const newA = a.koChance(turn);
    const newB = b.koChance(turn);
    win += (newA - doneA) * (1 - newB + (newB - doneB) * (turn === 1 ? opening : later));
    doneA = newA;
    doneB = newB;
    if ((1 - doneA) * (1 - doneB) < NEGLIGIBLE) break;
  }
  return win + (1 - doneA) * (1 - doneB) * 0.5;
}

/** 1 where the first acts before the second in that turn, ½ for a tie, 0 otherwise. */
function actsFirst(left: Move, right: Move, leftSpeed: number, rightSpeed: number): number {
  const difference = left.priority - right.priority || leftSpeed - rightSpeed;
  return difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
}

function userFaints(plan: Plan): boolean {
  return plan.opening.damage?.rule.userFaints === true;
}
