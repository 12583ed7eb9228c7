import { completeSet, type PokemonSet, SET_DEFAULTS } from "@predictiondex/battle";
import type { ByStat, Form } from "@predictiondex/core";
import type { Catalogue } from "../catalogue.ts";

/** A checked set as it travels to a worker: slugs, with all defaults but the moves filled in. */
export interface SetSpec {
  readonly form: string;
  /** Undefined is the form's standard set. */
  readonly moves: readonly string[] | undefined;
  readonly level: number;
  readonly nature: string | undefined;
  readonly ivs: ByStat<number>;
  readonly avs: ByStat<number>;
  readonly friendship: number;
  /** Whether a base form may Mega Evolve on the way. */
  readonly mega: boolean;
}

/** What a request names that names a form alone; of the same text as JSON. */
export function standardSpec({ slug }: Form): SetSpec {
  const { level, ivs, avs, friendship } = SET_DEFAULTS;
  return { form: slug, moves: undefined, level, nature: undefined, ivs, avs, friendship, mega: false };
}

/** The set that a spec names; the spec must have been checked against the same data version. */
export function setOf(catalogue: Catalogue, spec: SetSpec): PokemonSet {
  const form = catalogue.formsBySlug.get(spec.form)!;
  const { level, ivs, avs, friendship } = spec;
  return completeSet({
    form,
    moves: spec.moves?.map((slug) => catalogue.movesBySlug.get(slug)!) ?? catalogue.standardMoves(form),
    level,
    nature: spec.nature === undefined ? undefined : catalogue.natures.get(spec.nature),
    ivs,
    avs,
    friendship,
  });
}
