import type { Api, RouteContext } from "./route-context.ts";

/** `GET /metrics`, for Prometheus. */
export function metricsRoutes(app: Api, { metrics }: RouteContext): void {
  app.get("/metrics", { logLevel: "warn", schema: { hide: true } }, async (_request, reply) =>
    reply
      .header("content-type", metrics.contentType)
      .header("cache-control", "no-store")
      .send(await metrics.text()),
  );
}
