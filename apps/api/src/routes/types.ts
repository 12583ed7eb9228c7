import { affinities, MissingError, pokemonItem, showValue, typeItem } from "@predictiondex/answers";
import {
  affinityByNameQuerySchema,
  affinityQuerySchema,
  affinitySchema,
  pokemonSchema,
  typeIdParamsSchema,
  typeNameParamsSchema,
  typeSchema,
} from "@predictiondex/contract";
import type { Type, TypeName } from "@predictiondex/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Catalogue } from "../catalogue.ts";
import { type Api, NOT_MODIFIED, problems, type RouteContext, sendFrom } from "./route-context.ts";

const tags = ["types"];

/** The types: list, chart, and the Pokémon of each. */
export function typeRoutes(app: Api, { catalogue }: RouteContext): void {
  app.get(
    "/types/",
    {
      schema: {
        operationId: "listTypes",
        tags,
        summary: "The 18 types",
        response: { 200: z.array(typeSchema), ...NOT_MODIFIED, ...problems(503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      return sendFrom(now, request, reply, "types", () => now.data.types.map(typeItem));
    },
  );

  app.get(
    "/types/affinities",
    {
      schema: {
        operationId: "listAffinities",
        tags,
        summary: "The type chart, or the part of it that ids pick",
        querystring: affinityQuerySchema,
        response: { 200: z.array(affinitySchema), ...NOT_MODIFIED, ...problems(422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const { attacking_type_id, defending_type_id } = request.query;
      return sendAffinities(
        now,
        request,
        reply,
        typeById(now, attacking_type_id)?.slug,
        typeById(now, defending_type_id)?.slug,
      );
    },
  );

  app.get(
    "/types/affinities/by-name",
    {
      schema: {
        operationId: "listAffinitiesByName",
        tags,
        summary: "The type chart, or the part of it that names pick",
        querystring: affinityByNameQuerySchema,
        response: { 200: z.array(affinitySchema), ...NOT_MODIFIED, ...problems(404, 422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const { query } = request;
      const attacking = query.attacking ?? query.attacking_type;
      const defending = query.defending ?? query.defending_type;
      return sendAffinities(
        now,
        request,
        reply,
        attacking === undefined ? undefined : typeByName(now, "attacking", attacking).slug,
        defending === undefined ? undefined : typeByName(now, "defending", defending).slug,
      );
    },
  );

  app.get(
    "/types/:id/pokemon",
    {
      schema: {
        operationId: "listPokemonOfType",
        tags,
        summary: "The Pokémon of a type",
        params: typeIdParamsSchema,
        response: { 200: z.array(pokemonSchema), ...NOT_MODIFIED, ...problems(404, 422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      return sendPokemonOfType(now, request, reply, typeById(now, request.params.id)!);
    },
  );

  app.get(
    "/types/by-name/:type/pokemon",
    {
      schema: {
        operationId: "listPokemonOfTypeByName",
        tags,
        summary: "The Pokémon of a type, by its name",
        params: typeNameParamsSchema,
        response: { 200: z.array(pokemonSchema), ...NOT_MODIFIED, ...problems(404, 422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      return sendPokemonOfType(now, request, reply, typeByName(now, "type", request.params.type));
    },
  );
}

function sendAffinities(
  catalogue: Catalogue,
  request: FastifyRequest,
  reply: FastifyReply,
  attacking: Type | undefined,
  defending: Type | undefined,
): FastifyReply {
  const key = `affinities ${attacking ?? "any"} ${defending ?? "any"}`;
  return sendFrom(catalogue, request, reply, key, () => affinities(catalogue, attacking, defending));
}

function sendPokemonOfType(
  catalogue: Catalogue,
  request: FastifyRequest,
  reply: FastifyReply,
  { slug }: TypeName,
): FastifyReply {
  return sendFrom(catalogue, request, reply, `pokemon of ${slug}`, () =>
    catalogue.data.forms
      .filter((form) => form.types.some((type) => type === slug))
      .map((form) => pokemonItem(catalogue, form)),
  );
}

function typeById({ data }: Catalogue, id: number | undefined): TypeName | undefined {
  if (id === undefined) return undefined;
  const type = data.types.find((known) => known.id === id);
  if (type !== undefined) return type;
  throw new MissingError(
    {
      en: `id: no type has the id ${id}; ids are 1–${data.types.length}`,
      fr: `id : aucun type n’a l’identifiant ${id} ; ils vont de 1 à ${data.types.length}`,
    },
    "id",
  );
}

function typeByName(catalogue: Catalogue, field: string, name: string): TypeName {
  const type = catalogue.findType(name);
  if (type !== undefined) return type;
  const shown = showValue(name).en;
  throw new MissingError(
    {
      en: `${field}: no type is called ${shown}`,
      fr: `${field} : aucun type ne s’appelle ${shown}`,
    },
    field,
  );
}
