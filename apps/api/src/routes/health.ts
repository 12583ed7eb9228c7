import { PREDICTOR_VERSION } from "@predictiondex/answers";
import { healthSchema, readySchema } from "@predictiondex/contract";
import { PartsMissingError } from "../request-errors.ts";
import { type Api, problems, type RouteContext } from "./route-context.ts";

const PARTS = ["database", "data", "model"] as const;

/** `GET /health`: 200 while the process lives, with what is missing. `GET /ready`: 200 once it can answer. */
export function healthRoutes(app: Api, { source, version }: RouteContext): void {
  const look = () => {
    const snapshot = source.current();
    const parts = {
      database: source.isDatabaseUp(),
      data: snapshot !== undefined,
      model: snapshot?.model !== undefined,
    };
    return { snapshot, parts, missing: PARTS.filter((part) => !parts[part]) };
  };
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
      const { snapshot, parts, missing } = look();
      reply.header("cache-control", "no-store");
      return {
        // Without a model it answers by the rules.
        status: parts.data ? ("healthy" as const) : ("starting" as const),
        ...parts,
        missing,
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
      const { snapshot, missing } = look();
      if (snapshot === undefined) throw new PartsMissingError(missing);
      return {
        ready: true as const,
        database: source.isDatabaseUp(),
        dataVersion: snapshot.dataVersion,
        predictorVersion: PREDICTOR_VERSION,
        model: snapshot.model?.version ?? null,
        missing,
      };
    },
  );
}
