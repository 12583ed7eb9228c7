import type { PokemonSet } from "@predictiondex/battle";
import type { GameFacts } from "@predictiondex/core";
import { calibrate } from "./calibration/calibration.ts";
import { createEncoder, type EncodedMatchup } from "./features/encoder.ts";
import { MATCHUP_COLUMNS, MOVE_COLUMNS } from "./features/feature-list.ts";
import type { Model, Spread } from "./model-file/model.ts";
import type { MatchupPrediction, MovePrediction, Predictor } from "./prediction.ts";
import type { MiddleState } from "./samples/sample.ts";
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
  return {
    winChance: (a, b, state) => chance(encoder.encode(a, b, state, "none")),
    predict(a: PokemonSet, b: PokemonSet, state?: MiddleState): MatchupPrediction {
      const rows = encoder.encode(a, b, state, "a");
      const p = chance(rows);
      const n = rows.movesOfA;
      predictRows(gap.forest, rows.moves, n, MOVE_COLUMNS.length, behind);
      predictRows(worst.forest, rows.moves, n, MOVE_COLUMNS.length, below);
      const gaps = Array.from({ length: n }, (_, i) => sigmoid(calibrate(gap.calibration, behind[i]!)));
      const least = Math.min(...gaps);
      const moves = a.moves.map((move, i): MovePrediction => {
        const own = clamp(p - (gaps[i]! - least));
        return { move, p: own, worst: clamp(own - sigmoid(calibrate(worst.calibration, below[i]!))) };
      });
      const width = widthAt(model.spread, p);
      return {
        p,
        low: clamp(p - width),
        high: clamp(p + width),
        moves: moves.toSorted((left, right) => right.p - left.p),
      };
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
