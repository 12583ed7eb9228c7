import { bestMoveResponseSchema, problemSchema } from "@predictiondex/contract";
import fc from "fast-check";
import type { InjectOptions } from "fastify";
import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../src/index.ts";
import { bundledData, call, createTestApi } from "./helpers.ts";

const N_RUNS = Number(process.env.FUZZ_RUNS ?? 800);
/** A machine that does other things as well has its time. */
const TIMEOUT_MS = 120_000 + N_RUNS * 200;

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});

/** Anything JSON can say, with the keys and values that programs stumble over. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(
    -1,
    0,
    1.5,
    1e308,
    2 ** 53,
    -(2 ** 53),
    "__proto__",
    "constructor",
    "toString",
    "\u0000",
    "💥",
  ),
);

const moveName = fc.oneof(
  fc.constantFrom(...bundledData().moves.flatMap((m) => [m.slug, m.names.fr, m.names.ja, m.frenchAlias])),
  fc.string({ maxLength: 70, unit: "grapheme" }),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "' OR 1=1 --",
    "../../etc/passwd",
    "%00",
    "{{7*7}}",
    " ".repeat(60),
  ),
);

/** Bodies near the schema: each field right, nearly right, absurd or absent. */
const body = fc.record(
  {
    pokemon_a_id: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 188 }) }, anything),
    pokemon_b_id: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 188 }) }, anything),
    available_moves: fc.oneof({ weight: 6, arbitrary: fc.array(moveName, { maxLength: 22 }) }, anything),
    available_moves_b: fc.oneof({ weight: 6, arbitrary: fc.array(moveName, { maxLength: 22 }) }, anything),
    level_a: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 101 }) }, anything),
    level_b: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 101 }) }, anything),
    extra: anything,
  },
  { requiredKeys: [] },
);

/** Bodies of moves that the form may have. */
const legalBody = fc
  .tuple(
    fc.constantFrom(...bundledData().forms),
    fc.constantFrom(...bundledData().forms),
    fc.integer({ min: 1, max: 100 }),
    fc.integer({ min: 1, max: 100 }),
  )
  .chain(([a, b, level_a, level_b]) => {
    const legal = (form: string) => [
      ...new Set(
        bundledData()
          .learnsets.filter((way) => way.form === form)
          .map((way) => way.move),
      ),
    ];
    const some = (form: string) =>
      fc.uniqueArray(fc.constantFrom(...legal(form)), { minLength: 1, maxLength: 20 });
    return fc.record({
      pokemon_a_id: fc.constant(a.id),
      pokemon_b_id: fc.constant(b.id),
      level_a: fc.constant(level_a),
      level_b: fc.constant(level_b),
      available_moves: some(a.slug),
      available_moves_b: fc.option(some(b.slug)),
    });
  });

const word = fc.oneof(
  fc.string({ maxLength: 30, unit: "grapheme" }),
  fc.constantFrom(
    "feu",
    "pikachu",
    "25",
    "0",
    "-1",
    "1e9",
    "NaN",
    "%2e%2e",
    "__proto__",
    "a".repeat(300),
    "#025",
  ),
);
const path = fc.oneof(
  fc.constantFrom("/pokemon/", "/moves/", "/types/", "/types/affinities", "/health", "/predict/model-info"),
  word.map((w) => `/pokemon/${encodeURIComponent(w)}`),
  word.map((w) => `/pokemon/${encodeURIComponent(w)}/weaknesses`),
  word.map((w) => `/moves/id/${encodeURIComponent(w)}`),
  word.map((w) => `/moves/by-type/${encodeURIComponent(w)}`),
  word.map((w) => `/types/by-name/${encodeURIComponent(w)}/pokemon`),
  word.map((w) => `/types/${encodeURIComponent(w)}/pokemon`),
  word.map((w) => `/${w}`),
  fc.constantFrom("/pokemon/search", "/moves/search", "/types/affinities/by-name"),
);
const query = fc.dictionary(
  fc.constantFrom(
    "name",
    "lang",
    "pokemon_id",
    "attacking_type_id",
    "defending_type_id",
    "attacking",
    "defending",
    "__proto__",
    "x",
  ),
  word,
  { maxKeys: 4 },
);

const request: fc.Arbitrary<InjectOptions> = fc.oneof(
  body.map((payload) => ({ method: "POST" as const, url: "/predict/best-move", payload })),
  legalBody.map((payload) => ({ method: "POST" as const, url: "/predict/best-move", payload })),
  anything.map((value) => ({
    method: "POST" as const,
    url: "/predict/best-move",
    payload: JSON.stringify(value),
    headers: { "content-type": "application/json" },
  })),
  fc.string({ maxLength: 200 }).map((payload) => ({
    method: "POST" as const,
    url: "/predict/best-move",
    payload,
    headers: { "content-type": "application/json" },
  })),
  fc
    .tuple(path, query, fc.constantFrom("GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"))
    .map(([url, asked, method]) => ({ method: method as "GET", url, query: asked })),
);

describe("any request", () => {
  it(`is answered well or by a 4xx problem (${N_RUNS} requests)`, { timeout: TIMEOUT_MS }, async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(request, async (options) => {
        const response = await call(app, options);
        const { statusCode } = response;
        statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
        expect(statusCode, response.payload).toBeLessThan(500);
        if (statusCode >= 400 && options.method !== "HEAD") {
          expect(problemSchema.strict().parse(response.json()).status).toBe(statusCode);
        }
        if (statusCode === 200 && options.method === "POST") {
          bestMoveResponseSchema.strict().parse(response.json());
        }
      }),
      { numRuns: N_RUNS, seed: 20261123 },
    );
    expect(statuses.get(200)).toBeGreaterThan(N_RUNS / 10);
    expect(statuses.get(422)).toBeGreaterThan(N_RUNS / 10);
    expect((await call(app, "/health")).statusCode).toBe(200);
  });
});
