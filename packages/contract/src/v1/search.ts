import { TYPES } from "@predictiondex/core";
import { z } from "zod";

/** What the search finds. */
export const SEARCH_KINDS = ["pokemon", "move", "type", "trainer"] as const;

/** Query of `GET /v1/search`. */
export const searchQuerySchema = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .describe(
      "A name or its parts in any language, or a number such as `#025` or `n°025`; accents and typos forgiven.",
    )
    .meta({ examples: ["mega dracaufeu x"] }),
  kinds: z
    .string()
    .max(60)
    .optional()
    .describe("What to look for, joined by commas: `pokemon`, `move`, `type`, `trainer`. All when left out."),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** Something found; `names` lacks `ja` where no source tells it. */
export const searchHitSchema = z
  .object({
    kind: z.enum(SEARCH_KINDS),
    slug: z.string(),
    id: z.int().nullable().describe("Null for a trainer."),
    names: z.object({ en: z.string(), fr: z.string(), ja: z.string().optional() }),
    types: z.array(z.enum(TYPES)).describe("Types of a Pokémon, the type of a move, a type itself."),
    detail: z
      .object({ en: z.string(), fr: z.string() })
      .nullable()
      .describe("Where the trainer is met, or the category of the move."),
    url: z.string().describe("Address of all that is known of it."),
  })
  .meta({ id: "SearchHit" });

/** Answer of `GET /v1/search`, best match first. */
export const searchResponseSchema = z
  .object({ query: z.string(), items: z.array(searchHitSchema) })
  .meta({ id: "SearchResponse" });

export type SearchHit = z.infer<typeof searchHitSchema>;
export type SearchResponse = z.infer<typeof searchResponseSchema>;
