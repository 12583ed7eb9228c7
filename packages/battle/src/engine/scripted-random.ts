import type { RandomScript } from "./battle.ts";

/** What the next draw is to give: whether a chance event happens, or a number in [0, n). */
export type ScriptedDraw = boolean | number;

/** A script of draws for tests that says when it is used up or has draws left. */
export interface DrawScript extends RandomScript {
  /** Draws not taken yet. */
  readonly left: readonly ScriptedDraw[];
}

/** Gives out `draws` in order. @throws {RangeError} where a draw is missing or does not fit. */
export function scriptDraws(draws: readonly ScriptedDraw[]): DrawScript {
  let at = 0;
  const next = (wanted: string): ScriptedDraw => {
    if (at >= draws.length) throw new RangeError(`the script has no draw ${at + 1}, wanted ${wanted}`);
    return draws[at++]!;
  };
  const number = (n: number): number => {
    const draw = next(`a number below ${n}`);
    if (typeof draw === "number" && draw >= 0 && draw < n) return draw;
    throw new RangeError(`draw ${at} of the script is ${draw}, wanted a number below ${n}`);
  };
  return {
    get left() {
      return draws.slice(at);
    },
    chance(numerator, denominator) {
      const draw = next(`a chance of ${numerator}/${denominator}`);
      if (typeof draw === "boolean") return draw;
      throw new RangeError(
        `draw ${at} of the script is ${draw}, wanted a chance of ${numerator}/${denominator}`,
      );
    },
    pick: number,
    roll: () => number(16),
  };
}
