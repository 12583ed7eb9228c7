import { type Fullness, type PackedBack, packBack, withBack } from "./layer-cycles.ts";
import { TurnGame } from "./layer-turn.ts";
import { type CompiledUse, type LayerGrids, meanOfLower } from "./layer-uses.ts";
import { ITERATED } from "./rising-course.ts";
import { FULLNESS, type Group } from "./rising-groups.ts";
import type { RisingLayout, Stills } from "./rising-plan.ts";

/** Change of a turn's value at which turns that lead to one another are at rest within a cell. */
const SETTLED = 1e-10;
const MOST_ROUNDS = 300;
/** Where cells are visited again and again, they need not come to rest each time. */
const FEW_ROUNDS = 4;

/** What is worked out at a cell of a group, by whether somebody's HP are full. */
interface View {
  readonly games: readonly TurnGame[];
  readonly orders: readonly (readonly number[])[];
  readonly rests: readonly WithBack[];
  readonly replies: readonly (WithBack & { readonly use: CompiledUse; readonly stills: Stills })[];
}

/** A grid, and what leads from it back to turns of the group with HP unchanged. */
interface WithBack {
  readonly number: number;
  readonly start: number;
  readonly back: PackedBack;
}

/**
 * One bound of all values of a battle in which HP can rise. In a group of layers that is begun with 0 or with 1, each
 * visit of a cell moves its values towards the true ones and never past them.
 */
export class RisingBound {
  /** All grids; those of turns hold what the turn is worth to those that lead to it. */
  readonly cells: Float64Array;
  readonly #layout: RisingLayout;
  readonly #grids: LayerGrids;
  readonly #values: Float64Array;
  readonly #restLower: Float64Array;
  readonly #replyLower: Float64Array;
  readonly #openingLower: Float64Array;
  readonly #openingVisit: Int32Array;
  /** Of the group that is being solved: which turns, replies and rests are its own; what is worked out, by fullness. */
  readonly #isOwnTurn: Uint8Array;
  readonly #isOwnReply: Uint8Array;
  readonly #isOwnRest: Uint8Array;
  #views: readonly View[] = [];
  /** What the group's haste leaves of a turn's worth, and what it adds. */
  #kept = 1;
  #lost = 0;
  #visit = 0;
  #classA = 0;
  #classB = 0;
  #cell = 0;
  #isFullA = false;
  #isFullB = false;

  constructor(layout: RisingLayout) {
    const { plan, hpA, hpB, countB, starts } = layout;
    this.cells = new Float64Array(layout.grids * layout.size);
    this.#layout = layout;
    this.#grids = { cells: this.cells, hpA, hpB, countB, starts };
    this.#values = new Float64Array(plan.turns.length);
    this.#restLower = new Float64Array(plan.rests.length);
    this.#replyLower = new Float64Array(plan.replies.length);
    this.#openingLower = new Float64Array(layout.openings.length);
    this.#openingVisit = new Int32Array(layout.openings.length).fill(-1);
    this.#isOwnTurn = new Uint8Array(plan.turns.length);
    this.#isOwnReply = new Uint8Array(plan.replies.length);
    this.#isOwnRest = new Uint8Array(plan.rests.length);
  }

  /** Turns to a group, those before it being solved; its values begin as `start`. */
  begin(group: Group, start: number): void {
    const { turns, replies, rests } = group;
    const { isTurn, plan } = this.#layout;
    for (const from of group.starts) this.cells.fill(start, from, from + this.#layout.size);
    this.#kept = 1 - group.haste;
    this.#lost = group.haste / 2;
    const mark = (row: Uint8Array, places: readonly number[]): void => {
      row.fill(0);
      for (const place of places) row[place] = 1;
    };
    mark(this.#isOwnTurn, turns);
    mark(this.#isOwnReply, replies);
    mark(this.#isOwnRest, rests);
    plan.rests.forEach((endings, rest) => {
      // Its grid is the turn's, which is worked out last.
      if (isTurn[rest] && this.#isOwnTurn[endings[0]!.to] === 1) this.#isOwnRest[rest] = 1;
    });
    this.#restLower.fill(this.#lost);
    this.#views = FULLNESS.map((full, f) => this.#viewOf(group, full, f));
  }

  /** Works the group's values out anew at a cell; gives back how many games it looked at. */
  visit(group: Group, classA: number, classB: number): number {
    this.#enter(classA, classB);
    const cells = this.cells;
    const values = this.#values;
    const cell = this.#cell;
    const { size } = this.#layout;
    const { turns } = group;
    const view = this.#views[(this.#isFullA ? 1 : 0) + (this.#isFullB ? 2 : 0)]!;
    const { rests, replies, orders, games } = view;
    for (let n = 0; n < rests.length; n++) {
      const { number } = rests[n]!;
      this.#restLower[number] = this.#endLower(number, classA, classB);
    }
    for (let n = 0; n < replies.length; n++) {
      const { number, use, stills } = replies[n]!;
      this.#replyLower[number] = this.#replyWorth(use, stills, classA, classB);
    }
    for (let n = 0; n < turns.length; n++) {
      const turn = turns[n]!;
      values[turn] = (cells[turn * size + cell]! - this.#lost) / this.#kept;
    }
    let looks = 0;
    const mostRounds = ITERATED.has(group.course) ? FEW_ROUNDS : MOST_ROUNDS;
    for (let n = 0; n < orders.length; n++) looks += this.#settle(orders[n]!, games, mostRounds);
    for (let n = 0; n < turns.length; n++) {
      const turn = turns[n]!;
      cells[turn * size + cell] = this.#kept * values[turn]! + this.#lost;
    }
    for (let n = 0; n < rests.length; n++) {
      const rest = rests[n]!;
      cells[rest.start + cell] = withBack(this.#restLower[rest.number]!, rest.back, values);
    }
    for (let n = 0; n < replies.length; n++) {
      const reply = replies[n]!;
      cells[reply.start + cell] = withBack(this.#replyLower[reply.number]!, reply.back, values);
    }
    return looks;
  }

  /** Works turns out that lead to one another with nobody's HP changed; gives back how many games it looked at. */
  #settle(turns: readonly number[], games: readonly TurnGame[], mostRounds: number): number {
    const values = this.#values;
    let round = 0;
    while (round < mostRounds) {
      round++;
      let change = 0;
      for (let n = 0; n < turns.length; n++) {
        const turn = turns[n]!;
        const value = games[turn]!.value(this.#visit, values);
        change = Math.max(change, Math.abs(value - values[turn]!));
        values[turn] = value;
      }
      if (change < SETTLED || turns.length === 1) break;
    }
    return round * turns.length;
  }

  #viewOf(group: Group, full: Fullness, f: number): View {
    const { plan, kept, placeOf, replies, starts } = this.#layout;
    const flow = group.flows[f]!;
    const games: TurnGame[] = [];
    for (const turn of group.turns) {
      const { keptA, keptB, pairs } = kept[turn]!;
      const compiled = {
        ...{ nA: keptA.length, nB: keptB.length, backs: pairs.map((pair) => flow.ofPair(pair)) },
        firstA: Float64Array.from(pairs, ({ firstA }) => firstA),
        openingsA: Int32Array.from(pairs, ({ openingA: use }) => (use ? placeOf.get(use)! : -1)),
        openingsB: Int32Array.from(pairs, ({ openingB: use }) => (use ? placeOf.get(use)! : -1)),
      };
      games[turn] = new TurnGame(turn, compiled, (opening) => this.#openingValue(opening));
    }
    return {
      ...{ games, orders: group.orders[f]! },
      rests: group.rests.map((number) => {
        return { number, start: starts[plan.replies.length + number]!, back: packBack(flow.ofRest(number)) };
      }),
      replies: group.replies.map((number) => {
        const { compiled, atFull, stills, stillsAtFull } = replies[number]!;
        const isFull = compiled.isA ? full.isFullA : full.isFullB;
        const use = isFull ? { use: atFull, stills: stillsAtFull } : { use: compiled, stills };
        return { number, start: starts[number]!, ...use, back: packBack(flow.ofUse(plan.replies[number]!)) };
      }),
    };
  }

  /** Works out what later groups need of a group that is solved: the ends of turns at every cell, then the replies. */
  leave({ laterRests, laterReplies }: Group): void {
    const { size, starts, plan, replies } = this.#layout;
    this.#isOwnTurn.fill(0);
    this.#isOwnRest.fill(0);
    this.#isOwnReply.fill(0);
    for (const rest of laterRests) {
      const start = starts[plan.replies.length + rest]!;
      for (let cell = 0; cell < size; cell++) {
        const [a, b] = this.#enterCell(cell);
        this.cells[start + cell] = this.#endLower(rest, a, b);
      }
    }
    for (const reply of laterReplies) {
      for (let cell = 0; cell < size; cell++) {
        const [a, b] = this.#enterCell(cell);
        const { compiled, atFull, stills, stillsAtFull } = replies[reply]!;
        const isFull = compiled.isA ? this.#isFullA : this.#isFullB;
        this.cells[starts[reply]! + cell] = isFull
          ? this.#replyWorth(atFull, stillsAtFull, a, b)
          : this.#replyWorth(compiled, stills, a, b);
      }
    }
  }

  /** Takes a group's values over from another bound. */
  copy(group: Group, from: RisingBound): void {
    const { size } = this.#layout;
    for (const start of [...group.starts, ...group.laterStarts]) {
      this.cells.set(from.cells.subarray(start, start + size), start);
    }
  }

  /** A's worth of a kept first use at a cell, from what is solved; asked after `leave`. */
  openingAt(opening: number, classA: number, classB: number): number {
    this.#enter(classA, classB);
    return this.#openingValue(opening);
  }

  /** A's worth of an end of turn at a cell, from what is solved; asked after `leave`. */
  restAt(rest: number, classA: number, classB: number): number {
    this.#enter(classA, classB);
    return this.#endLower(rest, classA, classB);
  }

  #enter(classA: number, classB: number): void {
    const { hpA, hpB, mostA, mostB, countB } = this.#layout;
    this.#visit++;
    this.#classA = classA;
    this.#classB = classB;
    this.#cell = classA * countB + classB;
    this.#isFullA = hpA.hps[classA] === mostA;
    this.#isFullB = hpB.hps[classB] === mostB;
  }

  #enterCell(cell: number): readonly [number, number] {
    const { countB } = this.#layout;
    const classA = Math.floor(cell / countB);
    this.#enter(classA, cell % countB);
    return [classA, cell % countB];
  }

  /** A second use, without what leads back to the group with HP unchanged. */
  #replyWorth(use: CompiledUse, { places, chances }: Stills, classA: number, classB: number): number {
    let sum = meanOfLower(use, this.#grids, classA, classB);
    for (let k = 0; k < places.length; k++) sum += chances[k]! * this.#restWorth(places[k]!);
    return sum;
  }

  #openingValue(opening: number): number {
    if (this.#openingVisit[opening] === this.#visit) return this.#openingLower[opening]!;
    const { openings, starts } = this.#layout;
    const { compiled, atFull, stills, stillsAtFull } = openings[opening]!;
    const isFull = compiled.isA ? this.#isFullA : this.#isFullB;
    const { places, chances } = isFull ? stillsAtFull : stills;
    let sum = meanOfLower(isFull ? atFull : compiled, this.#grids, this.#classA, this.#classB);
    for (let n = 0; n < places.length; n++) {
      const reply = places[n]!;
      const isOwn = this.#isOwnReply[reply] === 1;
      sum += chances[n]! * (isOwn ? this.#replyLower[reply]! : this.cells[starts[reply]! + this.#cell]!);
    }
    this.#openingVisit[opening] = this.#visit;
    this.#openingLower[opening] = sum;
    return sum;
  }

  /** An end of turn, without what leads back to the group with HP unchanged. */
  #restWorth(rest: number): number {
    if (this.#isOwnRest[rest] === 1) return this.#restLower[rest]!;
    const { starts, plan } = this.#layout;
    return this.cells[starts[plan.replies.length + rest]! + this.#cell]!;
  }

  #endLower(rest: number, a: number, b: number): number {
    const { plan, hpA, hpB, countB, size } = this.#layout;
    const { cells } = this;
    const endings = plan.rests[rest]!;
    const beforeA = hpA.hps[a]!;
    const beforeB = hpB.hps[b]!;
    let sum = 0;
    for (let n = 0; n < endings.length; n++) {
      const { to, lossA, lossB, chance, firstA, seeded } = endings[n]!;
      if (seeded === undefined && lossA === 0 && lossB === 0) {
        sum += chance * (this.#isOwnTurn[to] === 1 ? this.#lost : cells[to * size + this.#cell]!);
        continue;
      }
      const leftA = seeded ? seeded.leftA[beforeA]! : beforeA - lossA;
      const leftB = seeded ? seeded.leftB[beforeB]! : beforeB - lossB;
      if (leftA > 0 && leftB > 0) {
        sum += chance * cells[to * size + hpA.classOf[leftA]! * countB + hpB.classOf[leftB]!]!;
      } else if (leftA > 0) sum += chance;
      else if (leftB <= 0) {
        sum += chance * (seeded ? (seeded.firstIsA(beforeA, beforeB) ? 0 : 1) : 1 - firstA);
      }
    }
    return sum;
  }
}
