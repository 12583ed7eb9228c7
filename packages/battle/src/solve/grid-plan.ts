// What of a battle of damage is to be solved: for each pair of forms the actions that can be needed, the HP of both sides
// in classes that are worth the same, and what a use leads to from each class.

import type { Arena } from "./arena.ts";
import { type Attack, damageOf, halves, type Outcomes } from "./attack-outcomes.ts";
import type { DamageBattle, FormPair } from "./damage-class.ts";
import { isBaseDominated, type KeptSlots, keptSlots } from "./dominance.ts";
import { classesOfHp, followFalls, type HpClasses, type HpFalls } from "./equal-hp.ts";

/** An action of one side: a slot, and the place of the form it is used in. */
export interface GridAction {
  readonly slot: number;
  readonly form: number;
}

/** One use from each class of the target's HP, equal ends taken together, without what does nothing. */
export interface UseList {
  /** By class of the target's HP: where its part begins. */
  readonly starts: Int32Array;
  /** Class of the HP left, times the stride of the target's side. */
  readonly places: Int32Array;
  readonly chances: Float64Array;
  /** HP that the user loses; undefined where it never does. */
  readonly losses: Int32Array | undefined;
  /** The chance to knock out, by class of the target's HP. */
  readonly ko: Float64Array;
  /** The chance that nothing happens. */
  readonly nothing: number;
}

/** One side in a pair of forms. */
export interface GridSide {
  readonly hp: HpClasses;
  /** Actions that can be needed from here on, and by class of the foe's HP those needed there, as bits. */
  readonly actions: readonly GridAction[];
  readonly needed: Int32Array;
  /** By slot: uses before and after the foe's, within this pair of forms; undefined where the slot is never needed. */
  readonly first: readonly (UseList | undefined)[];
  readonly second: readonly (UseList | undefined)[];
}

/** A pair of forms. */
export interface GridForms {
  /** Places of the forms. */
  readonly a: number;
  readonly b: number;
  readonly pair: FormPair;
  readonly sideA: GridSide;
  readonly sideB: GridSide;
}

/** The plan of a battle. */
export interface GridPlan {
  readonly keptA: readonly KeptSlots[];
  readonly keptB: readonly KeptSlots[];
  /** Whether each side does best to Mega Evolve at once. */
  readonly evolvesA: boolean;
  readonly evolvesB: boolean;
  /** By place of A's form, then of B's. */
  readonly forms: readonly (readonly GridForms[])[];
}

/** Plans a battle of damage from its HP on. */
export function planGrid(battle: DamageBattle, arena: Arena): GridPlan {
  // A turn that begins with the foe in its base form can be played against any of its forms.
  const keptA = keptSlots(battle, "a", 0);
  const keptB = keptSlots(battle, "b", 0);
  const againstB = battle.megasB.map((_, b) => (b === 0 ? keptA : keptSlots(battle, "a", b, keptA)));
  const againstA = battle.megasA.map((_, a) => (a === 0 ? keptB : keptSlots(battle, "b", a, keptB)));
  const evolvesA = isBaseDominated(battle, "a");
  const evolvesB = isBaseDominated(battle, "b");
  const [nA, nB] = [keptA.length, keptB.length];
  const staysIn = (a: number, b: number): boolean => !(a === 0 && evolvesA) && !(b === 0 && evolvesB);
  /** The pairs of forms that a pair can turn into. */
  const laterOf = (a: number, b: number): readonly (readonly [number, number])[] =>
    openForms(a, nA, evolvesA).flatMap((x) =>
      openForms(b, nB, evolvesB).flatMap((y) => (x === a && y === b ? [] : [[x, y] as const])),
    );
  const fallsOf = (a: number, b: number): readonly [HpFalls, HpFalls] => {
    const stays = staysIn(a, b);
    const { attacksA, attacksB } = battle.pairs[a]![b]!;
    const slotsA = stays ? keptA[a]! : NO_SLOTS;
    const slotsB = stays ? keptB[b]! : NO_SLOTS;
    return [
      fallsFrom(battle.hpA, attacksB, slotsB, attacksA, slotsA),
      fallsFrom(battle.hpB, attacksA, slotsA, attacksB, slotsB),
    ];
  };
  const falls = battle.pairs.map((row, a) => row.map((_, b) => fallsOf(a, b)));
  const reached = battle.pairs.map((row, a) =>
    row.map((_, b) => [reachedFrom(battle, a, b, true), reachedFrom(battle, a, b, false)] as const),
  );
  for (let a = 0; a < nA; a++) {
    for (let b = 0; b < nB; b++) {
      const [hereA, hereB] = reached[a]![b]!;
      followFalls(hereA, falls[a]![b]![0]);
      followFalls(hereB, falls[a]![b]![1]);
      for (const [laterA, laterB] of laterOf(a, b)) {
        const [thereA, thereB] = reached[laterA]![laterB]!;
        hereA.forEach((is, hp) => {
          if (is === 1) thereA[hp] = 1;
        });
        hereB.forEach((is, hp) => {
          if (is === 1) thereB[hp] = 1;
        });
      }
    }
  }
  const forms: GridForms[][] = battle.pairs.map(() => []);
  for (let a = nA - 1; a >= 0; a--) {
    for (let b = nB - 1; b >= 0; b--) {
      const later = laterOf(a, b).map(([laterA, laterB]) => forms[laterA]![laterB]!);
      const [fallsA, fallsB] = falls[a]![b]!;
      const [reachedA, reachedB] = reached[a]![b]!;
      const hpA = classesOfHp(
        reachedA,
        fallsA,
        later.map(({ sideA }) => sideA.hp),
      );
      const hpB = classesOfHp(
        reachedB,
        fallsB,
        later.map(({ sideB }) => sideB.hp),
      );
      const pair = battle.pairs[a]![b]!;
      const costlyA = isCostly(pair.attacksA, keptA[a]!);
      const costlyB = isCostly(pair.attacksB, keptB[b]!);
      const stays = staysIn(a, b);
      const sideA = {
        attacks: pair.attacksA,
        kept: keptA,
        keptHere: againstB[b]!,
        form: a,
        evolves: evolvesA,
        own: hpA,
        foes: hpB,
        stays,
      };
      const sideB = {
        attacks: pair.attacksB,
        kept: keptB,
        keptHere: againstA[a]!,
        form: b,
        evolves: evolvesB,
        own: hpB,
        foes: hpA,
        stays,
      };
      forms[a]![b] = {
        ...{ a, b, pair },
        sideA: makeSide(arena, { ...sideA, stride: 1, isFoeCostly: costlyB }),
        sideB: makeSide(arena, { ...sideB, stride: hpB.hps.length, isFoeCostly: costlyA }),
      };
    }
  }
  return { keptA, keptB, evolvesA, evolvesB, forms };
}

const NO_SLOTS: KeptSlots = { slots: [], from: new Int32Array(0) };

function isCostly(attacks: readonly (Attack | undefined)[], { slots }: KeptSlots): boolean {
  return slots.some((slot) => {
    const { isPlain, loss } = attacks[slot]!.first;
    return !isPlain && loss.some((lost) => lost > 0);
  });
}

/** How a side's HP can fall by the foe's needed attacks and by what its own cost. */
function fallsFrom(
  most: number,
  foes: readonly (Attack | undefined)[],
  foesKept: KeptSlots,
  own: readonly (Attack | undefined)[],
  ownKept: KeptSlots,
): HpFalls {
  const NONE = most + 1;
  const first = new Int32Array(most + 1).fill(NONE);
  const costly = isCostly(own, ownKept);
  let halvesFrom = Number.POSITIVE_INFINITY;
  for (const slot of foesKept.slots) {
    // An attack that was chosen may come when its own price has made it needless.
    const from = costly ? 0 : foesKept.from[slot]!;
    for (const damage of foes[slot]!.first.damage) {
      if (damage < 0) halvesFrom = Math.min(halvesFrom, from);
      else if (damage < most) first[damage] = Math.min(first[damage]!, from);
    }
  }
  if (costly) {
    for (const slot of ownKept.slots)
      for (const lost of own[slot]!.first.loss) if (lost < most) first[lost] = 0;
  }
  first[0] = NONE;
  const steps: number[] = [];
  for (let step = 1; step < most; step++) if (first[step]! < NONE) steps.push(step);
  return { steps: Int32Array.from(steps), from: Int32Array.from(steps, (step) => first[step]!), halvesFrom };
}

/** By HP of a side: what is come to in a pair of forms straight from the start, by any attack of either. */
function reachedFrom({ hpA, hpB, pairs }: DamageBattle, a: number, b: number, ofA: boolean): Uint8Array {
  const start = ofA ? hpA : hpB;
  const reached = new Uint8Array(start + 1);
  const { attacksA, attacksB } = pairs[a]![b]!;
  const [own, foes] = ofA ? [attacksA, attacksB] : [attacksB, attacksA];
  const left = afterPrices(own, foes, start);
  for (const hp of left) {
    reached[hp] = 1;
    for (const attack of foes) {
      for (let k = 0; attack !== undefined && k < attack.first.damage.length; k++) {
        const taken = damageOf(attack.first, k, hp);
        if (taken < hp) reached[hp - taken] = 1;
      }
    }
  }
  return reached;
}

/**
 * The HP that a side can have once it has paid for any of its attacks. Halving and paying come to one thing or another by
 * which is first, so where a foe's attack halves they hold those that were halved first too.
 */
export function afterPrices(
  own: readonly (Attack | undefined)[],
  foes: readonly (Attack | undefined)[],
  start: number,
): ReadonlySet<number> {
  const left = new Set([start]);
  const isHalved = foes.some((attack) => attack !== undefined && halves(attack.first));
  for (const attack of own) {
    for (const lost of attack?.first.loss ?? []) {
      if (lost < start) left.add(start - lost);
      const half = start - (start >> 1);
      if (isHalved && lost < half) left.add(half - lost);
    }
  }
  return left;
}

interface SideParts {
  readonly attacks: readonly (Attack | undefined)[];
  /** By form: the slots that can be used in this pair of forms, and those that a turn can need that begins in it. */
  readonly kept: readonly KeptSlots[];
  readonly keptHere: readonly KeptSlots[];
  readonly form: number;
  readonly evolves: boolean;
  /** A turn can pass in this pair of forms. */
  readonly stays: boolean;
  readonly own: HpClasses;
  readonly foes: HpClasses;
  /** Of the foe's side: cells between one class and the next. */
  readonly stride: number;
  readonly isFoeCostly: boolean;
}

function makeSide(arena: Arena, parts: SideParts): GridSide {
  const { attacks, kept, keptHere, form, evolves, own, foes, stride, isFoeCostly } = parts;
  const { slots, from } = kept[form]!;
  const actions = actionsOf(
    keptHere.map((one) => one.slots),
    form,
    evolves,
  );
  const awaitedFrom = (slot: number): number => (isFoeCostly ? 0 : from[slot]!);
  const first: (UseList | undefined)[] = [];
  const second: (UseList | undefined)[] = [];
  for (const slot of parts.stays ? slots : []) {
    const attack = attacks[slot]!;
    first[slot] = listUse(arena, attack.first, awaitedFrom(slot), foes, foes, stride);
    second[slot] =
      attack.second === attack.first
        ? first[slot]
        : listUse(arena, attack.second, awaitedFrom(slot), foes, foes, stride);
  }
  return {
    ...{ hp: own, actions, first, second },
    needed: foes.hps.map((hp) => {
      let mask = 0;
      actions.forEach((action, n) => {
        if (keptHere[action.form]!.from[action.slot]! <= hp) mask |= 1 << n;
      });
      return mask;
    }),
  };
}

/** What one use leads to from each class of `before` with at least `from` HP, as places in the classes `after`. */
export function listUse(
  arena: Arena,
  outcomes: Outcomes,
  from: number,
  before: HpClasses,
  after: HpClasses,
  stride: number,
): UseList {
  const { chance, loss, isPlain, koChance, nothing } = outcomes;
  const { hps } = before;
  const { classOf } = after;
  const starts = arena.ints.take(hps.length + 1);
  const ko = arena.floats.take(hps.length);
  const most = hps.length * chance.length;
  const losses = isPlain ? undefined : arena.ints.take(most);
  const places = arena.ints.take(most);
  const chances = arena.floats.take(most);
  let filled = 0;
  for (let c = 0; c < hps.length; c++) {
    const hp = hps[c]!;
    starts[c] = filled;
    ko[c] = koChance[hp]!;
    if (hp < from) continue;
    for (let k = 0; k < chance.length; k++) {
      const taken = damageOf(outcomes, k, hp);
      if (taken >= hp) break;
      const place = classOf[hp - taken]! * stride;
      const last = filled - 1;
      if (
        filled > starts[c]! &&
        places[last] === place &&
        (losses === undefined || losses[last] === loss[k])
      ) {
        chances[last]! += chance[k]!;
        continue;
      }
      places[filled] = place;
      chances[filled] = chance[k]!;
      if (losses !== undefined) losses[filled] = loss[k]!;
      filled++;
    }
  }
  starts[hps.length] = filled;
  return {
    ...{ starts, losses, ko, nothing },
    places: arena.ints.trim(places, filled),
    chances: arena.floats.trim(chances, filled),
  };
}

/** A side's actions in a form: those of the form, and where it is the base form those of the Mega forms. */
export function actionsOf(
  slots: readonly (readonly number[])[],
  form: number,
  evolves: boolean,
): readonly GridAction[] {
  return openForms(form, slots.length, evolves).flatMap((place) =>
    slots[place]!.map((slot) => ({ slot, form: place })),
  );
}

/** The forms that a side acts in from a form on; `evolves`: it does best to Mega Evolve at once. */
function openForms(form: number, count: number, evolves: boolean): readonly number[] {
  if (form !== 0) return [form];
  return Array.from({ length: count }, (_, place) => place).slice(evolves ? 1 : 0);
}
