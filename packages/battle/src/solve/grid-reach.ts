// Which cells of a battle of damage can be come to at all, followed from the start down: both sides are hit about as often,
// so many pairs of HP that each side can have are never met (docs/SOLVER.md has how many).

import type { Arena } from "./arena.ts";
import { type Attack, damageOf, FAINTS, halves } from "./attack-outcomes.ts";
import type { DamageBattle } from "./damage-class.ts";
import {
  afterPrices,
  type GridForms,
  type GridPlan,
  type GridSide,
  listUse,
  type UseList,
} from "./grid-plan.ts";

/** The cells of a pair of forms, as bits in rows: one row for each class of A's HP, one bit for each of B's. */
export interface ReachedCells {
  /** Words in a row. */
  readonly words: number;
  /** Cells that a turn begins in. */
  readonly turns: Int32Array;
}

/** A pair of forms that actions from another lead to, with what the first use of a turn does there. */
export interface Passage {
  readonly from: GridForms;
  readonly to: GridForms;
  /** By slot of the form that acts; from classes of `from` to classes of `to`. */
  readonly firstA: readonly (UseList | undefined)[];
  readonly firstB: readonly (UseList | undefined)[];
  /** By class of `from`: the class of the same HP in `to`. */
  readonly sameA: Int32Array;
  readonly sameB: Int32Array;
}

/** What can be come to. */
export interface GridReach {
  readonly cells: readonly (readonly ReachedCells[])[];
  /** By place of A's form, then of B's: where a turn from there can pass, its own pair of forms first. */
  readonly passages: readonly (readonly (readonly Passage[])[])[];
}

/** Follows a battle from its start, by any action in the first turn and by needed ones from there on. */
export function findReach(battle: DamageBattle, plan: GridPlan, arena: Arena): GridReach {
  const { forms } = plan;
  const cells = forms.map((row) => row.map((one) => noCells(one, arena)));
  const passages = forms.map((row) => row.map((from) => passagesFrom(plan, from, arena)));
  const [base, start] = [forms[0]![0]!, cells[0]![0]!];
  setBit(start.turns, classIn(base.sideA, battle.hpA) * start.words, classIn(base.sideB, battle.hpB));
  for (const one of forms.flat()) reachAtOnce(battle, one, cells[one.a]![one.b]!);
  for (const { a, b } of forms.flat()) {
    for (const passage of passages[a]![b]!) {
      follow(passage, cells[a]![b]!, cells[passage.to.a]![passage.to.b]!, arena);
    }
  }
  return { cells, passages };
}

function noCells({ sideA, sideB }: GridForms, arena: Arena): ReachedCells {
  const words = (sideB.hp.hps.length + 31) >> 5;
  return { words, turns: arena.ints.zeros(words * sideA.hp.hps.length) };
}

function setBit(rows: Int32Array, row: number, bit: number): void {
  rows[row + (bit >> 5)]! |= 1 << (bit & 31);
}

/** Whether a bit is set in the row that begins at `row`. */
function hasBit(rows: Int32Array, row: number, bit: number): boolean {
  return ((rows[row + (bit >> 5)]! >>> (bit & 31)) & 1) === 1;
}

function classIn({ hp }: GridSide, left: number): number {
  return hp.classOf[left]!;
}

/** What the first turn leads to, by any attack of either side. */
function reachAtOnce(
  { hpA, hpB }: DamageBattle,
  { pair, sideA, sideB }: GridForms,
  cells: ReachedCells,
): void {
  const { words, turns } = cells;
  const left = (attacks: typeof pair.attacksA, foes: typeof pair.attacksA, start: number, side: GridSide) => {
    const classes = new Set<number>();
    for (const hp of afterPrices(attacks, foes, start)) {
      for (const attack of foes) {
        if (attack === undefined) continue;
        const { first, second } = attack;
        if (halves(first) || first.nothing > 0 || second.nothing > 0 || first.loss.some((lost) => lost > 0)) {
          classes.add(classIn(side, hp));
        }
        for (let k = 0; k < first.chance.length; k++) {
          const taken = damageOf(first, k, hp);
          if (taken < hp) classes.add(classIn(side, hp - taken));
        }
      }
    }
    return classes;
  };
  const row = new Int32Array(words);
  for (const c of left(pair.attacksB, pair.attacksA, hpB, sideB)) setBit(row, 0, c);
  for (const c of left(pair.attacksA, pair.attacksB, hpA, sideA)) {
    for (let w = 0; w < words; w++) turns[c * words + w]! |= row[w]!;
  }
}

function passagesFrom({ forms, keptA, keptB }: GridPlan, from: GridForms, arena: Arena): readonly Passage[] {
  const formsOf = ({ actions }: GridSide): readonly number[] => [...new Set(actions.map(({ form }) => form))];
  return formsOf(from.sideA).flatMap((a) =>
    formsOf(from.sideB).map((b): Passage => {
      const to = forms[a]![b]!;
      const [countA, countB] = [from.sideA.hp.hps.length, from.sideB.hp.hps.length];
      if (to === from) {
        const [firstA, firstB] = [from.sideA.first, from.sideB.first];
        return { from, to, firstA, firstB, sameA: upTo(countA, arena), sameB: upTo(countB, arena) };
      }
      const across = (ofA: boolean): readonly (UseList | undefined)[] => {
        const [form, kept] = ofA ? [a, keptA[a]!] : [b, keptB[b]!];
        const attacks = ofA ? to.pair.attacksA : to.pair.attacksB;
        const [before, after] = ofA ? [from.sideB.hp, to.sideB.hp] : [from.sideA.hp, to.sideA.hp];
        const stride = ofA ? 1 : to.sideB.hp.hps.length;
        const lists: (UseList | undefined)[] = [];
        for (const action of (ofA ? from.sideA : from.sideB).actions) {
          if (action.form !== form) continue;
          const { slot } = action;
          lists[slot] = listUse(arena, attacks[slot]!.first, kept.from[slot]!, before, after, stride);
        }
        return lists;
      };
      const same = (own: GridSide, there: GridSide): Int32Array =>
        own.hp.hps.map((hp) => there.hp.classOf[hp]!);
      return {
        ...{ from, to, firstA: across(true), firstB: across(false) },
        ...{ sameA: same(from.sideA, to.sideA), sameB: same(from.sideB, to.sideB) },
      };
    }),
  );
}

/** By place: itself. */
function upTo(count: number, arena: Arena): Int32Array {
  const places = arena.ints.take(count);
  for (let n = 0; n < count; n++) places[n] = n;
  return places;
}

/** What the uses of one side in a pair of forms can do beside hitting, by slot. */
interface SideUses {
  /** Whether one of them takes half of the foe's HP, which comes to another HP before than after the foe's price. */
  readonly halves: boolean;
  /** Whether a use may leave the foe's HP as they are. */
  readonly misses: readonly boolean[];
  /** HP that a use may cost; 0 where it may cost nothing. */
  readonly costs: readonly (readonly number[])[];
}

function usesOf(attacks: readonly (Attack | undefined)[]): SideUses {
  const isIdle = ({ first, second }: Attack): boolean => first.nothing > 0 || second.nothing > 0;
  return {
    halves: attacks.some((attack) => attack !== undefined && halves(attack.first)),
    misses: attacks.map((attack) => attack !== undefined && (isIdle(attack) || attack.first.damage[0] === 0)),
    costs: attacks.map((attack) => {
      if (attack === undefined) return [];
      return [...new Set([...(isIdle(attack) ? [0] : []), ...attack.first.loss])].filter(
        (lost) => lost < FAINTS,
      );
    }),
  };
}

/**
 * Marks where the needed actions of a passage lead to from all cells that are marked. Which price a use has is taken to
 * be open: a few cells too many.
 */
function follow(passage: Passage, here: ReachedCells, there: ReachedCells, arena: Arena): void {
  const { from, to, sameA, firstB } = passage;
  const { turns, words } = here;
  const [usesA, usesB] = [usesOf(to.pair.attacksA), usesOf(to.pair.attacksB)];
  const width = there.words;
  const countB = from.sideB.hp.hps.length;
  const [slotsOfA, slotsOfB] = [slotsByClass(from.sideA, to.a), slotsByClass(from.sideB, to.b)];
  const prices = firstB.map((list, slot) => list && priceBits(to.sideB, usesB.costs[slot]!, width, arena));
  const openings = passage.firstA.map(
    (list, slot) => list && openingBits(passage, list, usesA, slot, width, arena),
  );
  const pricesB = [...new Set(usesB.costs.flat())].filter((cost) => cost > 0);
  const halved =
    usesA.halves && pricesB.length > 0 ? openingsAfter(passage, openings, pricesB, width, arena) : undefined;
  const stays =
    from === to ? openings.map((bits) => bits && stayBits(bits, prices, countB, width, arena)) : [];
  const hits = [0, 1, 2, 3].map(() => arena.ints.take(width));
  const afterPrice = arena.ints.take(width);
  const paid = arena.ints.take(width);
  const groups = usesA.costs.map((costs) =>
    usesA.costs.findIndex((other) => String(other) === String(costs)),
  );
  const strideB = to.sideB.hp.hps.length;
  const markRows = ({ starts, places }: UseList, x: number, misses: boolean, cost = 0): void => {
    if (misses) orInto(there.turns, x * width, paid, 0, width);
    const end = starts[x + 1]!;
    for (let e = starts[x]!; e < end; e++) {
      const y = classAfter(to.sideA, places[e]! / strideB, cost);
      if (y >= 0) orInto(there.turns, y * width, paid, 0, width);
    }
  };
  for (let ca = from.sideA.hp.hps.length - 1; ca >= 0; ca--) {
    const row = ca * words;
    if (isEmpty(turns, row, words)) continue;
    const slotsB = slotsOfB[ca]!;
    const x = sameA[ca]!;
    // Where a turn can end in the row it began in, the row is followed down with it.
    const isStill = from === to && slotsB.some((slot) => usesB.misses[slot]);
    for (const bits of hits) bits.fill(0);
    afterPrice.fill(0);
    for (let word = words - 1; word >= 0; word--) {
      for (let open = turns[row + word]!; open !== 0; ) {
        const bit = 31 - Math.clz32(open);
        const from = (word * 32 + bit) * width;
        for (const slot of slotsOfA[word * 32 + bit]!) {
          orInto(hits[slot]!, 0, openings[slot]!, from, width);
          if (isStill) orInto(turns, row, stays[slot]!, from, width);
        }
        if (halved !== undefined) {
          orInto(afterPrice, 0, halved, from, width);
          if (isStill) orInto(turns, row, halved, from, width);
        }
        open = turns[row + word]! & ((1 << bit) - 1);
      }
    }
    // Uses that cost the same are followed together.
    for (let slot = 0; slot < 4; slot++) {
      const group = groups[slot]!;
      if (group !== slot) orInto(hits[group]!, 0, hits[slot]!, 0, width);
    }
    for (let slot = 0; slot < 4; slot++) {
      const bits = hits[slot]!;
      if (groups[slot] !== slot || isEmpty(bits, 0, width)) continue;
      for (const reply of slotsB) {
        payInto(paid, bits, prices[reply]!, width);
        if (halved !== undefined) orInto(paid, 0, afterPrice, 0, width);
        for (const cost of usesA.costs[slot]!) {
          const y = classAfter(to.sideA, x, cost);
          if (y >= 0) markRows(to.sideB.first[reply]!, y, usesB.misses[reply]!);
          if (usesB.halves && cost > 0) markRows(to.sideB.first[reply]!, x, false, cost);
        }
      }
    }
  }
}

/** By class of B's HP: the classes that one use of A's leads to, as a row of bits each. */
function openingBits(
  { sameB }: Passage,
  { starts, places }: UseList,
  uses: SideUses,
  slot: number,
  width: number,
  arena: Arena,
): Int32Array {
  const bits = arena.ints.zeros(sameB.length * width);
  for (let cb = 0; cb < sameB.length; cb++) {
    for (let e = starts[cb]!; e < starts[cb + 1]!; e++) setBit(bits, cb * width, places[e]!);
    if (uses.misses[slot]!) setBit(bits, cb * width, sameB[cb]!);
  }
  return bits;
}

/** By class of B's HP: what `openings` lead to once B has paid any of `prices`. */
function openingsAfter(
  { from, sameB }: Passage,
  openings: readonly (Int32Array | undefined)[],
  prices: readonly number[],
  width: number,
  arena: Arena,
): Int32Array {
  const bits = arena.ints.zeros(sameB.length * width);
  for (let cb = 0; cb < sameB.length; cb++) {
    for (const price of prices) {
      const paid = classAfter(from.sideB, cb, price);
      if (paid < 0) continue;
      for (const opening of openings) if (opening) orInto(bits, cb * width, opening, paid * width, width);
    }
  }
  return bits;
}

/** By class of the user's HP: the classes that any of a use's prices leads to; undefined where it has none. */
function priceBits(
  side: GridSide,
  costs: readonly number[],
  width: number,
  arena: Arena,
): Int32Array | "free" {
  if (costs.every((cost) => cost === 0)) return "free";
  const count = side.hp.hps.length;
  const bits = arena.ints.zeros(count * width);
  for (let c = 0; c < count; c++) {
    for (const cost of costs) {
      const left = classAfter(side, c, cost);
      if (left >= 0) setBit(bits, c * width, left);
    }
  }
  return bits;
}

/** The classes of `bits` after any of a use's prices. */
function payInto(into: Int32Array, bits: Int32Array, prices: Int32Array | "free", width: number): void {
  if (prices === "free") {
    into.set(bits);
    return;
  }
  into.fill(0);
  for (let c = 0; c * width < prices.length; c++) {
    if (hasBit(bits, 0, c)) orInto(into, 0, prices, c * width, width);
  }
}

/** Rows of bits, each with what any reply costs as well. */
function stayBits(
  bits: Int32Array,
  prices: readonly (Int32Array | "free" | undefined)[],
  count: number,
  width: number,
  arena: Arena,
): Int32Array {
  const costly = prices.filter((price) => price instanceof Int32Array);
  if (costly.length === 0) return bits;
  const all = arena.ints.take(bits.length);
  all.set(bits);
  const paid = arena.ints.take(width);
  for (let c = 0; c < count; c++) {
    for (const price of costly) {
      payInto(paid, bits.subarray(c * width, (c + 1) * width), price, width);
      orInto(all, c * width, paid, 0, width);
    }
  }
  return all;
}

/** By class of the foe's HP: the slots of the actions in form `form` that a side can need there. */
function slotsByClass({ actions, needed }: GridSide, form: number): readonly (readonly number[])[] {
  return placesByBits(needed, (place) => (actions[place]!.form === form ? actions[place]!.slot : undefined));
}

/** The places of the bits that are set in each mask, or what `nameOf` makes of them. */
export function placesByBits(
  masks: Int32Array,
  nameOf: (place: number) => number | undefined = (place) => place,
): readonly (readonly number[])[] {
  const lists: (readonly number[])[] = [];
  for (let n = 0; n < masks.length; n++) {
    const mask = masks[n]!;
    const before = n > 0 && mask === masks[n - 1] ? lists[n - 1] : undefined;
    if (before !== undefined) {
      lists.push(before);
      continue;
    }
    const list: number[] = [];
    for (let place = 0; mask >> place !== 0; place++) {
      const name = ((mask >> place) & 1) === 1 ? nameOf(place) : undefined;
      if (name !== undefined) list.push(name);
    }
    lists.push(list);
  }
  return lists;
}

/** How many bits are set. */
export function countBits(words: Int32Array): number {
  let count = 0;
  for (let word of words) for (; word !== 0; word &= word - 1) count++;
  return count;
}

/** The class that a cost leads to; −1 where the user faints. */
function classAfter({ hp }: GridSide, from: number, cost: number): number {
  if (cost === 0) return from;
  const left = hp.hps[from]! - cost;
  return left > 0 ? hp.classOf[left]! : -1;
}

function isEmpty(rows: Int32Array, row: number, words: number): boolean {
  for (let w = 0; w < words; w++) if (rows[row + w] !== 0) return false;
  return true;
}

function orInto(rows: Int32Array, row: number, bits: Int32Array, from: number, words: number): void {
  for (let w = 0; w < words; w++) rows[row + w]! |= bits[from + w]!;
}
