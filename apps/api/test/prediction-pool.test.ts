import { once } from "node:events";
import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { SetSpec } from "@predictiondex/answers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCatalogueReader } from "../src/catalogue.ts";
import { createApi } from "../src/index.ts";
import { createThreadPool, type PredictionPool } from "../src/prediction/pool.ts";
import { createSharedRuns } from "../src/prediction/shared-runs.ts";
import { call, createSource, createTestApi, predict, TEST_NODES } from "./helpers.ts";

const source = createSource();
const catalogue = createCatalogueReader(source);
const everyStat = (value: number) => ({
  ...{ hp: value, attack: value, defense: value },
  ...{ specialAttack: value, specialDefense: value, speed: value },
});
const spec = (form: string): SetSpec => ({
  ...{ form, moves: undefined, level: 50, nature: undefined, mega: false, friendship: 70 },
  ...{ ivs: everyStat(31), avs: everyStat(0) },
});
const options = { method: "search", nodes: 1000, budgetMs: undefined, seed: 1 } as const;
const row = (columns: number) => ({
  kind: "cells" as const,
  rows: [spec("pikachu")],
  columns: Array.from({ length: columns }, () => spec("mewtwo")),
  options,
});

let pool: PredictionPool;
beforeAll(async () => {
  pool = createThreadPool({ threads: 1, maxQueue: 3, maxWaitMs: 20_000 });
  await pool.run(catalogue(), row(1), { budgetMs: 60_000 });
});
afterAll(() => pool.close());

describe("the worker pool", () => {
  it("answers what the caller's own thread does", async () => {
    const question = { pokemon_a_id: 25, pokemon_b_id: 7, available_moves: ["Tonnerre", "Vive-Attaque"] };
    const threaded = await createApi({ source, version: "0", nodes: TEST_NODES, pool });
    const inline = await createTestApi(source);
    expect((await predict(threaded, question)).json()).toEqual((await predict(inline, question)).json());
  });

  it("lets the event loop run while it works", async () => {
    const before = performance.eventLoopUtilization();
    const started = performance.now();
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    await pool.run(catalogue(), row(60), { budgetMs: 60_000 });
    clearInterval(ticking);
    expect(performance.now() - started).toBeGreaterThan(50);
    expect(ticks).toBeGreaterThan(3);
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.9);
  });

  it("answers 503 with Retry-After when its queue is full, and works on", async () => {
    const app = await createApi({ source, version: "0", nodes: TEST_NODES, pool });
    // More than any machine does before the question is refused: they end because nobody waits.
    const gone = new AbortController();
    const busy = Array.from({ length: 4 }, () =>
      pool.run(catalogue(), row(20_000), { budgetMs: 60_000, signal: gone.signal }),
    );
    const ends = Promise.allSettled(busy);
    await sleep(20);
    const refused = await predict(app, { pokemon_a_id: 1, pokemon_b_id: 4 });
    expect(refused.statusCode).toBe(503);
    expect(refused.json().code).toBe("OVERLOADED");
    expect(refused.headers["retry-after"]).toBe("2");
    expect((await call(app, "/health")).statusCode).toBe(200);
    gone.abort();
    for (const { status } of await ends) expect(status).toBe("rejected");
    expect((await predict(app, { pokemon_a_id: 1, pokemon_b_id: 4 })).statusCode).toBe(200);
  });

  it("gives up what nobody waits for: at once in the queue, at the next match-up in a thread", async () => {
    const gone = new AbortController();
    const started = performance.now();
    const running = pool.run(catalogue(), row(20_000), { budgetMs: 60_000, signal: gone.signal });
    await sleep(50);
    const waiting = pool.run(catalogue(), row(20_000), { budgetMs: 60_000, signal: gone.signal });
    gone.abort();
    await expect(waiting).rejects.toThrow("nobody waits");
    await expect(running).rejects.toThrow("nobody waits");
    expect(await pool.run(catalogue(), row(1), { budgetMs: 60_000 })).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  const search = (budgetMs: number | undefined, nodes = 1000) => {
    const rules = "no-restrictions" as const;
    const opponent = { kind: "chosen" as const, natureGiven: false, ivsGiven: false };
    const question = { a: spec("slowbro"), b: spec("chansey"), opponent, rules };
    return { kind: "matchup" as const, question: { ...question, options: { ...options, nodes, budgetMs } } };
  };

  it("queues what has small budgets, however many, and refuses what would wait too long for great ones", async () => {
    const own = createThreadPool({ threads: 1, maxQueue: 64, maxWaitMs: 2000 });
    await own.run(catalogue(), search(20), { budgetMs: 20 });
    const small = Array.from({ length: 40 }, () => own.run(catalogue(), search(20), { budgetMs: 20 }));
    for (const { prediction } of await Promise.all(small)) expect(prediction?.method).toBe("search");
    const great = Array.from({ length: 5 }, () => own.run(catalogue(), search(1500), { budgetMs: 1500 }));
    const ends = await Promise.allSettled(great);
    expect(ends.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "rejected",
      "rejected",
    ]);
    await own.close();
  }, 60_000);

  it("stops a search half-way: for who hangs up, and in the background for anybody", async () => {
    const gone = new AbortController();
    const long = pool.run(catalogue(), search(undefined, 50_000_000), {
      budgetMs: 60_000,
      signal: gone.signal,
    });
    await sleep(100);
    gone.abort();
    await expect(long).rejects.toThrow("nobody waits");
    const checking = pool.run(catalogue(), search(undefined, 50_000_000), {
      budgetMs: 60_000,
      isBackground: true,
    });
    const refused = expect(checking).rejects.toThrow("nobody waits");
    await sleep(100);
    const began = performance.now();
    expect(await pool.run(catalogue(), row(1), { budgetMs: 60_000 })).toHaveLength(1);
    await refused;
    // The whole search would take a minute.
    expect(performance.now() - began).toBeLessThan(10_000);
  }, 60_000);

  it("is told when a client hangs up", async () => {
    const signals: AbortSignal[] = [];
    const spying: PredictionPool = {
      ...pool,
      run: async (_catalogue, _task, { signal }) => {
        signals.push(signal!);
        await once(signal!, "abort");
        throw new Error("aborted");
      },
    };
    const app = await createApi({ source, version: "0", nodes: TEST_NODES, pool: spying });
    const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
    const socket = connect(Number(port), "127.0.0.1");
    const body = JSON.stringify({ pokemon_a_id: 2, pokemon_b_id: 3 });
    socket.write(
      `POST /predict/best-move HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    while (signals.length === 0) await sleep(5);
    socket.destroy();
    while (!signals[0]!.aborted) await sleep(5);
    await app.close();
  });

  it("makes a prediction once for all who ask at the same time, as long as one of them waits", async () => {
    const runs = createSharedRuns<string>();
    const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
    const { promise, resolve } = Promise.withResolvers<string>();
    let begun = 0;
    let ended: AbortSignal | undefined;
    const begin = (signal: AbortSignal) => {
      begun++;
      ended = signal;
      return promise;
    };
    const one = runs.join("x", first.signal, begin);
    const two = runs.join("x", second.signal, begin);
    first.abort();
    await expect(one).rejects.toThrow("nobody waits");
    expect(ended!.aborted).toBe(false);
    resolve("done");
    expect(await two).toBe("done");
    expect(begun).toBe(1);
    const last = runs.join("x", third.signal, () => new Promise(() => {}));
    const lone = runs.join("y", third.signal, (signal) => {
      ended = signal;
      return new Promise(() => {});
    });
    third.abort();
    await expect(Promise.all([last, lone])).rejects.toThrow("nobody waits");
    expect(ended!.aborted).toBe(true);
  });

  it("lets a task wait no longer than told", async () => {
    const hasty = createThreadPool({ threads: 1, maxQueue: 5, maxWaitMs: 30 });
    await expect(hasty.run(catalogue(), row(1), { budgetMs: 10 })).rejects.toMatchObject({
      code: "NOT_READY",
    });
    await hasty.close();
  });
});

describe("/metrics", () => {
  it("counts requests, latencies, predictions and their probabilities, and tells versions, loop and pool", async () => {
    const app = await createApi({ source, version: "1.2.3", nodes: TEST_NODES });
    await call(app, "/v1/types");
    await call(app, "/nope");
    // Growl lowers a stat, so that the match-up is searched.
    const question = { pokemon_a_id: 25, pokemon_b_id: 7, available_moves: ["thunderbolt", "growl"] };
    await predict(app, question);
    await predict(app, question);
    const { payload, headers, statusCode } = await call(app, "/metrics");
    expect(statusCode).toBe(200);
    expect(headers["content-type"]).toContain("text/plain");
    for (const line of [
      'predictiondex_http_requests_total{method="GET",route="/v1/types",status="200"} 1',
      'predictiondex_http_requests_total{method="GET",route="none",status="404"} 1',
      'predictiondex_http_request_duration_seconds_count{method="POST",route="/predict/best-move"} 2',
      'predictiondex_predictions_total{method="search",cached="false"} 1',
      'predictiondex_predictions_total{method="search",cached="true"} 1',
      "predictiondex_prediction_probability_count 2",
      'predictiondex_info{version="1.2.3",data_version="test-1"} 1',
      "predictiondex_database_up 1",
      'predictiondex_pool_tasks{state="queued"} 0',
    ]) {
      expect(payload).toContain(line);
    }
    expect(payload).toMatch(/predictiondex_event_loop_delay_seconds\{quantile="0.99"\} [\d.e-]+/);
  });
});
