import { MissingError, resourcesOf, showValue } from "@predictiondex/answers";
import { keyParamsSchema, oneQuerySchema, pageSchema } from "@predictiondex/contract";
import type { z } from "zod";
import { sendRecent } from "../../v1/answer.ts";
import {
  type Collection,
  LEARNSETS,
  MOVES,
  NATURES,
  POKEMON,
  TRAINERS,
  TYPE_LIST,
} from "../../v1/collections.ts";
import { createFilterReader } from "../../v1/filters.ts";
import { makePage, makePick, type PageQuery } from "../../v1/list-page.ts";
import { type Api, NOT_MODIFIED, problems, type RouteContext } from "../route-context.ts";

/** The collections of `/v1`: lists with paging, order, filters and sparse fields, and each row by its key. */
export function v1CatalogueRoutes(app: Api, context: RouteContext): void {
  collectionRoutes(app, context, POKEMON);
  collectionRoutes(app, context, MOVES);
  collectionRoutes(app, context, TYPE_LIST);
  collectionRoutes(app, context, LEARNSETS);
  collectionRoutes(app, context, NATURES);
  collectionRoutes(app, context, TRAINERS);
}

function collectionRoutes<T extends object, Q extends z.ZodObject>(
  app: Api,
  { catalogue }: RouteContext,
  collection: Collection<T, Q>,
): void {
  const { name, word, summary, item, index } = collection;
  const fields = Object.keys(item.shape);
  app.get(
    `/v1/${name}`,
    {
      schema: {
        operationId: `listV1${word}`,
        tags: ["catalogue"],
        summary,
        querystring: collection.query,
        response: { 200: pageSchema(item, `${word}Page`), ...NOT_MODIFIED, ...problems(422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      return sendRecent(now, request, reply, (faults) => {
        const query = request.query as z.output<Q> & PageQuery;
        const rows = collection.filter(resourcesOf(now), query, createFilterReader(faults));
        return makePage(rows, fields, query, request.url, faults);
      });
    },
  );
  if (index === undefined) return;
  app.get(
    `/v1/${name}/:key`,
    {
      schema: {
        operationId: `getV1${word}`,
        tags: ["catalogue"],
        summary: `One of them, by its id, slug or name`,
        params: keyParamsSchema.extend({
          key: keyParamsSchema.shape.key.meta({ examples: [collection.example] }),
        }),
        querystring: oneQuerySchema,
        response: { 200: item, ...NOT_MODIFIED, ...problems(404, 422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const keys = index(resourcesOf(now));
      const { key } = request.params;
      const found = keys.find(key);
      if (found === undefined) throw missing(key, keys.nearest(key) as Named | undefined);
      return sendRecent(now, request, reply, (faults) =>
        makePick(fields, request.query.fields, faults)(found),
      );
    },
  );
}

interface Named {
  readonly slug: string;
  readonly names: { readonly en: string; readonly fr: string };
}

function missing(key: string, nearest: Named | undefined): MissingError {
  const shown = showValue(key).en;
  const en = nearest === undefined ? "" : `; did you mean ${nearest.names.en} (${nearest.slug})?`;
  const fr = nearest === undefined ? "" : ` ; voulais-tu dire ${nearest.names.fr} (${nearest.slug}) ?`;
  return new MissingError(
    {
      en: `key: nothing here is called ${shown}${en}`,
      fr: `key : rien ne s’appelle ${shown} ici${fr}`,
    },
    "key",
  );
}
