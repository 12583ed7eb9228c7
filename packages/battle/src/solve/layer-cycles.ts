import type { LayerPlan, Pair, Use } from "./layer-plan.ts";
import type { Ending } from "./layers.ts";

/** By turn's layer: the chance to come to its turn with nobody's HP changed. */
export type Back = ReadonlyMap<number, number>;

/** Which of the cells it is: whether A's, and whether B's HP are full. */
export interface Fullness {
  readonly isFullA: boolean;
  readonly isFullB: boolean;
}

/** What of a flow is followed: by default all of it where nobody's HP are full. */
export interface FlowOptions {
  /** Turns that count. */
  readonly counts?: (turn: number) => boolean;
  readonly full?: Fullness;
  /** What a turn's beginning is multiplied by. */
  readonly weight?: number;
}

/** Works out, for replies and for pairs of choices, what leads to which turn with nobody's HP changed. */
export class BackFlow {
  readonly #plan: LayerPlan;
  readonly #counts: (turn: number) => boolean;
  readonly #full: Fullness;
  readonly #weight: number;
  readonly #ofUse = new Map<Use, Back>();
  readonly #ofRest = new Map<number, Back>();

  constructor(plan: LayerPlan, options: FlowOptions = {}) {
    this.#plan = plan;
    this.#counts = options.counts ?? (() => true);
    this.#full = options.full ?? { isFullA: false, isFullB: false };
    this.#weight = options.weight ?? 1;
  }

  /** Of the end of a turn, by its number. */
  ofRest(rest: number): Back {
    let back = this.#ofRest.get(rest);
    if (back === undefined) {
      const sums = new Map<number, number>();
      for (const ending of this.#plan.rests[rest]!) {
        const { to, chance } = ending;
        if (!isStill(ending) || !this.#counts(to)) continue;
        sums.set(to, (sums.get(to) ?? 0) + this.#weight * chance);
      }
      back = sums;
      this.#ofRest.set(rest, back);
    }
    return back;
  }

  /** Of a use and all that follows in its turn. */
  ofUse(use: Use): Back {
    let back = this.#ofUse.get(use);
    if (back === undefined) {
      const { replies } = this.#plan;
      const sums = new Map<number, number>();
      const isFull = use.isA ? this.#full.isFullA : this.#full.isFullB;
      for (const { still, grid } of isFull ? use.stepsAtFull : use.steps) {
        if (still === 0) continue;
        const after = grid < replies.length ? this.ofUse(replies[grid]!) : this.ofRest(grid - replies.length);
        addTo(sums, after, still);
      }
      back = sums;
      this.#ofUse.set(use, back);
    }
    return back;
  }

  /** Of a pair of choices. */
  ofPair({ firstA, openingA, openingB }: Pair): Back {
    const sums = new Map<number, number>();
    if (openingA !== undefined) addTo(sums, this.ofUse(openingA), firstA);
    if (openingB !== undefined) addTo(sums, this.ofUse(openingB), 1 - firstA);
    return sums;
  }
}

/** Whether an end of turn leaves the HP as they are. */
export function isStill({ lossA, lossB, seeded }: Ending): boolean {
  return lossA === 0 && lossB === 0 && seeded === undefined;
}

function addTo(sums: Map<number, number>, after: Back, weight: number): void {
  for (const [turn, chance] of after) sums.set(turn, (sums.get(turn) ?? 0) + weight * chance);
}

/**
 * Turns in groups that lead to one another, each group after those it leads to (Tarjan's strongly connected components).
 */
export function orderTurns(next: readonly ReadonlySet<number>[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  const index = new Int32Array(next.length).fill(-1);
  const low = new Int32Array(next.length);
  const open: number[] = [];
  const isOpen = new Uint8Array(next.length);
  let count = 0;
  const visit = (turn: number): void => {
    index[turn] = low[turn] = count++;
    open.push(turn);
    isOpen[turn] = 1;
    for (const after of next[turn]!) {
      if (index[after]! < 0) {
        visit(after);
        low[turn] = Math.min(low[turn]!, low[after]!);
      } else if (isOpen[after] === 1) low[turn] = Math.min(low[turn]!, index[after]!);
    }
    if (low[turn] !== index[turn]) return;
    const group: number[] = [];
    for (let last = -1; last !== turn; ) {
      last = open.pop()!;
      isOpen[last] = 0;
      group.push(last);
    }
    groups.push(group);
  };
  for (let turn = 0; turn < next.length; turn++) if (index[turn]! < 0) visit(turn);
  return groups;
}

/** What leads back, as arrays to be summed over. */
export interface PackedBack {
  readonly turns: Int32Array;
  readonly chances: Float64Array;
}

/** Packs the turns and chances of a flow. */
export function packBack(back: Back): PackedBack {
  return { turns: Int32Array.from(back.keys()), chances: Float64Array.from(back.values()) };
}

/** A mean with what leads back added, `values` being those of turns. */
export function withBack(lower: number, { turns, chances }: PackedBack, values: Float64Array): number {
  let sum = lower;
  for (let n = 0; n < turns.length; n++) sum += chances[n]! * values[turns[n]!]!;
  return sum;
}
