import { completeSet, type PokemonSet } from "@predictiondex/battle";
import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { createLabeller } from "../src/samples/label-sample.ts";
import type { LabelledSample, Split } from "../src/samples/sample.ts";
import { createSampler } from "../src/samples/sample-matchups.ts";

const facts = loadBundledFacts();

/** The bundled facts with what follows from them. */
export const DATA: GameData = { ...facts, learnsets: deriveLegalMoves(facts) };

const forms = new Map(facts.forms.map((form) => [form.slug, form]));
const moves = new Map(facts.moves.map((move) => [move.slug, move]));

/** A set by slugs, with defaults for all that a test is not about. */
export function set(form: string, slugs: readonly string[], rest: Partial<PokemonSet> = {}): PokemonSet {
  return completeSet({ form: forms.get(form)!, moves: slugs.map((slug) => moves.get(slug)!), ...rest });
}

/** Random match-ups with quick labels. */
export function labelledSamples(
  count: number,
  seed: number,
  splits: readonly Split[],
  nodes = 400,
): LabelledSample[] {
  const sampler = createSampler(DATA, { seed, scenario: "random_move", splits });
  const labeller = createLabeller(DATA);
  return Array.from({ length: count }, (_, index) => {
    const sample = sampler.sample(index);
    return { sample, label: labeller.label(sample, { nodes }) };
  });
}

/** Shards of one each, as a training reads them. */
export async function* shardsOf(
  samples: readonly LabelledSample[],
): AsyncGenerator<readonly LabelledSample[]> {
  for (let from = 0; from < samples.length; from += 50) yield samples.slice(from, from + 50);
}
