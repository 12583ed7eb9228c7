// What the bench asks the API.

import { createSeededRandom, deriveLegalMoves } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { requestBytes } from "./raw-load.ts";

const N_FORMS = 188;
/** Ordered pairs of the roster. */
export const N_PAIRS = N_FORMS * N_FORMS;

/** Pairs and levels that hardly ever come twice. */
export function freshQuestion(seed: number): (n: number) => Buffer {
  const random = createSeededRandom(seed);
  return () => {
    const [a, b] = [1 + random.next(188), 1 + random.next(188)];
    const levels = { level_a: 30 + random.next(70), level_b: 30 + random.next(70) };
    return requestBytes("POST", "/predict/best-move", { pokemon_a_id: a, pokemon_b_id: b, ...levels });
  };
}

/** The same by the trained model, with levels and legal moves at random. */
export function freshByModel(seed: number): (n: number) => Buffer {
  const random = createSeededRandom(seed);
  const { forms, movesOf } = roster();
  const side = () => {
    const pokemon = forms[random.next(N_FORMS)]!;
    const left = [...movesOf.get(pokemon)!];
    const moves = Array.from(
      { length: Math.min(4, left.length) },
      () => left.splice(random.next(left.length), 1)[0],
    );
    return { pokemon, level: 30 + random.next(70), moves };
  };
  return () => requestBytes("POST", "/v1/predict/best-move", { a: side(), b: side(), method: "model" });
}

/** The forms' slugs, and what each may have of moves. */
function roster() {
  const facts = loadBundledFacts();
  const movesOf = new Map(facts.forms.map(({ slug }) => [slug, new Set<string>()]));
  for (const { form, move } of deriveLegalMoves(facts)) movesOf.get(form)?.add(move);
  return { forms: facts.forms.map(({ slug }) => slug), movesOf };
}

/** Every pair of the roster's ids, in random order. */
export function shuffledPairs(seed: number): readonly (readonly [number, number])[] {
  const random = createSeededRandom(seed);
  const pairs = Array.from(
    { length: N_PAIRS },
    (_, i) => [1 + Math.floor(i / N_FORMS), 1 + (i % N_FORMS)] as const,
  );
  for (let i = pairs.length - 1; i > 0; i--) {
    const other = random.next(i + 1);
    [pairs[i], pairs[other]] = [pairs[other]!, pairs[i]!];
  }
  return pairs;
}

/** A pair of standard sets, to the model. */
export function standardByModel(a: number, b: number): Buffer {
  return requestBytes("POST", "/v1/predict/best-move", {
    a: { pokemon: a },
    b: { pokemon: b },
    method: "model",
  });
}

/** Match-ups that hardly ever come twice, to be searched within a budget. */
export function freshMatchup(budgetMs: number): (n: number) => Buffer {
  const random = createSeededRandom(budgetMs);
  return () => {
    const side = () => ({ pokemon: 1 + random.next(188), level: 30 + random.next(70) });
    return requestBytes("POST", "/v1/predict/matchup", { a: side(), b: side(), method: "search", budgetMs });
  };
}
