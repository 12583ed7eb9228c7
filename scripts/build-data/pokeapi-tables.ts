import type { Form, LearnsetEntry, Machine, Move, Nature } from "@predictiondex/core";
import { LANGUAGES, LEARN_METHODS, STATS } from "@predictiondex/core";
import type { PokeApi } from "../../apps/etl/src/live/pokeapi/pokeapi.ts";
import { type PokeApiReading, readPokeApi } from "../../apps/etl/src/live/pokeapi/read-pokeapi.ts";
import { LETS_GO_PP } from "./overrides.ts";
import type { Cell, Table } from "./table.ts";

const NAMES = ["name_en", "name_fr", "name_ja"];

/** One line of the first project's list of ids. */
export interface RosterEntry {
  readonly kind: string;
  readonly id: number;
  readonly slug: string;
  readonly frenchAlias: string;
}

/** The tables that PokéAPI's answers tell, for the forms, moves and types of the roster. */
export async function buildPokeApiTables(api: PokeApi, roster: readonly RosterEntry[]): Promise<Table[]> {
  const pick = (kind: string) => roster.filter((entry) => entry.kind === kind).sort((a, b) => a.id - b.id);
  const reading = await readPokeApi(api, {
    roster: { forms: pick("pokemon"), moves: pick("move"), types: pick("type") },
    onFault: ({ what, error }) => {
      throw new Error(`${what} can't be read`, { cause: error });
    },
  });
  const { types, effectiveness = [], evolutions = [], machines = [], natures } = reading;
  const forms = reading.forms.map(({ form }) => form);
  return [
    {
      file: "types.csv",
      columns: ["id", "slug", ...NAMES],
      rows: types.map(({ id, slug, names }) => [id, slug, ...cellsOf(names)]),
    },
    {
      file: "type-effectiveness.csv",
      columns: ["attacking", "defending", "multiplier"],
      rows: effectiveness.map((cell) => [cell.attacking, cell.defending, cell.multiplier]),
    },
    speciesTable(reading),
    formsTable(forms),
    {
      file: "evolutions.csv",
      columns: ["from", "to", "trigger", "level", "item"],
      rows: evolutions.map(({ from, to, trigger, level, item }) => [from, to, trigger, level, item]),
    },
    movesTable(reading.moves.map(({ move }) => move)),
    { file: "machines.csv", columns: ["number", "move"], rows: machines.map((m) => [m.number, m.move]) },
    learnsetsTable(reading, machines),
    {
      file: "natures.csv",
      columns: ["slug", ...NAMES, "increased", "decreased"],
      rows: natures.map((nature) => [
        nature.slug,
        ...cellsOf(nature.names),
        columnOf(nature.increased),
        columnOf(nature.decreased),
      ]),
    },
  ];
}

function speciesTable({ forms }: PokeApiReading): Table {
  const rows = forms
    .filter(({ form }) => form.kind === "base")
    .map(({ species }) => species)
    .sort((a, b) => a.pokedexNumber - b.pokedexNumber)
    .map(({ slug, pokedexNumber, names }) => [slug, pokedexNumber, ...cellsOf(names)]);
  return { file: "species.csv", columns: ["slug", "pokedex_number", ...NAMES], rows };
}

function formsTable(forms: readonly Form[]): Table {
  const columns = [
    ...["id", "slug", "species", "kind", ...NAMES, "french_alias", "type_1", "type_2"],
    ...[
      "hp",
      "attack",
      "defense",
      "special_attack",
      "special_defense",
      "speed",
      "height_dm",
      "weight_hg",
      "sprite",
    ],
  ];
  const rows = forms.map((form): Cell[] => [
    ...[form.id, form.slug, form.species, form.kind, ...cellsOf(form.names), form.frenchAlias],
    ...[form.types[0], form.types[1] ?? null, ...STATS.map((stat) => form.baseStats[stat])],
    ...[form.heightDm, form.weightHg, form.sprite],
  ]);
  return { file: "forms.csv", columns, rows };
}

function movesTable(moves: readonly Move[]): Table {
  const columns = [
    ...["id", "slug", ...NAMES, "french_alias", "type", "category"],
    ...["power", "accuracy", "pp", "priority", "description_en", "description_fr"],
  ];
  const rows = moves.map((move): Cell[] => [
    ...[move.id, move.slug, ...cellsOf(move.names), move.frenchAlias, move.type, move.category],
    ...[move.power, move.accuracy, LETS_GO_PP[move.slug] ?? move.pp, move.priority],
    ...[move.description.en, move.description.fr],
  ]);
  return { file: "moves.csv", columns, rows };
}

/** Each form's rows by method, then by level or machine number, then by move. */
function learnsetsTable({ forms }: PokeApiReading, machines: readonly Machine[]): Table {
  const numberOf = new Map(machines.map(({ move, number }) => [move, number]));
  const place = ({ move, level }: LearnsetEntry): number => level ?? numberOf.get(move) ?? 0;
  const rows = forms.flatMap(({ learnset }) =>
    learnset
      .toSorted(
        (a, b) =>
          LEARN_METHODS.indexOf(a.method) - LEARN_METHODS.indexOf(b.method) ||
          place(a) - place(b) ||
          compare(a.move, b.move),
      )
      .map(({ form, move, method, level }) => [form, move, method, level]),
  );
  return { file: "learnsets.csv", columns: ["form", "move", "method", "level"], rows };
}

function cellsOf(names: Form["names"]): string[] {
  return LANGUAGES.map((language) => names[language]);
}

function columnOf(stat: Nature["increased"]): Cell {
  return stat?.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`) ?? null;
}

/** Order by code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
