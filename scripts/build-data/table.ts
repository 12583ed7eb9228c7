export type Cell = string | number | null;

/** One CSV file to write. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The table as RFC 4180 text, with line feeds; null is the empty cell. */
export function toCsv(table: Table): string {
  for (const row of table.rows) {
    if (row.length !== table.columns.length)
      throw new Error(`${table.file}: ${row.length} cells for ${table.columns.length} columns: ${row}`);
  }
  return [table.columns, ...table.rows].map((row) => `${row.map(toCell).join(",")}\n`).join("");
}

function toCell(value: Cell): string {
  const text = value === null ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
