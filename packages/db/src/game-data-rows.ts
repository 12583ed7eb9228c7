import {
  type ByLanguage,
  type ByStat,
  type Category,
  type Confidence,
  type FormKind,
  type GameData,
  type LearnMethod,
  type MoveOrigin,
  type Nature,
  STATS,
  type Stat,
  type Trainer,
  type TrainerPokemon,
  type Type,
  type TypeEffectiveness,
} from "@predictiondex/core";
import type { Selectable } from "kysely";
import type { Tables } from "./schema.ts";

type RowsOf<T extends keyof Tables> = { readonly [K in T]: readonly Selectable<Tables[K]>[] };

/** The game data as rows, by table. */
export type GameRows = RowsOf<
  | "type"
  | "typeEffectiveness"
  | "species"
  | "form"
  | "formType"
  | "formStat"
  | "evolution"
  | "move"
  | "machine"
  | "learnset"
  | "nature"
  | "trainer"
  | "trainerPokemon"
  | "trainerPokemonMove"
  | "trainerPokemonStat"
>;

/** Takes the game data apart into rows. */
export function rowsOf(data: GameData): GameRows {
  return {
    type: data.types.map((type) => ({ slug: type.slug, id: type.id, ...nameColumns(type.names) })),
    typeEffectiveness: data.effectiveness.map(({ attacking, defending, multiplier }) => ({
      attacking,
      defending,
      multiplier,
    })),
    species: data.species.map(({ slug, pokedexNumber, names }) => ({
      slug,
      pokedexNumber,
      ...nameColumns(names),
    })),
    form: data.forms.map(({ slug, id, species, kind, names, frenchAlias, heightDm, weightHg, sprite }) => ({
      slug,
      id,
      species,
      kind,
      ...nameColumns(names),
      frenchAlias,
      heightDm,
      weightHg,
      sprite,
    })),
    formType: data.forms.flatMap((form) =>
      form.types.map((type, index) => ({ form: form.slug, slot: index + 1, type })),
    ),
    formStat: data.forms.flatMap((form) =>
      STATS.map((stat) => ({ form: form.slug, stat: statSlug(stat), baseValue: form.baseStats[stat] })),
    ),
    evolution: data.evolutions.map(({ from, to, trigger, level, item }) => ({
      fromForm: from,
      toForm: to,
      trigger,
      level,
      item,
    })),
    move: data.moves.map((move) => ({
      slug: move.slug,
      id: move.id,
      ...nameColumns(move.names),
      frenchAlias: move.frenchAlias,
      type: move.type,
      category: move.category,
      power: move.power,
      accuracy: move.accuracy,
      pp: move.pp,
      priority: move.priority,
      descriptionEn: move.description.en,
      descriptionFr: move.description.fr,
    })),
    machine: data.machines.map(({ number, move }) => ({ number, move })),
    learnset: data.learnsets.map(({ form, move, method, level, origin, from }) => ({
      form,
      move,
      learnMethod: method,
      level,
      origin,
      fromForm: from,
    })),
    nature: data.natures.map(({ slug, names, increased, decreased }, index) => ({
      slug,
      position: index + 1,
      ...nameColumns(names),
      increased: increased && statSlug(increased),
      decreased: decreased && statSlug(decreased),
    })),
    trainer: data.trainers.map(({ slug, names, role, location, version, battle }, index) => ({
      slug,
      position: index + 1,
      nameEn: names.en,
      nameFr: names.fr,
      roleEn: role.en,
      roleFr: role.fr,
      locationEn: location.en,
      locationFr: location.fr,
      version,
      battle,
    })),
    trainerPokemon: eachTrainerPokemon(data, ({ slug: trainer }, member) => [
      {
        trainer,
        slot: member.slot,
        form: member.form,
        level: member.level,
        nature: member.nature,
        confidence: member.confidence,
        confidenceReason: member.confidenceReason,
        notes: member.notes,
      },
    ]),
    trainerPokemonMove: eachTrainerPokemon(data, ({ slug: trainer }, { slot, moves }) =>
      moves.map((move, index) => ({ trainer, slot, moveSlot: index + 1, move })),
    ),
    trainerPokemonStat: eachTrainerPokemon(data, ({ slug: trainer }, { slot, stats }) =>
      stats ? STATS.map((stat) => ({ trainer, slot, stat: statSlug(stat), value: stats[stat] })) : [],
    ),
  };
}

/**
 * Puts the game data together from rows, in no particular order. The database's constraints have checked every word, so
 * the words are taken as their types here and nowhere else.
 */
export function gameDataOf(rows: GameRows): GameData {
  const types = groupBy(rows.formType, (row) => row.form);
  const stats = groupBy(rows.formStat, (row) => row.form);
  const natures = rows.nature.toSorted((left, right) => left.position - right.position);
  return {
    types: rows.type.map((row) => ({ id: row.id, slug: row.slug as Type, names: namesOf(row) })),
    effectiveness: rows.typeEffectiveness.map((row) => ({
      attacking: row.attacking as Type,
      defending: row.defending as Type,
      multiplier: row.multiplier as TypeEffectiveness["multiplier"],
    })),
    species: rows.species.map((row) => ({
      slug: row.slug,
      pokedexNumber: row.pokedexNumber,
      names: namesOf(row),
    })),
    forms: rows.form.map((row) => ({
      id: row.id,
      slug: row.slug,
      species: row.species,
      kind: row.kind as FormKind,
      names: namesOf(row),
      frenchAlias: row.frenchAlias,
      types: (types.get(row.slug) ?? [])
        .toSorted((left, right) => left.slot - right.slot)
        .map(({ type }) => type) as [Type] | [Type, Type],
      baseStats: byStat(stats.get(row.slug) ?? [], ({ baseValue }) => baseValue),
      heightDm: row.heightDm,
      weightHg: row.weightHg,
      sprite: row.sprite,
    })),
    evolutions: rows.evolution.map((row) => ({
      from: row.fromForm,
      to: row.toForm,
      trigger: row.trigger,
      level: row.level,
      item: row.item,
    })),
    moves: rows.move.map((row) => ({
      id: row.id,
      slug: row.slug,
      names: namesOf(row),
      frenchAlias: row.frenchAlias,
      type: row.type as Type,
      category: row.category as Category,
      power: row.power,
      accuracy: row.accuracy,
      pp: row.pp,
      priority: row.priority,
      description: { en: row.descriptionEn, fr: row.descriptionFr },
    })),
    machines: rows.machine.map(({ number, move }) => ({ number, move })),
    learnsets: rows.learnset.map((row) => ({
      form: row.form,
      move: row.move,
      method: row.learnMethod as LearnMethod,
      level: row.level,
      origin: row.origin as MoveOrigin,
      from: row.fromForm,
    })),
    natures: natures.map((row) => ({
      slug: row.slug,
      names: namesOf(row),
      increased: row.increased === null ? null : (statOf(row.increased) as Nature["increased"]),
      decreased: row.decreased === null ? null : (statOf(row.decreased) as Nature["decreased"]),
    })),
    trainers: trainersOf(rows),
  };
}

function trainersOf(rows: GameRows): readonly Trainer[] {
  const place = (row: { readonly trainer: string; readonly slot: number }): string =>
    `${row.trainer} ${row.slot}`;
  const teams = groupBy(rows.trainerPokemon, (row) => row.trainer);
  const moves = groupBy(rows.trainerPokemonMove, place);
  const stats = groupBy(rows.trainerPokemonStat, place);
  return rows.trainer
    .toSorted((left, right) => left.position - right.position)
    .map((row) => ({
      slug: row.slug,
      names: { en: row.nameEn, fr: row.nameFr },
      role: { en: row.roleEn, fr: row.roleFr },
      location: { en: row.locationEn, fr: row.locationFr },
      version: row.version as Trainer["version"],
      battle: row.battle,
      team: (teams.get(row.slug) ?? []).map((member) => ({
        slot: member.slot,
        form: member.form,
        level: member.level,
        moves: (moves.get(place(member)) ?? [])
          .toSorted((left, right) => left.moveSlot - right.moveSlot)
          .map(({ move }) => move),
        stats: stats.has(place(member)) ? byStat(stats.get(place(member))!, ({ value }) => value) : null,
        nature: member.nature,
        confidence: member.confidence as Confidence,
        confidenceReason: member.confidenceReason,
        notes: member.notes,
      })),
    }));
}

function eachTrainerPokemon<T>(
  data: GameData,
  rows: (trainer: Trainer, member: TrainerPokemon) => readonly T[],
): readonly T[] {
  return data.trainers.flatMap((trainer) => trainer.team.flatMap((member) => rows(trainer, member)));
}

function nameColumns(names: ByLanguage<string>): { nameEn: string; nameFr: string; nameJa: string } {
  return { nameEn: names.en, nameFr: names.fr, nameJa: names.ja };
}

function namesOf(row: { nameEn: string; nameFr: string; nameJa: string }): ByLanguage<string> {
  return { en: row.nameEn, fr: row.nameFr, ja: row.nameJa };
}

function byStat<T extends { readonly stat: string }>(
  rows: readonly T[],
  value: (row: T) => number,
): ByStat<number> {
  const values = new Map(rows.map((row) => [row.stat, value(row)]));
  return Object.fromEntries(STATS.map((stat) => [stat, values.get(statSlug(stat))])) as ByStat<number>;
}

/** PokéAPI's spelling: `special-attack`. */
function statSlug(stat: Stat): string {
  return stat.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
}

function statOf(slug: string): Stat {
  return slug.replace(/-(.)/, (_dash, letter: string) => letter.toUpperCase()) as Stat;
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(rows, key);
}
