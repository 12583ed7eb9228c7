import {
  type Evaluation,
  evaluate,
  type GivenChoice,
  type Judge,
  type PokemonSet,
} from "@predictiondex/battle";
import type { MatchupPrediction, Predictor } from "@predictiondex/ml/predict";
import type { Catalogue } from "../catalogue.ts";
import { InvalidRequestError } from "../request-errors.ts";
import { type MiddleState, middleOf } from "./middle-state.ts";

/** Moves of a battle; more are candidates for them. */
const FOUR = 4;

/** A match-up that the model is asked about. */
export interface ModelQuestion {
  readonly a: PokemonSet;
  readonly b: PokemonSet;
  readonly middle: MiddleState | undefined;
  readonly mega: Readonly<Partial<Record<"a" | "b", boolean | undefined>>> | undefined;
}

/**
 * A match-up by the trained model: its values, with damage and order of moves computed by the rules.
 * @throws {InvalidRequestError} where a Pokémon may Mega Evolve on the way, which the model has not learned
 */
export function evaluateByModel(
  catalogue: Catalogue,
  judge: Judge,
  predictor: Predictor,
  { a, b, middle, mega }: ModelQuestion,
): Evaluation {
  if (mega?.a || mega?.b) throw noMegaOnTheWay();
  const seen = middleOf({ a, b }, middle);
  const state = seen && { a: sideState(seen.a), b: sideState(seen.b) };
  const { a: own, b: foe } = predictor.predictBoth(a, b, state);
  if (a.moves.length > FOUR || b.moves.length > FOUR) {
    return withValues(evaluate(a, b, catalogue.chart), own, foe);
  }
  const { p, low, high } = own;
  const values = { p, low, high, moves: choices(own, foe), opponent: choices(foe, own) };
  const value = { ...values, method: "model" as const, nodes: 0, principalVariation: [] };
  return judge.present(a, b, value, { middle: seen });
}

/** A match-up among many: values and opening moves alone. @throws as `evaluateByModel` does */
export function cellByModel(
  predictor: Predictor,
  { a, b, mega }: Omit<ModelQuestion, "middle">,
): Pick<MatchupPrediction, "p" | "low" | "high"> & { readonly best: string; readonly answer: string } {
  if (mega?.a || mega?.b) throw noMegaOnTheWay();
  const { a: own, b: foe } = predictor.predictBoth(a, b);
  const { p, low, high } = own;
  return { p, low, high, best: own.moves[0]!.move.slug, answer: foe.moves[0]!.move.slug };
}

type SeenCondition = NonNullable<ReturnType<typeof middleOf>>["a"];

function sideState(side: SeenCondition) {
  const { asleepFor = 0, confusedFor = 0 } = side?.seen ?? {};
  return { ...side?.condition, asleepFor, confusedFor };
}

/** The model says how good each move is, not how often it is used: the best one stands for all. */
function choices({ p, low, high, moves }: MatchupPrediction, foe: MatchupPrediction): readonly GivenChoice[] {
  return moves.map((one, place) => ({
    move: one.move.slug,
    mega: undefined,
    p: one.p,
    low: Math.max(0, one.p - (p - low)),
    high: Math.min(1, one.p + (high - p)),
    worst: one.worst,
    worstAnswer: foe.moves[0]!.move.slug,
    weight: place === 0 ? 1 : 0,
  }));
}

/** The damage race's picture of many candidates, with the model's values. */
function withValues(race: Evaluation, own: MatchupPrediction, foe: MatchupPrediction): Evaluation {
  const side = (values: Evaluation["moves"], said: MatchupPrediction, other: MatchupPrediction) =>
    choices(said, other).map((choice) => {
      const known = values.find(({ move }) => move.slug === choice.move)!;
      const { p, low, high, worst, weight } = choice;
      return { ...known, p, low, high, worst, weight, worstAnswer: other.moves[0]!.move };
    });
  const { p, low, high } = own;
  const [moves, opponent] = [side(race.moves, own, foe), side(race.opponent, foe, own)];
  return { ...race, p, low, high, moves, opponent, next: undefined };
}

function noMegaOnTheWay(): InvalidRequestError {
  const detail = {
    en: "method: the model knows no Mega Evolution on the way: name the Mega form itself, or let the method be auto",
    fr: "method : le modèle ne connaît pas la Méga-Évolution en cours de combat : nommez la forme Méga, ou laissez la méthode auto",
  };
  return new InvalidRequestError([{ pointer: "/method", detail }]);
}
