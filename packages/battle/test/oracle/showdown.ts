// Pokémon Showdown's gen7letsgo mod as the oracle of the engine: one against one, no clauses, no team preview.

import * as letsGo from "@pkmn/mods/gen7letsgo";
import { Battle, Dex, type ModData, type Pokemon } from "@pkmn/sim";
import type { Nature } from "@predictiondex/core";
import type { PokemonSet } from "../../src/pokemon-set.ts";

export type ShowdownBattle = Battle;
export type ShowdownPokemon = Pokemon;

const dex = Dex.mod("gen7letsgo" as never, { ...letsGo } as unknown as ModData);
const unknownFormat = Dex.formats.get("lockstep");
const format = Object.assign(Object.create(Object.getPrototypeOf(unknownFormat)), unknownFormat, {
  mod: "gen7letsgo",
  exists: true,
});

const sleepFormat = Object.assign(Object.create(Object.getPrototypeOf(format)), format, {
  name: "lockstep with Sleep Clause",
  id: "lockstepwithsleepclause",
  ruleset: ["Sleep Clause Mod"],
});

/** Showdown's id of a slug of ours. */
export function showdownId(slug: string): string {
  return slug === "vice-grip" ? "visegrip" : slug.replaceAll("-", "");
}

/** Starts a battle in Showdown from a gen5 seed; it writes its log only where that is asked for. */
export function startShowdown(
  a: PokemonSet,
  b: PokemonSet,
  seed: readonly number[],
  keepsLog = false,
): ShowdownBattle {
  const options = {
    format,
    seed: seed.join(","),
    p1: { name: "a", team: [showdownSet(a)] },
    p2: { name: "b", team: [showdownSet(b)] },
  };
  const battle = new Battle(options as never, dex);
  return keepsLog ? battle : strip(battle);
}

/** Starts a team battle in Showdown from a gen5 seed; each Pokémon is named by its number in the team. */
export function startTeamsInShowdown(
  a: readonly PokemonSet[],
  b: readonly PokemonSet[],
  seed: readonly number[],
  sleepClause: boolean,
  keepsLog = false,
): ShowdownBattle {
  const team = (sets: readonly PokemonSet[]): object[] =>
    sets.map((set, member) => ({ ...showdownSet(set), name: String(member) }));
  const options = {
    format: sleepClause ? sleepFormat : format,
    seed: seed.join(","),
    p1: { name: "a", team: team(a) },
    p2: { name: "b", team: team(b) },
  };
  const battle = new Battle(options as never, dex);
  return keepsLog ? battle : strip(battle);
}

/** Keeps Showdown from writing logs and updates; they change nothing in a battle. */
function strip(battle: ShowdownBattle): ShowdownBattle {
  const nothing = (): void => {};
  return Object.assign(battle, {
    add: nothing,
    addMove: nothing,
    attrLastMove: nothing,
    debug: nothing,
    hint: nothing,
    sendUpdates: nothing,
  });
}

/** A choice of ours in Showdown's words. */
export function showdownChoice(choice: number, hasTwoMegas: boolean): string {
  const mega = choice < 4 ? "" : choice >= 8 ? " megay" : hasTwoMegas ? " megax" : " mega";
  return `move ${(choice & 3) + 1}${mega}`;
}

function showdownSet(set: PokemonSet): object {
  const { hp, attack, defense, specialAttack, specialDefense, speed } = set.ivs;
  return {
    species: showdownId(set.form.slug),
    moves: set.moves.map((move) => showdownId(move.slug)),
    level: set.level,
    gender: "M",
    ability: "No Ability",
    item: "",
    nature: natureName(set.nature),
    evs: { hp: 0, atk: 0, def: 0, spa: 0, spd: 0, spe: 0 },
    ivs: { hp, atk: attack, def: defense, spa: specialAttack, spd: specialDefense, spe: speed },
  };
}

function natureName(nature: Nature | undefined): string {
  return nature === undefined ? "serious" : nature.slug;
}
