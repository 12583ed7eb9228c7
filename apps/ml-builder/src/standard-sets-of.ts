import { completeSet, createTypeChart, type PokemonSet, standardMoves } from "@predictiondex/battle";
import type { GameData } from "@predictiondex/core";

/** Every form with its standard moves at level 50, in the order of the forms. */
export function standardSetsOf({ forms, moves, learnsets, effectiveness }: GameData): readonly PokemonSet[] {
  const chart = createTypeChart(effectiveness);
  const bySlug = new Map(moves.map((move) => [move.slug, move]));
  return forms.map((form) => {
    const slugs = new Set(learnsets.filter((way) => way.form === form.slug).map((way) => way.move));
    const legal = [...slugs].flatMap((slug) => bySlug.get(slug) ?? []);
    return completeSet({ form, moves: standardMoves(form, legal, chart) });
  });
}
