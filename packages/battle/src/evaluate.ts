import type { Form, Move } from "@predictiondex/core";
import { type AttackDamage, type Combatant, createCombatant } from "./damage.ts";
import type { Condition } from "./engine/condition.ts";
import { usesToKnockOut } from "./knock-out.ts";
import type { PokemonSet } from "./pokemon-set.ts";
import { makePlans, type Plan, prepareAttack, type RaceAttack, raceProbability } from "./race.ts";
import type { LineTurn } from "./solve/principal-line.ts";
import type { TypeChart } from "./type-chart.ts";

/** How a value was found. */
export type Method = "exact" | "search" | "model";

/** A move with its value for the side that uses it. */
export interface MoveValue {
  readonly move: Move;
  /** The form it Mega Evolves into with this choice. */
  readonly mega: Form | undefined;
  /** Chance to win when the move is used now, the other side answering at its best. */
  readonly p: number;
  readonly low: number;
  readonly high: number;
  /** Chance to win with the move against the answer that hurts most. */
  readonly worst: number;
  /** That answer; undefined where it is not known. */
  readonly worstAnswer: Move | undefined;
  /** How often an optimal player uses it now, 0–1. */
  readonly weight: number;
  /** Undefined for a status move. */
  readonly damage: AttackDamage | undefined;
  /** The fewest uses that knock out with a chance worth naming (25 %), and that chance; undefined when none does. */
  readonly knockOut: { readonly uses: number; readonly chance: number } | undefined;
  /** False where the move's effect is not followed: it then counts as a turn spent. */
  readonly isModelled: boolean;
}

/** The value of a match-up for side `a`, and every move of both sides with its own. */
export interface Evaluation {
  readonly a: Combatant;
  readonly b: Combatant;
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly method: Method;
  /** Turns searched, or cells settled; 0 for the damage race. */
  readonly nodes: number;
  /** `a`'s moves, the recommended one first. */
  readonly moves: readonly MoveValue[];
  /** `b`'s moves by their value for `b`, its likeliest first. */
  readonly opponent: readonly MoveValue[];
  /** Who acts first when both recommended moves meet. */
  readonly first: {
    readonly side: "a" | "b" | "tie";
    readonly reason: "priority" | "speed";
    /** As it counts in battle. */
    readonly speedA: number;
    readonly speedB: number;
  };
  /** What `a` most likely uses next, where that is another move than the recommended one. */
  readonly next: Move | undefined;
  /** The likeliest course; empty where it is not known. */
  readonly line: readonly LineTurn[];
  /** What the sides have come to, in the middle of a battle. */
  readonly conditions: { readonly a: Condition | undefined; readonly b: Condition | undefined };
}

/** A battle at its start. */
const AT_THE_START = { a: undefined, b: undefined };

const KNOCK_OUT_WORTH_NAMING = 0.25;

/**
 * The damage race: each side opens with a move and goes on with the one that then serves best; damage, all 16 rolls,
 * critical hits, accuracy, PP, type chart, priority and Speed are exact. A move's `p` is what it wins whatever the
 * other side does (`low`); `high` is what it would win if the other side had to choose first. Side effects, healing,
 * recoil and switching are not followed, so the method is `model`, however exact the race. Both sets must hold at least
 * one move.
 */
export function evaluate(a: PokemonSet, b: PokemonSet, chart: TypeChart): Evaluation {
  const sideA = createCombatant(a);
  const sideB = createCombatant(b);
  const attacksA = a.moves.map((move) => prepareAttack(sideA, sideB, move, chart));
  const attacksB = b.moves.map((move) => prepareAttack(sideB, sideA, move, chart));
  const plansA = makePlans(attacksA, sideB.stats.hp);
  const plansB = makePlans(attacksB, sideA.stats.hp);
  const wins = plansA.map((plans) =>
    plans.map((plan) => plansB.map((answers) => answers.map((answer) => race(plan, answer, sideA, sideB)))),
  );
  const moves = attacksA.map((attack, i) => {
    const rows = wins[i]!.map((row) => row.flat());
    return raceValue(attack, sideB.stats.hp, maximin(rows), minimax(rows));
  });
  const opponent = attacksB.map((attack, j) => {
    const losses = plansB[j]!.map((_, k) => wins.flatMap((plans) => plans.map((row) => 1 - row[j]![k]!)));
    return raceValue(attack, sideA.stats.hp, maximin(losses), minimax(losses));
  });
  const all = wins.flatMap((plans) => plans.map((row) => row.flat()));
  const ranked = rank(moves);
  const answers = rank(opponent);
  return {
    a: sideA,
    b: sideB,
    p: ranked[0]!.p,
    low: clamp(maximin(all)),
    high: clamp(minimax(all)),
    method: "model",
    nodes: 0,
    moves: ranked,
    opponent: answers,
    first: whoIsFirst(ranked[0]!.move, answers[0]!.move, sideA.stats.speed, sideB.stats.speed),
    next: undefined,
    line: [],
    conditions: AT_THE_START,
  };
}

/** The same match-up seen from the other side. */
export function mirror(evaluation: Evaluation): Evaluation {
  const { a, b, low, high, method, nodes, moves, opponent, first, line, conditions } = evaluation;
  const side = { a: "b", b: "a", tie: "tie" } as const;
  return {
    a: b,
    b: a,
    p: opponent[0]!.p,
    low: 1 - high,
    high: 1 - low,
    method,
    nodes,
    moves: opponent,
    opponent: moves,
    first: { side: side[first.side], reason: first.reason, speedA: first.speedB, speedB: first.speedA },
    next: undefined,
    line: line.map((turn) => ({ a: turn.b, b: turn.a, hpA: turn.hpB, hpB: turn.hpA })),
    conditions: { a: conditions.b, b: conditions.a },
  };
}

function race(plan: Plan, answer: Plan, a: Combatant, b: Combatant): number {
  return raceProbability(plan, answer, a.stats.speed, b.stats.speed);
}

/** The best a chooser of rows can be sure of; entries are chances of winning. */
function maximin(rows: readonly (readonly number[])[]): number {
  return Math.max(...rows.map((row) => Math.min(...row)));
}

/** The best a chooser of rows gets where the columns are chosen first. */
function minimax(rows: readonly (readonly number[])[]): number {
  return Math.min(...rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!))));
}

/** What is said of a move by whoever values it. */
export type GivenMoveValue = Omit<MoveValue, "move" | "damage" | "knockOut">;

/** A move with its value, and what it takes to knock out `hp` HP. */
export function describeMove(attack: RaceAttack, hp: number, value: GivenMoveValue): MoveValue {
  const { move, damage } = attack;
  const { mega, p, low, high, worst, worstAnswer, weight, isModelled } = value;
  return {
    move,
    mega,
    p,
    low,
    high,
    worst,
    worstAnswer,
    weight,
    damage,
    knockOut: knockOut(attack, hp),
    isModelled,
  };
}

/** A move of the race: what it wins whatever the other side does, and what if that had to choose first. */
function raceValue(attack: RaceAttack, hp: number, least: number, most: number): MoveValue {
  const low = clamp(least);
  const isModelled = attack.damage !== undefined && attack.damage.rule.notModelled !== true;
  const range = { p: low, low, high: clamp(most), worst: low, weight: 0 };
  return describeMove(attack, hp, { ...range, mega: undefined, worstAnswer: undefined, isModelled });
}

function knockOut({ damage, maxUses }: RaceAttack, hp: number): MoveValue["knockOut"] {
  if (damage === undefined) return undefined;
  return usesToKnockOut(damage, { hp, maxHp: hp }, maxUses, KNOCK_OUT_WORTH_NAMING);
}

/** Takes away what rounding leaves beyond 0 and 1. */
function clamp(probability: number): number {
  return Math.min(1, Math.max(0, probability));
}

/** Best first, the first one with all the weight; equal values by the damage expected, then by id. */
function rank(values: readonly MoveValue[]): readonly MoveValue[] {
  return values
    .toSorted(
      (left, right) =>
        (Math.abs(left.p - right.p) > 1e-9 ? right.p - left.p : 0) ||
        strength(right) - strength(left) ||
        left.move.id - right.move.id,
    )
    .map((value, place) => ({ ...value, weight: place === 0 ? 1 : 0 }));
}

/** HP that a use takes at most, times its chance to hit; −1 for a status move. */
export function strength({ damage }: MoveValue): number {
  return damage === undefined ? -1 : (damage.rolls.at(-1) ?? 0) * damage.hitChance;
}

/** Who acts first when these two moves meet, by the Speeds that count. */
export function whoIsFirst(moveA: Move, moveB: Move, speedA: number, speedB: number): Evaluation["first"] {
  const priority = moveA.priority - moveB.priority;
  if (priority !== 0) return { side: priority > 0 ? "a" : "b", reason: "priority", speedA, speedB };
  const speed = speedA - speedB;
  return { side: speed > 0 ? "a" : speed < 0 ? "b" : "tie", reason: "speed", speedA, speedB };
}
