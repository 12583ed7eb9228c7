// Writes which forms can be had in only one of the two games, for the page's filters:
//   node scripts/build-version-exclusives.ts --csv <PokéAPI's data/v2/csv> --revision <its commit> [--out FILE]
// A form can be had in a game where PokéAPI's encounters name it (met, given or traded by a person of the game), where
// it evolves from one that can, or is the Mega Evolution of one. The same input gives the same bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { loadBundledFacts } from "../data/src/index.ts";

const GAMES = ["pikachu", "eevee"] as const;
type Game = (typeof GAMES)[number];

/** Each game's partner, which encounters don't name and nobody can trade. */
const PARTNERS: Readonly<Record<Game, string>> = { pikachu: "pikachu-starter", eevee: "eevee-starter" };

const { values } = parseArgs({
  options: {
    csv: { type: "string" },
    revision: { type: "string" },
    out: { type: "string", default: join(import.meta.dirname, "../apps/web/src/version-exclusives.json") },
  },
});
const { csv, revision } = values;
if (csv === undefined || revision === undefined) throw new Error("--csv and --revision are both needed");

const { forms, evolutions } = loadBundledFacts();
const available = { pikachu: availableIn("pikachu"), eevee: availableIn("eevee") };
const onlyIn = (game: Game, other: Game): readonly string[] =>
  forms.map(({ slug }) => slug).filter((slug) => available[game].has(slug) && !available[other].has(slug));
const exclusives = { pikachu: onlyIn("pikachu", "eevee"), eevee: onlyIn("eevee", "pikachu") };
const source = { name: "PokeAPI/pokeapi, encounters", revision };
writeFileSync(values.out, `${JSON.stringify({ source, ...exclusives }, undefined, 2)}\n`);
console.log(GAMES.map((game) => `only in ${game}: ${exclusives[game].length} forms`).join("\n"));

/** Slugs of the forms that can be had in a game without the other one. */
function availableIn(game: Game): ReadonlySet<string> {
  const version = rows("versions.csv").find(({ identifier }) => identifier === `lets-go-${game}`)?.id;
  if (version === undefined) throw new Error(`versions.csv names no lets-go-${game}`);
  const slugs = new Map(rows("pokemon.csv").map(({ id, identifier }) => [id, identifier]));
  const found = new Set<string>([PARTNERS[game]]);
  for (const { version_id, pokemon_id } of rows("encounters.csv")) {
    if (version_id === version) found.add(slugs.get(pokemon_id) ?? "");
  }
  const ways = [
    ...evolutions.map(({ from, to }) => ({ from, to })),
    ...forms
      .filter(({ kind }) => kind === "mega")
      .map(({ slug, species }) => ({ from: species as string, to: slug })),
  ];
  // An evolution can evolve again, and have a Mega.
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { from, to } of ways) if (found.has(from)) found.add(to);
  }
  return found;
}

function rows(file: string): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(join(csv!, file)), { columns: true });
}
