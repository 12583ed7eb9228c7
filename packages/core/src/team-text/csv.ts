/** A table's text cut into cells. */
export interface CsvTable {
  /** Rows that hold anything, with the line on which each begins, from 1. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Line of a quote that is never closed. */
  readonly openQuote: number | undefined;
}

/** Reads RFC 4180, with `;` or tabs for commas where the first line has more of them, and any ends of lines. */
export function parseCsv(text: string): CsvTable {
  const source = text.replace(/^\uFEFF/, "");
  const separator = findSeparator(source);
  const rows: { line: number; cells: string[] }[] = [];
  let [cells, cell, line, rowLine]: [string[], string, number, number] = [[], "", 1, 1];
  let openQuote: number | undefined;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== "")) rows.push({ line: rowLine, cells });
    cells = [];
    cell = "";
  };
  for (let at = 0; at < source.length; at++) {
    const letter = source[at]!;
    if (openQuote !== undefined) {
      if (letter === '"' && source[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (letter === '"') openQuote = undefined;
      else {
        cell += letter;
        if (letter === "\n") line++;
      }
    } else if (letter === '"' && cell.trim() === "") {
      openQuote = line;
      cell = "";
    } else if (letter === separator) {
      cells.push(cell);
      cell = "";
    } else if (letter === "\n" || letter === "\r") {
      endRow();
      if (letter === "\r" && source[at + 1] === "\n") at++;
      rowLine = ++line;
    } else cell += letter;
  }
  endRow();
  return { rows, openQuote };
}

/** Writes RFC 4180 with line feeds. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quote).join(",")}\n`).join("");
}

function quote(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function findSeparator(text: string): string {
  const [first = ""] = text.split(/\r|\n/, 1);
  const count = (separator: string): number => first.split(separator).length;
  return [",", ";", "\t"].toSorted((left, right) => count(right) - count(left))[0]!;
}
