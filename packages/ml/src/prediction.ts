import type { PokemonSet } from "@predictiondex/battle";
import type { Move } from "@predictiondex/core";
import type { MiddleState } from "./samples/sample.ts";

/** A move with what the model says of it, for the side that uses it. */
export interface MovePrediction {
  readonly move: Move;
  /** Chance to win when it is used now, the other side mixing its moves at its best, 0–1. */
  readonly p: number;
  /** Chance to win with it against the answer that hurts most, 0–1; never above `p`. */
  readonly worst: number;
}

/** What the model says of a match-up, for side A. */
export interface MatchupPrediction {
  /** Chance that A wins, 0–1; `p(a, b) = 1 − p(b, a)`. */
  readonly p: number;
  /** Nine in ten true values of the validation match-ups with such a `p` lie between `low` and `high`. */
  readonly low: number;
  readonly high: number;
  /** A's moves, the best first; the best one's `p` is the match-up's. */
  readonly moves: readonly MovePrediction[];
}

/** Answers in microseconds what the solver answers in milliseconds; made by `createPredictor(facts, model)`. */
export interface Predictor {
  /** Both sets as the rules let them play; `state` for a battle in the middle. Sets may hold up to 20 moves. */
  predict(a: PokemonSet, b: PokemonSet, state?: MiddleState): MatchupPrediction;
  /** `predict(a, b, state)` and, for side B, `predict(b, a, …)` of the same battle, from one look at it. */
  predictBoth(
    a: PokemonSet,
    b: PokemonSet,
    state?: MiddleState,
  ): { readonly a: MatchupPrediction; readonly b: MatchupPrediction };
  /** `predict(a, b, state).p` alone, several times as quick: for matrices and rankings. */
  winChance(a: PokemonSet, b: PokemonSet, state?: MiddleState): number;
}
