import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createApiClient } from "@predictiondex/contract";
import { type Database, listPredictions, publishGameData, recordDataset } from "@predictiondex/db";
import { openMemoryDatabase } from "@predictiondex/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApi, startApi } from "../src/index.ts";
import { bundledData } from "./helpers.ts";

const LOCAL = { host: "127.0.0.1", port: 0, version: "0.0.0-test", pollMs: 50 };

/** Asks until the answer is as wanted; the test's own time-out ends it otherwise. */
async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("startApi on a real database", () => {
  let database: Database;
  let api: RunningApi;
  beforeAll(async () => {
    database = await openMemoryDatabase();
    api = await startApi({ ...LOCAL, database });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it("goes from nothing to answers, to a new version, to a data set, and on without the database", async () => {
    const client = createApiClient(api.url);
    expect(await client.health()).toMatchObject({
      status: "starting",
      database: true,
      missing: ["data", "model"],
    });
    await expect(client.listPokemon()).rejects.toMatchObject({ problem: { status: 503 }, retryAfterS: 5 });

    const data = bundledData();
    const { version } = await publishGameData(database.db, data, { source: "bundled" });
    const healthy = await until(client.health, ({ status }) => status === "healthy");
    expect(healthy.data_version).toBe(`${version.id}-${version.digest.slice(0, 12)}`);
    expect(await client.listPokemon()).toHaveLength(188);
    const answer = await client.predictBestMove({ pokemon_a_id: 25, pokemon_b_id: 7 });
    expect(answer).toMatchObject({ recommended_move: "Tonnerre", data_version: healthy.data_version });
    expect((await client.modelInfo()).dataset).toBeNull();

    const changed = data.forms.map((form) => (form.id === 25 ? { ...form, heightDm: 5 } : form));
    await publishGameData(database.db, { ...data, forms: changed }, { source: "bundled" });
    await until(
      () => client.getPokemon(25),
      ({ height_m }) => height_m === 0.5,
    );

    await recordDataset(database.db, {
      scenario: "standard",
      seed: 1,
      dataVersion: version.id,
      codeVersion: "test",
      summary: { seconds: 2.5 },
      files: [{ path: "a.parquet", nRows: 7, nBytes: 1, sha256: "0".repeat(64) }],
    });
    const { dataset } = await until(client.modelInfo, (info) => info.dataset !== null);
    expect(dataset).toMatchObject({ rows: 7, seconds: 2.5, scenario: "standard" });

    await database.close();
    const alone = await until(client.health, (health) => !health.database);
    expect(alone).toMatchObject({ status: "healthy", data: true, missing: ["database", "model"] });
    expect((await client.predictBestMove({ pokemon_a_id: 25, pokemon_b_id: 7 })).recommended_move).toBe(
      "Tonnerre",
    );
  });
});

describe("startApi on a database that holds data", () => {
  it("answers from the first request on, and notes the last predictions before it stops", async () => {
    const database = await openMemoryDatabase();
    await publishGameData(database.db, bundledData(), { source: "bundled" });
    const api = await startApi({ ...LOCAL, database, logSample: 1, pollMs: 60_000 });
    const client = createApiClient(api.url);
    expect(await client.listMoves()).toHaveLength(226);
    const N_PREDICTIONS = 120;
    const pair = { pokemon_a_id: 25, pokemon_b_id: 7 };
    for (let i = 0; i < N_PREDICTIONS; i++) await client.predictBestMove(pair);
    await api.close();
    expect(await listPredictions(database.db, 2 * N_PREDICTIONS)).toHaveLength(N_PREDICTIONS);
    await database.close();
  });
});

describe("startApi on a taken port", () => {
  it("rejects and leaves nothing open", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const settings = { kind: "server", address: { url: "postgres://u:p@127.0.0.1:1/x" } } as const;
    await expect(startApi({ ...LOCAL, port, database: settings })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    other.close();
  });
});

describe("close", () => {
  it("lets a request that has begun be answered", async () => {
    const settings = { kind: "server", address: { url: "postgres://u:p@127.0.0.1:1/x" } } as const;
    const api = await startApi({ ...LOCAL, database: settings });
    const { hostname, port } = new URL(api.url);
    const { connect } = await import("node:net");
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.write(
      "POST /predict/best-move HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{",
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();
    const closed = api.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.write("}");
    await once(socket, "close");
    await closed;
    expect(performance.now() - began).toBeLessThan(5000);
    expect(answer).toMatch(/^HTTP\/1.1 422 /);
    await expect(fetch(`${api.url}/health`)).rejects.toThrow();
  });
});

describe("main.ts", () => {
  const start = (env: Record<string, string>) =>
    spawn(process.execPath, [fileURLToPath(new URL("../src/main.ts", import.meta.url))], {
      env: { PATH: process.env.PATH ?? "", ...env },
    });
  const startLogged = (env: Record<string, string>) => {
    const child = start({ API_PORT: "0", HOST: "127.0.0.1", ...env });
    let log = "";
    child.stdout.on("data", (chunk) => {
      log += chunk;
    });
    const stop = async (): Promise<number> => {
      child.kill("SIGTERM");
      return (await once(child, "exit"))[0];
    };
    return { log: async () => log, stop };
  };

  it("lives without its database, and ends with 0 on SIGTERM", async () => {
    const api = startLogged({ DATABASE_URL: "postgres://someone:s3cret@127.0.0.1:1/none" });
    const address = await until(
      async () => /http:\/\/127\.0\.0\.1:\d+/.exec(await api.log())?.[0],
      (found) => found !== undefined,
    );
    expect(await createApiClient(address!).health()).toMatchObject({
      status: "starting",
      missing: ["database", "data", "model"],
    });
    await until(api.log, (text) => text.includes("waiting for the database"));
    expect(await api.stop()).toBe(0);
    expect(await api.log()).not.toContain("s3cret");
  });

  it("ends with 0 on SIGTERM while its database is still being opened", async () => {
    const directory = await mkdtemp(join(tmpdir(), "predictiondex-start-"));
    const api = startLogged({ DATA_DIR: directory });
    await until(api.log, (text) => text.includes("Server listening"));
    expect(await api.stop()).toBe(0);
    expect(await api.log()).toMatch(/"msg":"stopped"}\n$/);
    expect(await api.log()).not.toContain('"level":50');
    await rm(directory, { recursive: true });
  });

  it("says in one line what is wrong with its settings", async () => {
    const child = start({ API_PORT: "x", DATABASE_URL: "mysql://a:s3cret@b" });
    const said = (await child.stderr.toArray()).join("");
    expect(said).toMatch(/^settings can't be used: DATABASE_URL .*API_PORT .*\n$/);
    expect(said).not.toContain("s3cret");
    expect(child.exitCode ?? (await once(child, "exit"))[0]).toBe(1);
  });
});
