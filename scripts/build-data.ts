// Makes every table of `data/` from recorded or live PokéAPI answers, the trainers' and the ids' lists:
//   node scripts/build-data.ts --pokeapi <folder or base URL> --trainers <csv> --ids <csv> [--out data]
// The same input gives the same bytes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { openPokeApi } from "./build-data/pokeapi.ts";
import { buildPokeApiTables } from "./build-data/pokeapi-tables.ts";
import { toCsv } from "./build-data/table.ts";
import { buildTrainerTables, type TrainerRow } from "./build-data/trainer-tables.ts";

const { values } = parseArgs({
  options: {
    pokeapi: { type: "string" },
    trainers: { type: "string" },
    ids: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
    out: { type: "string", default: join(import.meta.dirname, "..", "data") },
  },
});
const { pokeapi, trainers, ids, out, help } = values;
const USAGE =
  "usage: build-data --pokeapi <folder or base URL> --trainers <csv> --ids <csv> [--out <folder>]";
if (help) {
  console.log(USAGE);
  process.exit(0);
}
if (pokeapi === undefined || trainers === undefined || ids === undefined) {
  console.error(USAGE);
  process.exit(2);
}

const roster = readCsv(ids).map((row) => ({
  kind: row.kind!,
  id: Number(row.id),
  slug: row.slug!,
  frenchAlias: row.name_fr_there!,
}));
const tables = await buildPokeApiTables(openPokeApi(pokeapi), roster);
mkdirSync(out, { recursive: true });
for (const table of [...tables, ...buildTrainerTables(readCsv(trainers), tables)]) {
  writeFileSync(join(out, table.file), toCsv(table));
  console.log(`${table.file}: ${table.rows.length} rows`);
}

function readCsv(file: string): TrainerRow[] {
  return parse(readFileSync(file, "utf8"), { columns: true });
}
