import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../src/index.ts";
import { call, createTestApi } from "./helpers.ts";
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
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, { readonly examples?: readonly object[] }> };
}

let app: Api;
let document: Document;
beforeAll(async () => {
  const source = await modelSource();
  source.matrix = { model: 4, forms: ["mew"], content: Uint8Array.of(128) };
  app = await createTestApi(source);
  document = (await call(app, "/openapi.json")).json();
});

const operations = (): [string, string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [path, method, operation] as [string, string, Operation],
    ),
  );

const BINARY_ANSWERS: Readonly<Record<string, string>> = {
  "/sprites/{slug}.png": "image/png",
  "/v1/model/file": "application/octet-stream",
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
      expect(mediaType).toBe(BINARY_ANSWERS[path] ?? "application/json");
      for (const [status, { content, description }] of Object.entries(responses)) {
        expect(description).toBeTruthy();
        if (!status.startsWith("2")) expect(Object.keys(content)).toEqual(["application/problem+json"]);
      }
    }
  });

  it("has examples that work as they stand", async () => {
    for (const [path, method, operation] of operations()) {
      // The whole roster against itself takes half a minute here; v1-battle.test.ts has a smaller one.
      if (operation.operationId === "getRosterMatrix") continue;
      const parameters = operation.parameters ?? [];
      for (const { name, required, example } of parameters) {
        if (required) expect(example, `${path} ${name}`).toBeDefined();
      }
      const value = (name: string) => String(parameters.find((p) => p.name === name)?.example);
      const url = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(value(name)));
      const query = Object.fromEntries(
        parameters
          .filter((p) => p.in === "query" && p.example !== undefined)
          .map((p) => [p.name, String(p.example)]),
      );
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
      }
    }
  });
});
