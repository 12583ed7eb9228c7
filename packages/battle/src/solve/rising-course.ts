import type { Use } from "./layer-plan.ts";
import type { Ending } from "./layers.ts";

/**
 * What a turn more takes of a value's distance from ½. Without it a sure winner might heal for ever and count on winning
 * later; with it the quicker of two equal ways is better.
 */
export const HASTE = 4e-6;

/**
 * How a group's cells are gone through: `a` all of B's HP for each of A's, `b` the other way round, `sum` by both sides'
 * HP together, each once. What leads round is iterated: `rowsOfA` for each of B's HP, `rowsOfB`, or `all` as one.
 */
export type Course = "a" | "b" | "sum" | "rowsOfA" | "rowsOfB" | "all";

export const ITERATED: ReadonlySet<Course> = new Set(["rowsOfA", "rowsOfB", "all"]);

/** Collects how HP can rise, to find an order in which every cell comes after those that it leads to. */
export class Gains {
  /** Of A and of B: gains while the other loses nothing; any gains; the least that the other loses more than is gained. */
  readonly #alone = [false, false];
  readonly #any = [false, false];
  readonly #least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];

  /** Adds a use as far as it leads to grids that count. */
  addUse({ isA, steps, stepsAtFull }: Use, counts: (grid: number) => boolean): void {
    for (const { grid, foe, own } of [...steps, ...stepsAtFull]) {
      if (!counts(grid)) continue;
      for (let k = 0; k < own.length; k++) this.#add(isA ? 0 : 1, -own[k]!, foe[k]!);
    }
  }

  /** Adds an end of turn. */
  addEnding({ seeded }: Ending): void {
    if (seeded === undefined) return;
    const changes = (left: Int16Array) =>
      [...left.keys()].filter((hp) => left[hp]! > 0).map((hp) => left[hp]! - hp);
    const [changesA, changesB] = [changes(seeded.leftA), changes(seeded.leftB)];
    this.#add(0, Math.max(...changesA), -Math.max(...changesB));
    this.#add(1, Math.max(...changesB), -Math.max(...changesA));
  }

  /** The course on which cells are visited least often. */
  course(): Course {
    const [aloneA, aloneB] = this.#alone;
    const [anyA, anyB] = this.#any;
    if (!anyA && !aloneB) return "a";
    if (!anyB && !aloneA) return "b";
    if (!aloneA && !aloneB && Math.min(...this.#least) > 0) return "sum";
    return !anyB ? "rowsOfA" : anyA ? "all" : "rowsOfB";
  }

  #add(side: number, gain: number, othersLoss: number): void {
    if (!(gain > 0)) return;
    this.#any[side] = true;
    if (othersLoss <= 0) this.#alone[side] = true;
    this.#least[side] = Math.min(this.#least[side]!, othersLoss - gain);
  }
}
