/** A column of the data set, as it is written to Parquet and to the schema file. */
export interface Column {
  readonly name: keyof DatasetRow;
  readonly type: "STRING" | "INT32" | "DOUBLE" | "BOOLEAN";
  readonly nullable: boolean;
  readonly description: string;
}

/** One move of one side of a match-up. */
export interface DatasetRow {
  readonly form_a: string;
  readonly form_b: string;
  readonly level_a: number;
  readonly level_b: number;
  readonly moves_a: string;
  readonly moves_b: string;
  readonly move: string;
  readonly category: string;
  readonly power: number | null;
  readonly accuracy: number | null;
  readonly priority: number;
  readonly type_multiplier: number | null;
  readonly stab: number | null;
  readonly damage_min: number | null;
  readonly damage_max: number | null;
  readonly hp_b: number;
  readonly speed_a: number;
  readonly speed_b: number;
  readonly p: number;
  readonly p_move: number;
  readonly p_move_low: number;
  readonly p_move_high: number;
  readonly is_recommended: boolean;
}

const column = (
  name: Column["name"],
  type: Column["type"],
  description: string,
  nullable = false,
): Column => ({
  name,
  type,
  nullable,
  description,
});

/** Every column of the data set, in the order of the files. */
export const COLUMNS: readonly Column[] = [
  column("form_a", "STRING", "Slug of the form whose move it is."),
  column("form_b", "STRING", "Slug of the opponent's form."),
  column("level_a", "INT32", "Level of A, 1–100."),
  column("level_b", "INT32", "Level of B, 1–100."),
  column("moves_a", "STRING", "Slugs of A's moves, parted by '|'."),
  column("moves_b", "STRING", "Slugs of B's moves, parted by '|'."),
  column("move", "STRING", "Slug of the move that this row values."),
  column("category", "STRING", "physical, special or status."),
  column("power", "INT32", "Base power; null where the move has none of its own.", true),
  column("accuracy", "INT32", "Per cent; null where the move makes no accuracy check.", true),
  column("priority", "INT32", "-6 to 5."),
  column("type_multiplier", "DOUBLE", "0, 0.25, 0.5, 1, 2 or 4; null for a status move.", true),
  column("stab", "DOUBLE", "1.5 with the same-type attack bonus, else 1; null for a status move.", true),
  column("damage_min", "INT32", "HP of the weakest hit without a critical hit.", true),
  column("damage_max", "INT32", "HP of the strongest hit without a critical hit.", true),
  column("hp_b", "INT32", "Full HP of B."),
  column("speed_a", "INT32", "Real Speed of A."),
  column("speed_b", "INT32", "Real Speed of B."),
  column("p", "DOUBLE", "Label: chance that A wins the match-up with its best move."),
  column("p_move", "DOUBLE", "Label: chance that A wins when it uses the move now."),
  column("p_move_low", "DOUBLE", "Lower bound of p_move."),
  column("p_move_high", "DOUBLE", "Upper bound of p_move."),
  column("is_recommended", "BOOLEAN", "Whether the move is the recommended one."),
];
