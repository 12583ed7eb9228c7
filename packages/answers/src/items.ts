import { typeMultiplier } from "@predictiondex/battle";
import type {
  Affinity,
  MoveDetail,
  MoveItem,
  MoveOfType,
  PokemonDetail,
  PokemonItem,
  TypeItem,
  Weakness,
} from "@predictiondex/contract";
import type { Form, LegalMove, Move, Type, TypeName } from "@predictiondex/core";
import type { Catalogue } from "./catalogue.ts";
import { CATEGORY_NAMES, damageTypeName, FORM_KIND_IDS, learnMethodName } from "./first-project.ts";

/** A type as the contract has it. */
export function typeItem({ id, names, slug }: TypeName): TypeItem {
  return { id, name: names.fr, slug, name_en: names.en };
}

/** A move as the contract's lists have it. */
export function moveItem({ types }: Catalogue, move: Move): MoveItem {
  return {
    id: move.id,
    slug: move.slug,
    name: move.frenchAlias,
    name_fr: move.names.fr,
    name_en: move.names.en,
    name_ja: move.names.ja,
    aliases: move.frenchAlias === move.names.fr ? [] : [move.frenchAlias],
    category: CATEGORY_NAMES[move.category],
    damage_class: move.category,
    type: typeItem(types.get(move.type)!),
    power: move.power,
    accuracy: move.accuracy,
    pp: move.pp,
    priority: move.priority,
    description: move.description.fr,
    description_en: move.description.en,
  };
}

/** A move with all that is known of it. */
export function moveDetail(catalogue: Catalogue, move: Move): MoveDetail {
  return { ...moveItem(catalogue, move), damage_type: damageTypeName(move) };
}

/** The moves of a type; those that a form may have, with every way to learn each, where one is given. */
export function movesOfType(catalogue: Catalogue, type: Type, form: Form | undefined): MoveOfType[] {
  const moves = catalogue.data.moves.filter((move) => move.type === type);
  if (form === undefined) {
    return moves.map((move) => ({ ...moveItem(catalogue, move), learn_method: null, learn_level: null }));
  }
  const legal = catalogue.legal.get(form.slug) ?? [];
  return moves.flatMap((move) =>
    legal
      .filter((way) => way.move === move.slug)
      .map((way) => ({
        ...moveItem(catalogue, move),
        learn_method: learnMethodName(way),
        learn_level: way.level,
      })),
  );
}

/** A form as the contract's lists have it. */
export function pokemonItem(catalogue: Catalogue, form: Form): PokemonItem {
  const { types } = catalogue;
  const species = catalogue.species.get(form.species)!;
  return {
    id: form.id,
    slug: form.slug,
    name_fr: form.names.fr,
    name_en: form.names.en,
    name_ja: form.names.ja,
    aliases: form.frenchAlias === form.names.fr ? [] : [form.frenchAlias],
    form: { id: FORM_KIND_IDS[form.kind], name: form.kind },
    species: {
      id: form.id,
      pokedex_number: species.pokedexNumber,
      name_fr: form.frenchAlias,
      name_en: form.names.en,
      name_ja: form.names.ja,
    },
    base_species: {
      slug: species.slug,
      name_fr: species.names.fr,
      name_en: species.names.en,
      name_ja: species.names.ja,
    },
    types: form.types.map((slug, i) => ({ slot: i + 1, name: types.get(slug)!.names.fr, slug })),
    sprite_url: `/sprites/${form.slug}.png`,
  };
}

/** A form with all that is known of it. */
export function pokemonDetail(catalogue: Catalogue, form: Form): PokemonDetail {
  const { hp, attack, defense, specialAttack, specialDefense, speed } = form.baseStats;
  return {
    ...pokemonItem(catalogue, form),
    stats: { hp, attack, defense, sp_attack: specialAttack, sp_defense: specialDefense, speed },
    height_m: form.heightDm / 10,
    weight_kg: form.weightHg / 10,
    standard_moves: catalogue.standardMoves(form).map((move) => move.slug),
    moves: (catalogue.legal.get(form.slug) ?? []).map((way) => learnedMove(catalogue, way)),
  };
}

function learnedMove(catalogue: Catalogue, way: LegalMove): PokemonDetail["moves"][number] {
  const move = catalogue.movesBySlug.get(way.move)!;
  const { id, slug, name, name_fr, name_en, type, category, damage_class, power, accuracy, pp, priority } =
    moveItem(catalogue, move);
  return {
    id,
    slug,
    name,
    name_fr,
    name_en,
    type: type.name,
    type_slug: move.type,
    category,
    damage_class,
    learn_method: learnMethodName(way),
    method: way.method,
    learn_level: way.level,
    origin: way.origin,
    power,
    accuracy,
    pp,
    priority,
    damage_type: damageTypeName(move),
  };
}

/** What each of the 18 types does to a form, by the types' ids. */
export function weaknesses({ chart, data }: Catalogue, form: Form): Weakness[] {
  return data.types.map(({ names, slug }) => ({
    attacking_type: names.fr,
    attacking_type_slug: slug,
    multiplier: typeMultiplier(chart, slug, form.types),
  }));
}

/** The chart's cells for an attacking type, a defending one, both or neither. */
export function affinities(
  { data, types }: Catalogue,
  attacking: Type | undefined,
  defending: Type | undefined,
): Affinity[] {
  return data.effectiveness
    .filter((cell) => attacking === undefined || cell.attacking === attacking)
    .filter((cell) => defending === undefined || cell.defending === defending)
    .map((cell) => ({
      attacking_type_id: types.get(cell.attacking)!.id,
      defending_type_id: types.get(cell.defending)!.id,
      multiplier: cell.multiplier,
    }));
}
