import type { AttackDamage, PokemonSet } from "@predictiondex/battle";
import { type ByStat, type Move, STATS } from "@predictiondex/core";
import type { LabelledSample, MoveLabel, SideState } from "@predictiondex/ml";

/** Types of columns as Parquet has them; STRING is a byte array of UTF-8. */
export type ColumnType = "STRING" | "INT32" | "FLOAT" | "BOOLEAN";
type Cell = string | number | boolean | null;

/** All that a row is written from: a match-up from one seat, and one of that seat's moves. */
export interface RowSource extends LabelledSample {
  readonly seat: "a" | "b";
  readonly move: Move;
  readonly value: MoveLabel;
  /** Of the move against B; undefined for a status move. */
  readonly damage: AttackDamage | undefined;
  readonly statsA: ByStat<number>;
  readonly statsB: ByStat<number>;
}

/** A column of the data set, as it is written to Parquet and to the schema file. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly description: string;
  readonly cell: (row: RowSource) => Cell;
}

/** SQL's spelling of a stat. */
export const STAT_COLUMNS: ByStat<string> = {
  hp: "hp",
  attack: "attack",
  defense: "defense",
  specialAttack: "special_attack",
  specialDefense: "special_defense",
  speed: "speed",
};
/** Stages in the order of their columns. */
export const STAGES = [
  "attack",
  "defense",
  "specialAttack",
  "specialDefense",
  "speed",
  "accuracy",
  "evasion",
] as const;
/** SQL's spelling of a stage. */
export const STAGE_COLUMNS = { ...STAT_COLUMNS, accuracy: "accuracy", evasion: "evasion" } as const;
/** Between the items of a list in one cell. */
export const LIST_SEPARATOR = "|";

/** Every column of the data set, in the order of the files. */
export const COLUMNS: readonly Column[] = [
  column(
    "sample",
    "INT32",
    "Number of the match-up in the data set; its rows stand together.",
    ({ sample }) => sample.index,
  ),
  column(
    "seat",
    "STRING",
    "a, or b for the same match-up seen from the other side: A is then its second set.",
    ({ seat }) => seat,
  ),
  column(
    "pair",
    "STRING",
    "Group of the splits: both forms, the lesser first, parted by '|'.",
    ({ sample }) => sample.group,
  ),
  column("split", "STRING", "train, validation, test-pairs or test-species.", ({ sample }) => sample.split),
  column(
    "scenario",
    "STRING",
    "best_move, random_move, all_combinations or in_game.",
    ({ sample }) => sample.scenario,
  ),
  column(
    "rules",
    "STRING",
    "normal (level 50, no awakening values) or no-restrictions.",
    ({ sample }) => sample.rules,
  ),
  column(
    "sample_weight",
    "FLOAT",
    "Weight that undoes the sampling of close match-ups; 1 on the average.",
    ({ sample }) => sample.weight,
  ),
  ...setColumns(
    "a",
    ({ sample }) => sample.a,
    ({ statsA }) => statsA,
  ),
  ...setColumns(
    "b",
    ({ sample }) => sample.b,
    ({ statsB }) => statsB,
  ),
  column(
    "is_middle",
    "BOOLEAN",
    "Whether the battle is under way; the columns of its state are null at a start.",
    ({ sample }) => sample.state !== undefined,
  ),
  ...stateColumns("a", ({ sample }) => sample.state?.a),
  ...stateColumns("b", ({ sample }) => sample.state?.b),
  column("move", "STRING", "Slug of A's move that this row values.", ({ move }) => move.slug),
  column("category", "STRING", "physical, special or status.", ({ move }) => move.category),
  column(
    "power",
    "INT32",
    "Base power; null where the move has none of its own.",
    ({ move }) => move.power,
    true,
  ),
  column(
    "accuracy",
    "INT32",
    "Per cent; null where the move makes no accuracy check.",
    ({ move }) => move.accuracy,
    true,
  ),
  column("priority", "INT32", "-6 to 5.", ({ move }) => move.priority),
  column(
    "type_multiplier",
    "FLOAT",
    "0, 0.25, 0.5, 1, 2 or 4; null for a status move.",
    ({ damage }) => damage?.typeMultiplier ?? null,
    true,
  ),
  column(
    "stab",
    "FLOAT",
    "1.5 with the same-type attack bonus, else 1; null for a status move.",
    ({ damage }) => damage?.stab ?? null,
    true,
  ),
  column(
    "damage_min",
    "INT32",
    "HP of the weakest hit without a critical hit, at the start of a battle.",
    ({ damage }) => damage?.rolls[0] ?? null,
    true,
  ),
  column(
    "damage_max",
    "INT32",
    "HP of the strongest hit without a critical hit, at the start of a battle.",
    ({ damage }) => damage?.rolls.at(-1) ?? null,
    true,
  ),
  column(
    "p",
    "FLOAT",
    "Label: chance that A wins the match-up when both play best; a tie counts 1/2.",
    ({ label }) => label.p,
  ),
  column("p_low", "FLOAT", "Lower bound of p.", ({ label }) => label.low),
  column("p_high", "FLOAT", "Upper bound of p.", ({ label }) => label.high),
  column(
    "p_move",
    "FLOAT",
    "Label: chance that A wins when it uses the move now, B mixing its moves at its best.",
    ({ value }) => value.p,
  ),
  column("p_move_low", "FLOAT", "Lower bound of p_move.", ({ value }) => value.low),
  column("p_move_high", "FLOAT", "Upper bound of p_move.", ({ value }) => value.high),
  column(
    "worst",
    "FLOAT",
    "Label: chance that A wins with the move against the answer that hurts most.",
    ({ value }) => value.worst,
  ),
  column("mix", "FLOAT", "How often an optimal player uses the move now, 0-1.", ({ value }) => value.weight),
  column("method", "STRING", "How the label was found: exact or search.", ({ label }) => label.method),
  column(
    "nodes",
    "INT32",
    "Cells settled (exact), or turns played on the engine (search).",
    ({ label }) => label.nodes,
  ),
];

function column(
  name: string,
  type: ColumnType,
  description: string,
  cell: Column["cell"],
  nullable = false,
): Column {
  return { name, type, nullable, description, cell };
}

function setColumns(
  side: "a" | "b",
  setOf: (row: RowSource) => PokemonSet,
  statsOf: (row: RowSource) => ByStat<number>,
): readonly Column[] {
  const S = side.toUpperCase();
  const name = (word: string): string => `${word}_${side}`;
  return [
    column(name("form"), "STRING", `Slug of ${S}'s form.`, (row) => setOf(row).form.slug),
    column(name("level"), "INT32", `Level of ${S}, 1-100.`, (row) => setOf(row).level),
    column(
      name("nature"),
      "STRING",
      `Slug of ${S}'s nature; null where it is neutral.`,
      (row) => setOf(row).nature?.slug ?? null,
      true,
    ),
    column(name("friendship"), "INT32", `Friendship of ${S}, 0-255.`, (row) => setOf(row).friendship),
    column(name("moves"), "STRING", `Slugs of ${S}'s moves, parted by '|'.`, (row) =>
      setOf(row)
        .moves.map(({ slug }) => slug)
        .join(LIST_SEPARATOR),
    ),
    ...STATS.map((stat) =>
      column(
        name(`iv_${STAT_COLUMNS[stat]}`),
        "INT32",
        `Individual value of ${S}, 0-31.`,
        (row) => setOf(row).ivs[stat],
      ),
    ),
    ...STATS.map((stat) =>
      column(
        name(`av_${STAT_COLUMNS[stat]}`),
        "INT32",
        `Awakening value of ${S}, 0-200.`,
        (row) => setOf(row).avs[stat],
      ),
    ),
    ...STATS.map((stat) =>
      column(
        name(STAT_COLUMNS[stat]),
        "INT32",
        `Real stat of ${S} at its full.`,
        (row) => statsOf(row)[stat],
      ),
    ),
  ];
}

function stateColumns(
  side: "a" | "b",
  stateOf: (row: RowSource) => SideState | undefined,
): readonly Column[] {
  const S = side.toUpperCase();
  const cell = (
    word: string,
    type: ColumnType,
    description: string,
    of: (state: SideState) => Cell,
  ): Column =>
    column(
      `${word}_${side}`,
      type,
      description,
      (row) => {
        const state = stateOf(row);
        return state === undefined ? null : of(state);
      },
      true,
    );
  return [
    cell("hp_left", "INT32", `HP that ${S} has left.`, ({ hp }) => hp ?? null),
    cell("status", "STRING", `Status of ${S}; null where healthy.`, ({ status }) => status ?? null),
    cell(
      "poisoned_for",
      "INT32",
      `Turns that bad poison has hurt ${S}.`,
      ({ poisonedFor }) => poisonedFor ?? null,
    ),
    cell("asleep_for", "INT32", `Turns ${S} has lost to sleep.`, ({ asleepFor }) => asleepFor ?? null),
    cell("is_confused", "BOOLEAN", `Whether ${S} is confused.`, ({ confused }) => confused ?? null),
    cell("confused_for", "INT32", `Turns ${S} has been confused.`, ({ confusedFor }) => confusedFor ?? null),
    ...STAGES.map((stage) =>
      cell(
        `stage_${STAGE_COLUMNS[stage]}`,
        "INT32",
        `Stage of ${S}, -6 to 6.`,
        ({ stages }) => stages?.[stage] ?? 0,
      ),
    ),
    cell(
      "pp",
      "STRING",
      `PP left of ${S}'s moves, parted by '|'.`,
      ({ pp }) => pp?.join(LIST_SEPARATOR) ?? null,
    ),
    cell(
      "has_acted",
      "BOOLEAN",
      `Whether ${S} has acted since it came in.`,
      ({ hasActed }) => hasActed ?? null,
    ),
  ];
}
