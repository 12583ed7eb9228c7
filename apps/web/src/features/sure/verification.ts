import measured from "./verification.json" with { type: "json" };

/** Figures of `bench/verification.ts`, which says how to measure them again. */
export interface Verification {
  /** The command that printed the figures. */
  readonly command: string;
  /** ISO day. */
  readonly measuredAt: string;
  /** The engine against Pokémon Showdown, turn by turn. */
  readonly lockstep: {
    readonly battles: number;
    readonly turns: number;
    readonly mismatches: number;
    readonly movesUsed: number;
  };
  /** Exact values against battles in Showdown. */
  readonly showdown: {
    readonly matchups: number;
    readonly battles: number;
    readonly chiSquarePerMatchup: number;
    readonly bands: readonly ReliabilityBand[];
  };
  /** Exact values against battles on our engine. */
  readonly kernel: {
    readonly matchups: number;
    readonly battles: number;
    readonly chiSquarePerMatchup: number;
    readonly worstZ: number;
  };
  /** Searched values against exact ones; errors as parts of 1. */
  readonly search: {
    readonly matchups: number;
    readonly nodes: number;
    readonly errorMedian: number;
    readonly errorP90: number;
    readonly errorMax: number;
    readonly coverage: number;
    readonly soundAdvice: number;
  };
}

/** A group of match-ups: mean of what was said, and of what was won. */
export interface ReliabilityBand {
  readonly from: number;
  readonly to: number;
  readonly matchups: number;
  readonly predicted: number;
  readonly observed: number;
}

/** What was measured last. */
export const VERIFICATION: Verification = measured;

/**
 * The largest χ² per match-up that luck alone gives in 99 of 100 checks of `n` match-ups, by Wilson and Hilferty's
 * approximation of the χ² distribution.
 */
export function luckLimit(n: number): number {
  const NINETY_NINE_PERCENT = 2.326;
  return (1 - 2 / (9 * n) + NINETY_NINE_PERCENT * Math.sqrt(2 / (9 * n))) ** 3;
}
