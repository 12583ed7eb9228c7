import type { Evaluation, GivenChoice, Judge, PokemonSet } from "@predictiondex/battle";
import type { MatchupPrediction, Predictor } from "@predictiondex/ml/predict";
import { InvalidRequestError } from "../request-errors.ts";
import { type MiddleState, middleOf } from "./middle-state.ts";

/** A match-up that the model is asked about, of four moves a side at most. */
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
  judge: Judge,
  predictor: Predictor,
  { a, b, middle, mega }: ModelQuestion,
): Evaluation {
  if (mega?.a || mega?.b) throw noMegaOnTheWay();
  const seen = middleOf({ a, b }, middle);
  const state = seen && { a: sideState(seen.a), b: sideState(seen.b) };
  const said = predictor.predictBoth(a, b, state);
  const open = seen && judge.openMoves(a, b, { middle: seen });
  const own = openOnes(said.a, open?.a);
  const foe = openOnes(said.b, open?.b);
  const { p, low, high } = said.a;
  const values = { p, low, high, moves: choices(said.a, own, foe), opponent: choices(said.b, foe, own) };
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

/** A choice that is open, with what the model says of it. */
interface OpenChoice extends Pick<MatchupPrediction["moves"][number], "p" | "worst"> {
  /** Slug; empty for a turn of recharging. */
  readonly move: string;
}

/**
 * What a side may choose, the best first. In the middle of a battle moves may be barred: the match-up's value is then that
 * of the best one left, and the others are as far behind it as the model says.
 */
function openOnes(
  { p, moves }: MatchupPrediction,
  slugs: readonly string[] | undefined,
): readonly OpenChoice[] {
  const said = moves.map(({ move: { slug }, p: value, worst }) => ({ move: slug, p: value, worst }));
  if (slugs === undefined) return said;
  const open = said.filter(({ move }) => slugs.includes(move));
  // Struggle and recharging are no moves of the set.
  if (open.length === 0) return slugs.map((move) => ({ move, p, worst: p }));
  const gained = p - open[0]!.p;
  return open.map(({ move, p: value, worst }) => ({
    move,
    p: Math.min(1, value + gained),
    worst: Math.min(1, worst + gained),
  }));
}

/** The model says how good each move is, not how often it is used: the best one stands for all. */
function choices(
  { p, low, high }: MatchupPrediction,
  own: readonly OpenChoice[],
  foe: readonly OpenChoice[],
): readonly GivenChoice[] {
  return own.map((one, place) => ({
    move: one.move,
    mega: undefined,
    p: one.p,
    low: Math.max(0, one.p - (p - low)),
    high: Math.min(1, one.p + (high - p)),
    worst: one.worst,
    worstAnswer: foe[0]!.move,
    weight: place === 0 ? 1 : 0,
  }));
}

function noMegaOnTheWay(): InvalidRequestError {
  const detail = {
    en: "method: the model knows no Mega Evolution on the way: name the Mega form itself, or let the method be auto",
    fr: "method : le modèle ne connaît pas la Méga-Évolution en cours de combat : nomme la forme Méga, ou laisse la méthode auto",
  };
  return new InvalidRequestError([{ pointer: "/method", detail }]);
}
