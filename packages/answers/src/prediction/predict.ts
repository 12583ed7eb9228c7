import {
  createJudge,
  type Evaluation,
  evaluate,
  evaluateUnknown,
  evaluationsOf,
  type Judge,
  type JudgeOptions,
  MOVES_OF_A_BATTLE,
  type MoveValue,
  type PokemonSet,
  plausibleSets,
  type UnknownEvaluation,
  type UnknownOpponent,
} from "@predictiondex/battle";
import { InvalidInputError } from "@predictiondex/core";
import type { Catalogue } from "../catalogue.ts";
import { InvalidRequestError } from "../request-errors.ts";
import { evaluateByModel } from "./by-model.ts";
import { CancelledError } from "./cancelled-error.ts";
import { type MiddleState, middleOf } from "./middle-state.ts";

/** How an answer is to be found. */
export interface PredictOptions {
  /**
   * `model` is the trained model: at once, without Mega Evolution on the way. Where none is served, the damage race, and in
   * the middle of a battle `auto`.
   */
  readonly method: "auto" | "exact" | "search" | "model";
  /** Turns that a search may play; not looked at where there is a budget. */
  readonly nodes: number;
  readonly budgetMs: number | undefined;
  readonly seed: number;
  /** A battle in the middle; at its start where left out. */
  readonly middle?: MiddleState | undefined;
  /** Sides whose base form may Mega Evolve on the way; none where left out. */
  readonly mega?: JudgeOptions["mega"];
  /** Asked between two slices of a search: whether to give it up. Never where left out. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** A match-up whose opponent may be unknown. */
export interface Prediction {
  readonly evaluation: Evaluation;
  /** The sets that were weighed; undefined where B's moves are known. */
  readonly unknown: UnknownEvaluation | undefined;
}

/** What is known of B: its moves are those of the set, or those seen. */
export interface OpponentQuestion {
  readonly kind: "chosen" | "plausible" | "worst";
  /** Whether its moves are seen ones; else the set's are its standard ones. */
  readonly hasSeenMoves: boolean;
  readonly unknown: UnknownOpponent["unknown"];
}

/** A search of candidates' fours plays no fewer turns than this for each. */
const LEAST_NODES = 2000;
/** What an answer takes beside its search, in milliseconds on two slow cores: its words, and the way between threads. */
const REST_MS = 6;

const judges = new WeakMap<Catalogue, Judge>();

/** The judge of a data version. */
export function judgeOf(catalogue: Catalogue): Judge {
  let judge = judges.get(catalogue);
  if (judge === undefined) {
    judge = createJudge(catalogue.data);
    judges.set(catalogue, judge);
  }
  return judge;
}

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
  return inParts(catalogue, a, b, options, 1);
}

/** The same where B's moves may be unknown; the effort is shared out over the sets it may have. */
export function predictAgainst(
  catalogue: Catalogue,
  a: PokemonSet,
  b: PokemonSet,
  options: PredictOptions,
  { kind, hasSeenMoves, unknown }: OpponentQuestion,
): Prediction {
  if (kind === "chosen") return { evaluation: predict(catalogue, a, b, options), unknown: undefined };
  const learnable = catalogue.learnableMoves(b.form);
  // The damage race takes its candidates apart in no time; more than four make it a race.
  const race = judgeOf(catalogue).evaluate(a, { ...b, moves: learnable });
  const threats = learnable.length > MOVES_OF_A_BATTLE ? race.opponent.map(({ move }) => move) : learnable;
  const opponent: UnknownOpponent = {
    kind,
    unknown,
    natures: catalogue.data.natures,
    sets: plausibleSets({
      level: b.level,
      legal: catalogue.legal.get(b.form.slug) ?? [],
      moves: catalogue.movesBySlug,
      seen: hasSeenMoves ? b.moves : [],
      standard: catalogue.standardMoves(b.form),
      threats,
    }),
  };
  const parts = evaluationsOf(opponent);
  const found = evaluateUnknown(b, opponent, (set) => inParts(catalogue, a, set, options, parts));
  return { evaluation: found.evaluation, unknown: found };
}

function inParts(
  catalogue: Catalogue,
  a: PokemonSet,
  b: PokemonSet,
  options: PredictOptions,
  parts: number,
): Evaluation {
  const judge = judgeOf(catalogue);
  try {
    const { method, middle, mega } = options;
    const predictor = method === "model" ? catalogue.predictor() : undefined;
    if (method === "model" && predictor === undefined && middle === undefined)
      return evaluate(a, b, catalogue.chart);
    const ask: Ask = (own, foe, share) =>
      predictor === undefined
        ? search(judge, own, foe, options, share, middleOf({ a: own, b: foe }, middle))
        : evaluateByModel(judge, predictor, { a: own, b: foe, middle, mega });
    if (a.moves.length <= MOVES_OF_A_BATTLE && b.moves.length <= MOVES_OF_A_BATTLE) return ask(a, b, parts);
    // The damage race looks at all candidates in no time, and says which fours are worth the whole game.
    const race = judge.evaluate(a, b);
    const foe = { ...b, moves: b.moves.length <= MOVES_OF_A_BATTLE ? b.moves : firstFour(race.opponent) };
    if (a.moves.length <= MOVES_OF_A_BATTLE) return ask(a, foe, parts);
    return compareCandidates(ask, a, foe, race, parts);
  } catch (error) {
    if (error instanceof InvalidInputError && !(error instanceof InvalidRequestError)) throw notExact();
    throw error;
  }
}

function notExact(): InvalidRequestError {
  const detail = {
    en: "method: this match-up can't be solved exactly; search or auto finds its value",
    fr: "method : cette confrontation ne se résout pas exactement ; search ou auto trouve sa valeur",
  };
  return new InvalidRequestError([{ pointer: "/method", detail }]);
}

/** Values a match-up of four moves a side at most, with one of so many parts of the effort. */
type Ask = (a: PokemonSet, b: PokemonSet, parts: number) => Evaluation;

function search(
  judge: Judge,
  a: PokemonSet,
  b: PokemonSet,
  options: PredictOptions,
  parts: number,
  middle: JudgeOptions["middle"],
): Evaluation {
  const { nodes, budgetMs, seed, mega, isCancelled } = options;
  const method = options.method === "model" ? "auto" : options.method;
  const effort =
    budgetMs === undefined
      ? { nodes: Math.ceil(Math.max(Math.min(LEAST_NODES, nodes), nodes / parts)) }
      : { budgetMs: searchTime(budgetMs) / parts, now: () => performance.now() };
  const signal = isCancelled && { signal: signalOf(isCancelled) };
  return judge.evaluate(a, b, { middle, mega, method, seed, ...effort, ...signal });
}

/** What of an answer's time is the search's: the rest is for damage, knock-outs and words, and at most half. */
function searchTime(budgetMs: number): number {
  return Math.max(budgetMs / 2, budgetMs - REST_MS);
}

/** A signal that is asked rather than told: a thread that searches hears nothing in between. */
function signalOf(isCancelled: () => boolean): AbortSignal {
  const signal = new AbortController().signal;
  signal.throwIfAborted = () => {
    if (isCancelled()) throw new CancelledError("nobody waits for the answer");
  };
  return signal;
}

/** The race's first four, and every other candidate beside the race's first three. */
function compareCandidates(
  ask: Ask,
  a: PokemonSet,
  b: PokemonSet,
  race: Evaluation,
  parts: number,
): Evaluation {
  const best = firstFour(race.moves);
  const others = a.moves.filter((move) => !best.includes(move));
  const fours = [best, ...others.map((move) => [...best.slice(0, MOVES_OF_A_BATTLE - 1), move])];
  const answers = fours.map((moves) => ask({ ...a, moves }, b, parts * fours.length));
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
  return values.slice(0, MOVES_OF_A_BATTLE).map(({ move }) => move);
}
