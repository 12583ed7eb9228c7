import { readCsvRows } from "./csv-rows.ts";
import { BUNDLED_DIRECTORY } from "./tables.ts";

/** Where facts of the tables come from. */
export interface Source {
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  /** Commit or date that fixes what was read. */
  readonly revision: string;
  readonly licence: string;
  /** The tables and fields that rest on it. */
  readonly covers: string;
}

/**
 * Provenance of the committed tables.
 * @throws {DataInvalidError} for a malformed list
 */
export function loadBundledSources(directory: string = BUNDLED_DIRECTORY): readonly Source[] {
  const columns = ["slug", "name", "url", "revision", "licence", "covers"];
  return readCsvRows(directory, "sources.csv", columns).map((row) => ({
    slug: row.filled("slug"),
    name: row.filled("name"),
    url: row.filled("url"),
    revision: row.filled("revision"),
    licence: row.filled("licence"),
    covers: row.filled("covers"),
  }));
}
