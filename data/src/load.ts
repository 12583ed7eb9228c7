import type {
  ByLanguage,
  ByStat,
  Evolution,
  Form,
  GameFacts,
  LearnsetEntry,
  Machine,
  Move,
  Nature,
  Species,
  Stat,
  Trainer,
  TrainerPokemon,
  Type,
  TypeEffectiveness,
  TypeName,
} from "@predictiondex/core";
import {
  CATEGORIES,
  CONFIDENCES,
  DataInvalidError,
  FORM_KINDS,
  LEARN_METHODS,
  SPRITE_PATH,
  TYPES,
} from "@predictiondex/core";
import { type CsvRow, readCsvRows } from "./csv-rows.ts";
import { BUNDLED_DIRECTORY, type BundledTable } from "./tables.ts";

const NAME_COLUMNS = ["name_en", "name_fr", "name_ja"];
const STAT_COLUMNS = ["hp", "attack", "defense", "special_attack", "special_defense", "speed"];
const NATURE_STATS = ["attack", "defense", "special_attack", "special_defense", "speed"] as const;
const N_FORMS = 188;
const N_MOVES = 226;

/**
 * Every fact of the game from the committed tables, or from tables of the same shape in another folder.
 * @throws {DataInvalidError} at the first broken rule, naming file, line, field and value
 */
export function loadBundledFacts(directory: string = BUNDLED_DIRECTORY): GameFacts {
  const types = readTypes(directory);
  const species = readSpecies(directory);
  const forms = readForms(directory, species);
  const moves = readMoves(directory);
  const formSlugs = slugsOf(forms);
  const moveSlugs = slugsOf(moves);
  const machines = readMachines(directory, moveSlugs);
  const natures = readNatures(directory);
  return {
    types,
    effectiveness: readEffectiveness(directory),
    species,
    forms,
    evolutions: readEvolutions(directory, formSlugs),
    moves,
    machines,
    learnsets: readLearnsets(directory, formSlugs, moveSlugs, machines),
    natures,
    trainers: readTrainers(directory, formSlugs, moveSlugs, slugsOf(natures)),
  };
}

function readTypes(directory: string): readonly TypeName[] {
  const rows = readCsvRows(directory, "types.csv", ["id", "slug", ...NAME_COLUMNS]);
  expectCount("types.csv", rows, TYPES.length);
  expectUnique(rows, "slug");
  expectUnique(rows, "id");
  return rows.map((row) => ({
    id: row.integer("id", 1, TYPES.length),
    slug: row.oneOf("slug", TYPES),
    names: readNames(row),
  }));
}

function readEffectiveness(directory: string): readonly TypeEffectiveness[] {
  const file = "type-effectiveness.csv";
  const rows = readCsvRows(directory, file, ["attacking", "defending", "multiplier"]);
  expectCount(file, rows, TYPES.length ** 2);
  expectUnique(rows, "attacking", "defending");
  const multipliers = { "0": 0, "0.5": 0.5, "1": 1, "2": 2 } as const;
  return rows.map((row) => ({
    attacking: row.oneOf("attacking", TYPES),
    defending: row.oneOf("defending", TYPES),
    multiplier: multipliers[row.oneOf("multiplier", ["0", "0.5", "1", "2"])],
  }));
}

function readSpecies(directory: string): readonly Species[] {
  const file = "species.csv";
  const rows = readCsvRows(directory, file, ["slug", "pokedex_number", ...NAME_COLUMNS]);
  expectCount(file, rows, 153);
  expectUnique(rows, "slug");
  expectUnique(rows, "pokedex_number");
  return rows.map((row) => ({
    slug: row.filled("slug"),
    pokedexNumber: row.integer("pokedex_number", 1, 809),
    names: readNames(row),
  }));
}

function readForms(directory: string, species: readonly Species[]): readonly Form[] {
  const rows = readCsvRows(directory, "forms.csv", [
    ...["id", "slug", "species", "kind", ...NAME_COLUMNS, "french_alias", "type_1", "type_2"],
    ...[...STAT_COLUMNS, "height_dm", "weight_hg", "sprite"],
  ]);
  expectCount("forms.csv", rows, N_FORMS);
  expectUnique(rows, "id");
  expectUnique(rows, "slug");
  const known = slugsOf(species);
  const forms = rows.map((row) => ({
    id: row.integer("id", 1, N_FORMS),
    slug: row.filled("slug"),
    species: row.reference("species", known, "species.csv"),
    kind: row.oneOf("kind", FORM_KINDS),
    names: readNames(row),
    frenchAlias: row.filled("french_alias"),
    types: readFormTypes(row),
    baseStats: readStats(row, 255),
    heightDm: row.integer("height_dm", 1, 1000),
    weightHg: row.integer("weight_hg", 1, 10_000),
    sprite: readSprite(row),
  }));
  const bases = forms.filter((form) => form.kind === "base").map((form) => form.species);
  const without = species.find(({ slug }) => bases.filter((base) => base === slug).length !== 1);
  if (without)
    throw new DataInvalidError(`forms.csv: the species "${without.slug}" must have one form of kind base`);
  return forms;
}

function readSprite(row: CsvRow): string | null {
  const path = row.text("sprite");
  if (path === "") return null;
  return SPRITE_PATH.test(path) ? path : row.fail("sprite", "must be the path of a PNG such as 25.png");
}

function readFormTypes(row: CsvRow): readonly [Type] | readonly [Type, Type] {
  const first = row.oneOf("type_1", TYPES);
  if (row.text("type_2") === "") return [first];
  const second = row.oneOf("type_2", TYPES);
  return second === first ? row.fail("type_2", "must differ from type_1") : [first, second];
}

function readEvolutions(directory: string, forms: ReadonlySet<string>): readonly Evolution[] {
  const rows = readCsvRows(directory, "evolutions.csv", ["from", "to", "trigger", "level", "item"]);
  expectUnique(rows, "to");
  const evolutions = rows.map((row) => ({
    from: row.reference("from", forms, "forms.csv"),
    to: row.reference("to", forms, "forms.csv"),
    trigger: row.filled("trigger"),
    level: row.integerOrNull("level", 1, 100),
    item: row.text("item") || null,
  }));
  const previous = new Map(evolutions.map(({ from, to }) => [to, from]));
  for (const row of rows) {
    let ancestor: string | undefined = row.text("from");
    for (let steps = 0; ancestor !== undefined; steps++, ancestor = previous.get(ancestor))
      if (ancestor === row.text("to") || steps > 2) row.fail("from", "must not lead back to itself");
  }
  return evolutions;
}

function readMoves(directory: string): readonly Move[] {
  const rows = readCsvRows(directory, "moves.csv", [
    ...["id", "slug", ...NAME_COLUMNS, "french_alias", "type", "category"],
    ...["power", "accuracy", "pp", "priority", "description_en", "description_fr"],
  ]);
  expectCount("moves.csv", rows, N_MOVES);
  expectUnique(rows, "id");
  expectUnique(rows, "slug");
  return rows.map((row) => {
    const category = row.oneOf("category", CATEGORIES);
    const power = row.integerOrNull("power", 1, 250);
    if (category === "status" && power !== null) row.fail("power", "must be empty for a status move");
    return {
      id: row.integer("id", 1, N_MOVES),
      slug: row.filled("slug"),
      names: readNames(row),
      frenchAlias: row.filled("french_alias"),
      type: row.oneOf("type", TYPES),
      category,
      power,
      accuracy: row.integerOrNull("accuracy", 1, 100),
      pp: row.integer("pp", 1, 40),
      priority: row.integer("priority", -6, 5),
      description: { en: row.text("description_en"), fr: row.text("description_fr") },
    };
  });
}

function readMachines(directory: string, moves: ReadonlySet<string>): readonly Machine[] {
  const rows = readCsvRows(directory, "machines.csv", ["number", "move"]);
  expectCount("machines.csv", rows, 60);
  expectUnique(rows, "number");
  expectUnique(rows, "move");
  return rows.map((row) => ({
    number: row.integer("number", 1, 60),
    move: row.reference("move", moves, "moves.csv"),
  }));
}

function readLearnsets(
  directory: string,
  forms: ReadonlySet<string>,
  moves: ReadonlySet<string>,
  machines: readonly Machine[],
): readonly LearnsetEntry[] {
  const rows = readCsvRows(directory, "learnsets.csv", ["form", "move", "method", "level"]);
  expectUnique(rows, "form", "move", "method", "level");
  const taughtByMachine = new Set(machines.map((machine) => machine.move));
  const entries = rows.map((row) => {
    const method = row.oneOf("method", LEARN_METHODS);
    const isLevelUp = method === "level-up";
    if (!isLevelUp && row.text("level") !== "") row.fail("level", `must be empty for the method ${method}`);
    if (method === "machine") row.reference("move", taughtByMachine, "machines.csv");
    return {
      form: row.reference("form", forms, "forms.csv"),
      move: row.reference("move", moves, "moves.csv"),
      method,
      level: isLevelUp ? row.integer("level", 0, 100) : null,
    };
  });
  const learners = new Set(entries.map((entry) => entry.form));
  const without = [...forms].find((form) => !learners.has(form));
  if (without !== undefined) throw new DataInvalidError(`learnsets.csv: the form "${without}" has no move`);
  return entries;
}

function readNatures(directory: string): readonly Nature[] {
  const rows = readCsvRows(directory, "natures.csv", ["slug", ...NAME_COLUMNS, "increased", "decreased"]);
  expectCount("natures.csv", rows, 25);
  expectUnique(rows, "slug");
  return rows.map((row) => {
    const names = readNames(row);
    const slug = row.filled("slug");
    if (row.text("increased") === "" && row.text("decreased") === "")
      return { slug, names, increased: null, decreased: null };
    const increased = row.oneOf("increased", NATURE_STATS);
    const decreased = row.oneOf("decreased", NATURE_STATS);
    if (increased === decreased) row.fail("decreased", "must differ from increased");
    return { slug, names, increased: toStat(increased), decreased: toStat(decreased) };
  });
}

function toStat(column: (typeof NATURE_STATS)[number]): Exclude<Stat, "hp"> {
  switch (column) {
    case "special_attack":
      return "specialAttack";
    case "special_defense":
      return "specialDefense";
    default:
      return column;
  }
}

function readTrainers(
  directory: string,
  forms: ReadonlySet<string>,
  moves: ReadonlySet<string>,
  natures: ReadonlySet<string>,
): readonly Trainer[] {
  const rows = readCsvRows(directory, "trainers.csv", [
    ...["slug", "name_en", "name_fr", "role_en", "role_fr", "location_en", "location_fr"],
    ...["version", "battle"],
  ]);
  expectUnique(rows, "slug");
  const teams = readTeams(directory, slugSet(rows), forms, moves, natures);
  return rows.map((row) => ({
    slug: row.filled("slug"),
    names: { en: row.filled("name_en"), fr: row.filled("name_fr") },
    role: { en: row.filled("role_en"), fr: row.filled("role_fr") },
    location: { en: row.filled("location_en"), fr: row.filled("location_fr") },
    version: row.oneOf("version", ["both", "pikachu", "eevee"]),
    battle: row.filled("battle"),
    team: teams.get(row.text("slug")) ?? row.fail("slug", "has no Pokémon in trainer-pokemon.csv"),
  }));
}

function readTeams(
  directory: string,
  trainers: ReadonlySet<string>,
  forms: ReadonlySet<string>,
  moves: ReadonlySet<string>,
  natures: ReadonlySet<string>,
): ReadonlyMap<string, readonly TrainerPokemon[]> {
  const rows = readCsvRows(directory, "trainer-pokemon.csv", [
    ...["trainer", "slot", "form", "level", "moves", ...STAT_COLUMNS],
    ...["nature", "confidence", "confidence_reason", "notes"],
  ]);
  const teams = new Map<string, TrainerPokemon[]>();
  for (const row of rows) {
    const trainer = row.reference("trainer", trainers, "trainers.csv");
    const team = teams.get(trainer) ?? [];
    teams.set(trainer, team);
    const slot = row.integer("slot", 1, 6);
    if (slot !== team.length + 1) row.fail("slot", `must be ${team.length + 1}, the next of "${trainer}"`);
    team.push({
      slot,
      form: row.reference("form", forms, "forms.csv"),
      level: row.integer("level", 1, 100),
      moves: readTrainerMoves(row, moves),
      stats: STAT_COLUMNS.every((column) => row.text(column) === "") ? null : readStats(row, 999),
      nature: row.text("nature") === "" ? null : row.reference("nature", natures, "natures.csv"),
      confidence: row.oneOf("confidence", CONFIDENCES),
      confidenceReason: row.filled("confidence_reason"),
      notes: row.text("notes"),
    });
  }
  return teams;
}

function readTrainerMoves(row: CsvRow, known: ReadonlySet<string>): readonly string[] {
  if (row.text("moves") === "") return [];
  const moves = row.text("moves").split("|");
  const unknown = moves.find((move) => !known.has(move));
  if (unknown !== undefined) row.fail("moves", "is not in moves.csv", unknown);
  if (moves.length > 4 || new Set(moves).size < moves.length)
    row.fail("moves", "must be at most four different moves");
  return moves;
}

function readNames(row: CsvRow): ByLanguage<string> {
  return { en: row.filled("name_en"), fr: row.filled("name_fr"), ja: row.filled("name_ja") };
}

function readStats(row: CsvRow, max: number): ByStat<number> {
  return {
    hp: row.integer("hp", 1, max),
    attack: row.integer("attack", 1, max),
    defense: row.integer("defense", 1, max),
    specialAttack: row.integer("special_attack", 1, max),
    specialDefense: row.integer("special_defense", 1, max),
    speed: row.integer("speed", 1, max),
  };
}

function expectCount(file: BundledTable, rows: readonly CsvRow[], count: number): void {
  if (rows.length !== count)
    throw new DataInvalidError(`${file}: must have ${count} rows, got ${rows.length}`);
}

/** The fields together stand in one row only. */
function expectUnique(rows: readonly CsvRow[], ...fields: readonly string[]): void {
  const lines = new Map<string, number>();
  for (const row of rows) {
    const key = fields.map((field) => row.text(field)).join(" ");
    const earlier = lines.get(key);
    if (earlier !== undefined) row.fail(fields.join(" + "), `must not repeat line ${earlier}`, key);
    lines.set(key, row.line);
  }
}

function slugsOf(entries: readonly { readonly slug: string }[]): ReadonlySet<string> {
  return new Set(entries.map((entry) => entry.slug));
}

function slugSet(rows: readonly CsvRow[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.text("slug")));
}
