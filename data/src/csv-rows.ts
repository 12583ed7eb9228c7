import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DataInvalidError } from "@predictiondex/core";
import { CsvError, parse } from "csv-parse/sync";

/** One line of a table; every reader checks its field and throws a DataInvalidError that names it. */
export class CsvRow {
  /** 1-based, the header being line 1; each row of the tables is one line. */
  readonly line: number;
  readonly #file: string;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #cells: readonly string[];

  constructor(file: string, line: number, columns: ReadonlyMap<string, number>, cells: readonly string[]) {
    this.#file = file;
    this.line = line;
    this.#columns = columns;
    this.#cells = cells;
  }

  /** The cell's text, empty or not. */
  text(field: string): string {
    return this.#cells[this.#columns.get(field)!]!;
  }

  /** The cell's text, which must not be empty. */
  filled(field: string): string {
    return this.text(field) || this.fail(field, "must not be empty");
  }

  integer(field: string, min: number, max: number): number {
    const text = this.text(field);
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < min || value > max)
      this.fail(field, `must be an integer in ${min}–${max}`);
    return value;
  }

  integerOrNull(field: string, min: number, max: number): number | null {
    return this.text(field) === "" ? null : this.integer(field, min, max);
  }

  oneOf<T extends string>(field: string, allowed: readonly T[]): T {
    const text = this.text(field);
    return (
      allowed.find((value) => value === text) ?? this.fail(field, `must be one of ${allowed.join(", ")}`)
    );
  }

  /** A slug that stands in another table. */
  reference(field: string, known: ReadonlySet<string>, table: string): string {
    const slug = this.text(field);
    return known.has(slug) ? slug : this.fail(field, `is not in ${table}`);
  }

  /** @throws {DataInvalidError} naming file, line, field and value */
  fail(field: string, rule: string, value: string = this.text(field)): never {
    throw new DataInvalidError(`${this.#file} line ${this.line}: ${field} ${rule}, got "${value}"`);
  }
}

/** @throws {DataInvalidError} for a missing or malformed file and for other columns than these, in this order */
export function readCsvRows(directory: string, file: string, columns: readonly string[]): readonly CsvRow[] {
  const [header, ...lines] = parseCsv(directory, file);
  if (header?.join() !== columns.join())
    throw new DataInvalidError(
      `${file} line 1: columns must be ${columns.join()}, got "${header?.join() ?? ""}"`,
    );
  const places = new Map(columns.map((column, place) => [column, place]));
  return lines.map((cells, i) => new CsvRow(file, i + 2, places, cells));
}

function parseCsv(directory: string, file: string): readonly (readonly string[])[] {
  let text: string;
  try {
    text = readFileSync(join(directory, file), "utf8");
  } catch (cause) {
    throw new DataInvalidError(`${file}: can't be read in "${directory}"`, { cause });
  }
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new DataInvalidError(`${file} line ${cause.lines}: ${cause.message}`, { cause });
  }
}
