import { once } from "node:events";
import { connect } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { healthSchema, problemSchema } from "@predictiondex/contract";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createApi } from "../src/index.ts";
import { call, createSnapshot, createSource, createTestApi, predict } from "./helpers.ts";

const DATA_ROUTES = [
  "/pokemon/",
  "/pokemon/25",
  "/pokemon/search?name=a",
  "/pokemon/25/weaknesses",
  "/moves/",
  "/moves/search?name=a",
  "/moves/id/1",
  "/moves/by-type/feu",
  "/types/",
  "/types/affinities",
  "/types/affinities/by-name",
  "/types/1/pokemon",
  "/types/by-name/feu/pokemon",
  "/predict/model-info",
];

describe("before data are published", () => {
  it("lives, says what is missing, answers 503 with Retry-After, and goes on once they are there", async () => {
    const source = createSource(undefined);
    source.snapshot = undefined;
    source.databaseUp = false;
    const app = await createTestApi(source);
    const health = await call(app, "/health");
    expect(health.statusCode).toBe(200);
    expect(healthSchema.strict().parse(health.json())).toEqual({
      status: "starting",
      database: false,
      data: false,
      model: false,
      missing: ["database", "data", "model"],
      data_version: null,
      version: "0.0.0-test",
    });
    const answers = await Promise.all([
      ...DATA_ROUTES.map((url) => call(app, url)),
      predict(app, { pokemon_a_id: 25, pokemon_b_id: 7 }),
    ]);
    for (const answer of answers) {
      expect(answer.statusCode).toBe(503);
      expect(answer.headers["retry-after"]).toBe("5");
      expect(problemSchema.parse(answer.json()).code).toBe("NOT_READY");
    }
    expect((await call(app, "/openapi.json")).statusCode).toBe(200);
    source.snapshot = createSnapshot();
    source.databaseUp = true;
    for (const url of DATA_ROUTES) expect((await call(app, url)).statusCode, url).toBe(200);
    expect((await call(app, "/health")).json()).toMatchObject({
      status: "healthy",
      model: false,
      missing: ["model"],
    });
  });

  it("says in /ready what is missing, in the client's language, and what it goes on without", async () => {
    const source = createSource();
    source.snapshot = undefined;
    const app = await createTestApi(source);
    const headers = { "accept-language": "fr" };
    const waiting = await call(app, { method: "GET", url: "/ready", headers });
    expect(waiting.statusCode).toBe(503);
    expect(waiting.json().errors).toMatchObject([{ pointer: "/data" }, { pointer: "/model" }]);
    expect(waiting.json().detail).toContain("les données du jeu ne sont pas encore chargées");
    source.snapshot = createSnapshot();
    source.databaseUp = false;
    const ready = await call(app, "/ready");
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toMatchObject({ model: null, missing: ["database", "model"] });
    const model = await call(app, { method: "GET", url: "/v1/model", headers });
    expect(model.statusCode).toBe(503);
    expect(model.json().detail).toContain("Aucun modèle entraîné");
  });
});

describe("a new data version", () => {
  it("is answered from at once, with another ETag where the content differs", async () => {
    const source = createSource();
    const app = await createTestApi(source);
    const before = await call(app, "/pokemon/25");
    const { data } = createSnapshot();
    const forms = data.forms.map((form) =>
      form.id === 25 ? { ...form, names: { ...form.names, fr: "Pikachu !" } } : form,
    );
    source.snapshot = { ...createSnapshot("test-2"), data: { ...data, forms } };
    const after = await call(app, "/pokemon/25");
    expect([before.headers["x-data-version"], after.headers["x-data-version"]]).toEqual(["test-1", "test-2"]);
    expect(after.json().name_fr).toBe("Pikachu !");
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });
});

describe("while the database is away", () => {
  it("reads go on from memory and health says so", async () => {
    const source = createSource();
    source.databaseUp = false;
    const app = await createTestApi(source);
    expect((await predict(app, { pokemon_a_id: 25, pokemon_b_id: 7 })).statusCode).toBe(200);
    expect((await call(app, "/health")).json()).toMatchObject({
      status: "healthy",
      database: false,
      missing: ["database", "model"],
    });
  });
});

describe("caching and compression", () => {
  it("answers 304 to the ETag it gave, also in a list and without W/", async () => {
    const app = await createTestApi();
    const first = await call(app, "/pokemon/");
    const etag = String(first.headers.etag);
    expect(first.headers["cache-control"]).toContain("max-age=60");
    for (const tag of [etag, etag.replace("W/", ""), `"x", ${etag}`, "*"]) {
      const again = await call(app, { url: "/pokemon/", headers: { "if-none-match": tag } });
      expect([again.statusCode, again.payload, again.headers.etag]).toEqual([304, "", etag]);
    }
    const other = await call(app, { url: "/pokemon/", headers: { "if-none-match": '"x"' } });
    expect(other.statusCode).toBe(200);
  });

  it("compresses as the client asks", async () => {
    const app = await createTestApi();
    const plain = await call(app, "/pokemon/");
    const by = async (encoding: string) =>
      app.inject({ url: "/pokemon/", headers: { "accept-encoding": encoding } });
    const br = await by("gzip, deflate, br");
    expect(br.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain.payload);
    const gzip = await by("gzip;q=1.0, br;q=0");
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.payload);
    expect((await by("identity")).headers["content-encoding"]).toBeUndefined();
    expect(br.headers.vary).toMatch(/accept-encoding/i);
    expect(br.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
  });

  it("compresses predictions and the document too", async () => {
    const app = await createTestApi();
    const answer = await app.inject({
      method: "POST",
      url: "/predict/best-move",
      payload: { pokemon_a_id: 25, pokemon_b_id: 7 },
      headers: { "accept-encoding": "gzip" },
    });
    expect(JSON.parse(gunzipSync(answer.rawPayload).toString()).recommended_move).toBeTypeOf("string");
    expect(
      (await app.inject({ url: "/openapi.json", headers: { "accept-encoding": "br" } })).headers,
    ).toMatchObject({ "content-encoding": "br" });
  });
});

describe("headers", () => {
  it("protects, and lets /docs load only from itself", async () => {
    const app = await createTestApi();
    const { headers } = await call(app, "/types/");
    expect(headers).toMatchObject({
      "content-security-policy": "default-src 'none';frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(headers).not.toHaveProperty("x-powered-by");
    const docs = await call(app, "/docs");
    expect(docs.statusCode).toBe(200);
    expect(docs.headers["content-security-policy"]).toContain("script-src 'self';");
    expect(docs.payload).not.toMatch(/(src|href)="https?:/);
    expect(docs.payload).not.toMatch(/<script>/);
    for (const [, url] of docs.payload.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await app.inject(url!)).statusCode, url).toBe(200);
    }
    expect((await call(app, "/redoc")).headers.location).toBe("/docs");
  });

  it("lets other origins read only where the settings name them", async () => {
    const source = createSource();
    const ask = async (corsOrigins: string[], origin: string) => {
      const app = await createApi({ source, version: "0", corsOrigins });
      return (await app.inject({ url: "/types/", headers: { origin } })).headers[
        "access-control-allow-origin"
      ];
    };
    expect(await ask([], "https://a.example")).toBeUndefined();
    expect(await ask(["https://a.example"], "https://a.example")).toBe("https://a.example");
    expect(await ask(["https://a.example"], "https://b.example")).toBeUndefined();
    expect(await ask(["*"], "https://b.example")).toBe("*");
  });

  it("gives every answer an id, the client's own where it is a plain one", async () => {
    const app = await createTestApi();
    const idOf = async (sent?: string) =>
      (await call(app, { url: "/nope", headers: sent ? { "x-request-id": sent } : {} })).headers[
        "x-request-id"
      ];
    expect(await idOf("trace-1.a")).toBe("trace-1.a");
    expect(await idOf('bad id"{}')).toMatch(/^[\da-f-]{36}$/);
    expect(await idOf()).not.toBe(await idOf());
  });
});

describe("logs", () => {
  it("are JSON lines with the request's id and without the client's secrets; a fault of ours shows nothing outside", async () => {
    const lines: string[] = [];
    const logger = pino({ level: "info" }, { write: (line: string) => lines.push(line) });
    const source = createSource();
    const app = await createApi({ source, version: "0", logger });
    const headers = { "x-api-key": "s3cret-key", authorization: "Bearer s3cret-token", cookie: "a=s3cret" };
    source.current = () => {
      throw new Error("password of the database is hunter2");
    };
    const response = await call(app, { url: "/types/", headers });
    expect(response.statusCode).toBe(500);
    expect(response.json()).toMatchObject({ code: "INTERNAL", status: 500 });
    expect(response.payload).not.toContain("hunter2");
    const records = lines.map((line) => JSON.parse(line));
    expect(records).toContainEqual(
      expect.objectContaining({ msg: "request failed", reqId: response.headers["x-request-id"] }),
    );
    expect(records).toContainEqual(
      expect.objectContaining({ msg: "request done", method: "GET", route: "/types/", status: 500 }),
    );
    expect(lines.join("")).not.toContain("s3cret");
  });
});

describe("broken HTTP", () => {
  it.each([
    ["nonsense", "NONSENSE\r\n\r\n", 400],
    ["endless headers", `GET / HTTP/1.1\r\nx: ${"a".repeat(40_000)}\r\n\r\n`, 431],
  ])("%s is answered by a problem, and the next request is served", async (_what, bytes, status) => {
    const app = await createTestApi();
    const url = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
    const socket = connect(Number(url.port), url.hostname);
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.write(bytes);
    await once(socket, "close");
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(problemSchema.parse(JSON.parse(answer.split("\r\n\r\n")[1]!)).status).toBe(status);
    expect((await fetch(`${url.origin}/health`)).status).toBe(200);
    await app.close();
  });
});
