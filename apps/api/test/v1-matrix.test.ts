import { cellOptions, createSetReader } from "@predictiondex/answers";
import { countersResponseSchema, matrixResponseSchema } from "@predictiondex/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCatalogueReader } from "../src/catalogue.ts";
import { type Api, createApi } from "../src/index.ts";
import { computeCells } from "../src/prediction/cells.ts";
import { createInlinePool, createThreadPool, type PredictionPool } from "../src/prediction/pool.ts";
import { rosterRows } from "../src/v1/roster-matrix.ts";
import { call, createSource, createTestApi, poster, TEST_NODES } from "./helpers.ts";

let app: Api;
beforeAll(async () => {
  app = await createTestApi();
});
const { post, ok } = poster(() => app);

describe("/v1/predict/matrix", () => {
  it("streams every row against every column", async () => {
    const search = { method: "search", nodes: 300 };
    const body = {
      rows: ["pikachu", { pokemon: "Onix", level: 14 }],
      columns: [1, "squirtle", "Dracaufeu"],
      ...search,
    };
    const matrix = matrixResponseSchema.strict().parse(await ok("/v1/predict/matrix", body));
    expect(matrix.rows.map(({ pokemon, level }) => [pokemon, level])).toEqual([
      ["pikachu", 50],
      ["onix", 14],
    ]);
    expect(matrix.rows[0]!.p).toHaveLength(3);
    const sets = { a: { pokemon: "pikachu" }, b: { pokemon: "squirtle" } };
    const one = await ok("/v1/predict/matchup", { ...sets, ...search });
    expect(matrix.rows[0]!.p[1]).toBe(one.p);
    expect(matrix.rows[0]!.best[1]).toBe(one.recommended);
  });

  it("takes the roster where a list is left out", async () => {
    const matrix = await ok("/v1/predict/matrix", { rows: ["mewtwo"] });
    expect(matrix.columns).toHaveLength(188);
    expect(matrix.rows[0].p).toHaveLength(188);
  });

  it("names every set that is wrong, but looks no further than 20", async () => {
    const response = await post("/v1/predict/matrix", {
      rows: ["nobody", 1],
      columns: Array(200).fill("nobody"),
    });
    expect(response.statusCode).toBe(422);
    expect(response.json().errors).toHaveLength(20);
    expect(response.json().errors[0].pointer).toBe("/rows/0");
  });
});

describe("the roster against itself", () => {
  it("computes each row once, whoever asks, and keeps it", async () => {
    const now = createCatalogueReader(createSource())();
    const pool = createInlinePool();
    let tasks = 0;
    const counting: PredictionPool = {
      ...pool,
      run: (catalogue, task, options) => {
        tasks++;
        return pool.run(catalogue, task, options);
      },
    };
    const reader = createSetReader(now, "no-restrictions");
    const roster = ["pikachu", "squirtle", "onix"].map((slug) => reader.read(slug, "roster")!);
    const { signal } = new AbortController();
    const options = cellOptions({ method: "auto", seed: 1 }, 2000);
    const ask = () => Array.fromAsync(rosterRows(counting, now, roster, 2000, signal));
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first).toEqual(second);
    expect(first.map((row) => row.length)).toEqual([3, 3, 3]);
    for (const [i, row] of first.entries()) {
      for (const [j, cell] of row.entries()) expect(cell.p + first[j]![i]!.p).toBeCloseTo(1, 8);
    }
    const alone = computeCells(pool, now, { rows: [roster[2]!], columns: roster, options }, signal);
    expect((await Array.fromAsync(alone)).flat()).toEqual(first[2]);
    expect(await ask()).toEqual(first);
    expect(tasks).toBe(3);
  });
});

describe("POST /v1/predict/counters", () => {
  it("ranks the roster against an opponent, with filters", async () => {
    const opponent = { pokemon: "Onix", level: 14 };
    const all = countersResponseSchema.strict().parse(
      await ok("/v1/predict/counters", {
        opponent,
        level: 14,
        filter: { type: "eau,plante", kind: "base" },
      }),
    );
    expect(all.items).toHaveLength(20);
    expect(all.total).toBeGreaterThan(30);
    expect(all.items.map(({ p }) => p)).toEqual(
      all.items.map(({ p }) => p).toSorted((left, right) => right - left),
    );
    for (const { types } of all.items)
      expect(types.some((type) => ["water", "grass"].includes(type))).toBe(true);
    const some = await ok("/v1/predict/counters", {
      opponent,
      candidates: [
        { pokemon: "magikarp", level: 5 },
        { pokemon: "blastoise", level: 60 },
      ],
    });
    expect(some.items.map(({ candidate }: { candidate: number }) => candidate)).toEqual([1, 0]);
    expect(all.items.every(({ candidate }) => candidate === null)).toBe(true);
    const byName = await ok("/v1/predict/counters", { opponent: "Taupiqueur", candidates: [7], limit: 1 });
    expect(byName).toEqual(
      await ok("/v1/predict/counters", { opponent: { pokemon: 50, level: 50 }, candidates: [7], limit: 1 }),
    );
    const unknown = await post("/v1/predict/counters", { opponent: "nope" });
    expect(unknown.json().errors[0].pointer).toBe("/opponent");
    const wrong = await post("/v1/predict/counters", { opponent, filter: { type: "nope" } });
    expect(wrong.json().errors[0].pointer).toBe("/filter/type");
  });
});

describe("a list that takes long", () => {
  const pool = createThreadPool({ threads: 1 });
  let threaded: Api;
  beforeAll(async () => {
    threaded = await createApi({ source: createSource(), version: "0", nodes: TEST_NODES, pool });
  });
  afterAll(() => pool.close());
  const on = poster(() => threaded);

  it("lets the others' predictions pass between its match-ups", async () => {
    const a = { pokemon: "pikachu", level: 40 };
    const others = (seed: number) => [
      on.post("/v1/predict/matchup", { a, b: { pokemon: 7 }, method: "search", budgetMs: 20, seed }),
      on.post("/predict/best-move", { pokemon_a_id: 25, pokemon_b_id: 7, level_a: 1 + (seed % 100) }),
      on.post("/v1/simulate", { a, b: { pokemon: 7 }, battles: 10, seed }),
    ];
    await Promise.all(others(0));
    let isDone = false;
    const counters = on
      .post("/v1/predict/counters", { opponent: "Mewtwo", level: 52, method: "search", budgetMs: 100 })
      .finally(() => {
        isDone = true;
      });
    let rounds = 0;
    while (!isDone) {
      const answers = await Promise.all(others(++rounds));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    }
    expect(rounds).toBeGreaterThan(10);
    const { statusCode, payload } = await counters;
    expect(statusCode, payload).toBe(200);
    expect(countersResponseSchema.parse(JSON.parse(payload)).total).toBe(188);
  }, 180_000);

  it("has no more than one match-up in the pool where each is long", async () => {
    const rows = ["pikachu", "squirtle", "onix"];
    const matrix = on.post("/v1/predict/matrix", {
      ...{ rows, columns: ["mewtwo"], method: "search", budgetMs: 1500 },
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(pool.stats()).toMatchObject({ running: 1, queued: 0 });
    expect((await matrix).json().rows).toHaveLength(3);
  }, 60_000);
});

describe("the work of a list", () => {
  const pairs = (n: number) => ({ rows: ["onix"], columns: Array(n).fill("pikachu") });

  it.each([
    ["matrix", { budgetMs: 100 }, "budgetMs", 100, 16, 35_344],
    ["matrix", { method: "search", nodes: 2_000_000 }, "nodes", 2_000_000, 11_317, 35_344],
    ["matrix", { ...pairs(61), budgetMs: 10_000 }, "budgetMs", 10_000, 9836, 61],
    ["counters", { opponent: "mewtwo", budgetMs: 3192 }, "budgetMs", 3192, 3191, 188],
  ])("is refused where it is too much: %s %j", async (route, body, field, given, most, matchups) => {
    const url = `/v1/predict/${route}`;
    const english = await post(url, body);
    expect(english.statusCode).toBe(422);
    expect(english.json().errors[0].pointer).toBe(`/${field}`);
    expect(english.json().detail).toContain(`${field} must be at most ${most} for ${matchups} match-ups`);
    expect(english.json().detail).toContain(`got ${given}`);
    const headers = { "accept-language": "fr" };
    const french = await call(app, { method: "POST", url, payload: body, headers });
    expect(french.json().detail).toContain(`${field} doit être au plus ${most} pour ${matchups} confront`);
    expect(french.json().detail).toContain(`reçu : ${given}`);
  });

  it("is no matter of a budget where nothing is searched", async () => {
    await ok("/v1/predict/matrix", { ...pairs(61), method: "model", budgetMs: 10_000 });
  });

  it.each([
    ["best-move", { a: { pokemon: 1 }, b: { pokemon: 4 } }],
    ["matchup", { a: { pokemon: 1 }, b: { pokemon: 4 } }],
    ["matrix", pairs(1)],
    ["counters", { opponent: "mewtwo" }],
  ])("is told by nodes or budgetMs, not by both: %s", async (route, body) => {
    const both = await post(`/v1/predict/${route}`, { ...body, nodes: 500, budgetMs: 20 });
    expect(both.statusCode).toBe(422);
    expect(both.json().errors[0]).toEqual({
      pointer: "/budgetMs",
      detail: "budgetMs: give either budgetMs or nodes, not both; got 20 and 500",
    });
  });
});

describe("method=exact on a list", () => {
  // Tackle alone is quick to solve, and Substitute isn't solved exactly at all.
  const plain = { pokemon: "rattata", moves: ["tackle"] };
  const copying = { pokemon: "pikachu", moves: ["substitute"] };
  const requests = [
    ["matrix", { rows: [plain, copying], columns: [plain] }],
    ["counters", { opponent: plain, candidates: [plain, copying] }],
  ] as const;

  it.each(requests)("names the pair that can't be solved: %s", async (route, body) => {
    const payload = { ...body, method: "exact" };
    const url = `/v1/predict/${route}`;
    const english = await post(url, payload);
    expect(english.statusCode).toBe(422);
    expect(english.json().detail).toContain("(Pikachu against Rattata)");
    const headers = { "accept-language": "fr" };
    const french = await call(app, { method: "POST", url, payload, headers });
    expect(french.json().detail).toContain("(Pikachu contre Rattata)");
  });

  it("answers where all can be solved", async () => {
    const { rows } = await ok("/v1/predict/matrix", { rows: [plain], columns: [plain], method: "exact" });
    expect(rows[0].methods).toEqual(["exact"]);
  });
});
