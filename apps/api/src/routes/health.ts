import { PREDICTOR_VERSION } from "@predictiondex/answers";
import { healthSchema, readySchema } from "@predictiondex/contract";
import { type Api, problems, type RouteContext } from "./route-context.ts";

/** `GET /health`: 200 while the process lives, with what is missing. `GET /ready`: 200 once it can answer. */
export function healthRoutes(app: Api, { catalogue, source, version }: RouteContext): void {
  app.get(
    "/health",
    {
      logLevel: "warn",
      schema: {
        operationId: "getHealth",
        tags: ["health"],
        summary: "Whether the API lives, and what it still lacks",
        response: { 200: healthSchema },
      },
    },
    async (_request, reply) => {
      const snapshot = source.current();
      const has = { database: source.isDatabaseUp(), data: snapshot !== undefined };
      // The predictor computes from the rules: where the data are, it is.
      const parts = { ...has, model: has.data };
      reply.header("cache-control", "no-store");
      return {
        status: parts.data && parts.model ? ("healthy" as const) : ("starting" as const),
        ...parts,
        missing: (["database", "data", "model"] as const).filter((part) => !parts[part]),
        data_version: snapshot?.dataVersion ?? null,
        version,
      };
    },
  );

  app.get(
    "/ready",
    {
      logLevel: "warn",
      schema: {
        operationId: "getReady",
        tags: ["health"],
        summary: "Whether the API can answer; 503 says what is missing",
        response: { 200: readySchema, ...problems(503) },
      },
    },
    async (_request, reply) => {
      reply.header("cache-control", "no-store");
      const { snapshot } = catalogue();
      return {
        ready: true as const,
        database: source.isDatabaseUp(),
        dataVersion: snapshot.dataVersion,
        predictorVersion: PREDICTOR_VERSION,
        model: snapshot.model?.version ?? null,
      };
    },
  );
}
