import type { Form, GameFacts, LearnsetEntry } from "@predictiondex/core";
import type { DataIssue } from "@predictiondex/db";
import { type Chooser, createChooser } from "./choose.ts";
import { mergeLearnsets } from "./merge-learnsets.ts";
import type { FormReading } from "./pokeapi/read-forms.ts";
import { DATED_FIELDS, type DatedField, type MoveReading } from "./pokeapi/read-moves.ts";
import type { PokeApiReading } from "./pokeapi/read-pokeapi.ts";
import type { PokepediaReading } from "./pokepedia/read-pokepedia.ts";

/** What the live sources state; a source that could not be read is absent. */
export interface LiveReadings {
  readonly pokeapi: PokeApiReading | undefined;
  readonly pokepedia: PokepediaReading | undefined;
}

/** Facts with what the sources disagree about. */
export interface Merged {
  readonly facts: GameFacts;
  readonly issues: readonly DataIssue[];
}

/**
 * The bundled facts, refreshed by what the live sources state, field by field (`PRECEDENCE`). Which forms, moves, types,
 * machines and natures there are is the game's own and stays as bundled, and so do ids, aliases and trainers.
 */
export function mergeFacts(bundled: GameFacts, { pokeapi, pokepedia }: LiveReadings): Merged {
  const chooser = createChooser();
  const learnsets = mergeLearnsets(chooser, bundled, {
    pokeapi: pokeapi && groupByForm(pokeapi.forms.flatMap(({ learnset }) => learnset)),
    pokepedia: pokepedia?.learnsets,
  });
  if (pokeapi) tellOddSprites(chooser, bundled, pokeapi);
  if (pokepedia) compareSpellings(chooser, bundled, { pokeapi, pokepedia });
  const merged = pokeapi && mergePokeApi(chooser, bundled, pokeapi);
  return { facts: { ...bundled, ...merged, learnsets }, issues: chooser.issues };
}

function mergePokeApi(
  chooser: Chooser,
  bundled: GameFacts,
  live: PokeApiReading,
): Omit<GameFacts, "trainers" | "learnsets"> {
  const forms = new Map(live.forms.map((reading) => [reading.form.slug, reading]));
  const species = bySlug(live.forms.map((reading) => reading.species));
  const moves = new Map(live.moves.map((reading) => [reading.move.slug, reading]));
  const [types, natures] = [bySlug(live.types), bySlug(live.natures)];
  const machines = live.machines && new Map(live.machines.map((machine) => [machine.number, machine]));
  return {
    types: bundled.types.map((type) =>
      chooser.chooseRow(() => "type", type.slug, { bundled: type, pokeapi: types.get(type.slug) }, ["names"]),
    ),
    effectiveness: mergeEffectiveness(chooser, bundled, live),
    species: bundled.species.map((row) =>
      chooser.chooseRow(() => "species", row.slug, { bundled: row, pokeapi: species.get(row.slug) }, [
        "names",
        "pokedexNumber",
      ]),
    ),
    forms: bundled.forms.map((form) => mergeForm(chooser, form, forms.get(form.slug))),
    evolutions: mergeEvolutions(chooser, bundled, live),
    moves: bundled.moves.map((move) => mergeMove(chooser, move, moves.get(move.slug))),
    machines: bundled.machines.map((machine) =>
      chooser.chooseRow(
        () => "machine",
        String(machine.number),
        { bundled: machine, pokeapi: machines?.get(machine.number) },
        ["move"],
      ),
    ),
    natures: bundled.natures.map((nature) =>
      chooser.chooseRow(() => "nature", nature.slug, { bundled: nature, pokeapi: natures.get(nature.slug) }, [
        "names",
        "increased",
        "decreased",
      ]),
    ),
  };
}

function mergeMove(
  chooser: Chooser,
  bundled: GameFacts["moves"][number],
  live: MoveReading | undefined,
): GameFacts["moves"][number] {
  const isTodays = (field: string): boolean =>
    field === "category" || field === "priority" || live?.todays.has(field as DatedField) === true;
  return chooser.chooseRow(
    (field) => (isTodays(field) ? "move (today's value)" : "move"),
    bundled.slug,
    { bundled, pokeapi: live?.move },
    ["names", "description", "category", "priority", ...DATED_FIELDS],
  );
}

function mergeEffectiveness(
  chooser: Chooser,
  bundled: GameFacts,
  live: PokeApiReading,
): GameFacts["effectiveness"] {
  if (live.effectiveness === undefined) return bundled.effectiveness;
  const key = (cell: GameFacts["effectiveness"][number]): string => `${cell.attacking} → ${cell.defending}`;
  const cells = new Map(live.effectiveness.map((cell) => [key(cell), cell]));
  return bundled.effectiveness.map((cell) =>
    chooser.chooseRow(() => "type", key(cell), { bundled: cell, pokeapi: cells.get(key(cell)) }, [
      "multiplier",
    ]),
  );
}

/** A step that one source has and the other has not is a disagreement about where the form comes from. */
function mergeEvolutions(
  chooser: Chooser,
  bundled: GameFacts,
  live: PokeApiReading,
): GameFacts["evolutions"] {
  if (live.evolutions === undefined) return bundled.evolutions;
  const there = new Map(bundled.evolutions.map((step) => [step.to, step]));
  const here = new Map(live.evolutions.map((step) => [step.to, step]));
  return bundled.forms.flatMap(({ slug }) => {
    const [before, now] = [there.get(slug), here.get(slug)];
    if (before && now) {
      const fields = ["from", "trigger", "level", "item"] as const;
      return chooser.chooseRow(() => "evolution", slug, { bundled: before, pokeapi: now }, fields);
    }
    if (!(before || now)) return [];
    const from = chooser.choose("evolution", slug, "from", {
      bundled: before?.from ?? null,
      pokeapi: now?.from ?? null,
    });
    return from === null ? [] : [(now ?? before)!];
  });
}

/** A form's facts; a sprite is only claimed where PokéAPI names one. */
function mergeForm(chooser: Chooser, bundled: Form, live: FormReading | undefined): Form {
  const fields = ["species", "kind", "names", "types", "baseStats", "heightDm", "weightHg"] as const;
  const row = chooser.chooseRow(() => "form", bundled.slug, { bundled, pokeapi: live?.form }, fields);
  const { sprite = null } = live?.form ?? {};
  return {
    ...row,
    sprite: chooser.choose("form", bundled.slug, "sprite", {
      bundled: bundled.sprite,
      ...(sprite !== null && { pokeapi: sprite }),
    }),
  };
}

function tellOddSprites(chooser: Chooser, bundled: GameFacts, { forms }: PokeApiReading): void {
  const known = bySlug(bundled.forms);
  for (const { form, oddSprite } of forms) {
    if (oddSprite === undefined) continue;
    chooser.issues.push({
      severity: "error",
      subjectTable: "form",
      subject: form.slug,
      field: "sprite",
      found: { bundled: known.get(form.slug)?.sprite ?? null, pokeapi: oddSprite },
      chosenSource: "bundled",
      reason: "the address is none of a PNG in PokéAPI's folder of sprites",
    });
  }
}

/** Poképédia's pages spell some moves as in 2018: told, and today's name kept. */
function compareSpellings(
  chooser: Chooser,
  bundled: GameFacts,
  {
    pokeapi,
    pokepedia,
  }: { readonly pokeapi: PokeApiReading | undefined; readonly pokepedia: PokepediaReading },
): void {
  const live = new Map(pokeapi?.moves.map(({ move }) => [move.slug, move.names.fr]));
  for (const { slug, names } of bundled.moves) {
    const spelling = pokepedia.spellings.get(slug);
    if (spelling === undefined) continue;
    const today = live.get(slug);
    chooser.choose("move", slug, "names.fr", {
      bundled: names.fr,
      ...(today !== undefined && { pokeapi: today }),
      pokepedia: spelling,
    });
  }
}

function bySlug<T extends { readonly slug: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.slug, row]));
}

function groupByForm(rows: readonly LearnsetEntry[]): ReadonlyMap<string, readonly LearnsetEntry[]> {
  return new Map(Object.entries(Object.groupBy(rows, ({ form }) => form) as Record<string, LearnsetEntry[]>));
}
