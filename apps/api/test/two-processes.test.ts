import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
  createApiKey,
  type Database,
  migrate,
  openDatabase,
  promoteModel,
  publishGameData,
  recordModel,
  revokeApiKey,
} from "@predictiondex/db";
import { findServerTargets, type RunningTarget } from "@predictiondex/db/testing";
import { loadModel } from "@predictiondex/ml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashKey } from "../src/index.ts";
import { bundledData, TEST_NODES } from "./helpers.ts";
import { testModel } from "./test-model.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const READ_LIMIT = 60;
/** A drain may take 10 s, and a busy machine has more to do. */
const DRAIN_MS = 10_000;
const SLACK_MS = 5000;
const QUESTION = { a: { pokemon: "pikachu" }, b: { pokemon: "squirtle" }, method: "model" };

interface ApiProcess {
  readonly url: string;
  readonly child: ChildProcessByStdio<null, Readable, null>;
}

/** Whatever fails, none of them is left behind. */
const children: ApiProcess["child"][] = [];

async function startProcess(databaseUrl: string): Promise<ApiProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH ?? "",
      DATABASE_URL: databaseUrl,
      API_PORT: "0",
      HOST: "127.0.0.1",
      API_KEYS: "env-key,flood-key",
      API_RATE_LIMIT_READ: String(READ_LIMIT),
      API_RATE_LIMIT_PREDICT: "0",
      API_THREADS: "1",
      SEARCH_NODES: String(TEST_NODES),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let log = "";
  child.stdout.on("data", (chunk) => {
    log += chunk;
  });
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0];
    if (url !== undefined) return { url, child };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const [target] = await findServerTargets();

describe.skipIf(target?.missing !== undefined)("two API processes on one PostgreSQL", () => {
  let running: RunningTarget;
  let database: Database;
  let processes: readonly ApiProcess[];
  beforeAll(async () => {
    running = await target!.start();
    const { url } = running.server!;
    database = await openDatabase({ kind: "server", address: { url } });
    await migrate(database);
    processes = await Promise.all([startProcess(url), startProcess(url)]);
  }, 180_000);
  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    await database?.close();
    await running?.stop();
  });

  const get = (api: ApiProcess, path: string, key = "env-key") =>
    fetch(`${api.url}${path}`, { headers: { "x-api-key": key } });
  const status = async (api: ApiProcess, path: string, key?: string) => {
    const response = await get(api, path, key);
    await response.body?.cancel();
    return response.status;
  };
  const predict = async (api: ApiProcess, key = "env-key") =>
    fetch(`${api.url}/v1/predict/best-move`, {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "application/json" },
      body: JSON.stringify(QUESTION),
    });
  /** Asked at such distances that the limit of reads is not reached. */
  const both = (isTrue: (api: ApiProcess) => Promise<boolean>) =>
    Promise.all(
      processes.map((api) =>
        expect.poll(() => isTrue(api).catch(() => false), { timeout: 60_000, interval: 2000 }).toBe(true),
      ),
    );

  it("serve the data, the model and the keys that the database has, and answer alike", async () => {
    for (const api of processes) expect(await status(api, "/ready")).toBe(503);
    const data = bundledData();
    await publishGameData(database.db, data, { source: "bundled" });
    await both(async (api) => (await status(api, "/ready")) === 200);

    const { bytes, card } = await testModel();
    const { id } = await recordModel(database.db, {
      ...{ name: "shared", dataset: null, dataVersion: 1, metrics: {} },
      ...{ artefact: bytes, card },
    });
    await promoteModel(database.db, id, "test");
    const predictorVersion = `model-${loadModel(bytes).digest.slice(0, 12)}`;
    await both(async (api) => {
      const answer = (await (await predict(api)).json()) as { predictorVersion: string };
      return answer.predictorVersion === predictorVersion;
    });
    const [one, other] = await Promise.all(processes.map(async (api) => (await predict(api)).text()));
    expect(one).toBe(other);

    const forms = data.forms.map((form) => (form.id === 25 ? { ...form, heightDm: 7 } : form));
    const { version } = await publishGameData(database.db, { ...data, forms }, { source: "bundled" });
    await both(async (api) => {
      const answer = await get(api, "/v1/pokemon/25?fields=heightM");
      const told = answer.headers.get("x-data-version");
      return told === `${version.id}-${version.digest.slice(0, 12)}`;
    });

    await createApiKey(database.db, {
      name: "visitor",
      keyHash: hashKey("visitor-key").toString("hex"),
      scopes: ["predict"],
    });
    await both(async (api) => (await predict(api, "visitor-key")).status === 200);
    for (const api of processes) expect((await predict(api, "wrong")).status).toBe(403);
    await revokeApiKey(database.db, "visitor");
    await both(async (api) => (await predict(api, "visitor-key")).status === 403);
  }, 300_000);

  it("count a caller's requests each for itself, as the limits say", async () => {
    const [one, other] = processes;
    const statuses: number[] = [];
    for (let i = 0; i <= READ_LIMIT; i++) statuses.push(await status(one!, "/v1/types", "flood-key"));
    expect(statuses.slice(0, READ_LIMIT)).toEqual(Array(READ_LIMIT).fill(200));
    expect(statuses.at(-1)).toBe(429);
    const elsewhere = await get(other!, "/v1/types", "flood-key");
    expect(elsewhere.status).toBe(200);
    expect(elsewhere.headers.get("ratelimit-limit")).toBe(String(READ_LIMIT));
    expect(elsewhere.headers.get("ratelimit-remaining")).toBe(String(READ_LIMIT - 1));
  }, 60_000);

  it("both drain on SIGTERM: what has begun is answered, and who never ends is cut off after 10 s", async () => {
    const [one, other] = processes;
    const half = (api: ApiProcess): { readonly socket: Socket; answer(): string } => {
      const { hostname, port } = new URL(api.url);
      const socket = connect(Number(port), hostname);
      let answer = "";
      socket.on("data", (chunk) => {
        answer += chunk;
      });
      socket.on("error", () => {});
      const body = JSON.stringify(QUESTION);
      socket.write(
        `POST /v1/predict/best-move HTTP/1.1\r\nhost: x\r\nx-api-key: env-key\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, -1)}`,
      );
      return { socket, answer: () => answer };
    };
    const [ending, endless] = [half(one!), half(other!)];
    await new Promise((resolve) => setTimeout(resolve, 300));
    const exits = processes.map(({ child }) => once(child, "exit"));
    const began = performance.now();
    for (const { child } of processes) child.kill("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 300));
    ending.socket.write("}");
    expect(await exits[0]).toEqual([0, null]);
    expect(ending.answer()).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exits[1]).toEqual([0, null]);
    expect(performance.now() - began).toBeLessThan(DRAIN_MS + SLACK_MS);
    expect(endless.answer()).not.toMatch(/^HTTP\/1\.1 200 /);
    await expect(status(one!, "/health")).rejects.toThrow();
  }, 60_000);
});
