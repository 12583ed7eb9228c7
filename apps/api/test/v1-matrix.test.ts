import { cellOptions, createSetReader } from "@predictiondex/answers";
import { countersResponseSchema, matrixResponseSchema } from "@predictiondex/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { createCatalogueReader } from "../src/catalogue.ts";
import type { Api } from "../src/index.ts";
import { computeCells } from "../src/prediction/cells.ts";
import { createInlinePool, type PredictionPool } from "../src/prediction/pool.ts";
import { rosterRows } from "../src/v1/roster-matrix.ts";
import { createSource, createTestApi, poster } from "./helpers.ts";

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
