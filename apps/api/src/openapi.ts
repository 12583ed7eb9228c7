import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { requiredScope } from "./access/required-scope.ts";
import { type CachedBody, createCachedBody, sendCached } from "./cached-body.ts";
import { GUARD_PROBLEMS } from "./routes/route-context.ts";
import { tidyDocument } from "./tidy-document.ts";

const DESCRIPTION = `Who wins a battle of Pokémon: Let's Go, Pikachu! / Let's Go, Eevee!, and with which move.

Paths, parameters, ids and fields of the first PredictionDex work as they did there. Names are found in French, English and
Japanese, accents and case aside. Errors are problems by RFC 9457, in the language of \`Accept-Language\` (\`en\`, \`fr\`).
Where the host asks for a key, it is sent in the header \`X-API-Key\`; none is a 401, a wrong or revoked one a 403.

Pokémon and its names are trademarks of Nintendo, Creatures and GAME FREAK; this project is not affiliated with them.`;

/** Only what the page itself ships: nothing is loaded from elsewhere. */
const DOCS_CSP = {
  "default-src": ["'none'"],
  "connect-src": ["'self'"],
  "font-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "script-src": ["'self'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="150" height="40"><text x="0" y="27" fill="#fff"
 font-family="sans-serif" font-size="20" font-weight="700">PredictionDex</text></svg>`;

/** Documents what the guard does with a route: an open one needs no key, any other may answer that one is missing. */
const transform: typeof jsonSchemaTransform = (input) => {
  const { schema, route, url } = input;
  const isOpen = requiredScope(String(route.method), url) === undefined;
  const guarded = isOpen
    ? { ...schema, security: [] }
    : { ...schema, response: { ...Object(schema?.response), ...GUARD_PROBLEMS } };
  return jsonSchemaTransform({ ...input, schema: guarded });
};

/** Registers what writes the OpenAPI document; to be called before the routes. */
export async function registerOpenApi(
  app: FastifyInstance,
  version: string,
  keyRequired: boolean,
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "PredictionDex API", description: DESCRIPTION, version, license: { name: "MIT" } },
      tags: [
        {
          name: "catalogue",
          description: "Version 1: lists with paging, order, filters and sparse fields; search",
        },
        { name: "data", description: "Where the answers come from" },
        { name: "prediction", description: "Who wins, with which move" },
        { name: "model", description: "The trained model: card, drift, experiments" },
        { name: "pokemon", description: "The 188 forms" },
        { name: "moves", description: "The 226 moves, with their Let's Go values" },
        { name: "types", description: "The 18 types and their chart" },
        { name: "health", description: "The state of the API" },
      ],
      components: {
        securitySchemes: {
          apiKey: {
            ...{ type: "apiKey", in: "header", name: "X-API-Key" },
            description: "Made with `predictiondex keys`; not needed where the host asks for none.",
          },
        },
      },
      // An empty requirement makes the key optional.
      security: [...(keyRequired ? [] : [{}]), { apiKey: [] }],
    },
    transform,
    transformObject: (document) => tidyDocument(jsonSchemaTransformObject(document)),
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: DOCS_CSP,
    uiConfig: { docExpansion: "list", tryItOutEnabled: true },
    theme: { title: "PredictionDex API" },
    logo: { type: "image/svg+xml", content: Buffer.from(LOGO), href: "/docs" },
  });
}

/** Registers `/openapi.json`, and the first PredictionDex's `/redoc`, which now leads to `/docs`. */
export function openApiRoutes(app: FastifyInstance): void {
  let body: CachedBody | undefined;
  app.get("/openapi.json", { schema: { hide: true } }, async (request, reply) => {
    body ??= createCachedBody(app.swagger());
    return sendCached(request, reply, body);
  });
  app.get("/redoc", { schema: { hide: true } }, async (_request, reply) => reply.redirect("/docs"));
}
