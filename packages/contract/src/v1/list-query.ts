import { z } from "zod";

/** Rows that a list gives at once where the request names no number. */
export const DEFAULT_LIMIT = 50;
/** The most rows that a list gives at once. */
export const MAX_LIMIT = 500;

const list = (what: string) => z.string().min(1).max(400).optional().describe(what);

/** What every list takes: paging, order and sparse fields. */
export const listQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT).describe("Rows in the answer."),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0).describe("Rows to skip."),
  sort: list("Fields to sort by, joined by commas; `-` before one turns it round: `-speed,slug`."),
  fields: list("Fields to answer with, joined by commas: `slug,names`. All when left out."),
});

/** Query of what takes no parameters. */
export const noQuerySchema = z.strictObject({});

/** Query of a single resource. */
export const oneQuerySchema = z.strictObject({ fields: listQuerySchema.shape.fields });

const names = (what: string) =>
  list(`${what}: slugs, or names in French, English or Japanese, joined by commas.`);
const number = z.coerce.number().int().min(-1000).max(1000).optional();

/** Query of `GET /v1/pokemon`. */
export const pokemonListQuerySchema = listQuerySchema.extend({
  q: z.string().max(100).optional().describe("Part of a name, or a number such as `#025`."),
  type: names("Types, of which a form must have one"),
  kind: list("Kinds of form, joined by commas: `base`, `alola`, `mega`, `starter`."),
  species: names("Species"),
  learns: names("Moves, all of which the form must be able to have"),
});

/** Query of `GET /v1/moves`. */
export const movesListQuerySchema = listQuerySchema.extend({
  q: z.string().max(100).optional().describe("Part of a name."),
  type: names("Types"),
  category: list("`physical`, `special` or `status`, joined by commas."),
  learnedBy: names("Pokémon, all of which must be able to have the move"),
  minPower: number,
  maxPower: number,
});

/** Query of `GET /v1/learnsets`. */
export const learnsetsListQuerySchema = listQuerySchema.extend({
  pokemon: names("Pokémon"),
  move: names("Moves"),
  method: list("`level-up`, `machine` or `tutor`, joined by commas."),
  origin: list("`own`, `pre-evolution` or `base-form`, joined by commas."),
});

/** Query of `GET /v1/natures`. */
export const naturesListQuerySchema = listQuerySchema.extend({
  increased: list("Stat that the nature raises, such as `speed`."),
  decreased: list("Stat that the nature lowers."),
});

/** Query of `GET /v1/trainers`. */
export const trainersListQuerySchema = listQuerySchema.extend({
  q: z.string().max(100).optional().describe("Part of a name or place."),
  version: z
    .enum(["pikachu", "eevee"])
    .optional()
    .describe("Only battles that this version of the game has."),
  pokemon: names("Pokémon, of which the team must have one"),
});

/** Query of `GET /v1/data/report`. */
export const reportQuerySchema = listQuerySchema.extend({
  severity: list("`info`, `warning` or `error`, joined by commas."),
  table: z.string().max(60).optional().describe("Table that the issues are about, such as `move`."),
});

/** Path of a single resource. */
export const keyParamsSchema = z.object({
  key: z
    .string()
    .min(1)
    .max(100)
    .describe("Id, slug, or name in French, English or Japanese; case and accents don't matter."),
});
