import { deriveLegalMoves, type TeamVocabulary } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";

const facts = loadBundledFacts();
const legal = new Map<string, Set<string>>();
for (const { form, move } of deriveLegalMoves(facts))
  legal.set(form, (legal.get(form) ?? new Set()).add(move));

/** The game's real names. */
export const VOCABULARY: TeamVocabulary = {
  forms: facts.forms.map(({ slug, names, frenchAlias }) => ({ slug, names, aliases: [frenchAlias] })),
  moves: facts.moves.map(({ slug, names, frenchAlias }) => ({ slug, names, aliases: [frenchAlias] })),
  natures: facts.natures,
  learnable: (form) => legal.get(form),
};
