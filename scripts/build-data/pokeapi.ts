import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A reference to another resource. */
interface Ref {
  readonly name: string;
  readonly url: string;
}

/** A text in one language. */
export interface LocalName {
  readonly name: string;
  readonly language: Ref;
}

export interface ApiPokemon {
  readonly name: string;
  readonly height: number;
  readonly weight: number;
  readonly species: Ref;
  readonly forms: readonly Ref[];
  readonly stats: readonly { readonly base_stat: number; readonly stat: Ref }[];
  readonly types: readonly { readonly slot: number; readonly type: Ref }[];
  readonly moves: readonly {
    readonly move: Ref;
    readonly version_group_details: readonly {
      readonly level_learned_at: number;
      readonly move_learn_method: Ref;
      readonly version_group: Ref;
    }[];
  }[];
}

export interface ApiForm {
  readonly form_name: string;
  readonly is_mega: boolean;
  readonly form_names: readonly LocalName[];
  readonly names: readonly LocalName[];
}

export interface ApiSpecies {
  readonly id: number;
  readonly name: string;
  readonly names: readonly LocalName[];
  readonly evolution_chain: { readonly url: string };
  readonly evolves_from_species: Ref | null;
}

/** One step's conditions; `base_form` and `evolved_form` are absent where the species' own forms are meant. */
interface ApiEvolutionDetail {
  readonly base_form: Ref | null;
  readonly evolved_form: Ref | null;
  readonly item: Ref | null;
  readonly min_level: number | null;
  readonly region: Ref | null;
  readonly trigger: Ref;
}

export interface ApiChainLink {
  readonly species: Ref;
  readonly evolution_details: readonly ApiEvolutionDetail[];
  readonly evolves_to: readonly ApiChainLink[];
}

export interface ApiPastValues {
  readonly power: number | null;
  readonly accuracy: number | null;
  readonly pp: number | null;
  readonly type: Ref | null;
  readonly version_group: Ref;
}

export interface ApiMove {
  readonly name: string;
  readonly names: readonly LocalName[];
  readonly type: Ref;
  readonly damage_class: Ref;
  readonly power: number | null;
  readonly accuracy: number | null;
  readonly pp: number;
  readonly priority: number;
  readonly past_values: readonly ApiPastValues[];
  readonly flavor_text_entries: readonly {
    readonly flavor_text: string;
    readonly language: Ref;
    readonly version_group: Ref;
  }[];
  readonly machines: readonly { readonly machine: { readonly url: string }; readonly version_group: Ref }[];
}

interface ApiType {
  readonly name: string;
  readonly names: readonly LocalName[];
  readonly damage_relations: {
    readonly double_damage_to: readonly Ref[];
    readonly half_damage_to: readonly Ref[];
    readonly no_damage_to: readonly Ref[];
  };
}

/** The resources that the tables are made from, by PokéAPI's name of the kind. */
interface ApiResources {
  readonly pokemon: ApiPokemon;
  readonly "pokemon-form": ApiForm;
  readonly "pokemon-species": ApiSpecies;
  readonly "evolution-chain": { readonly id: number; readonly chain: ApiChainLink };
  readonly move: ApiMove;
  readonly machine: { readonly item: Ref; readonly move: Ref };
  readonly type: ApiType;
  readonly nature: {
    readonly name: string;
    readonly names: readonly LocalName[];
    readonly increased_stat: Ref | null;
    readonly decreased_stat: Ref | null;
  };
  readonly "version-group": { readonly name: string; readonly order: number };
}
type ApiKind = keyof ApiResources;

/** PokéAPI's answers, wherever they come from. */
export interface PokeApi {
  /** Names of all resources of a kind, in PokéAPI's order. */
  list(kind: ApiKind): Promise<readonly Ref[]>;
  byName<K extends ApiKind>(kind: K, name: string): Promise<ApiResources[K]>;
  /** By a link found in another answer. */
  byUrl<K extends ApiKind>(kind: K, url: string): Promise<ApiResources[K]>;
}

/**
 * Opens PokéAPI's answers: a base URL (`https://pokeapi.co`), or a folder with the layout of PokeAPI/api-data
 * (`api/v2/<kind>/<id>/index.json`, plain or gzipped).
 */
export function openPokeApi(location: string): PokeApi {
  const read = /^https?:/.test(location) ? readUrl(location) : readFolder(location);
  const lists = new Map<ApiKind, Promise<readonly Ref[]>>();
  const answers = new Map<string, Promise<unknown>>();

  const list = (kind: ApiKind): Promise<readonly Ref[]> => {
    const known = lists.get(kind) ?? read(kind, "").then((answer) => (answer as { results: Ref[] }).results);
    lists.set(kind, known);
    return known;
  };
  const byUrl = <K extends ApiKind>(kind: K, url: string): Promise<ApiResources[K]> => {
    const id = /\/(\d+)\/?$/.exec(url)?.[1];
    if (id === undefined) throw new Error(`no id in the PokéAPI link "${url}"`);
    const key = `${kind}/${id}`;
    const answer = answers.get(key) ?? read(kind, id);
    answers.set(key, answer);
    // The one place where an answer gets its type; the tables' own checks run when they are loaded.
    return answer as Promise<ApiResources[K]>;
  };
  return {
    list,
    byUrl,
    async byName(kind, name) {
      const ref = (await list(kind)).find((entry) => entry.name === name);
      if (ref === undefined) throw new Error(`PokéAPI has no ${kind} "${name}"`);
      return byUrl(kind, ref.url);
    },
  };
}

type Read = (kind: ApiKind, id: string) => Promise<unknown>;

function readFolder(folder: string): Read {
  const root = [join(folder, "api", "v2"), join(folder, "v2"), folder].find((path) =>
    existsSync(join(path, "pokemon")),
  );
  if (root === undefined) throw new Error(`no PokéAPI answers under "${folder}": expected api/v2/pokemon`);
  return async (kind, id) => {
    const file = join(root, kind, id, "index.json");
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
    return JSON.parse(gunzipSync(readFileSync(`${file}.gz`)).toString("utf8"));
  };
}

function readUrl(base: string): Read {
  return async (kind, id) => {
    const path = id === "" ? `api/v2/${kind}/?limit=100000` : `api/v2/${kind}/${id}/`;
    const url = new URL(path, base.endsWith("/") ? base : `${base}/`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`GET ${url} answered ${response.status}`);
    return response.json();
  };
}
