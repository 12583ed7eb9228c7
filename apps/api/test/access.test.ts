import type { ApiKey, ApiKeyScope } from "@predictiondex/db";
import { describe, expect, it } from "vitest";
import { requiredScope } from "../src/access/required-scope.ts";
import { type AccessOptions, createApi, hashKey } from "../src/index.ts";
import { call, createSource } from "./helpers.ts";

const REQUIRED: AccessOptions = { keyRequired: true, keys: ["env-key"], limits: { read: 0, predict: 0 } };
const BATTLE = { pokemon_a_id: 25, pokemon_b_id: 7 };

function storedKey(id: number, key: string, scopes: readonly ApiKeyScope[]): ApiKey {
  const keyHash = hashKey(key).toString("hex");
  const createdAt = new Date();
  return { id, name: `key-${id}`, keyHash, scopes, createdAt, lastUsedAt: null, revokedAt: null };
}

async function start(access: AccessOptions) {
  const source = createSource();
  source.keys = [
    storedKey(1, "reader", ["read"]),
    storedKey(2, "player", ["predict"]),
    storedKey(3, "boss", ["admin"]),
  ];
  const app = await createApi({ source, version: "0", access });
  const withKey = (key?: string) => ({ headers: key === undefined ? {} : { "x-api-key": key } });
  return {
    app,
    source,
    read: (key?: string) => call(app, { url: "/v1/types", ...withKey(key) }),
    play: (key?: string, payload: unknown = BATTLE) =>
      call(app, { method: "POST", url: "/predict/best-move", payload: payload as object, ...withKey(key) }),
  };
}

describe("keys, where they are required", () => {
  it("open what their scopes say, and no more", async () => {
    const { read, play, source } = await start(REQUIRED);
    const statuses = async (key?: string) => [(await read(key)).statusCode, (await play(key)).statusCode];
    expect(await statuses()).toEqual([401, 401]);
    expect(await statuses("wrong")).toEqual([403, 403]);
    expect(await statuses("env-key")).toEqual([200, 200]);
    expect(await statuses("reader")).toEqual([200, 403]);
    expect(await statuses("player")).toEqual([200, 200]);
    expect(await statuses("boss")).toEqual([200, 200]);
    expect(new Set(source.usedKeys)).toEqual(new Set([1, 2, 3]));
  });

  it("are told apart by their problems; the body is not read before", async () => {
    const { read, play } = await start(REQUIRED);
    const missing = await read();
    expect(missing.headers["www-authenticate"]).toContain("X-API-Key");
    expect(missing.json().code).toBe("KEY_REQUIRED");
    expect((await read("wrong")).json().code).toBe("KEY_INVALID");
    expect((await play("reader")).json().code).toBe("SCOPE_MISSING");
    expect((await play(undefined, { nonsense: "x".repeat(60_000) })).statusCode).toBe(401);
  });

  it("end with their revocation, whatever else is sent", async () => {
    const { app, read, source } = await start(REQUIRED);
    expect((await read("reader")).statusCode).toBe(200);
    source.keys = source.keys!.filter(({ id }) => id !== 1);
    expect((await read("reader")).statusCode).toBe(403);
    for (const key of ["", " ", "READER", "reader ", "a".repeat(10_000), "env-key,reader", "\u00e9"]) {
      const { statusCode } = await app.inject({ url: "/v1/types", headers: { "x-api-key": key } });
      expect([401, 403], key).toContain(statusCode);
    }
    const twice = await app.inject({ url: "/v1/types", headers: { "x-api-key": ["reader", "env-key"] } });
    expect([401, 403]).toContain(twice.statusCode);
  });

  it("keep their answers out of shared caches; what is open may be in them", async () => {
    const { app } = await start(REQUIRED);
    const cacheControl = async (url: string) =>
      (await app.inject({ url, headers: { "x-api-key": "reader" } })).headers["cache-control"];
    for (const url of ["/pokemon/25", "/pokemon/search?name=pikachu", "/v1/types", "/sprites/pikachu.png"]) {
      expect(await cacheControl(url), url).toMatch(/^private/);
    }
    expect(await cacheControl("/openapi.json")).toMatch(/^public/);
  });

  it("leave health and documents open", async () => {
    const { app } = await start(REQUIRED);
    for (const url of ["/health", "/ready", "/openapi.json", "/docs", "/docs/json", "/redoc"]) {
      expect([200, 302], url).toContain((await app.inject(url)).statusCode);
    }
    expect((await app.inject("/nope")).statusCode).toBe(404);
    expect((await app.inject("/docs/../v1/types")).statusCode).toBe(401);
  });

  it("are 503 while the database has not told them, those of the environment aside", async () => {
    const { read, source } = await start(REQUIRED);
    source.keys = undefined;
    expect((await read("reader")).statusCode).toBe(503);
    expect((await read("env-key")).statusCode).toBe(200);
    expect((await read()).statusCode).toBe(401);
  });
});

describe("keys, where they are not required", () => {
  it("change nothing: old clients may send theirs", async () => {
    const { read, play } = await start({ ...REQUIRED, keyRequired: false });
    for (const key of [undefined, "wrong", "reader"]) {
      expect([(await read(key)).statusCode, (await play(key)).statusCode]).toEqual([200, 200]);
    }
    expect((await read()).headers["cache-control"]).toMatch(/^public/);
  });
});

describe("limits", () => {
  it("count by key and address and scope, tell so in headers, and let admins be", async () => {
    const { app, read, play } = await start({ ...REQUIRED, limits: { read: 3, predict: 2 } });
    const first = await read("env-key");
    expect(first.headers).toMatchObject({ "ratelimit-limit": "3", "ratelimit-remaining": "2" });
    await read("env-key");
    await read("env-key");
    const fourth = await read("env-key");
    expect(fourth.statusCode).toBe(429);
    expect(fourth.json()).toMatchObject({ code: "RATE_LIMITED", status: 429 });
    expect(Number(fourth.headers["retry-after"])).toBeGreaterThan(0);
    expect((await play("env-key")).statusCode).toBe(200);
    expect((await read("reader")).statusCode).toBe(200);
    const elsewhere = { url: "/v1/types", headers: { "x-api-key": "env-key" }, remoteAddress: "10.0.0.9" };
    expect((await app.inject(elsewhere)).statusCode).toBe(200);
    for (let i = 0; i < 6; i++) expect((await read("boss")).statusCode).toBe(200);
    for (let i = 0; i < 6; i++) expect((await app.inject("/health")).statusCode).toBe(200);
  });

  it("count wrong keys too, all together, so that none can be guessed", async () => {
    const { read } = await start({ ...REQUIRED, limits: { read: 3, predict: 2 } });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await read(`guess-${i}`)).statusCode);
    expect(statuses).toEqual([403, 403, 403, 429, 429]);
  });
});

describe("requiredScope", () => {
  it.each([
    ["GET", "/health", undefined],
    ["GET", "/docs/static/*", undefined],
    ["GET", "/docsx", "read"],
    ["GET", "/pokemon/", "read"],
    ["GET", "/predict/model-info", "read"],
    ["GET", "/v1/predict/matrix", "predict"],
    ["POST", "/v1/damage", "predict"],
    ["POST", "/anything/new", "predict"],
    ["GET", undefined, undefined],
  ] as const)("%s %s asks for %s", (method, route, scope) => {
    expect(requiredScope(method, route)).toBe(scope);
  });
});
