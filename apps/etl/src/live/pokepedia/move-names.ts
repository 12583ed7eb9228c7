import { foldName, type Move } from "@predictiondex/core";

/** Generation-7 spellings that do not fold to today's names: as these pages have them → today's. */
const GENERATION_7_SPELLINGS: Readonly<Record<string, string>> = {
  "Bomb-Beurk": "Bombe Beurk",
  "Bomb'Œuf": "Bombe Œuf",
  "Cru-Aile": "Cru-Ailes",
  "Danse Flamme": "Danse Flammes",
  "Danse-Fleur": "Danse Fleurs",
  "Danse-Lames": "Danse Lames",
  Dracochoc: "Draco-Choc",
  "Poing de Feu": "Poing Feu",
  Sonicboom: "Sonic Boom",
  "Vol-Vie": "Vole-Vie",
};

/** Finds a move by its French name, today's or that of the seventh generation; undefined for an unknown one. */
export type FindMove = (frenchName: string) => string | undefined;

/** Makes the search over the moves of the game. */
export function createMoveFinder(moves: readonly Move[]): FindMove {
  const slugs = new Map(moves.map(({ slug, names }) => [foldName(names.fr), slug]));
  for (const [old, today] of Object.entries(GENERATION_7_SPELLINGS)) {
    const slug = slugs.get(foldName(today));
    if (slug !== undefined) slugs.set(foldName(old), slug);
  }
  return (name) => slugs.get(foldName(name));
}
