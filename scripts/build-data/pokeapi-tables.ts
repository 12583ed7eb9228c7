import { LETS_GO_PP, PARTNER_JA_PREFIX } from "./overrides.ts";
import type {
  ApiChainLink,
  ApiForm,
  ApiMove,
  ApiPastValues,
  ApiPokemon,
  ApiSpecies,
  LocalName,
  PokeApi,
} from "./pokeapi.ts";
import type { Cell, Table } from "./table.ts";

const LETS_GO = "lets-go-pikachu-lets-go-eevee";
const NAMES = ["name_en", "name_fr", "name_ja"];
const STATS = ["hp", "attack", "defense", "special-attack", "special-defense", "speed"];
/** The games' own order of types, as in PokéAPI's ids 1–18. */
const LAST_TYPE_ID = 18;

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
  const machines = await readMachines(api, pick("move"));
  const forms = await readForms(api, pick("pokemon"));
  return [
    await typesTable(api, pick("type")),
    await effectivenessTable(api),
    speciesTable(forms),
    formsTable(forms),
    await evolutionsTable(api, forms),
    await movesTable(api, pick("move")),
    { file: "machines.csv", columns: ["number", "move"], rows: machines.map((m) => [m.number, m.move]) },
    learnsetsTable(forms, machines),
    await naturesTable(api),
  ];
}

async function typesTable(api: PokeApi, types: readonly RosterEntry[]): Promise<Table> {
  const rows = await Promise.all(
    types.map(async ({ id, slug }) => [id, slug, ...namesOf((await api.byName("type", slug)).names)]),
  );
  return { file: "types.csv", columns: ["id", "slug", ...NAMES], rows };
}

async function effectivenessTable(api: PokeApi): Promise<Table> {
  const slugs = (await api.list("type")).slice(0, LAST_TYPE_ID).map((ref) => ref.name);
  const rows: Cell[][] = [];
  for (const attacking of slugs) {
    const { damage_relations: to } = await api.byName("type", attacking);
    const multipliers = new Map<string, number>([
      ...to.double_damage_to.map((ref) => [ref.name, 2] as const),
      ...to.half_damage_to.map((ref) => [ref.name, 0.5] as const),
      ...to.no_damage_to.map((ref) => [ref.name, 0] as const),
    ]);
    for (const defending of slugs) rows.push([attacking, defending, multipliers.get(defending) ?? 1]);
  }
  return { file: "type-effectiveness.csv", columns: ["attacking", "defending", "multiplier"], rows };
}

/** A form of the roster with the three answers that describe it. */
interface FormAnswers extends RosterEntry {
  readonly kind: "base" | "alola" | "mega" | "starter";
  readonly pokemon: ApiPokemon;
  readonly form: ApiForm;
  readonly species: ApiSpecies;
}

async function readForms(api: PokeApi, roster: readonly RosterEntry[]): Promise<readonly FormAnswers[]> {
  return Promise.all(
    roster.map(async (entry) => {
      const pokemon = await api.byName("pokemon", entry.slug);
      const form = await api.byUrl("pokemon-form", pokemon.forms[0]!.url);
      const species = await api.byUrl("pokemon-species", pokemon.species.url);
      return { ...entry, kind: kindOf(form), pokemon, form, species };
    }),
  );
}

function kindOf(form: ApiForm): FormAnswers["kind"] {
  if (form.is_mega) return "mega";
  if (form.form_name === "alola" || form.form_name === "starter") return form.form_name;
  return "base";
}

function speciesTable(forms: readonly FormAnswers[]): Table {
  const rows = forms
    .filter((entry) => entry.kind === "base")
    .sort((a, b) => a.species.id - b.species.id)
    .map(({ species }) => [species.name, species.id, ...namesOf(species.names)]);
  return { file: "species.csv", columns: ["slug", "pokedex_number", ...NAMES], rows };
}

function formsTable(forms: readonly FormAnswers[]): Table {
  const columns = [
    ...["id", "slug", "species", "kind", ...NAMES, "french_alias", "type_1", "type_2"],
    ...["hp", "attack", "defense", "special_attack", "special_defense", "speed", "height_dm", "weight_hg"],
  ];
  const rows = forms.map((entry): Cell[] => {
    const { pokemon } = entry;
    const types = [...pokemon.types].sort((a, b) => a.slot - b.slot).map(({ type }) => type.name);
    const stats = STATS.map((stat) => pokemon.stats.find((s) => s.stat.name === stat)!.base_stat);
    return [
      ...[entry.id, entry.slug, entry.species.name, entry.kind, ...formNames(entry), entry.frenchAlias],
      ...[types[0]!, types[1] ?? null, ...stats, pokemon.height, pokemon.weight],
    ];
  });
  return { file: "forms.csv", columns, rows };
}

/** PokéAPI has whole names of forms in English and French, and in Japanese those of Megas; the rest is composed. */
function formNames({ kind, form, species }: FormAnswers): Cell[] {
  const [en, fr, ja] = namesOf(species.names);
  if (kind === "base") return [en!, fr!, ja!];
  const whole = [nameIn(form.names, "en"), nameIn(form.names, "fr")];
  switch (kind) {
    case "mega":
      return [...whole, nameIn(form.form_names, "ja")];
    case "alola":
      return [...whole, `${ja}（${nameIn(form.form_names, "ja")}）`];
    case "starter":
      return [...whole, `${PARTNER_JA_PREFIX}${ja}`];
  }
}

/**
 * Steps between forms of the roster. PokéAPI ties three steps to the region of Alola (Alolan Raichu, Exeggutor and
 * Marowak): these games play in Kanto, where Pikachu, Exeggcute and Cubone only become the Kantonian forms.
 * Partners do not evolve. A parent that the species names without any step (Meltan's, in Pokémon GO) is `other`.
 */
async function evolutionsTable(api: PokeApi, forms: readonly FormAnswers[]): Promise<Table> {
  const known = new Set(forms.map((entry) => entry.slug));
  const baseOf = new Map(forms.filter((f) => f.kind === "base").map((f) => [f.species.name, f.slug]));
  const steps = new Map<string, readonly Cell[]>();
  const visit = (parent: ApiChainLink): void => {
    for (const child of parent.evolves_to) {
      for (const detail of child.evolution_details) {
        const from = detail.base_form?.name ?? baseOf.get(parent.species.name);
        const to = detail.evolved_form?.name ?? baseOf.get(child.species.name);
        if (from === undefined || to === undefined || !known.has(from) || !known.has(to)) continue;
        if (detail.region?.name === "alola") continue;
        if (steps.has(to)) throw new Error(`two steps lead to ${to}`);
        steps.set(to, [from, to, detail.trigger.name, detail.min_level, detail.item?.name ?? null]);
      }
      visit(child);
    }
  };
  for (const url of new Set(forms.map((entry) => entry.species.evolution_chain.url)))
    visit((await api.byUrl("evolution-chain", url)).chain);
  for (const { slug, kind, species } of forms) {
    const from = baseOf.get(species.evolves_from_species?.name ?? "");
    if (kind === "base" && from !== undefined && !steps.has(slug))
      steps.set(slug, [from, slug, "other", null, null]);
  }
  const rows = forms.flatMap((entry) => (steps.has(entry.slug) ? [steps.get(entry.slug)!] : []));
  return { file: "evolutions.csv", columns: ["from", "to", "trigger", "level", "item"], rows };
}

async function movesTable(api: PokeApi, moves: readonly RosterEntry[]): Promise<Table> {
  const orders = new Map<string, number>();
  for (const ref of await api.list("version-group")) {
    const group = await api.byUrl("version-group", ref.url);
    orders.set(group.name, group.order);
  }
  const columns = [
    ...["id", "slug", ...NAMES, "french_alias", "type", "category"],
    ...["power", "accuracy", "pp", "priority", "description_en", "description_fr"],
  ];
  const rows = await Promise.all(
    moves.map(async ({ id, slug, frenchAlias }): Promise<Cell[]> => {
      const move = await api.byName("move", slug);
      return [
        ...[id, slug, ...namesOf(move.names), frenchAlias],
        (pastValue(move, "type", orders) ?? move.type).name,
        move.damage_class.name,
        pastValue(move, "power", orders) ?? move.power,
        pastValue(move, "accuracy", orders) ?? move.accuracy,
        LETS_GO_PP[slug] ?? pastValue(move, "pp", orders) ?? move.pp,
        move.priority,
        descriptionOf(move, "en", orders),
        descriptionOf(move, "fr", orders),
      ];
    }),
  );
  return { file: "moves.csv", columns, rows };
}

/**
 * The value that held in Let's Go, where PokéAPI records that it changed later: an entry of `past_values` names the
 * version group in which the value CHANGED, so the earliest entry after Let's Go that has the field holds it. The entry
 * named after Let's Go itself holds what held before.
 */
function pastValue<F extends "power" | "accuracy" | "pp" | "type">(
  move: ApiMove,
  field: F,
  orders: ReadonlyMap<string, number>,
): NonNullable<ApiPastValues[F]> | undefined {
  const letsGo = orders.get(LETS_GO)!;
  const later = move.past_values
    .filter((entry) => orders.get(entry.version_group.name)! > letsGo && entry[field] !== null)
    .sort((a, b) => orders.get(a.version_group.name)! - orders.get(b.version_group.name)!);
  return later[0]?.[field] ?? undefined;
}

/** The game's text of Let's Go, else of the nearest older version group, else of the nearest newer; on one line. */
function descriptionOf(move: ApiMove, language: string, orders: ReadonlyMap<string, number>): string {
  const letsGo = orders.get(LETS_GO)!;
  const distance = (group: string): number => {
    const order = orders.get(group)!;
    return order <= letsGo ? letsGo - order : order * 1000;
  };
  const texts = move.flavor_text_entries
    .filter((entry) => entry.language.name === language)
    .sort((a, b) => distance(a.version_group.name) - distance(b.version_group.name));
  return (texts[0]?.flavor_text ?? "").replaceAll("\u00ad\n", "").replaceAll(/\s+/g, " ").trim();
}

interface Machine {
  readonly number: number;
  readonly move: string;
}

async function readMachines(api: PokeApi, moves: readonly RosterEntry[]): Promise<readonly Machine[]> {
  const found = await Promise.all(
    moves.map(async ({ slug }): Promise<Machine[]> => {
      const { machines } = await api.byName("move", slug);
      const link = machines.find((entry) => entry.version_group.name === LETS_GO);
      if (link === undefined) return [];
      const { item } = await api.byUrl("machine", link.machine.url);
      return [{ number: Number(item.name.replace("tm", "")), move: slug }];
    }),
  );
  return found.flat().sort((a, b) => a.number - b.number);
}

const METHODS = ["level-up", "machine", "tutor"];

/** What PokéAPI states for each form, the same move by two ways included. */
function learnsetsTable(forms: readonly FormAnswers[], machines: readonly Machine[]): Table {
  const numberOf = new Map(machines.map((machine) => [machine.move, machine.number]));
  const rows = forms.flatMap(({ slug, pokemon }) => {
    const entries = pokemon.moves.flatMap(({ move, version_group_details: details }) =>
      details
        .filter((detail) => detail.version_group.name === LETS_GO)
        .map((detail) => {
          const method = detail.move_learn_method.name;
          const level = method === "level-up" ? detail.level_learned_at : null;
          const place = level ?? numberOf.get(move.name) ?? 0;
          return { method, place, row: [slug, move.name, method, level] };
        }),
    );
    const unique = new Map(entries.map((entry) => [entry.row.join(), entry]));
    return [...unique.values()]
      .sort(
        (a, b) =>
          METHODS.indexOf(a.method) - METHODS.indexOf(b.method) ||
          a.place - b.place ||
          compare(String(a.row[1]), String(b.row[1])),
      )
      .map((entry) => entry.row);
  });
  return { file: "learnsets.csv", columns: ["form", "move", "method", "level"], rows };
}

async function naturesTable(api: PokeApi): Promise<Table> {
  const natures = await Promise.all((await api.list("nature")).map((ref) => api.byUrl("nature", ref.url)));
  const column = (stat: { readonly name: string } | null): Cell => stat?.name.replace("-", "_") ?? null;
  const rows = natures
    .sort((a, b) => compare(a.name, b.name))
    .map((n) => [n.name, ...namesOf(n.names), column(n.increased_stat), column(n.decreased_stat)]);
  return { file: "natures.csv", columns: ["slug", ...NAMES, "increased", "decreased"], rows };
}

function namesOf(names: readonly LocalName[]): string[] {
  return ["en", "fr", "ja"].map((language) => nameIn(names, language));
}

function nameIn(names: readonly LocalName[], language: string): string {
  const found = names.find((entry) => entry.language.name === language);
  if (found === undefined) throw new Error(`no name in "${language}" among ${JSON.stringify(names)}`);
  return found.name;
}

/** Order by code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
