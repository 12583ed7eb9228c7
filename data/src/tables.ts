import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the committed tables. */
export const BUNDLED_DIRECTORY: string = join(import.meta.dirname, "..");

/** Files of the committed tables; `sources.csv` beside them tells where they come from. */
export const BUNDLED_TABLES = [
  "types.csv",
  "type-effectiveness.csv",
  "species.csv",
  "forms.csv",
  "evolutions.csv",
  "moves.csv",
  "machines.csv",
  "learnsets.csv",
  "natures.csv",
  "trainers.csv",
  "trainer-pokemon.csv",
] as const;
export type BundledTable = (typeof BUNDLED_TABLES)[number];

/** What identifies the bytes of a table. */
export interface TableDigest {
  readonly file: BundledTable;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The digest of every table, in the order of `BUNDLED_TABLES`. */
export function digestBundledTables(directory: string = BUNDLED_DIRECTORY): readonly TableDigest[] {
  return BUNDLED_TABLES.map((file) => {
    const content = readFileSync(join(directory, file));
    return { file, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
  });
}
