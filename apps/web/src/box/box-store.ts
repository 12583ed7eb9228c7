import { STATS, type TeamMember } from "@predictiondex/core";

/** A Pokémon of the player's box. */
export interface BoxPokemon extends TeamMember {
  /** Its own in the box; never another's again. */
  readonly key: string;
}

/** The box as it is kept, and what is to be known of the keeping. */
export interface Box {
  readonly pokemon: readonly BoxPokemon[];
  /** What was stored and could not be understood: kept as it was, word for word. */
  readonly kept: readonly string[];
  /** False where this browser refuses to store anything: the box then lasts until the page is closed. */
  readonly isSaved: boolean;
}

/** Where the box is kept: `localStorage`, or the like in tests. */
export type BoxStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The most Pokémon in a box; as many as a matrix takes. */
export const MOST_IN_BOX = 200;

const VERSION = 1;
const BOX_KEY = "box";
/** Texts that could not be read, as a JSON list; they stay until their owner lets go of them. */
const KEPT_KEY = "box-kept";

/** Reads the box. Nothing that is stored is ever thrown away: what can't be understood goes to `kept`. */
export function readBox(storage: BoxStorage): Box {
  const text = readText(storage, BOX_KEY);
  const kept = readKept(storage);
  if (text === undefined) return { pokemon: [], kept, isSaved: false };
  if (text === null) return { pokemon: [], kept, isSaved: true };
  const { pokemon, isWhole } = parseBox(text);
  if (isWhole) return { pokemon, kept, isSaved: true };
  return { pokemon, kept: kept.includes(text) ? kept : [...kept, text], isSaved: true };
}

/** Writes the box, first putting aside what it replaces without having understood it. */
export function writeBox(storage: BoxStorage, { pokemon, kept }: Pick<Box, "pokemon" | "kept">): Box {
  try {
    if (kept.length === 0) storage.removeItem(KEPT_KEY);
    else storage.setItem(KEPT_KEY, JSON.stringify(kept));
    storage.setItem(BOX_KEY, JSON.stringify({ version: VERSION, pokemon }));
    return { pokemon, kept, isSaved: true };
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return { pokemon, kept, isSaved: false };
  }
}

/** Adds Pokémon to a list, each with a key of its own; those beyond the box's room are left out. */
export function addToBox(
  pokemon: readonly BoxPokemon[],
  members: readonly TeamMember[],
): readonly BoxPokemon[] {
  let last = Math.max(0, ...pokemon.map(({ key }) => Number(key) || 0));
  const added = members.map((member) => ({ ...member, key: String(++last) }));
  return [...pokemon, ...added].slice(0, MOST_IN_BOX);
}

function readText(storage: BoxStorage, key: string): string | null | undefined {
  try {
    return storage.getItem(key);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

function readKept(storage: BoxStorage): readonly string[] {
  const text = readText(storage, KEPT_KEY);
  if (text === null || text === undefined) return [];
  const told = parseJson(text);
  return Array.isArray(told) && told.every((each) => typeof each === "string") ? told : [text];
}

/** The Pokémon in a stored text, and whether all of the text was understood. */
function parseBox(text: string): { readonly pokemon: readonly BoxPokemon[]; readonly isWhole: boolean } {
  const told = parseJson(text);
  if (!isRecord(told) || told.version !== VERSION || !Array.isArray(told.pokemon)) {
    return { pokemon: [], isWhole: false };
  }
  const read = told.pokemon.map(readPokemon);
  const pokemon = read.filter((each) => each !== undefined);
  const keys = new Set(pokemon.map(({ key }) => key));
  return { pokemon, isWhole: pokemon.length === read.length && keys.size === pokemon.length };
}

function readPokemon(told: unknown): BoxPokemon | undefined {
  if (!isRecord(told)) return undefined;
  const { key, form, nickname, moves, level, nature, ivs, avs, friendship } = told;
  const isRead =
    isFilled(key) &&
    isFilled(form) &&
    (nickname === undefined || isFilled(nickname)) &&
    (nature === undefined || isFilled(nature)) &&
    Array.isArray(moves) &&
    moves.length <= 4 &&
    moves.every(isFilled) &&
    isWhole(level, 1, 100) &&
    isWhole(friendship, 0, 255) &&
    isByStat(ivs, 31) &&
    isByStat(avs, 200);
  if (!isRead) return undefined;
  return { key, form, nickname, moves, level, nature, ivs, avs, friendship };
}

function isByStat(told: unknown, most: number): told is TeamMember["ivs"] {
  return isRecord(told) && STATS.every((stat) => isWhole(told[stat], 0, most));
}

function isWhole(told: unknown, least: number, most: number): told is number {
  return typeof told === "number" && Number.isInteger(told) && told >= least && told <= most;
}

function isFilled(told: unknown): told is string {
  return typeof told === "string" && told !== "";
}

function isRecord(told: unknown): told is Readonly<Record<string, unknown>> {
  return typeof told === "object" && told !== null && !Array.isArray(told);
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
