import {
  type Database,
  migrate,
  openDatabase,
  promoteModel,
  publishGameData,
  recordModel,
  rollbackModel,
  storeModelMatrix,
} from "@predictiondex/db";
import { findServerTargets, openMemoryDatabase, type RunningTarget } from "@predictiondex/db/testing";
import { loadModel, writeModel } from "@predictiondex/ml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApi, startApi } from "../src/index.ts";
import { bundledData, TEST_NODES } from "./helpers.ts";
import { testModel } from "./test-model.ts";

const OPTIONS = {
  ...{ host: "127.0.0.1", port: 0, version: "0", pollMs: 100, threads: 0, nodes: TEST_NODES },
  ...{ logSample: 1, truthSample: 1, driftEveryMs: 300 },
} as const;
const QUESTION = {
  a: { pokemon: "pikachu", moves: ["thunderbolt", "quick-attack"] },
  b: { pokemon: "squirtle", level: 45 },
  method: "model",
};

interface Told {
  readonly name: string;
  readonly version: string;
  readonly fault: { readonly model: string; readonly reason: string } | null;
}

const until = (isTrue: () => Promise<boolean>): Promise<void> =>
  expect.poll(() => isTrue().catch(() => false), { timeout: 20_000, interval: 50 }).toBe(true);

const get = async <T>(api: RunningApi, path: string): Promise<T> =>
  (await (await fetch(`${api.url}${path}`)).json()) as T;
const model = (api: RunningApi) => get<Told>(api, "/v1/model");
const ask = async (api: RunningApi): Promise<{ p: number; method: string; predictorVersion: string }> => {
  const response = await fetch(`${api.url}/v1/predict/matchup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(QUESTION),
  });
  return (await response.json()) as { p: number; method: string; predictorVersion: string };
};

function register(database: Database, name: string, artefact: Uint8Array, card: object) {
  return recordModel(database.db, { name, dataset: null, dataVersion: 1, artefact, card, metrics: {} });
}

/** The row's file as a fault of disk or hand leaves it: its checksum stays. */
async function damage(database: Database, id: number): Promise<void> {
  const { bytes } = await testModel();
  const artefact = Buffer.from(bytes);
  artefact.fill(0xde, 200, 210);
  await database.db.updateTable("model").set({ artefact }).where("id", "=", id).execute();
}

describe("an API that runs", () => {
  let database: Database;
  let api: RunningApi;
  beforeAll(async () => {
    database = await openMemoryDatabase();
    await publishGameData(database.db, bundledData(), { source: "bundled" });
    api = await startApi({ ...OPTIONS, database });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it("takes up a promoted model by itself, keeps it where the next one is broken, and says so", async () => {
    expect((await fetch(`${api.url}/v1/model`)).status).toBe(503);
    const { bytes, card } = await testModel();
    const first = await register(database, "first", bytes, card);
    await storeModelMatrix(database.db, { model: first.id, forms: ["mew"], content: Uint8Array.of(128) });
    await promoteModel(database.db, first.id, "test");
    await until(async () => (await model(api)).name === "first");
    const version = `model-${loadModel(bytes).digest.slice(0, 12)}`;
    expect(await ask(api)).toMatchObject({ method: "model", predictorVersion: version });
    expect(await get(api, "/v1/model/matrix")).toMatchObject({ forms: ["mew"] });
    expect(await get(api, "/ready")).toMatchObject({ model: version });

    // Another file whose content no release wrote.
    const odd = await register(database, "odd", Buffer.from("PDXM but no model"), {});
    await promoteModel(database.db, odd.id, "test");
    await until(async () => (await model(api)).fault !== null);
    expect(await model(api)).toMatchObject({
      name: "first",
      fault: { model: "odd", reason: expect.stringMatching(/^model file: /) },
    });
    expect(await ask(api)).toMatchObject({ predictorVersion: version });
    expect(await (await fetch(`${api.url}/metrics`)).text()).toContain("predictiondex_model_fault 1");

    await rollbackModel(database.db, "it is broken");
    await until(async () => (await model(api)).fault === null);
    expect(await model(api)).toMatchObject({ name: "first" });
  });

  it("reads from the log what was asked, and compares it with the training set", async () => {
    await until(async () => {
      const drift = await get<{ predictions: number }>(api, "/v1/model/drift");
      return drift.predictions > 0;
    });
    const drift = await get<{ hasReference: boolean; features: readonly unknown[] }>(api, "/v1/model/drift");
    expect(drift.hasReference).toBe(true);
    expect(drift.features.length).toBeGreaterThan(100);
  });

  it("goes on with its model when the row is damaged; one that starts then serves the model before", async () => {
    const { bytes, card } = await testModel();
    const { origin, ...parts } = loadModel(bytes);
    const again = writeModel({ ...parts, origin: { ...origin, dataset: "another" } });
    const second = await register(database, "second", again, card);
    await promoteModel(database.db, second.id, "test");
    await until(async () => (await model(api)).name === "second");
    await damage(database, second.id);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await model(api)).toMatchObject({ name: "second", fault: null });
    expect((await ask(api)).method).toBe("model");

    const later = await startApi({ ...OPTIONS, database });
    expect(await model(later)).toMatchObject({
      name: "first",
      fault: { model: "second", reason: 'the file of the model "second" is damaged in the database' },
    });
    expect((await ask(later)).method).toBe("model");
    await later.close();
  });
});

const [target] = await findServerTargets();

describe.skipIf(target?.missing !== undefined)("two APIs on one PostgreSQL", () => {
  let running: RunningTarget;
  let database: Database;
  let apis: RunningApi[];
  beforeAll(async () => {
    running = await target!.start();
    const settings = running.settings()!;
    database = await openDatabase(settings);
    await migrate(database);
    await publishGameData(database.db, bundledData(), { source: "bundled" });
    apis = await Promise.all([1, 2].map(() => startApi({ ...OPTIONS, database: settings })));
  });
  afterAll(async () => {
    await Promise.all(apis.map((api) => api.close()));
    await database.close();
    await running.stop();
  });
  const both = (isTrue: (api: RunningApi) => Promise<boolean>) =>
    Promise.all(apis.map((api) => until(() => isTrue(api))));

  it("serve the same model, and see each other's predictions in the drift", async () => {
    const { bytes, card } = await testModel();
    const { id } = await register(database, "shared", bytes, card);
    await promoteModel(database.db, id, "test");
    await both(async (api) => (await model(api)).name === "shared");
    const [one, other] = await Promise.all(apis.map(ask));
    expect(one).toEqual(other);
    await both(async (api) => (await get<{ predictions: number }>(api, "/v1/model/drift")).predictions === 2);
  });
});
