/** The sources of facts that are merged. */
export const SOURCES = ["bundled", "pokeapi", "pokepedia"] as const;
export type SourceName = (typeof SOURCES)[number];

/** How the value of a field is chosen among those that the sources state. */
export interface PrecedenceRule {
  /** The table that the field is of, as the report names it. */
  readonly table: string;
  /** Fields that the rule is for; `*` is any (in learnsets: the ways to learn one move). */
  readonly fields: readonly string[];
  /** The first of these that states a value wins. */
  readonly order: readonly SourceName[];
  /** Whether a value that two sources agree on goes before the order. */
  readonly majority?: true;
  readonly why: string;
}

/** Which source wins, for every field that more than one states; docs/DATA.md shows the same table. */
export const PRECEDENCE = [
  {
    table: "form",
    fields: ["types", "baseStats", "heightDm", "weightHg", "names", "species", "kind"],
    order: ["pokeapi", "bundled"],
    why: "the bundled tables are an earlier state of PokéAPI's",
  },
  {
    table: "form",
    fields: ["sprite"],
    order: ["pokeapi", "bundled"],
    why: "PokéAPI keeps the sprites; a form for which it names none keeps the path before",
  },
  {
    table: "species",
    fields: ["names", "pokedexNumber"],
    order: ["pokeapi", "bundled"],
    why: "the bundled tables are an earlier state of PokéAPI's",
  },
  {
    table: "move",
    fields: ["names", "description"],
    order: ["pokeapi", "bundled", "pokepedia"],
    why: "PokéAPI has today's names; Poképédia's pages keep the spelling of 2018",
  },
  {
    table: "move",
    fields: ["power", "accuracy", "pp", "type"],
    order: ["pokeapi", "bundled"],
    why: "PokéAPI records the value before a change made after Let's Go",
  },
  {
    table: "move (today's value)",
    fields: ["power", "accuracy", "pp", "type", "category", "priority"],
    order: ["bundled", "pokeapi"],
    why: "without a recorded change PokéAPI's value is that of the newest game, the bundled one was checked for Let's Go",
  },
  {
    table: "learnset",
    fields: ["*"],
    order: ["pokeapi", "pokepedia", "bundled"],
    majority: true,
    why: "two independent sources are surer than one; then PokéAPI, whose lists equalled the game's own",
  },
  {
    table: "type",
    fields: ["names", "multiplier"],
    order: ["pokeapi", "bundled"],
    why: "the bundled tables are an earlier state of PokéAPI's",
  },
  {
    table: "evolution",
    fields: ["from", "trigger", "level", "item"],
    order: ["pokeapi", "bundled"],
    why: "the bundled tables are an earlier state of PokéAPI's",
  },
  {
    table: "machine",
    fields: ["move"],
    order: ["pokeapi", "bundled"],
    why: "the bundled tables are an earlier state of PokéAPI's",
  },
  {
    table: "nature",
    fields: ["names", "increased", "decreased"],
    order: ["pokeapi", "bundled"],
    why: "the bundled tables are an earlier state of PokéAPI's",
  },
] as const satisfies readonly PrecedenceRule[];

/** A rule's table, as `PRECEDENCE` spells it. */
export type RuleTable = (typeof PRECEDENCE)[number]["table"];

/** The rule for a field. @throws {Error} for a field that has none: every merged field needs one. */
export function ruleFor(table: RuleTable, field: string): PrecedenceRule {
  const [head] = field.split(".");
  const rules: readonly PrecedenceRule[] = PRECEDENCE;
  const rule = rules.find(
    (entry) => entry.table === table && (entry.fields.includes("*") || entry.fields.includes(head!)),
  );
  if (rule === undefined) throw new Error(`no precedence is stated for ${table}.${field}`);
  return rule;
}
