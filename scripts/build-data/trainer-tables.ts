import type { Cell, Table } from "./table.ts";

// French names as in the French games; Trace, Koga, Erika, Giovanni and Agatha keep theirs.
const PERSONS: Readonly<Record<string, string>> = {
  Brock: "Pierre",
  Misty: "Ondine",
  "Lt. Surge": "Major Bob",
  Erika: "Erika",
  Koga: "Koga",
  Sabrina: "Morgane",
  Blaine: "Auguste",
  Giovanni: "Giovanni",
  Lorelei: "Olga",
  Bruno: "Aldo",
  Agatha: "Agatha",
  Lance: "Peter",
  Trace: "Trace",
};

/** Trainer classes; the person's own French name is in no source at hand, so the English one stays. */
const CLASSES: Readonly<Record<string, string>> = {
  Beauty: "Canon",
  Sailor: "Marin",
  Rocker: "Rocker",
  Gentleman: "Gentleman",
  "Black Belt": "Karatéka",
};

const WOMEN = new Set(["Misty", "Erika", "Sabrina", "Lorelei", "Agatha", "Beauty Lily", "Beauty Violet"]);

/** Roles as the source has them → in French, for a man and for a woman. */
const ROLES: Readonly<Record<string, readonly [man: string, woman: string]>> = {
  "Gym Leader": ["Champion d’Arène", "Championne d’Arène"],
  "Elite Four": ["Conseil 4", "Conseil 4"],
  "Champion (rival)": ["Maître de la Ligue (rival)", "Maître de la Ligue (rivale)"],
  Rival: ["Rival", "Rivale"],
  Trainer: ["Dresseur", "Dresseuse"],
};

const LOCATIONS: Readonly<Record<string, string>> = {
  "Pewter City": "Argenta",
  "Cerulean City": "Azuria",
  "Vermilion City": "Carmin sur Mer",
  "Celadon City": "Céladopole",
  "Fuchsia City": "Parmanie",
  "Saffron City": "Safrania",
  "Cinnabar Island": "Cramois’Île",
  "Viridian City": "Jadielle",
  "Indigo Plateau": "Plateau Indigo",
  "Route 22 (before the League)": "Route 22 (avant la Ligue)",
  "Cerulean Gym": "Arène d’Azuria",
  "Vermilion Gym": "Arène de Carmin sur Mer",
  "Fighting Dojo, Saffron City": "Dojo de Safrania",
};

const VERSIONS: Readonly<Record<string, string>> = {
  both: "both",
  "Let's Go Pikachu": "pikachu",
  "Let's Go Eevee": "eevee",
};

/** A row of the source: column name → text. */
export type TrainerRow = Readonly<Record<string, string>>;

/** The trainers and their Pokémon, with slugs for the English names of forms, moves and natures. */
export function buildTrainerTables(rows: readonly TrainerRow[], tables: readonly Table[]): Table[] {
  const formSlug = slugsByName(tables, "forms.csv");
  const moveSlug = slugsByName(tables, "moves.csv");
  const natureSlug = slugsByName(tables, "natures.csv");
  const trainers = new Map<string, Cell[]>();
  const team = rows.map((row): Cell[] => {
    const slug = trainerSlug(row);
    trainers.set(slug, trainerRow(slug, row));
    const moves = row.moves === "" ? [] : row.moves!.split("|").map((name) => lookUp(moveSlug, name));
    const stats = ["hp", "atk", "def", "spa", "spd", "spe"].map((stat) => row[stat]!);
    const nature = row.nature_inferred === "" ? "" : lookUp(natureSlug, row.nature_inferred!);
    return [
      ...[slug, row.order!, lookUp(formSlug, row.species!), row.level!, moves.join("|"), ...stats, nature],
      ...[weakestClaim(row.confidence!), row.confidence!, row.notes!],
    ];
  });
  return [
    {
      file: "trainers.csv",
      columns: [
        ...["slug", "name_en", "name_fr", "role_en", "role_fr", "location_en", "location_fr"],
        ...["version", "battle"],
      ],
      rows: [...trainers.values()],
    },
    {
      file: "trainer-pokemon.csv",
      columns: [
        ...["trainer", "slot", "form", "level", "moves"],
        ...["hp", "attack", "defense", "special_attack", "special_defense", "speed"],
        ...["nature", "confidence", "confidence_reason", "notes"],
      ],
      rows: team,
    },
  ];
}

function trainerRow(slug: string, row: TrainerRow): Cell[] {
  const { trainer: name, role } = row as { trainer: string; role: string };
  const [man, woman] = lookUp(new Map(Object.entries(ROLES)), role);
  return [
    ...[slug, name, frenchName(name), role, WOMEN.has(name) ? woman : man],
    ...[row.location!, lookUp(new Map(Object.entries(LOCATIONS)), row.location!)],
    ...[lookUp(new Map(Object.entries(VERSIONS)), row.version!), row.battle!],
  ];
}

function frenchName(name: string): string {
  const person = PERSONS[name];
  if (person !== undefined) return person;
  const trainerClass = Object.keys(CLASSES).find((word) => name.startsWith(`${word} `));
  if (trainerClass === undefined) throw new Error(`no French name for the trainer "${name}"`);
  return `${CLASSES[trainerClass]}${name.slice(trainerClass.length)}`;
}

/** `brock`; where a person has several teams, also the role and the version: `trace-champion-pikachu`. */
function trainerSlug(row: TrainerRow): string {
  const slug = row.trainer!.toLowerCase().replaceAll(".", "").replaceAll(" ", "-");
  const version = lookUp(new Map(Object.entries(VERSIONS)), row.version!);
  return version === "both" ? slug : `${slug}-${row.role!.split(" ")[0]!.toLowerCase()}-${version}`;
}

/** The source states a confidence for each claim of a row; the row is as sure as its weakest. */
function weakestClaim(reason: string): string {
  const weakest = ["low", "medium", "high"].find((word) => new RegExp(`\\b${word}\\b`).test(reason));
  if (weakest === undefined) throw new Error(`no confidence in "${reason}"`);
  return weakest;
}

function slugsByName(tables: readonly Table[], file: string): ReadonlyMap<string, string> {
  const table = tables.find((entry) => entry.file === file)!;
  const [slug, name] = [table.columns.indexOf("slug"), table.columns.indexOf("name_en")];
  return new Map(table.rows.map((row) => [String(row[name]), String(row[slug])]));
}

function lookUp<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`trainers: "${key}" is not known`);
  return value;
}
