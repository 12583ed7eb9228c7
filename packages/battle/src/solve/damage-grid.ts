// The exact value of a battle of damage, by HP of both sides: HP only fall, so one pass from low to high settles every
// cell. A turn is two half-turns; averaging over the second mover's outcomes first, once for each of its attacks, makes
// a cell cost hundreds of multiplications instead of ten thousand. Where nothing happens to either side the turn leads
// back to its own cell, and the cell's value is a fixed point.

import { type Attack, damageOf, type Outcomes } from "./attack-outcomes.ts";
import { alone, settle } from "./cell-value.ts";
import type { DamageBattle, FormPair } from "./damage-class.ts";
import { isBaseDominated, keptSlots } from "./dominance.ts";
import { findReachableHp, type ReachableHp } from "./reachable-hp.ts";

/** An action of one side: a slot, and the place of the form it is used in. */
export interface GridAction {
  readonly slot: number;
  readonly form: number;
}

/** The game of one turn at one cell. */
export interface CellGame {
  readonly actionsA: readonly GridAction[];
  readonly actionsB: readonly GridAction[];
  /** The chance that A wins after A's action i and B's action j now: `values[i * actionsB.length + j]`. */
  readonly values: Float64Array;
}

/** A solved battle of damage. */
export interface SolvedGrid {
  /** Cells settled. */
  readonly cells: number;
  /** Slots of each side that an optimal player can need, by form. */
  readonly keptA: readonly (readonly number[])[];
  readonly keptB: readonly (readonly number[])[];
  /**
   * The game of a cell that optimal play can come to: at the start with all actions, later with those an optimal player
   * can need. Forms are places in `megasA` and `megasB`.
   */
  gameAt(formA: number, formB: number, hpA: number, hpB: number): CellGame;
}

/** One pair of forms with its grids, all indexed by `hpA * stride + hpB`. */
interface Layer {
  readonly pair: FormPair;
  readonly value: Float64Array;
  /** By slot: the value once A has acted and B's attack is still to come; and the reverse. */
  readonly beforeB: readonly Float64Array[];
  readonly beforeA: readonly Float64Array[];
}

/** One pair of actions of a cell. */
interface Meeting {
  readonly layer: Layer;
  readonly attackA: Attack;
  readonly attackB: Attack;
  /** The chance that A acts first. */
  readonly firstA: number;
  /** Neither side changes its form, so that the turn can lead back to its own cell. */
  readonly stays: boolean;
}

/** Stands for `sameAs` where no HP is taken for another: undefined everywhere. */
const ITSELF = new Int32Array(0);

/**
 * Solves a battle of damage from its HP on; undefined where it would take more than `mostWork` (about the number of
 * additions).
 */
export function solveGrid(battle: DamageBattle, mostWork = Number.POSITIVE_INFINITY): SolvedGrid | undefined {
  const keptA = keptSlots(battle, "a");
  const keptB = keptSlots(battle, "b");
  const plans = planLayers(battle, keptA, keptB);
  if (plans.reduce((work, plan) => work + plan.work, 0) > mostWork) return undefined;
  const stride = battle.hpB + 1;
  const size = (battle.hpA + 1) * stride;
  const grid = (): Float64Array => new Float64Array(size);
  const layers = battle.pairs.map((row, a) =>
    row.map((pair, b): Layer => {
      const beforeA: Float64Array[] = [];
      const beforeB: Float64Array[] = [];
      // Only what can be acted before has a grid: against a slower side half of them are not needed.
      for (const slotA of keptA[a]!) {
        for (const slotB of keptB[b]!) {
          const firstA = chanceToBeFirst(pair, slotA, slotB);
          if (firstA < 1) beforeA[slotA] ??= grid();
          if (firstA > 0) beforeB[slotB] ??= grid();
        }
      }
      return { pair, value: grid(), beforeA, beforeB };
    }),
  );
  let cells = 0;
  for (const plan of plans) {
    solveLayer(layers, plan, stride);
    cells += plan.hpA.hps.length * plan.hpB.hps.length;
  }
  const everySlotA = keptA.map((_, form) => slotsOf(battle.pairs[form]![0]!.attacksA));
  const everySlotB = keptB.map((_, form) => slotsOf(battle.pairs[0]![form]!.attacksB));
  return {
    cells,
    keptA,
    keptB,
    gameAt(formA, formB, hpA, hpB) {
      // What a needless action leads to is only known from the start.
      const isStart = formA === 0 && formB === 0 && hpA === battle.hpA && hpB === battle.hpB;
      const actionsA = isStart
        ? actionsOf(everySlotA, formA, false)
        : actionsOf(keptA, formA, formA === 0 && isBaseDominated(battle, "a"));
      const actionsB = isStart
        ? actionsOf(everySlotB, formB, false)
        : actionsOf(keptB, formB, formB === 0 && isBaseDominated(battle, "b"));
      const here = layers[formA]![formB]!.value[hpA * stride + hpB]!;
      const values = Float64Array.from(meetingsOf(layers, formA, formB, actionsA, actionsB), (meeting) =>
        meetAnywhere(meeting, hpA, hpB, stride, here),
      );
      return { actionsA, actionsB, values };
    },
  };
}

/** What is to be solved for one pair of forms. */
interface LayerPlan {
  readonly a: number;
  readonly b: number;
  readonly actionsA: readonly GridAction[];
  readonly actionsB: readonly GridAction[];
  readonly hpA: ReachableHp;
  readonly hpB: ReachableHp;
  /** About the number of additions. */
  readonly work: number;
}

/** The layers in the order they are solved in: Mega Evolution is not taken back, so those with more of it come first. */
function planLayers(
  battle: DamageBattle,
  keptA: readonly (readonly number[])[],
  keptB: readonly (readonly number[])[],
): readonly LayerPlan[] {
  const reachA = findReachableHp(battle, "a", keptA, keptB);
  const reachB = findReachableHp(battle, "b", keptA, keptB);
  const evolveA = isBaseDominated(battle, "a");
  const evolveB = isBaseDominated(battle, "b");
  const plans: LayerPlan[] = [];
  for (let a = keptA.length - 1; a >= 0; a--) {
    for (let b = keptB.length - 1; b >= 0; b--) {
      const evolvesA = a === 0 && evolveA;
      const evolvesB = b === 0 && evolveB;
      const actionsA = actionsOf(keptA, a, evolvesA);
      const actionsB = actionsOf(keptB, b, evolvesB);
      // Who evolves at once is in its base form for one turn at most.
      const isBrief = evolvesA || evolvesB;
      const hpA = isBrief ? { ...reachA, hps: reachA.soon, sameAs: ITSELF } : reachA;
      const hpB = isBrief ? { ...reachB, hps: reachB.soon, sameAs: ITSELF } : reachB;
      const attacksA = actionsA.map(({ slot, form }) => battle.pairs[form]![b]!.attacksA[slot]!);
      const attacksB = actionsB.map(({ slot, form }) => battle.pairs[a]![form]!.attacksB[slot]!);
      const outcomes = [...attacksA, ...attacksB].reduce((sum, { first }) => sum + first.chance.length, 0);
      const mean = outcomes / (attacksA.length + attacksB.length);
      const work =
        countDistinct(hpA) * countDistinct(hpB) * (outcomes + mean * attacksA.length * attacksB.length);
      plans.push({ a, b, actionsA, actionsB, hpA, hpB, work });
    }
  }
  return plans;
}

function countDistinct({ hps, sameAs }: ReachableHp): number {
  return hps.reduce((count, hp) => count + ((sameAs[hp] ?? hp) === hp ? 1 : 0), 0);
}

function solveLayer(layers: readonly (readonly Layer[])[], plan: LayerPlan, stride: number): void {
  const { a, b, actionsA, actionsB, hpA: reachA, hpB: reachB } = plan;
  const layer = layers[a]![b]!;
  const { value, beforeA, beforeB, pair } = layer;
  const meetings = meetingsOf(layers, a, b, actionsA, actionsB);
  const nColumns = actionsB.length;
  const known = new Float64Array(meetings.length);
  const saddle = { row: 0, column: 0 };
  const back = Float64Array.from(meetings, ({ stays, attackA, attackB, firstA }) =>
    stays
      ? firstA * attackA.first.nothing * attackB.second.nothing +
        (1 - firstA) * attackA.second.nothing * attackB.first.nothing
      : 0,
  );
  const slotsA = pair.attacksA.filter((attack) => attack !== undefined && beforeA[attack.slot] !== undefined);
  const slotsB = pair.attacksB.filter((attack) => attack !== undefined && beforeB[attack.slot] !== undefined);
  const grids = [
    value,
    ...slotsA.map((attack) => beforeA[attack!.slot]!),
    ...slotsB.map((attack) => beforeB[attack!.slot]!),
  ];
  for (const hpA of reachA.hps) {
    const sameA = reachA.sameAs[hpA] ?? hpA;
    for (const hpB of reachB.hps) {
      const at = hpA * stride + hpB;
      const same = sameA * stride + (reachB.sameAs[hpB] ?? hpB);
      if (same !== at) {
        for (const grid of grids) grid[at] = grid[same]!;
        continue;
      }
      for (const attack of slotsB) {
        beforeB[attack!.slot]![at] = expect(attack!.second, value, hpB, hpA, 1, stride, at, 0);
      }
      for (const attack of slotsA) {
        beforeA[attack!.slot]![at] = expect(attack!.second, value, hpA, hpB, stride, 1, at, 1);
      }
      // Most cells have the saddle point of the cell before: its row and its column are enough to see that.
      const guessed = saddle.row * nColumns + saddle.column;
      known[guessed] = meet(meetings[guessed]!, hpA, hpB, stride, at);
      let settled = alone(known[guessed]!, back[guessed]!);
      let isSaddle = true;
      for (let m = saddle.column; m < known.length && isSaddle; m += nColumns) {
        if (m === guessed) continue;
        known[m] = meet(meetings[m]!, hpA, hpB, stride, at);
        isSaddle = alone(known[m]!, back[m]!) <= settled;
      }
      for (let m = saddle.row * nColumns; m < (saddle.row + 1) * nColumns && isSaddle; m++) {
        if (m === guessed) continue;
        known[m] = meet(meetings[m]!, hpA, hpB, stride, at);
        isSaddle = alone(known[m]!, back[m]!) >= settled;
      }
      if (!isSaddle) {
        for (let m = 0; m < known.length; m++) known[m] = meet(meetings[m]!, hpA, hpB, stride, at);
        settled = settle(known, back, actionsA.length, nColumns, saddle);
      }
      value[at] = settled;
      for (const attack of slotsB) beforeB[attack!.slot]![at]! += attack!.second.nothing * settled;
      for (const attack of slotsA) beforeA[attack!.slot]![at]! += attack!.second.nothing * settled;
    }
  }
}

/** A's chance to win a meeting, but for the part that leads back to the cell at `at`. */
function meet(meeting: Meeting, hpA: number, hpB: number, stride: number, at: number): number {
  const { attackA, attackB, firstA, layer } = meeting;
  let value = 0;
  if (firstA > 0) {
    const { first } = attackA;
    const after = layer.beforeB[attackB.slot]!;
    value += firstA * (expect(first, after, hpA, hpB, stride, 1, at, 1) + first.nothing * after[at]!);
  }
  if (firstA < 1) {
    const { first } = attackB;
    const after = layer.beforeA[attackA.slot]!;
    value += (1 - firstA) * (expect(first, after, hpB, hpA, 1, stride, at, 0) + first.nothing * after[at]!);
  }
  return value;
}

/** The same with all of it, also for attacks that have no grids. */
function meetAnywhere(meeting: Meeting, hpA: number, hpB: number, stride: number, here: number): number {
  const { attackA, attackB, firstA, layer, stays } = meeting;
  const { value } = layer;
  const last = (after: Outcomes, ofA: boolean, leftA: number, leftB: number): number => {
    const at = leftA * stride + leftB;
    const rest = after.nothing * (stays && leftA === hpA && leftB === hpB ? here : value[at]!);
    return ofA
      ? rest + expect(after, value, leftA, leftB, stride, 1, at, 1)
      : rest + expect(after, value, leftB, leftA, 1, stride, at, 0);
  };
  let total = 0;
  for (const order of [1, 0]) {
    const weight = order === 1 ? firstA : 1 - firstA;
    if (weight === 0) continue;
    const opening = order === 1 ? attackA.first : attackB.first;
    const reply = order === 1 ? attackB.second : attackA.second;
    const own = order === 1 ? hpA : hpB;
    const other = order === 1 ? hpB : hpA;
    let sum = opening.nothing * last(reply, order === 0, hpA, hpB);
    for (let k = 0; k < opening.chance.length; k++) {
      const taken = damageOf(opening, k, other);
      const lost = opening.loss[k]!;
      let outcome: number;
      if (taken >= other) outcome = order;
      else if (lost >= own) outcome = 1 - order;
      else if (order === 1) outcome = last(reply, false, own - lost, other - taken);
      else outcome = last(reply, true, other - taken, own - lost);
      sum += opening.chance[k]! * outcome;
    }
    total += weight * sum;
  }
  return total;
}

/**
 * The mean of `grid` over one use by a user with `own` HP on a target with `other` HP, without what does nothing;
 * `won` is what A gains where the user wins.
 */
function expect(
  outcomes: Outcomes,
  grid: Float64Array,
  own: number,
  other: number,
  ownStride: number,
  otherStride: number,
  at: number,
  won: number,
): number {
  const { damage, chance, loss } = outcomes;
  const count = chance.length;
  let sum = 0;
  if (outcomes.isPlain) {
    for (let k = 0; k < count; k++) {
      const taken = damage[k]!;
      if (taken >= other) break;
      sum += chance[k]! * grid[at - taken * otherStride]!;
    }
    return won === 0 ? sum : sum + outcomes.koChance[other]!;
  }
  for (let k = 0; k < count; k++) {
    const taken = damageOf(outcomes, k, other);
    if (taken >= other) break;
    const lost = loss[k]!;
    sum += chance[k]! * (lost >= own ? 1 - won : grid[at - taken * otherStride - lost * ownStride]!);
  }
  if (won === 0) return sum;
  return sum + outcomes.koChance[other]!;
}

function actionsOf(
  slots: readonly (readonly number[])[],
  form: number,
  evolves: boolean,
): readonly GridAction[] {
  const open = form === 0 ? slots.map((_, place) => place).slice(evolves ? 1 : 0) : [form];
  return open.flatMap((place) => slots[place]!.map((slot) => ({ slot, form: place })));
}

function slotsOf(attacks: readonly (Attack | undefined)[]): readonly number[] {
  return attacks.flatMap((attack) => (attack === undefined ? [] : [attack.slot]));
}

function meetingsOf(
  layers: readonly (readonly Layer[])[],
  a: number,
  b: number,
  actionsA: readonly GridAction[],
  actionsB: readonly GridAction[],
): readonly Meeting[] {
  return actionsA.flatMap((actionA) =>
    actionsB.map((actionB) => {
      const layer = layers[actionA.form]![actionB.form]!;
      const attackA = layer.pair.attacksA[actionA.slot]!;
      const attackB = layer.pair.attacksB[actionB.slot]!;
      const firstA = chanceToBeFirst(layer.pair, actionA.slot, actionB.slot);
      return { layer, attackA, attackB, firstA, stays: actionA.form === a && actionB.form === b };
    }),
  );
}

/** The chance that A's attack comes before B's. */
function chanceToBeFirst(
  { attacksA, attacksB, speedA, speedB }: FormPair,
  slotA: number,
  slotB: number,
): number {
  const order = attacksA[slotA]!.priority - attacksB[slotB]!.priority || speedA - speedB;
  return order > 0 ? 1 : order < 0 ? 0 : 0.5;
}
