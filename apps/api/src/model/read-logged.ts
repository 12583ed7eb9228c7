import { type Catalogue, type SetSpec, setOf } from "@predictiondex/answers";
import type { PokemonSet } from "@predictiondex/battle";
import type { LoggedPrediction } from "@predictiondex/db";
import { z } from "zod";

/** The sets of a noted prediction. */
export interface LoggedSets {
  readonly a: PokemonSet;
  readonly b: PokemonSet;
}

const stats = z.object({
  hp: z.int(),
  attack: z.int(),
  defense: z.int(),
  specialAttack: z.int(),
  specialDefense: z.int(),
  speed: z.int(),
});
const spec = z.looseObject({
  form: z.string(),
  moves: z.array(z.string()).min(1).optional(),
  level: z.int().min(1).max(100),
  nature: z.string().optional(),
  ivs: stats,
  avs: stats,
  friendship: z.int(),
});
/** Releases before may have noted other questions: what does not fit is left out. */
const input = z.object({
  kind: z.enum(["best-move", "matchup"]),
  question: z.looseObject({
    a: spec,
    b: spec,
    options: z.looseObject({ middle: z.undefined().or(z.null()).optional() }),
  }),
});

/** The sets that a noted prediction was about; undefined in the middle of a battle, and where it can't be read. */
export function readLogged(catalogue: Catalogue, logged: LoggedPrediction): LoggedSets | undefined {
  const parsed = input.safeParse(logged.input);
  if (!parsed.success) return undefined;
  const { a, b } = parsed.data.question;
  const isKnown = ({ form, moves = [] }: z.infer<typeof spec>): boolean =>
    catalogue.formsBySlug.has(form) && moves.every((slug) => catalogue.movesBySlug.has(slug));
  if (!isKnown(a) || !isKnown(b)) return undefined;
  return { a: setOf(catalogue, a as unknown as SetSpec), b: setOf(catalogue, b as unknown as SetSpec) };
}
