import { API_KEY_SCOPES, type ApiKeyScope } from "@predictiondex/db";

/** What anybody may see: the state of the API and its documentation. */
const OPEN_ROUTES: ReadonlySet<string> = new Set([
  "/health",
  "/ready",
  "/metrics",
  "/openapi.json",
  "/redoc",
]);

/** The scope that a route asks for; undefined where it is open to all. What computes asks for `predict`. */
export function requiredScope(
  method: string,
  route: string | undefined,
): Exclude<ApiKeyScope, "admin"> | undefined {
  // No route: the answer is a 404.
  if (route === undefined || OPEN_ROUTES.has(route) || /^\/docs(\/|$)/.test(route)) return undefined;
  if (method === "POST" || /^\/v1\/(predict|simulate|damage)(\/|$)/.test(route)) return "predict";
  return "read";
}

/** Whether a key with these scopes may do what asks for `wanted`: who may predict may read, and an admin may all. */
export function hasScope(scopes: readonly ApiKeyScope[], wanted: ApiKeyScope): boolean {
  const rank = (scope: ApiKeyScope): number => API_KEY_SCOPES.indexOf(scope);
  return scopes.some((scope) => rank(scope) >= rank(wanted));
}
