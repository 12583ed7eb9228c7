import { z } from "zod";
import type { Api, RouteContext } from "./route-context.ts";

/** `GET /metrics`, for Prometheus. */
export function metricsRoutes(app: Api, { metrics }: RouteContext): void {
  app.get(
    "/metrics",
    {
      logLevel: "warn",
      schema: {
        operationId: "getMetrics",
        tags: ["health"],
        summary: "What the API counts of itself, for Prometheus",
        response: {
          200: { description: "Prometheus' text format.", content: { "text/plain": { schema: z.string() } } },
        },
      },
    },
    async (_request, reply) =>
      reply
        .header("content-type", metrics.contentType)
        .header("cache-control", "no-store")
        .send(await metrics.text()),
  );
}
