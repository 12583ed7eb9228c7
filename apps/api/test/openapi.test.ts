import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requiredScope } from "../src/access/required-scope.ts";
import { type Api, createApi, OPEN_ACCESS } from "../src/index.ts";
import { call, createSource, TEST_NODES } from "./helpers.ts";
import { modelSource } from "./test-model.ts";

interface Parameter {
  readonly name: string;
  readonly in: "query" | "path";
  readonly required: boolean;
  readonly example?: unknown;
  readonly schema: object;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { "application/json": { schema: { $ref: string } } } };
  readonly responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
  readonly security?: readonly object[];
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly security: readonly object[];
  readonly components: {
    readonly schemas: Record<string, { readonly examples?: readonly object[] }>;
    readonly securitySchemes: object;
  };
}

let app: Api;
let document: Document;
const datasetDirectory = mkdtempSync(join(tmpdir(), "datasets-"));
beforeAll(async () => {
  const source = await modelSource();
  source.matrix = { model: 4, forms: ["mew"], content: Uint8Array.of(128) };
  mkdirSync(join(datasetDirectory, "best_move"));
  writeFileSync(join(datasetDirectory, "best_move", "part-000.parquet"), "PAR1");
  source.dataSets = [
    {
      ...{ id: 1, scenario: "best_move", seed: 0, dataVersion: 1, codeVersion: "race-1", nRows: 4 },
      ...{ digest: "e".repeat(64), summary: {}, createdAt: new Date(0) },
      files: [{ path: "part-000.parquet", nRows: 4, nBytes: 4, sha256: "e".repeat(64) }],
    },
  ];
  app = await createApi({ source, version: "0.0.0-test", nodes: TEST_NODES, datasetDirectory });
  document = (await call(app, "/openapi.json")).json();
});
afterAll(() => rmSync(datasetDirectory, { recursive: true }));

const operations = (): [string, string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [path, method, operation] as [string, string, Operation],
    ),
  );

/** The address of an operation, and its query, by the examples of the document. */
function exampleOf(path: string, { parameters = [] }: Operation) {
  const value = (name: string) => String(parameters.find((p) => p.name === name)?.example);
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(value(name)));
  const query = Object.fromEntries(
    parameters
      .filter((p) => p.in === "query" && p.example !== undefined)
      .map((p) => [p.name, String(p.example)]),
  );
  return { url, query };
}

const OTHER_ANSWERS: Readonly<Record<string, string>> = {
  "/sprites/{slug}.png": "image/png",
  "/v1/model/file": "application/octet-stream",
  "/v1/datasets/{id}/files/{file}": "application/vnd.apache.parquet",
  "/metrics": "text/plain",
};

describe("/openapi.json", () => {
  it("lists the routes of the first project, and every other one under /v1 or about health", () => {
    const listed = operations().map(([path, method]) => `${method} ${path}`);
    const firstProject = [
      "get /health",
      "get /pokemon/",
      "get /pokemon/search",
      "get /pokemon/{id}",
      "get /pokemon/{id}/weaknesses",
      "get /moves/",
      "get /moves/search",
      "get /moves/by-type/{type}",
      "get /moves/id/{id}",
      "get /types/",
      "get /types/affinities",
      "get /types/affinities/by-name",
      "get /types/{id}/pokemon",
      "get /types/by-name/{type}/pokemon",
      "post /predict/best-move",
      "get /predict/model-info",
    ];
    expect(listed).toEqual(expect.arrayContaining(firstProject));
    const others = listed.filter((route) => !firstProject.includes(route));
    for (const route of others) expect(route).toMatch(/^(get|post) (\/v1\/|\/ready$|\/metrics$|\/sprites\/)/);
  });

  it("is OpenAPI 3.1 by structure: every reference resolves, every schema is used, ids differ, paths name their parameters", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(document.info).toMatchObject({ title: "PredictionDex API", version: "0.0.0-test" });
    const names = Object.keys(document.components.schemas);
    const references = new Set(
      [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, n]) => n!),
    );
    expect([...references].toSorted()).toEqual(names.toSorted());
    expect(JSON.stringify(document)).not.toContain("PLACEHOLDER");
    const ids = operations().map(([, , { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [path, , { parameters = [], responses, summary, tags }] of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((p) => p.in === "path").map((p) => p.name)).toEqual(inPath);
      for (const parameter of parameters) expect(parameter.schema).toBeTypeOf("object");
      expect(summary).toBeTruthy();
      expect(tags).toHaveLength(1);
      const [[mediaType, answer] = []] = Object.entries(responses["200"]!.content);
      expect(answer?.schema).toBeTypeOf("object");
      expect(mediaType).toBe(OTHER_ANSWERS[path] ?? "application/json");
      for (const [status, { content, description }] of Object.entries(responses)) {
        expect(description).toBeTruthy();
        if (status >= "400") expect(Object.keys(content)).toEqual(["application/problem+json"]);
      }
    }
  });

  it("has examples that work as they stand", async () => {
    for (const [path, method, operation] of operations()) {
      // The whole roster against itself takes half a minute here; v1-matrix.test.ts has a smaller one.
      if (operation.operationId === "getRosterMatrix") continue;
      const parameters = operation.parameters ?? [];
      for (const { name, required, example } of parameters) {
        if (required) expect(example, `${path} ${name}`).toBeDefined();
      }
      const { url, query } = exampleOf(path, operation);
      const schema = operation.requestBody?.content["application/json"].schema.$ref.split("/").at(-1);
      const bodies = schema === undefined ? [undefined] : document.components.schemas[schema]!.examples!;
      expect(bodies.length).toBeGreaterThan(0);
      for (const payload of bodies) {
        const response = await call(app, {
          method: method === "post" ? "POST" : "GET",
          url,
          query,
          ...(payload === undefined ? {} : { payload }),
        });
        expect(response.statusCode, `${url}: ${response.payload}`).toBe(200);
        const [mediaType] = Object.keys(operation.responses["200"]!.content);
        expect(response.headers["content-type"]).toContain(mediaType);
        if (mediaType === "application/json") expect(response.json()).not.toEqual([]);
        const { etag } = response.headers;
        expect(etag !== undefined, `${url}: ETag`).toBe("304" in operation.responses);
        if (etag === undefined) continue;
        const again = await call(app, { url, query, headers: { "if-none-match": String(etag) } });
        expect([url, again.statusCode, again.payload]).toEqual([url, 304, ""]);
      }
    }
  });

  it("has no route of version 1 that lets an unknown parameter pass, and no other that minds", async () => {
    for (const [path, method, operation] of operations()) {
      if (method !== "get") continue;
      const { url, query } = exampleOf(path, operation);
      const response = await call(app, { url, query: { ...query, surprise: "1" } });
      const isStrict = /^\/(v1|sprites)\//.test(path);
      expect([path, response.statusCode]).toEqual([path, isStrict ? 422 : 200]);
      if (isStrict) expect(response.json().errors).toMatchObject([{ pointer: "/surprise" }]);
      expect("422" in operation.responses || !isStrict, path).toBe(true);
    }
  });

  it("tells of the key, of what is open without one, and of what the guard may answer", async () => {
    expect(document.components.securitySchemes).toMatchObject({
      apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
    });
    expect(document.security).toEqual([{}, { apiKey: [] }]);
    for (const [path, method, { responses, security }] of operations()) {
      const isOpen = requiredScope(method.toUpperCase(), path) === undefined;
      expect([path, security], path).toEqual([path, isOpen ? [] : undefined]);
      for (const status of ["401", "403", "429"]) expect(status in responses, path).toBe(!isOpen);
    }
    const access = { ...OPEN_ACCESS, keyRequired: true };
    const guarded = await createApi({ source: createSource(), version: "0", access });
    expect((await call(guarded, "/openapi.json")).json().security).toEqual([{ apiKey: [] }]);
  });
});
