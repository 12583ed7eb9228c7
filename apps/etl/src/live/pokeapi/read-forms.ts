import {
  type ByLanguage,
  type ByStat,
  type Form,
  type FormKind,
  type LearnsetEntry,
  SPRITE_PATH,
  type Species,
  type Type,
} from "@predictiondex/core";
import { type ApiAnswers, learnMethod } from "./answers.ts";
import { nameIn, namesOf } from "./api-names.ts";
import type { PokeApi } from "./pokeapi.ts";

/** What PokéAPI does not tell of a form or move: the first PredictionDex's id and spelling. */
export interface RosterEntry {
  readonly id: number;
  readonly slug: string;
  readonly frenchAlias: string;
}

/** A form with all that its three answers tell. */
export interface FormReading {
  readonly form: Form;
  readonly species: Species;
  readonly learnset: readonly LearnsetEntry[];
  readonly evolutionChain: string;
  readonly evolvesFrom: string | undefined;
  /** Address of the sprite as PokéAPI has it, where it is none that could be read: `form.sprite` is null then. */
  readonly oddSprite: string | undefined;
}

/** Japanese names of the partners, as Nintendo's site for the games writes them; PokéAPI has none. */
const PARTNER_JA_PREFIX = "相棒";
const STATS = {
  hp: "hp",
  attack: "attack",
  defense: "defense",
  specialAttack: "special-attack",
  specialDefense: "special-defense",
  speed: "speed",
} as const satisfies ByStat<string>;
/** Let's Go belongs to the seventh. */
const GENERATIONS = ["generation-vii", "generation-viii", "generation-ix", "generation-x", "generation-xi"];

/** Reads a form with its species and its Let's Go learnset. */
export async function readForm(api: PokeApi, entry: RosterEntry): Promise<FormReading> {
  const pokemon = await api.byName("pokemon", entry.slug);
  const form = await api.byUrl("pokemon-form", pokemon.forms[0]!.url);
  const species = await api.byUrl("pokemon-species", pokemon.species.url);
  const kind = kindOf(form);
  const address = pokemon.sprites.front_default;
  const sprite = address === null ? null : spritePath(address);
  return {
    form: {
      id: entry.id,
      slug: entry.slug,
      species: species.name,
      kind,
      names: formNames(kind, form, species),
      frenchAlias: entry.frenchAlias,
      types: typesOf(pokemon),
      baseStats: baseStatsOf(pokemon),
      heightDm: pokemon.height,
      weightHg: pokemon.weight,
      sprite,
    },
    species: { slug: species.name, pokedexNumber: species.id, names: namesOf(species.names) },
    learnset: learnsetOf(entry.slug, pokemon),
    evolutionChain: species.evolution_chain.url,
    evolvesFrom: species.evolves_from_species?.name,
    oddSprite: address !== null && sprite === null ? address : undefined,
  };
}

/** What follows PokéAPI's folder of sprites in an address, whatever host and branch come before it; null for any other. */
function spritePath(address: string): string | null {
  const path = address.split("/sprites/pokemon/").at(1);
  return path !== undefined && SPRITE_PATH.test(path) ? path : null;
}

function kindOf(form: ApiAnswers["pokemon-form"]): FormKind {
  if (form.is_mega) return "mega";
  if (form.form_name === "alola" || form.form_name === "starter") return form.form_name;
  return "base";
}

/** PokéAPI has whole names of forms in English and French, and in Japanese those of Megas; the rest is composed. */
function formNames(
  kind: FormKind,
  form: ApiAnswers["pokemon-form"],
  species: ApiAnswers["pokemon-species"],
): ByLanguage<string> {
  const names = namesOf(species.names);
  if (kind === "base") return names;
  const whole = { en: nameIn(form.names, "en"), fr: nameIn(form.names, "fr") };
  switch (kind) {
    case "mega":
      return { ...whole, ja: nameIn(form.form_names, "ja") };
    case "alola":
      return { ...whole, ja: `${names.ja}（${nameIn(form.form_names, "ja")}）` };
    case "starter":
      return { ...whole, ja: `${PARTNER_JA_PREFIX}${names.ja}` };
  }
}

/**
 * An entry of `past_types` or `past_stats` names the LAST generation in which its values held: the earliest one from the
 * seventh on holds Let's Go's.
 */
function heldInLetsGo<T extends { readonly generation: { readonly name: string } }>(
  past: readonly T[],
): T | undefined {
  return past
    .filter(({ generation }) => GENERATIONS.includes(generation.name))
    .sort((a, b) => GENERATIONS.indexOf(a.generation.name) - GENERATIONS.indexOf(b.generation.name))[0];
}

function typesOf(pokemon: ApiAnswers["pokemon"]): Form["types"] {
  const types = heldInLetsGo(pokemon.past_types)?.types ?? pokemon.types;
  const [first, second] = [...types].sort((a, b) => a.slot - b.slot).map(({ type }) => type.name as Type);
  return second === undefined ? [first!] : [first!, second];
}

function baseStatsOf(pokemon: ApiAnswers["pokemon"]): ByStat<number> {
  const entries = Object.entries(STATS).map(([stat, name]) => {
    const past = pokemon.past_stats.filter((entry) => entry.stats.some((one) => one.stat.name === name));
    const stats = heldInLetsGo(past)?.stats ?? pokemon.stats;
    return [stat, stats.find((one) => one.stat.name === name)!.base_stat];
  });
  return Object.fromEntries(entries) as ByStat<number>;
}

/** What PokéAPI states for Let's Go, the same move by two ways included. @throws {Error} for an unknown way. */
function learnsetOf(form: string, { moves }: ApiAnswers["pokemon"]): readonly LearnsetEntry[] {
  const rows = moves.flatMap(({ move, version_group_details: details }) =>
    details.map((detail): LearnsetEntry => {
      const method = learnMethod.parse(detail.move_learn_method.name);
      const level = method === "level-up" ? detail.level_learned_at : null;
      return { form, move: move.name, method, level };
    }),
  );
  if (rows.length === 0) throw new Error(`${form}: PokéAPI states no move in Let's Go`);
  return [...new Map(rows.map((row) => [[row.move, row.method, row.level].join(), row])).values()];
}
