import {
  createJudge,
  type Evaluation,
  type Judge,
  type JudgeOptions,
  type MoveValue,
  type PokemonSet,
} from "@predictiondex/battle";
import { InvalidInputError } from "@predictiondex/core";
import type { Catalogue } from "../catalogue.ts";
import { InvalidRequestError } from "../request-errors.ts";
import { type MiddleState, stateOf } from "./middle-state.ts";

/** How an answer is to be found. */
export interface PredictOptions {
  readonly method: "auto" | "exact" | "search";
  /** Turns that a search may play; not looked at where there is a budget. */
  readonly nodes: number;
  readonly budgetMs: number | undefined;
  readonly seed: number;
  /** A battle in the middle; at its start where left out. */
  readonly middle?: MiddleState | undefined;
}

/** Moves of a battle; more are candidates for them. */
const FOUR = 4;
/** A search of candidates' fours plays no fewer turns than this for each. */
const LEAST_NODES = 2000;

const judges = new WeakMap<Catalogue, Judge>();

/**
 * The value of a match-up and of every move in it: the one place where the API asks the predictor. More than four moves
 * of A are candidates, and each is valued in the best four found that hold it; of B's, the four that hurt A most count.
 * @throws {InvalidRequestError} where `exact` is asked for and the match-up can't be solved so
 */
export function predict(
  catalogue: Catalogue,
  a: PokemonSet,
  b: PokemonSet,
  options: PredictOptions,
): Evaluation {
  let judge = judges.get(catalogue);
  if (judge === undefined) {
    judge = createJudge(catalogue.data);
    judges.set(catalogue, judge);
  }
  try {
    if (a.moves.length <= FOUR && b.moves.length <= FOUR) {
      const { middle } = options;
      return ask(judge, a, b, options, 1, middle && stateOf(catalogue, a, b, middle));
    }
    // The damage race looks at all candidates in no time, and says which fours are worth the whole game.
    const race = judge.evaluate(a, b);
    const foe = { ...b, moves: b.moves.length <= FOUR ? b.moves : firstFour(race.opponent) };
    if (a.moves.length <= FOUR) return ask(judge, a, foe, options, 1);
    return compareCandidates(judge, a, foe, race, options);
  } catch (error) {
    if (error instanceof InvalidInputError && !(error instanceof InvalidRequestError)) throw notExact();
    throw error;
  }
}

function notExact(): InvalidRequestError {
  const detail = {
    en: "method: this match-up has moves that do more than take HP: it is searched, not solved exactly",
    fr: "method : cette confrontation a des capacités qui font plus que retirer des PV : elle se cherche, sans solution exacte",
  };
  return new InvalidRequestError([{ pointer: "/method", detail }]);
}

function ask(
  judge: Judge,
  a: PokemonSet,
  b: PokemonSet,
  options: PredictOptions,
  parts: number,
  state?: Pick<JudgeOptions, "state" | "seen">,
): Evaluation {
  const { method, nodes, budgetMs, seed } = options;
  if (budgetMs !== undefined) {
    return judge.evaluate(a, b, {
      ...state,
      method,
      seed,
      budgetMs: budgetMs / parts,
      now: () => performance.now(),
    });
  }
  return judge.evaluate(a, b, {
    ...state,
    method,
    seed,
    nodes: Math.max(Math.min(LEAST_NODES, nodes), nodes / parts),
  });
}

/** The race's first four, and every other candidate beside the race's first three. */
function compareCandidates(
  judge: Judge,
  a: PokemonSet,
  b: PokemonSet,
  race: Evaluation,
  options: PredictOptions,
): Evaluation {
  const best = firstFour(race.moves);
  const others = a.moves.filter((move) => !best.includes(move));
  const fours = [best, ...others.map((move) => [...best.slice(0, FOUR - 1), move])];
  const answers = fours.map((moves) => ask(judge, { ...a, moves }, b, options, fours.length));
  const top = answers.reduce((one, other) => (other.p > one.p ? other : one));
  const values = a.moves.map((move) => {
    const seen = [top, ...answers].flatMap(({ moves }) => moves.filter((value) => value.move === move));
    const inTop = top.moves.find((value) => value.move === move);
    return inTop ?? seen.reduce((one, other) => (other.p > one.p ? other : one));
  });
  const recommended = top.moves[0]!;
  const rest = values
    .filter((value) => value !== recommended)
    .map((value) => (top.moves.includes(value) ? value : { ...value, weight: 0 }))
    .toSorted((one, other) => other.p - one.p || one.move.id - other.move.id);
  return { ...top, moves: [recommended, ...rest] };
}

function firstFour(values: readonly MoveValue[]): PokemonSet["moves"] {
  return values.slice(0, FOUR).map(({ move }) => move);
}
