import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { problemSchema } from "@predictiondex/contract";
import fc from "fast-check";
import type { InjectOptions } from "fastify";
import { beforeAll, describe, expect, it } from "vitest";
import { type Api, createApi } from "../src/index.ts";
import { bundledData, call } from "./helpers.ts";
import { modelSource } from "./test-model.ts";

/** With fuzz.test.ts 2,000 requests; `FUZZ_RUNS=20000` is the long run. */
const N_RUNS = Number(process.env.FUZZ_RUNS ?? 1200);
/** A machine that does other things as well has its time. */
const TIMEOUT_MS = 120_000 + N_RUNS * 200;
/** Searches may be asked for ten seconds; what works for longer hangs. In CPU time: a busy machine lets all wait. */
const HANG_MS = 30_000;
/** What the caches of answers may take, and room for the collector. */
const MOST_GROWTH_BYTES = 200e6;

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: "query" | "path" }[];
  readonly requestBody?: { readonly content: { "application/json": { schema: { $ref: string } } } };
}

const data = bundledData();
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(-1, 0, 1.5, 1e308, 2 ** 53, "__proto__", "constructor", "\u0000", "💥", "a".repeat(200)),
);
const word = fc.oneof(
  fc.constantFrom(
    ...data.forms.slice(0, 20).map(({ names }) => names.fr),
    ...data.moves.slice(0, 20).map(({ slug }) => slug),
    ...[
      "feu",
      "water,grass",
      "base",
      "own",
      "machine",
      "-speed",
      "slug,names",
      "names.fr",
      "#025",
      "25",
      "0",
      "-1",
    ],
    ...["1e9", "NaN", "%2e%2e", "__proto__", "pikachu", "brock", "adamant", "warning", "a".repeat(300)],
  ),
  fc.string({ maxLength: 30, unit: "grapheme" }),
);

/** A value with some of its parts taken away, added or replaced by anything. */
function mutate(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== "object" || value === null) {
    return fc.oneof({ weight: 8, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: anything });
  }
  if (Array.isArray(value)) return fc.tuple(...value.map(mutate));
  const fields: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mutate(inner)]),
  );
  const all = Object.keys(fields);
  return fc.oneof(
    { weight: 6, arbitrary: fc.record(fields, { requiredKeys: all }) },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.record({ ...fields, surprise: anything }) },
    { weight: 1, arbitrary: anything },
  );
}

/** A matrix without rows or columns takes the roster, which is minutes of work. */
function small(operationId: string, payload: unknown): unknown {
  const isObject = typeof payload === "object" && payload !== null && !Array.isArray(payload);
  if (operationId !== "predictMatrix" || !isObject) return payload;
  return { rows: ["pikachu"], columns: ["onix"], ...payload };
}

function heapAfterCollection(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

let app: Api;
let requests: fc.Arbitrary<InjectOptions>;
beforeAll(async () => {
  app = await createApi({ source: await modelSource(), version: "0", nodes: 100 });
  const document = (await call(app, "/openapi.json")).json();
  const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  requests = fc.constantFrom(...operations).chain(({ path, method, operation }) => {
    const { parameters = [], requestBody } = operation;
    const names = parameters.filter((one) => one.in === "query").map(({ name }) => name);
    const schema = requestBody?.content["application/json"].schema.$ref.split("/").at(-1);
    const examples: readonly object[] =
      schema === undefined ? [] : document.components.schemas[schema].examples;
    return fc
      .record({
        words: fc.array(word, { minLength: 3, maxLength: 3 }),
        query:
          names.length > 0
            ? fc.dictionary(fc.constantFrom(...names, "x"), word, { maxKeys: 3 })
            : fc.constant({}),
        payload: examples.length > 0 ? fc.constantFrom(...examples).chain(mutate) : fc.constant(undefined),
      })
      .map(({ words, query, payload }): InjectOptions => {
        let next = 0;
        const url = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(words[next++ % 3]!));
        const body =
          payload === undefined ? {} : { payload: JSON.stringify(small(operation.operationId, payload)) };
        const headers = { "content-type": "application/json", "accept-language": "fr" };
        return {
          method: method === "post" ? "POST" : "GET",
          url,
          // The roster against itself is minutes of work: asked for what it can't give alone.
          query: operation.operationId === "getRosterMatrix" ? { ...query, x: "1" } : query,
          ...body,
          ...(payload === undefined ? {} : { headers }),
        };
      });
  });
});

describe("any request near the document", () => {
  it(`is answered well or by a 4xx problem (${N_RUNS} requests)`, { timeout: TIMEOUT_MS }, async () => {
    const statuses = new Map<number, number>();
    let slowestMs = 0;
    let done = 0;
    let heapWarm = 0;
    await fc.assert(
      fc.asyncProperty(requests, async (options) => {
        const before = process.cpuUsage();
        const { statusCode, payload, headers } = await call(app, options);
        const { user, system } = process.cpuUsage(before);
        slowestMs = Math.max(slowestMs, (user + system) / 1000);
        if (++done === Math.floor(N_RUNS / 4)) heapWarm = heapAfterCollection();
        statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
        // The registry of these tests holds no matrix; nothing else may be missing.
        const isMatrix = options.url === "/v1/model/matrix";
        if (!(isMatrix && statusCode === 503)) expect(statusCode, payload).toBeLessThan(500);
        if (statusCode >= 400) {
          expect(headers["content-language"] ?? "fr").toMatch(/^(fr|en)$/);
          expect(problemSchema.strict().parse(JSON.parse(payload)).status).toBe(statusCode);
        }
      }),
      { numRuns: N_RUNS, seed: 20261123 },
    );
    expect(slowestMs).toBeLessThan(HANG_MS);
    expect(heapAfterCollection() - heapWarm).toBeLessThan(MOST_GROWTH_BYTES);
    expect(statuses.get(200)).toBeGreaterThan(N_RUNS / 10);
    expect((statuses.get(422) ?? 0) + (statuses.get(404) ?? 0)).toBeGreaterThan(N_RUNS / 10);
  });
});
