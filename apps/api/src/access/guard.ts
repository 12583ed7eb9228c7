import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { AccessError, KeysMissingError, RateLimitedError } from "../request-errors.ts";
import type { SnapshotSource } from "../snapshot.ts";
import { type Caller, createKeyring } from "./keyring.ts";
import { hasScope, requiredScope } from "./required-scope.ts";

/** Who may do what, and how often. */
export interface AccessOptions {
  /** Whether a key is asked for; without, anybody may read and predict. */
  readonly keyRequired: boolean;
  /** Keys from the environment; they may read and predict. */
  readonly keys: readonly string[];
  /** Requests a minute for each key and address, by scope; 0 is no limit. */
  readonly limits: { readonly read: number; readonly predict: number };
}

/** Anybody may read and predict, as often as they like: the embedded start. */
export const OPEN_ACCESS: AccessOptions = { keyRequired: false, keys: [], limits: { read: 0, predict: 0 } };

const WINDOW_MS = 60_000;
/** Callers whose counts are kept; the least recent goes first. */
const MAX_CALLERS = 20_000;
const NOBODY: Caller = { kind: "anonymous", name: "", scopes: [] };

/**
 * Registers keys and limits; to be called before the routes. A request is counted before its key is judged, so that keys
 * can't be guessed faster than the limit.
 */
export async function registerGuard(
  app: FastifyInstance,
  source: SnapshotSource,
  { keyRequired, keys, limits }: AccessOptions,
): Promise<void> {
  const keyring = createKeyring({
    environmentKeys: keys,
    databaseKeys: () => source.apiKeys(),
    onUse: (id) => source.noteKeyUse(id),
  });
  const callers = new WeakMap<FastifyRequest, Caller | "not known yet">();
  const scopeOf = (request: FastifyRequest) => requiredScope(request.method, request.routeOptions.url);
  app.addHook("onRequest", (request, _reply, done) => {
    const key = request.headers["x-api-key"];
    callers.set(request, keyring.identify(typeof key === "string" ? key : undefined) ?? "not known yet");
    done();
  });
  if (limits.read > 0 || limits.predict > 0) {
    await app.register(rateLimit, {
      global: true,
      timeWindow: WINDOW_MS,
      cache: MAX_CALLERS,
      enableDraftSpec: true,
      max: (request) => limits[scopeOf(request) ?? "read"] || Number.MAX_SAFE_INTEGER,
      keyGenerator: (request) => {
        const caller = callers.get(request);
        const name = typeof caller === "object" ? caller.name : "";
        return `${scopeOf(request)} ${request.ip} ${name}`;
      },
      allowList: (request) => {
        const scope = scopeOf(request);
        const caller = callers.get(request);
        const isAdmin = typeof caller === "object" && caller.scopes.includes("admin");
        return scope === undefined || limits[scope] === 0 || isAdmin;
      },
      errorResponseBuilder: () => new RateLimitedError(),
    });
  }
  if (!keyRequired) return;
  // A shared cache would hand what it keeps to callers without a key.
  app.addHook("onSend", (request, reply, _payload, done) => {
    const cacheControl = String(reply.getHeader("cache-control") ?? "private");
    if (scopeOf(request) !== undefined) {
      reply.header("cache-control", cacheControl.replace(/^public\b/, "private"));
    }
    done();
  });
  // After the limits, before the body is read.
  app.addHook("preParsing", async (request) => {
    const scope = scopeOf(request);
    if (scope === undefined) return;
    const caller = callers.get(request) ?? NOBODY;
    if (caller === "not known yet") throw new KeysMissingError();
    if (caller.kind === "anonymous") throw new AccessError("KEY_REQUIRED");
    if (caller.kind === "unknown") throw new AccessError("KEY_INVALID");
    if (!hasScope(caller.scopes, scope)) throw new AccessError("SCOPE_MISSING");
  });
}
