import { afterEach, describe, expect, it } from "vitest";
import { type Api, createApi } from "../src/index.ts";
import { createThreadPool, type PredictionPool } from "../src/prediction/pool.ts";
import { bundledData, call, TEST_NODES, type TestSource } from "./helpers.ts";
import { modelSource } from "./test-model.ts";

const ROSTER = 5;
const PATIENCE = { timeout: 60_000, interval: 200 };

/** A source of a model and the roster's first few forms. */
async function smallRoster(forms = ROSTER): Promise<TestSource> {
  const source = await modelSource();
  const data = { ...bundledData(), forms: bundledData().forms.slice(0, forms), trainers: [] };
  source.snapshot = { ...source.snapshot!, data };
  return source;
}

async function metric(app: Api, name: string): Promise<number> {
  const { payload } = await call(app, "/metrics");
  const line = payload.split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

const ready = (app: Api) => metric(app, 'predictiondex_answers_ahead{state="ready"}');
const fromMemory = (app: Api) => metric(app, 'predictiondex_predictions_total{method="model",cached="true"}');
const ask = (app: Api, payload: object, url = "/v1/predict/best-move") =>
  call(app, { method: "POST", url, payload });

describe("the warm-up", () => {
  let pool: PredictionPool;
  const apis: Api[] = [];
  const start = async (source: TestSource, warmUp = true): Promise<Api> => {
    const api = await createApi({
      source,
      version: "0",
      nodes: TEST_NODES,
      ...(warmUp ? { pool, warmUp } : {}),
    });
    apis.push(api);
    return api;
  };
  const open = async (source: TestSource): Promise<Api> => {
    pool = createThreadPool({ threads: 1 });
    pool.prepare(source.current()!);
    return start(source);
  };
  afterEach(async () => {
    for (const api of apis.splice(0)) await api.close();
    await pool.close();
  });

  it("has every pair of standard sets answered before anybody asks, to the same bytes", async () => {
    const source = await smallRoster();
    const api = await open(source);
    const cold = await start(source, false);
    await expect.poll(() => ready(api), PATIENCE).toBe(ROSTER ** 2);
    expect(await metric(api, 'predictiondex_answers_ahead{state="wanted"}')).toBe(ROSTER ** 2);
    expect(await metric(api, "predictiondex_answers_ahead_bytes")).toBeGreaterThan(1000);
    expect(await fromMemory(api)).toBe(0);
    let asked = 0;
    for (let a = 1; a <= ROSTER; a++) {
      for (let b = 1; b <= ROSTER; b++) {
        const question = { a: { pokemon: a }, b: { pokemon: b, level: 50 }, method: "model" };
        const url = b % 2 === 0 ? "/v1/predict/matchup" : "/v1/predict/best-move";
        expect((await ask(api, question, url)).payload).toBe((await ask(cold, question, url)).payload);
        expect(await fromMemory(api)).toBe(++asked);
      }
    }
    await ask(api, { a: { pokemon: 1, level: 51 }, b: { pokemon: 2 }, method: "model" });
    expect(await fromMemory(api)).toBe(asked);
  });

  it("makes way while anybody asks, and goes on afterwards", async () => {
    const api = await open(await smallRoster(60));
    await expect.poll(() => ready(api), PATIENCE).toBeGreaterThan(0);
    const before = await ready(api);
    for (let n = 0; n < 60; n++) {
      await call(api, "/health");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const after = await ready(api);
    // Whoever stands still for 50 ms leaves room for a packet.
    expect(after - before).toBeLessThan(1000);
    await expect.poll(() => ready(api), PATIENCE).toBeGreaterThan(after);
  });

  it("begins anew with another model, and rests where there is none", async () => {
    const source = await smallRoster(3);
    const api = await open(source);
    await expect.poll(() => ready(api), PATIENCE).toBe(9);
    const { model, ...rest } = source.snapshot!;
    source.snapshot = rest;
    pool.prepare(rest);
    expect((await ask(api, { a: { pokemon: 1 }, b: { pokemon: 2 }, method: "model" })).json()).toMatchObject({
      predictorVersion: expect.not.stringMatching(/^model-/),
    });
    const other = { ...model!, id: 9, version: "model-other" };
    source.snapshot = { ...rest, model: other, dataVersion: "another" };
    pool.prepare(source.snapshot);
    const answered = async (): Promise<string> => {
      const { payload } = await ask(api, { a: { pokemon: 1 }, b: { pokemon: 2 }, method: "model" });
      return JSON.parse(payload).predictorVersion;
    };
    expect(await answered()).toBe("model-other");
    await expect.poll(() => ready(api), PATIENCE).toBe(9);
    expect(await answered()).toBe("model-other");
  });
});
