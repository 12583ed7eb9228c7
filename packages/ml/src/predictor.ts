import type { PokemonSet } from "@predictiondex/battle";
import type { GameFacts } from "@predictiondex/core";
import { calibrate } from "./calibration/calibration.ts";
import { createEncoder, type EncodedMatchup } from "./features/encoder.ts";
import { MATCHUP_COLUMNS, MOVE_COLUMNS } from "./features/feature-list.ts";
import type { Model, Spread } from "./model-file/model.ts";
import type { MatchupPrediction, MovePrediction, Predictor } from "./prediction.ts";
import { predictRows, sigmoid } from "./trees/forest.ts";

const MOST_MOVES = 20;

/** Answers from a model; reads of the facts moves and type chart. Safe to keep; not to be shared between threads. */
export function createPredictor(facts: Pick<GameFacts, "moves" | "effectiveness">, model: Model): Predictor {
  const encoder = createEncoder(facts);
  const { win, gap, worst } = model.heads;
  const seats = new Float64Array(2);
  const behind = new Float64Array(2 * MOST_MOVES);
  const below = new Float64Array(2 * MOST_MOVES);
  const chance = ({ matchup }: EncodedMatchup): number => {
    predictRows(win.forest, matchup, 2, MATCHUP_COLUMNS.length, seats);
    return sigmoid(calibrate(win.calibration, (seats[0]! - seats[1]!) / 2));
  };
  /** Fills `behind` and `below` for the first `n` rows of moves: both sides' in one walk through the trees. */
  const followMoves = (rows: Float32Array, n: number): void => {
    predictRows(gap.forest, rows, n, MOVE_COLUMNS.length, behind);
    predictRows(worst.forest, rows, n, MOVE_COLUMNS.length, below);
  };
  /** A side's answer; its moves' rows begin at row `first`. */
  const read = (p: number, own: PokemonSet["moves"], first: number): MatchupPrediction => {
    const gaps = own.map((_, i) => sigmoid(calibrate(gap.calibration, behind[first + i]!)));
    const least = Math.min(...gaps);
    const moves = own.map((move, i): MovePrediction => {
      const value = clamp(p - (gaps[i]! - least));
      return {
        move,
        p: value,
        worst: clamp(value - sigmoid(calibrate(worst.calibration, below[first + i]!))),
      };
    });
    const spread = widthAt(model.spread, p);
    return {
      p,
      low: clamp(p - spread),
      high: clamp(p + spread),
      moves: moves.toSorted((left, right) => right.p - left.p),
    };
  };
  return {
    winChance: (a, b, state) => chance(encoder.encode(a, b, state, "none")),
    predict(a, b, state) {
      const rows = encoder.encode(a, b, state, "a");
      followMoves(rows.moves, a.moves.length);
      return read(chance(rows), a.moves, 0);
    },
    predictBoth(a, b, state) {
      const rows = encoder.encode(a, b, state, "both");
      const p = chance(rows);
      followMoves(rows.moves, rows.movesOfA + rows.movesOfB);
      return { a: read(p, a.moves, 0), b: read(1 - p, b.moves, rows.movesOfA) };
    },
  };
}

/** The spread at a prediction, between the steps in a straight line. */
function widthAt(spread: Spread, p: number): number {
  if (spread.length === 0) return 0;
  const at = Math.min(spread.length - 1, Math.abs(p - 0.5) * 2 * (spread.length - 1));
  const step = Math.min(spread.length - 1, Math.floor(at));
  const next = Math.min(spread.length - 1, step + 1);
  return spread[step]! + (at - step) * (spread[next]! - spread[step]!);
}

function clamp(p: number): number {
  return Math.min(1, Math.max(0, p));
}
