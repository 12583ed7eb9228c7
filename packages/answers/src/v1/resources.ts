import { fitSet, typeMultiplier } from "@predictiondex/battle";
import { describeMoveRule } from "@predictiondex/battle/engine";
import type {
  LearnsetResource,
  MoveResource,
  NatureResource,
  PokemonResource,
  TrainerResource,
  TypeResource,
} from "@predictiondex/contract";
import {
  type ByType,
  type Findable,
  type Form,
  type Trainer,
  type TrainerPokemon,
  TYPES,
  type Type,
} from "@predictiondex/core";
import type { Catalogue } from "../catalogue.ts";
import { createKeyIndex, type KeyIndex } from "./find-by-key.ts";

/** Everything that `/v1` lists, in the contract's shape, with indexes by key. */
export interface Resources {
  readonly pokemon: readonly PokemonResource[];
  readonly moves: readonly MoveResource[];
  readonly types: readonly TypeResource[];
  readonly learnsets: readonly LearnsetResource[];
  readonly natures: readonly NatureResource[];
  readonly trainers: readonly TrainerResource[];
  readonly pokemonIndex: KeyIndex<PokemonResource>;
  readonly moveIndex: KeyIndex<MoveResource>;
  readonly typeIndex: KeyIndex<TypeResource>;
  readonly natureIndex: KeyIndex<NatureResource>;
  readonly trainerIndex: KeyIndex<TrainerResource>;
  /** Slugs of the moves that a form, by its slug, may have. */
  readonly movesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

const made = new WeakMap<Catalogue, Resources>();

/** The resources of a data version, made when first asked for. */
export function resourcesOf(catalogue: Catalogue): Resources {
  const known = made.get(catalogue);
  if (known !== undefined) return known;
  const making = makeResources(catalogue);
  let step = making.next();
  while (!step.done) step = making.next();
  made.set(catalogue, step.value);
  return step.value;
}

/** Makes them ahead, a piece at a time; `giveWay` lets others have their turn between two pieces. */
export async function prepareResources(catalogue: Catalogue, giveWay: () => Promise<unknown>): Promise<void> {
  if (made.has(catalogue)) return;
  const making = makeResources(catalogue);
  for (let step = making.next(); !made.has(catalogue); step = making.next()) {
    if (step.done) made.set(catalogue, step.value);
    else await giveWay();
  }
}

/** Yields between two pieces of work. */
function* makeResources(catalogue: Catalogue): Generator<undefined, Resources> {
  const { data } = catalogue;
  const machines = new Map(data.machines.map(({ move, number }) => [move, number]));
  const pokemon: PokemonResource[] = [];
  for (const form of data.forms) {
    pokemon.push(pokemonResource(catalogue, form));
    yield;
  }
  const moves = data.moves.map((move): MoveResource => {
    const { id, slug, names, type, category, power, accuracy, pp, priority, description } = move;
    const aliases = aliasesOf(move.frenchAlias, names.fr);
    const machine = machines.get(slug) ?? null;
    const effects = [...(describeMoveRule(slug) ?? [])];
    return {
      ...{ id, slug, names, aliases, type, category, power, accuracy, pp, priority, machine, description },
      effects,
    };
  });
  const types = data.types.map(
    ({ id, slug, names }): TypeResource => ({
      id,
      slug,
      names,
      attacking: byType((other) => catalogue.chart[slug][other]),
      defending: byType((other) => catalogue.chart[other][slug]),
    }),
  );
  const natures = data.natures.map(
    ({ slug, names, increased, decreased }): NatureResource => ({ slug, names, increased, decreased }),
  );
  const trainers: TrainerResource[] = [];
  for (const trainer of data.trainers) {
    trainers.push(trainerResource(catalogue, trainer));
    yield;
  }
  return {
    pokemon,
    moves,
    types,
    natures,
    trainers,
    learnsets: data.learnsets.map(({ form, move, method, level, origin, from }) => ({
      pokemon: form,
      move,
      method,
      level,
      machine: method === "machine" ? (machines.get(move) ?? null) : null,
      origin,
      from,
    })),
    pokemonIndex: indexOf(pokemon, ({ species }) => ({ pokedexNumber: species.pokedexNumber })),
    moveIndex: indexOf(moves),
    typeIndex: indexOf(types),
    natureIndex: indexOf(natures),
    // A trainer is found by the place too.
    trainerIndex: indexOf(trainers, ({ location }) => ({ aliases: Object.values(location) })),
    movesOf: new Map(
      [...catalogue.legal].map(([form, ways]) => [form, new Set(ways.map(({ move }) => move))]),
    ),
  };
}

function pokemonResource(catalogue: Catalogue, form: Form): PokemonResource {
  const species = catalogue.species.get(form.species)!;
  return {
    id: form.id,
    slug: form.slug,
    names: form.names,
    aliases: aliasesOf(form.frenchAlias, form.names.fr),
    kind: form.kind,
    species: { slug: species.slug, pokedexNumber: species.pokedexNumber, names: species.names },
    types: [...form.types],
    baseStats: form.baseStats,
    heightM: form.heightDm / 10,
    weightKg: form.weightHg / 10,
    weaknesses: byType((type) => typeMultiplier(catalogue.chart, type, form.types)),
    standardMoves: catalogue.standardMoves(form).map(({ slug }) => slug),
    evolvesFrom: catalogue.data.evolutions
      .filter(({ to }) => to === form.slug)
      .map(({ from, trigger, level, item }) => ({ pokemon: from, trigger, level, item })),
    evolvesTo: catalogue.data.evolutions
      .filter(({ from }) => from === form.slug)
      .map(({ to, trigger, level, item }) => ({ pokemon: to, trigger, level, item })),
  };
}

function trainerResource(catalogue: Catalogue, trainer: Trainer): TrainerResource {
  const { slug, names, role, location, version, battle, team } = trainer;
  return {
    slug,
    names,
    role,
    location,
    version,
    battle,
    team: team.map((member) => {
      const { form, moves, ...rest } = member;
      return { ...rest, pokemon: form, moves: [...moves], set: trainerSet(catalogue, member) };
    }),
  };
}

/** A trainer's Pokémon as predictions take it. */
function trainerSet(
  { data, formsBySlug }: Catalogue,
  { form, level, moves, stats, nature }: TrainerPokemon,
): TrainerResource["team"][number]["set"] {
  const natures = data.natures.filter(({ slug }) => nature === null || slug === nature);
  const fit = stats === null ? undefined : fitSet(formsBySlug.get(form)!, level, stats, natures);
  return {
    pokemon: form,
    level,
    ...(moves.length === 0 ? {} : { moves: [...moves] }),
    ...(fit === undefined
      ? {}
      : { nature: fit.nature!.slug, ivs: fit.ivs, avs: fit.avs, friendship: fit.friendship }),
  };
}

function aliasesOf(alias: string, name: string): string[] {
  return alias === name ? [] : [alias];
}

function byType(value: (type: Type) => number): ByType<number> {
  return Object.fromEntries(TYPES.map((type) => [type, value(type)])) as Record<Type, number>;
}

function indexOf<T extends { slug: string; names: object; id?: number; aliases?: string[] }>(
  items: readonly T[],
  more: (item: T) => Partial<Findable> = () => ({}),
): KeyIndex<T> {
  const index = createKeyIndex(
    items.map((item) => {
      const { slug, names, id, aliases = [] } = item;
      return { slug, names, aliases, ...(id === undefined ? {} : { id }), ...more(item), item };
    }),
  );
  return {
    find: (key) => index.find(key)?.item,
    search: (query) => index.search(query).map(({ item }) => item),
    nearest: (key) => index.nearest(key)?.item,
  };
}
