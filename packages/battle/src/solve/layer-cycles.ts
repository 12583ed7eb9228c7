import type { LayerPlan, Pair, Use } from "./layer-plan.ts";

/** By turn's layer: the chance to come to its turn with nobody's HP changed. */
export type Back = ReadonlyMap<number, number>;

/** Works out, for replies and for pairs of choices, what leads to which turn with nobody's HP changed. */
export class BackFlow {
  readonly #plan: LayerPlan;
  readonly #ofUse = new Map<Use, Back>();
  readonly #ofRest = new Map<number, Back>();

  constructor(plan: LayerPlan) {
    this.#plan = plan;
  }

  /** Of the end of a turn, by its number. */
  ofRest(rest: number): Back {
    let back = this.#ofRest.get(rest);
    if (back === undefined) {
      const sums = new Map<number, number>();
      for (const { to, lossA, lossB, chance } of this.#plan.rests[rest]!) {
        if (lossA === 0 && lossB === 0) sums.set(to, (sums.get(to) ?? 0) + chance);
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
      for (const { still, grid } of use.steps) {
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
