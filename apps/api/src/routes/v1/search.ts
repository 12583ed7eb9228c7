import { SEARCH_KINDS, searchQuerySchema, searchResponseSchema } from "@predictiondex/contract";
import { sendRecent } from "../../v1/answer.ts";
import { createFilterReader } from "../../v1/filters.ts";
import { searchAll } from "../../v1/search.ts";
import { type Api, NOT_MODIFIED, problems, type RouteContext } from "../route-context.ts";

/** `GET /v1/search`: one box for everything. */
export function v1SearchRoutes(app: Api, { catalogue }: RouteContext): void {
  app.get(
    "/v1/search",
    {
      schema: {
        operationId: "search",
        tags: ["catalogue"],
        summary: "Pokémon, moves, types and trainers by what people type, best match first",
        querystring: searchQuerySchema,
        response: { 200: searchResponseSchema, ...NOT_MODIFIED, ...problems(422, 503) },
      },
    },
    async (request, reply) => {
      const now = catalogue();
      return sendRecent(now, request, reply, (faults) => {
        const { q, kinds, limit } = request.query;
        const wanted = createFilterReader(faults).words("kinds", kinds, SEARCH_KINDS);
        return { query: q, items: searchAll(now, q, wanted, limit) };
      });
    },
  );
}
