import { type Evaluation, evaluate, type PokemonSet } from "@predictiondex/battle";
import type { Catalogue } from "../catalogue.ts";

/** How an answer is to be found. */
export interface PredictOptions {
  readonly method: "auto" | "exact" | "search";
  readonly budgetMs: number;
}

/** The value of a match-up and of every move in it: the one place where the API asks the predictor. */
export function predict(
  { chart }: Catalogue,
  a: PokemonSet,
  b: PokemonSet,
  _options: PredictOptions,
): Evaluation {
  return evaluate(a, b, chart);
}
