import type { PokemonSet } from "@predictiondex/battle";
import type { MiddleState } from "../samples/sample.ts";
import { MATCHUP_COLUMNS, MOVE_COLUMNS, writeMatchupRows, writeMovePart } from "./feature-list.ts";
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
const nSeats = { none: 0, a: 1, both: 2 } as const;

/** An encoder of a game's facts. */
export function createEncoder(facts: EncoderFacts): Encoder {
  const viewer = createViewer(facts);
  const width = MATCHUP_COLUMNS.length;
  const matchup = new Float32Array(2 * width);
  const rows = [matchup.subarray(0, width), matchup.subarray(width)];
  const moves = new Float32Array(MOST_MOVES * MOVE_COLUMNS.length);
  return {
    encode(a, b, state, seats) {
      const views = viewer.view(a, b, state);
      writeMatchupRows(views, matchup);
      let at = 0;
      for (let seat = 0; seat < nSeats[seats]; seat++) {
        const view = views[seat]!;
        for (let slot = 0; slot < view.own.options.length; slot++, at += MOVE_COLUMNS.length) {
          moves.set(rows[seat]!, at);
          writeMovePart(view, slot, moves, at + width);
        }
      }
      return { matchup, moves, movesOfA: a.moves.length, movesOfB: b.moves.length };
    },
  };
}
