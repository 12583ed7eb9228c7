import { MissingError, moveDetail, moveItem, movesOfType } from "@predictiondex/answers";
import {
  idParamsSchema,
  moveDetailSchema,
  moveOfTypeSchema,
  moveSchema,
  moveSearchQuerySchema,
  movesOfTypeQuerySchema,
  typeNameParamsSchema,
} from "@predictiondex/contract";
import { z } from "zod";
import { type Api, NOT_MODIFIED, problems, type RouteContext, sendFrom } from "./route-context.ts";

const tags = ["moves"];

/** The moves: list, search, by type, one with all that is known of it. */
export function moveRoutes(app: Api, { catalogue }: RouteContext): void {
  app.get(
    "/moves/",
    {
      schema: {
        operationId: "listMoves",
        tags,
        summary: "All 226 moves",
        response: { 200: z.array(moveSchema), ...NOT_MODIFIED, ...problems(503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      return sendFrom(now, request, reply, "moves", () => now.data.moves.map((m) => moveItem(now, m)));
    },
  );

  app.get(
    "/moves/search",
    {
      schema: {
        operationId: "searchMoves",
        tags,
        summary: "Moves by name, best match first",
        querystring: moveSearchQuerySchema,
        response: { 200: z.array(moveSchema), ...problems(422, 503) },
      },
    },
    async ({ query }) => {
      const now = catalogue();
      return now.names.searchMoves(query.name).map((move) => moveItem(now, move));
    },
  );

  app.get(
    "/moves/by-type/:type",
    {
      schema: {
        operationId: "listMovesOfType",
        tags,
        summary: "The moves of a type; empty for an unknown type or Pokémon",
        params: typeNameParamsSchema,
        querystring: movesOfTypeQuerySchema,
        response: { 200: z.array(moveOfTypeSchema), ...problems(422, 503) },
      },
    },
    async ({ params, query }) => {
      const now = catalogue();
      const type = now.findType(params.type);
      const form = query.pokemon_id === undefined ? undefined : now.forms.get(query.pokemon_id);
      if (type === undefined || (query.pokemon_id !== undefined && form === undefined)) return [];
      return movesOfType(now, type.slug, form);
    },
  );

  app.get(
    "/moves/id/:id",
    {
      schema: {
        operationId: "getMove",
        tags,
        summary: "One move",
        params: idParamsSchema,
        response: { 200: moveDetailSchema, ...NOT_MODIFIED, ...problems(404, 422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const { id } = request.params;
      const move = now.moves.get(id);
      if (move === undefined) {
        throw new MissingError(
          {
            en: `id: no move has the id ${id}; ids are 1–${now.moves.size}`,
            fr: `id : aucune capacité n’a l’identifiant ${id} ; ils vont de 1 à ${now.moves.size}`,
          },
          "id",
        );
      }
      return sendFrom(now, request, reply, `move ${id}`, () => moveDetail(now, move));
    },
  );
}
