import { createApiClient } from "@predictiondex/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, createApi } from "../src/index.ts";
import { createSource, TEST_NODES } from "./helpers.ts";

let app: Api;
let url: string;
beforeAll(async () => {
  const access = { keyRequired: true, keys: ["a-key"], limits: { read: 0, predict: 0 } };
  app = await createApi({ source: createSource(), version: "0", nodes: TEST_NODES, access });
  url = await app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(() => app.close());

describe("the typed client", () => {
  it("has a call for what pages and programs need, each answered", async () => {
    const client = createApiClient(url, { apiKey: "a-key", language: "fr" });
    const a = { pokemon: "pikachu", moves: ["thunderbolt"] };
    const b = { pokemon: "squirtle", moves: ["water-gun"] };
    expect((await client.search("dracofeu", { kinds: ["pokemon"], limit: 1 })).items[0]?.slug).toBe(
      "charizard",
    );
    expect((await client.listNatures()).total).toBe(25);
    expect((await client.listTrainers()).items.length).toBeGreaterThan(10);
    expect((await client.bestMove({ a, b })).recommended).toBe("thunderbolt");
    expect((await client.matchup({ a, b })).p).toBeGreaterThan(0.5);
    expect((await client.matrix({ rows: [a], columns: [b] })).rows).toHaveLength(1);
    expect((await client.counters({ opponent: b, candidates: [a] })).items).toHaveLength(1);
    expect((await client.damage({ attacker: a, defender: b })).moves[0]?.rolls).toHaveLength(16);
    expect((await client.simulate({ a, b, battles: 10 })).battles).toBe(10);
    expect((await client.dataVersion()).source).toBe("bundled");
  });

  it("rejects with the problem, in the language asked for", async () => {
    const problem = { status: 401, code: "KEY_REQUIRED", title: "Une clé est nécessaire" };
    await expect(createApiClient(url, { language: "fr" }).listTypes()).rejects.toMatchObject({ problem });
  });
});
