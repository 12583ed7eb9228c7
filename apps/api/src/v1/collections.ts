import type { KeyIndex, Resources } from "@predictiondex/answers";
import {
  type LearnsetResource,
  learnsetResourceSchema,
  learnsetsListQuerySchema,
  listQuerySchema,
  type MoveResource,
  moveResourceSchema,
  movesListQuerySchema,
  type NatureResource,
  natureResourceSchema,
  naturesListQuerySchema,
  type PokemonResource,
  pokemonListQuerySchema,
  pokemonResourceSchema,
  type TrainerResource,
  type TypeResource,
  trainerResourceSchema,
  trainersListQuerySchema,
  typeResourceSchema,
} from "@predictiondex/contract";
import { CATEGORIES, FORM_KINDS, LEARN_METHODS, MOVE_ORIGINS, STATS } from "@predictiondex/core";
import type { z } from "zod";
import type { FilterReader } from "./filters.ts";

/** A collection of `/v1`: what it lists, and by what its rows are filtered and found. */
export interface Collection<T extends object, Q extends z.ZodObject> {
  readonly name: "pokemon" | "moves" | "types" | "learnsets" | "natures" | "trainers";
  /** Such as `Pokemon`, for operation ids. */
  readonly word: string;
  readonly summary: string;
  readonly item: z.ZodObject;
  readonly query: Q;
  readonly rows: (resources: Resources) => readonly T[];
  /** Rows that the filters let through; best match first where `q` is given. */
  readonly filter: (resources: Resources, query: z.output<Q>, read: FilterReader) => readonly T[];
  /** Undefined where a row has no key of its own. */
  readonly index?: (resources: Resources) => KeyIndex<T>;
  /** A key that finds something, for the document. */
  readonly example?: string;
}

type Has = ReadonlySet<string> | undefined;
const allows = (set: Has, value: string | null): boolean =>
  set === undefined || (value !== null && set.has(value));
const meets = (set: Has, values: readonly string[]): boolean =>
  set === undefined || values.some((value) => set.has(value));

export const POKEMON: Collection<PokemonResource, typeof pokemonListQuerySchema> = {
  name: "pokemon",
  word: "PokemonForms",
  summary: "The 188 forms",
  item: pokemonResourceSchema,
  query: pokemonListQuerySchema,
  rows: ({ pokemon }) => pokemon,
  filter(resources, { q, type, kind, species, learns }, read) {
    const types = read.slugs("type", type, resources.typeIndex);
    const kinds = read.words("kind", kind, FORM_KINDS);
    const ofSpecies = read.slugs("species", species, resources.pokemonIndex);
    const moves = read.slugs("learns", learns, resources.moveIndex);
    return (q === undefined ? resources.pokemon : resources.pokemonIndex.search(q)).filter(
      (row) =>
        meets(types, row.types) &&
        allows(kinds, row.kind) &&
        allows(ofSpecies, row.species.slug) &&
        (moves === undefined || moves.isSubsetOf(resources.movesOf.get(row.slug) ?? new Set())),
    );
  },
  index: ({ pokemonIndex }) => pokemonIndex,
  example: "mega-charizard-x",
};

export const MOVES: Collection<MoveResource, typeof movesListQuerySchema> = {
  name: "moves",
  word: "MoveFacts",
  summary: "The 226 moves with their Let's Go values",
  item: moveResourceSchema,
  query: movesListQuerySchema,
  rows: ({ moves }) => moves,
  filter(resources, { q, type, category, learnedBy, minPower, maxPower }, read) {
    const types = read.slugs("type", type, resources.typeIndex);
    const categories = read.words("category", category, CATEGORIES);
    const learners = read.slugs("learnedBy", learnedBy, resources.pokemonIndex);
    const sets = learners && [...learners].map((slug) => resources.movesOf.get(slug));
    return (q === undefined ? resources.moves : resources.moveIndex.search(q)).filter(
      (row) =>
        allows(types, row.type) &&
        allows(categories, row.category) &&
        (sets === undefined || sets.every((set) => set?.has(row.slug) === true)) &&
        (minPower === undefined || (row.power ?? 0) >= minPower) &&
        (maxPower === undefined || (row.power ?? 0) <= maxPower),
    );
  },
  index: ({ moveIndex }) => moveIndex,
  example: "Éclair",
};

export const TYPE_LIST: Collection<TypeResource, typeof listQuerySchema> = {
  name: "types",
  word: "TypeFacts",
  summary: "The 18 types, each with its row and column of the chart",
  item: typeResourceSchema,
  query: listQuerySchema,
  rows: ({ types }) => types,
  filter: ({ types }) => types,
  index: ({ typeIndex }) => typeIndex,
  example: "feu",
};

export const LEARNSETS: Collection<LearnsetResource, typeof learnsetsListQuerySchema> = {
  name: "learnsets",
  word: "Learnsets",
  summary: "Every legal way for a form to have a move",
  item: learnsetResourceSchema,
  query: learnsetsListQuerySchema,
  rows: ({ learnsets }) => learnsets,
  filter(resources, { pokemon, move, method, origin }, read) {
    const forms = read.slugs("pokemon", pokemon, resources.pokemonIndex);
    const moves = read.slugs("move", move, resources.moveIndex);
    const methods = read.words("method", method, LEARN_METHODS);
    const origins = read.words("origin", origin, MOVE_ORIGINS);
    return resources.learnsets.filter(
      (row) =>
        allows(forms, row.pokemon) &&
        allows(moves, row.move) &&
        allows(methods, row.method) &&
        allows(origins, row.origin),
    );
  },
};

export const NATURES: Collection<NatureResource, typeof naturesListQuerySchema> = {
  name: "natures",
  word: "Natures",
  summary: "The 25 natures",
  item: natureResourceSchema,
  query: naturesListQuerySchema,
  rows: ({ natures }) => natures,
  filter({ natures }, query, read) {
    const increased = read.words("increased", query.increased, STATS);
    const decreased = read.words("decreased", query.decreased, STATS);
    return natures.filter((row) => allows(increased, row.increased) && allows(decreased, row.decreased));
  },
  index: ({ natureIndex }) => natureIndex,
  example: "adamant",
};

export const TRAINERS: Collection<TrainerResource, typeof trainersListQuerySchema> = {
  name: "trainers",
  word: "Trainers",
  summary: "Trainers of the game with their teams, in the order of the story",
  item: trainerResourceSchema,
  query: trainersListQuerySchema,
  rows: ({ trainers }) => trainers,
  filter(resources, { q, version, pokemon }, read) {
    const forms = read.slugs("pokemon", pokemon, resources.pokemonIndex);
    return (q === undefined ? resources.trainers : resources.trainerIndex.search(q)).filter(
      (row) =>
        (version === undefined || row.version === "both" || row.version === version) &&
        meets(
          forms,
          row.team.map((member) => member.pokemon),
        ),
    );
  },
  index: ({ trainerIndex }) => trainerIndex,
  example: "brock",
};
