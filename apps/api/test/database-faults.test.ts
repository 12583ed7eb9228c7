import { createApiClient } from "@predictiondex/contract";
import {
  createApiKey,
  type Database,
  listApiKeys,
  listPredictions,
  migrate,
  openDatabase,
  publishGameData,
  revokeApiKey,
} from "@predictiondex/db";
import { findServerTargets, type RunningTarget } from "@predictiondex/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashKey, type RunningApi, startApi } from "../src/index.ts";
import { bundledData, TEST_NODES } from "./helpers.ts";

const [target] = await findServerTargets();

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
}

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
    const access = { keyRequired: true, keys: ["env-key"], limits: { read: 0, predict: 0 } };
    const options = { database: settings, host: "127.0.0.1", port: 0, version: "0", pollMs: 100, access };
    const more = { threads: 0, nodes: TEST_NODES, logSample: 1 };
    apis = await Promise.all([startApi({ ...options, ...more }), startApi({ ...options, ...more })]);
  });
  afterAll(async () => {
    await Promise.all(apis.map((api) => api.close()));
    await database.close();
    await running.stop();
  });
  const status = async (api: RunningApi, path: string, key = "env-key") =>
    (await fetch(`${api.url}${path}`, { headers: { "x-api-key": key } })).status;
  const both = (isTrue: (api: RunningApi) => Promise<boolean>) =>
    Promise.all(apis.map((api) => until(() => isTrue(api))));

  it("follow keys, versions, a crash of the server and its return, and note predictions", async () => {
    await both(async (api) => (await status(api, "/ready")) === 200);

    await createApiKey(database.db, {
      name: "visitor",
      keyHash: hashKey("visitor-key").toString("hex"),
      scopes: ["read", "predict"],
    });
    await both(async (api) => (await status(api, "/v1/types", "visitor-key")) === 200);
    await until(async () => (await listApiKeys(database.db))[0]!.lastUsedAt !== null);

    const body = JSON.stringify({ pokemon_a_id: 25, pokemon_b_id: 7 });
    const headers = { "x-api-key": "visitor-key", "content-type": "application/json" };
    const predict = (api: RunningApi) =>
      fetch(`${api.url}/predict/best-move`, { method: "POST", headers, body });
    for (const api of apis) expect((await predict(api)).status).toBe(200);
    await until(async () => (await listPredictions(database.db, 10)).length === 2);
    const [noted] = await listPredictions(database.db, 1);
    expect(noted).toMatchObject({ dataVersion: 1, input: { kind: "best-move" } });
    expect(JSON.stringify(noted)).not.toContain("visitor");

    await running.server!.crash();
    await both(async (api) => (await createApiClient(api.url).health()).database === false);
    for (const api of apis) {
      expect(await status(api, "/v1/pokemon/pikachu", "visitor-key")).toBe(200);
      expect((await predict(api)).status).toBe(200);
      expect(await status(api, "/ready")).toBe(200);
    }

    await running.server!.restart();
    await both(async (api) => (await createApiClient(api.url).health()).database === true);
    const data = bundledData();
    const forms = data.forms.map((form) => (form.id === 25 ? { ...form, heightDm: 7 } : form));
    await until(async () => {
      await publishGameData(database.db, { ...data, forms }, { source: "bundled" });
      return true;
    });
    await revokeApiKey(database.db, "visitor");
    await both(async (api) => (await status(api, "/v1/types", "visitor-key")) === 403);
    await both(async (api) => {
      const answer = await fetch(`${api.url}/v1/pokemon/25`, { headers: { "x-api-key": "env-key" } });
      return ((await answer.json()) as { heightM: number }).heightM === 0.7;
    });
  });
});
