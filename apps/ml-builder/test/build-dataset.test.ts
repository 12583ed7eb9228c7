import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { deriveLegalMoves, type GameData } from "@predictiondex/core";
import { loadBundledFacts } from "@predictiondex/data";
import { afterAll, describe, expect, it } from "vitest";
import { buildDataset } from "../src/build-dataset.ts";
import { COLUMNS } from "../src/dataset-schema.ts";

const SLUGS = [
  "bulbasaur",
  "charmander",
  "squirtle",
  "pikachu",
  "ditto",
  "mewtwo",
  "magikarp",
  "snorlax",
  "golem",
  "jolteon",
  "rattata-alola",
  "pinsir-mega",
];

const { learnsets, ...facts } = loadBundledFacts();
const full: GameData = { ...facts, learnsets: deriveLegalMoves({ ...facts, learnsets }) };
/** A small roster: two shards. */
const DATA: GameData = { ...full, forms: full.forms.filter(({ slug }) => SLUGS.includes(slug)) };
const VERSION = "a".repeat(64);

const folders: string[] = [];
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "predictiondex-dataset-"));
  folders.push(path);
  return path;
};
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true });
});

const build = (directory: string, threads: number, data = DATA, dataVersion = VERSION) =>
  buildDataset({ data, dataVersion, directory, threads });
const bytes = (directory: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), "base64")]),
  );

describe("buildDataset", () => {
  it("gives the same bytes whatever the number of threads", async () => {
    const [one, two] = [folder(), folder()];
    await build(one, 1);
    await build(two, 2);
    expect(bytes(one)).toEqual(bytes(two));
  });

  it("writes every move of every ordered pair once, readable by DuckDB with its schema", async () => {
    const directory = folder();
    const { nRows, manifest } = await build(directory, 2);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
    const rows = `read_parquet('${directory}/part-*.parquet')`;
    const [count] = await ask(
      `select count(*)::int as n, count(distinct (form_a, form_b, move))::int as keys,
        count(distinct (form_a, form_b))::int as pairs, min(p_move) as least, max(p_move) as most,
        sum(case when is_recommended then 1 else 0 end)::int as recommended,
        sum(case when p_move_low > p_move_high + 1e-9 then 1 else 0 end)::int as crossed
       from ${rows}`,
    );
    expect(count).toMatchObject({
      n: nRows,
      keys: nRows,
      pairs: SLUGS.length ** 2,
      recommended: SLUGS.length ** 2,
      crossed: 0,
    });
    expect(Number(count!.least)).toBeGreaterThanOrEqual(0);
    expect(Number(count!.most)).toBeLessThanOrEqual(1);
    const columns = await ask(`describe select * from ${rows}`);
    expect(columns.map((column) => column.column_name)).toEqual(COLUMNS.map(({ name }) => name));
    expect(manifest.files.reduce((sum, file) => sum + file.nRows, 0)).toBe(nRows);
    const [pikachu] = await ask(
      `select move, p_move from ${rows} where form_a = 'pikachu' and form_b = 'squirtle' and is_recommended`,
    );
    expect(pikachu).toEqual({ move: "thunderbolt", p_move: 1 });
  });

  it("goes on where a killed run stood, and mends a shard that was damaged", async () => {
    const directory = folder();
    await build(directory, 1);
    const whole = bytes(directory);
    rmSync(join(directory, "part-001.parquet"));
    writeFileSync(join(directory, "part-002.parquet.partial"), "cut off");
    const resumed = await build(directory, 1);
    expect(resumed.nResumed).toBe(1);
    writeFileSync(join(directory, "part-000.parquet"), "damaged");
    expect((await build(directory, 1)).nResumed).toBe(1);
    rmSync(join(directory, "part-002.parquet.partial"));
    expect(bytes(directory)).toEqual(whole);
  });

  it("starts anew for another data version", async () => {
    const directory = folder();
    await build(directory, 1);
    expect((await build(directory, 1, DATA, "b".repeat(64))).nResumed).toBe(0);
  });

  it("stops at an abort, and the next run completes", async () => {
    const directory = folder();
    await expect(
      buildDataset({
        data: full,
        dataVersion: VERSION,
        directory,
        threads: 1,
        signal: AbortSignal.timeout(400),
      }),
    ).rejects.toThrow();
    await expect(build(directory, 1)).resolves.toMatchObject({ nResumed: expect.any(Number) });
  });
});
