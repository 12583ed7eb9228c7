import { CATEGORIES, LEARN_METHODS, TYPES } from "@predictiondex/core";
import { z } from "zod";
import { LETS_GO } from "./lets-go.ts";

// What the project reads of PokéAPI's answers. Every field is checked against the game's own limits, so that an answer
// that breaks one is refused as a whole; fields that are not named here are dropped.

const ref = z.object({ name: z.string().min(1), url: z.string() });
const refOf = <const N extends readonly string[]>(names: N) => z.object({ name: z.enum(names) });
const localNames = z.array(z.object({ name: z.string(), language: z.object({ name: z.string() }) }));
const texts = z.array(
  z.object({
    flavor_text: z.string(),
    language: z.object({ name: z.string() }),
    version_group: z.object({ name: z.string() }),
  }),
);
const power = z.int().min(1).max(250).nullable();
const accuracy = z.int().min(1).max(100).nullable();
const pp = z.int().min(1).max(40);
const stat = z.enum(["hp", "attack", "defense", "special-attack", "special-defense", "speed"]);
const stats = z.array(z.object({ base_stat: z.int().min(1).max(255), stat: z.object({ name: z.string() }) }));
const types = z.array(z.object({ slot: z.int(), type: refOf(TYPES) }));
const generation = z.object({ name: z.string() });

const learnDetail = z.object({
  level_learned_at: z.int().min(0).max(100),
  move_learn_method: z.object({ name: z.string() }),
  version_group: z.object({ name: z.string() }),
});
/** Only Let's Go's entries are checked and kept: the other games' are most of the answer. */
const letsGoDetails = z
  .array(z.any())
  .transform((details) => details.filter((detail) => detail?.version_group?.name === LETS_GO))
  .pipe(z.array(learnDetail));

const pokemon = z.object({
  id: z.int(),
  name: z.string(),
  height: z.int().min(1).max(1000),
  weight: z.int().min(1).max(10_000),
  species: ref,
  forms: z.array(ref).min(1),
  stats: stats.refine((all) => stat.options.every((name) => all.some((entry) => entry.stat.name === name)), {
    error: "must hold all six stats",
  }),
  types: types.min(1).max(2),
  past_stats: z.array(z.object({ generation, stats })).default([]),
  past_types: z
    .array(z.object({ generation, types: z.array(z.object({ slot: z.int(), type: ref })) }))
    .default([]),
  moves: z
    .array(
      z.object({
        move: ref,
        version_group_details: letsGoDetails,
      }),
    )
    .min(1),
  sprites: z.object({ front_default: z.string().nullable() }),
});

const form = z.object({
  form_name: z.string(),
  is_mega: z.boolean(),
  form_names: localNames,
  names: localNames,
});

const species = z.object({
  id: z.int().min(1).max(809),
  name: z.string(),
  names: localNames.min(1),
  evolution_chain: z.object({ url: z.string() }),
  evolves_from_species: ref.nullable(),
});

const evolutionDetail = z.object({
  base_form: ref.nullable().optional(),
  evolved_form: ref.nullable().optional(),
  item: ref.nullable(),
  min_level: z.int().min(1).max(100).nullable(),
  region: ref.nullable().optional(),
  trigger: ref,
});
const chainLink = z.object({
  species: ref,
  evolution_details: z.array(evolutionDetail),
  get evolves_to() {
    return z.array(chainLink);
  },
});

const move = z.object({
  name: z.string(),
  names: localNames.min(1),
  type: refOf(TYPES),
  damage_class: refOf(CATEGORIES),
  power,
  accuracy,
  pp,
  priority: z.int().min(-7).max(5),
  past_values: z.array(
    z.object({
      power,
      accuracy,
      pp: pp.nullable(),
      type: refOf(TYPES).nullable(),
      version_group: z.object({ name: z.string() }),
    }),
  ),
  flavor_text_entries: texts,
  machines: z.array(
    z.object({ machine: z.object({ url: z.string() }), version_group: z.object({ name: z.string() }) }),
  ),
});

const type = z.object({
  name: z.string(),
  names: localNames.min(1),
  damage_relations: z.object({
    double_damage_to: z.array(ref),
    half_damage_to: z.array(ref),
    no_damage_to: z.array(ref),
  }),
});

const raisedStat = refOf(["attack", "defense", "special-attack", "special-defense", "speed"]).nullable();

/** The shape of each kind of resource that is read, by PokéAPI's name of the kind. */
export const ANSWER_SHAPES = {
  pokemon,
  "pokemon-form": form,
  "pokemon-species": species,
  "evolution-chain": z.object({ id: z.int(), chain: chainLink }),
  move,
  machine: z.object({ item: z.object({ name: z.string().regex(/^tm\d\d$/) }), move: ref }),
  type,
  nature: z.object({
    name: z.string(),
    names: localNames.min(1),
    increased_stat: raisedStat,
    decreased_stat: raisedStat,
  }),
  "version-group": z.object({ name: z.string(), order: z.int() }),
} as const;

/** The ways to learn a move that Let's Go has; PokéAPI spells them the same. */
export const learnMethod = z.enum(LEARN_METHODS);

/** A list of all resources of a kind. */
export const LIST_SHAPE = z.object({ results: z.array(ref).min(1) });

/** A kind of resource that is read. */
export type ApiKind = keyof typeof ANSWER_SHAPES;
/** The answer of each kind. */
export type ApiAnswers = { readonly [K in ApiKind]: z.infer<(typeof ANSWER_SHAPES)[K]> };
/** A name in one language. */
export type LocalName = z.infer<typeof localNames>[number];
/** A reference to another resource. */
export type ApiRef = z.infer<typeof ref>;
/** One link of a chain of evolutions. */
export type ChainLink = z.infer<typeof chainLink>;

/**
 * Checks an answer against its kind's shape.
 * @throws {Error} naming the first field that breaks it.
 */
export function checkAnswer<K extends ApiKind>(kind: K, answer: unknown): ApiAnswers[K] {
  return check<ApiAnswers[K]>(ANSWER_SHAPES[kind] as unknown as z.ZodType<ApiAnswers[K]>, answer);
}

/** Checks a list of resources; throws as `checkAnswer` does. */
export function checkList(answer: unknown): readonly ApiRef[] {
  return check(LIST_SHAPE, answer).results;
}

function check<T>(shape: z.ZodType<T>, answer: unknown): T {
  const result = shape.safeParse(answer);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw new Error(`unexpected shape: ${first!.path.join(".") || "the whole"}: ${first!.message}`);
}
