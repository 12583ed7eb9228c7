import table from "./version-exclusives.json" with { type: "json" };

/** The two games. */
export const GAME_VERSIONS = ["pikachu", "eevee"] as const;
export type GameVersion = (typeof GAME_VERSIONS)[number];

/** Where the table of exclusive forms comes from (`scripts/build-version-exclusives.ts`). */
export const EXCLUSIVES_SOURCE: { readonly name: string; readonly revision: string } = table.source;

const GAME_OF: ReadonlyMap<string, GameVersion> = new Map(
  GAME_VERSIONS.flatMap((game) => table[game].map((form) => [form, game] as const)),
);

/** The one game where a form can be had without trading with the other; undefined where both have it, or neither. */
export function exclusiveTo(form: string): GameVersion | undefined {
  return GAME_OF.get(form);
}
