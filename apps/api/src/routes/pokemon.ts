import { findForm, pokemonDetail, pokemonItem, weaknesses } from "@predictiondex/answers";
import {
  idParamsSchema,
  pokemonDetailSchema,
  pokemonSchema,
  pokemonSearchQuerySchema,
  weaknessSchema,
} from "@predictiondex/contract";
import { z } from "zod";
import { type Api, NOT_MODIFIED, problems, type RouteContext, sendFrom } from "./route-context.ts";

const tags = ["pokemon"];

/** The Pokémon: list, search, one with all that is known of it, and what each type does to it. */
export function pokemonRoutes(app: Api, { catalogue }: RouteContext): void {
  app.get(
    "/pokemon/",
    {
      schema: {
        operationId: "listPokemon",
        tags,
        summary: "All 188 forms",
        response: { 200: z.array(pokemonSchema), ...NOT_MODIFIED, ...problems(503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      return sendFrom(now, request, reply, "pokemon", () => now.data.forms.map((f) => pokemonItem(now, f)));
    },
  );

  app.get(
    "/pokemon/search",
    {
      schema: {
        operationId: "searchPokemon",
        tags,
        summary: "Forms by name or number, best match first",
        querystring: pokemonSearchQuerySchema,
        response: { 200: z.array(pokemonSchema), ...problems(422, 503) },
      },
    },
    async ({ query }) => {
      const now = catalogue();
      const language = query.lang === "jp" ? "ja" : query.lang;
      return now.names.searchForms(query.name, language).map((form) => pokemonItem(now, form));
    },
  );

  app.get(
    "/pokemon/:id",
    {
      schema: {
        operationId: "getPokemon",
        tags,
        summary: "One form with stats and moves",
        params: idParamsSchema,
        response: { 200: pokemonDetailSchema, ...NOT_MODIFIED, ...problems(404, 422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const form = findForm(now, request.params.id);
      return sendFrom(now, request, reply, `pokemon ${form.id}`, () => pokemonDetail(now, form));
    },
  );

  app.get(
    "/pokemon/:id/weaknesses",
    {
      schema: {
        operationId: "getPokemonWeaknesses",
        tags,
        summary: "What each of the 18 types does to a form",
        params: idParamsSchema,
        response: { 200: z.array(weaknessSchema), ...NOT_MODIFIED, ...problems(404, 422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      const form = findForm(now, request.params.id);
      return sendFrom(now, request, reply, `weaknesses ${form.id}`, () => weaknesses(now, form));
    },
  );
}
