import type { RisingBound } from "./rising-bound.ts";
import { HASTE, ITERATED } from "./rising-course.ts";
import type { Group } from "./rising-groups.ts";
import type { RisingLayout } from "./rising-plan.ts";

/** Bounds so close are not visited again. */
const CLOSE = HASTE / 10;
/** A round that brings the bounds together by less than this part is of no use; after so many it is over. */
const LEAST_GAIN = 0.002;
const MOST_USELESS = 6;
const MOST_ROUNDS = 400;
/** Games between two looks at the clock. */
const SLICE_GAMES = 512;
/** What a look at a game, and keeping a grid, costs beside its sums, in additions. */
const LOOK_WORK = 120;
/** From this part of a group's blocks on their work is taken to go on as it did. */
const FORESEEN = 0.2;

/** Sweeps the two bounds over groups of layers until they meet. */
export class RisingSweeps {
  /** Games that were solved, each once: cells times layers. */
  cells = 0;
  readonly #layout: RisingLayout;
  readonly #lower: RisingBound;
  readonly #upper: RisingBound;
  readonly #mostWork: number;
  /** Additions of a turn's game, about, and of all so far. */
  readonly #gameWork: number;
  #work = 0;
  #sinceYield = 0;

  constructor(layout: RisingLayout, lower: RisingBound, upper: RisingBound, mostWork: number) {
    this.#layout = layout;
    this.#lower = lower;
    this.#upper = upper;
    this.#mostWork = mostWork;
    this.#gameWork = layout.plan.work / layout.plan.turns.length;
  }

  /** Solves a group, those that it leads to being solved; false where it takes too much work. */
  *settle(group: Group): Generator<void, boolean> {
    const blocks = blocksOf(this.#layout, group);
    const before = this.#work;
    for (let n = 0; n < blocks.length; n++) {
      if (group.isExact || !ITERATED.has(group.course)) yield* this.#sweepOnce(group, blocks[n]!);
      else yield* this.#iterate(group, blocks[n]!);
      this.cells += blocks[n]!.length * group.turns.length;
      const part = (n + 1) / blocks.length;
      const foreseen = part < FORESEEN ? this.#work : before + (this.#work - before) / part;
      if (foreseen > this.#mostWork) return false;
    }
    return true;
  }

  *#sweepOnce(group: Group, block: readonly number[]): Generator<void> {
    for (const cell of block) {
      this.#visit(group, cell);
      if (this.#isSliceOver()) yield;
    }
  }

  /** Up and down the block's cells until the bounds meet or come no closer. */
  *#iterate(group: Group, block: readonly number[]): Generator<void> {
    let open = block;
    let before = Number.POSITIVE_INFINITY;
    let useless = 0;
    for (let round = 0; round < MOST_ROUNDS && open.length > 0 && useless < MOST_USELESS; round++) {
      const still: number[] = [];
      let sum = 0;
      for (const cell of open) {
        this.#visit(group, cell);
        const distance = this.#distance(group, cell);
        sum += distance;
        if (distance > CLOSE) still.push(cell);
        if (this.#isSliceOver()) yield;
      }
      open = still.toReversed();
      useless = sum > before * (1 - LEAST_GAIN) ? useless + 1 : 0;
      before = sum;
      if (this.#work > this.#mostWork) return;
    }
  }

  #visit(group: Group, cell: number): void {
    const { countB } = this.#layout;
    const classA = Math.floor(cell / countB);
    let looks = this.#lower.visit(group, classA, cell % countB);
    if (!group.isExact) looks += this.#upper.visit(group, classA, cell % countB);
    const games = group.turns.length * (group.isExact ? 1 : 2);
    const kept = (group.replies.length + group.rests.length) * (group.isExact ? 1 : 2);
    this.#work += games * this.#gameWork + (looks + kept) * LOOK_WORK;
    this.#sinceYield += looks;
  }

  #isSliceOver(): boolean {
    if (this.#sinceYield < SLICE_GAMES) return false;
    this.#sinceYield = 0;
    return true;
  }

  /** How far the bounds are apart at a cell at most. */
  #distance({ starts }: Group, cell: number): number {
    let widest = 0;
    for (const start of starts) {
      const distance = this.#upper.cells[start + cell]! - this.#lower.cells[start + cell]!;
      if (distance > widest) widest = distance;
    }
    return widest;
  }
}

/** The cells in their order, block after block: a block's cells lead to one another only where the course is iterated. */
function blocksOf(
  { size, countB, hpA, hpB }: RisingLayout,
  { course }: Group,
): readonly (readonly number[])[] {
  const countA = size / countB;
  const range = (length: number): readonly number[] => Array.from({ length }, (_, n) => n);
  switch (course) {
    case "a":
    case "rowsOfB":
      return range(countA).map((a) => range(countB).map((b) => a * countB + b));
    case "b":
    case "rowsOfA":
      return range(countB).map((b) => range(countA).map((a) => a * countB + b));
    case "sum": {
      const sumOf = (cell: number): number => hpA.hps[Math.floor(cell / countB)]! + hpB.hps[cell % countB]!;
      return [range(size).toSorted((left, right) => sumOf(left) - sumOf(right) || left - right)];
    }
    default:
      return [range(size)];
  }
}
