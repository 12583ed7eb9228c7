import { deriveLegalMoves, type Form, type Move } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { completeSet, createTypeChart, type PokemonSet } from "../src/index.ts";

const facts = loadBundledFacts();

/** The bundled facts, read once. */
export const FACTS = facts;
export const CHART = createTypeChart(facts.effectiveness);
export const LEGAL_MOVES = deriveLegalMoves(facts);
export const TYPE_NAMES = new Map(facts.types.map((type) => [type.slug, type.names]));

const forms = new Map(facts.forms.map((form) => [form.slug, form]));
const moves = new Map(facts.moves.map((move) => [move.slug, move]));

/** The form with that slug. */
export function form(slug: string): Form {
  return forms.get(slug)!;
}

/** The move with that slug. */
export function move(slug: string): Move {
  return moves.get(slug)!;
}

/** A set by slugs, with defaults for all that a test is not about. */
export function set(slug: string, moveSlugs: readonly string[], rest: Partial<PokemonSet> = {}): PokemonSet {
  return completeSet({ form: form(slug), moves: moveSlugs.map(move), ...rest });
}

/** Every legal move of a form, without repeats. */
export function legalMoves(slug: string): readonly Move[] {
  return [...new Set(LEGAL_MOVES.filter((entry) => entry.form === slug).map((entry) => entry.move))].map(
    move,
  );
}
