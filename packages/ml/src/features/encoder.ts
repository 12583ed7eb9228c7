import type { PokemonSet } from "@predictiondex/battle";
import type { MiddleState } from "../samples/sample.ts";
import { MATCHUP_COLUMNS, MOVE_COLUMNS, writeMatchupRow, writeMovePart } from "./feature-list.ts";
import { createViewer, type EncoderFacts } from "./views.ts";

/** A match-up as rows for the trees; the arrays are the encoder's own and are overwritten by its next call. */
export interface EncodedMatchup {
  /** The match-up's row from A's seat, then from B's, each of `MATCHUP_COLUMNS`. */
  readonly matchup: Float32Array;
  /** A row of `MOVE_COLUMNS` for each move of A, then of B; filled where asked for. */
  readonly moves: Float32Array;
  readonly movesOfA: number;
  readonly movesOfB: number;
}

/** Turns match-ups into rows; training, API, command and browser use this one. */
export interface Encoder {
  /** `seats`: which moves' rows are wanted. */
  encode(
    a: PokemonSet,
    b: PokemonSet,
    state: MiddleState | undefined,
    seats: "none" | "a" | "both",
  ): EncodedMatchup;
}

const MOST_MOVES = 40;

/** An encoder of a game's facts. */
export function createEncoder(facts: EncoderFacts): Encoder {
  const viewer = createViewer(facts);
  const width = MATCHUP_COLUMNS.length;
  const matchup = new Float32Array(2 * width);
  const moves = new Float32Array(MOST_MOVES * MOVE_COLUMNS.length);
  return {
    encode(a, b, state, seats) {
      const views = viewer.view(a, b, state);
      let row = 0;
      for (const [seat, view] of views.entries()) {
        writeMatchupRow(view, matchup, seat * width);
        if (seats === "none" || (seat === 1 && seats === "a")) continue;
        for (let slot = 0; slot < view.own.options.length; slot++, row++) {
          const at = row * MOVE_COLUMNS.length;
          moves.set(matchup.subarray(seat * width, (seat + 1) * width), at);
          writeMovePart(view, slot, moves, at + width);
        }
      }
      return { matchup, moves, movesOfA: a.moves.length, movesOfB: b.moves.length };
    },
  };
}
