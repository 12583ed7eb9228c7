import { appendFileSync, readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parseRetryAfter } from "../../src/live/http/fetch-error.ts";
import { NO_CACHE, openHttpCache } from "../../src/live/http/http-cache.ts";
import { createHttpClient, type HttpClientOptions } from "../../src/live/http/http-client.ts";
import { createRateGate } from "../../src/live/http/rate-gate.ts";
import { temporaryFolder } from "./mirror.ts";

const JSON_TYPE = { "content-type": "application/json" };
const signal = new AbortController().signal;
const question = { mediaType: "application/json", parse: (text: string) => JSON.parse(text), signal };
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(change: Partial<HttpClientOptions> = {}) {
  return createHttpClient({
    userAgent: "test",
    cache: NO_CACHE,
    concurrency: 4,
    intervalMs: 0,
    timeoutMs: 300,
    attempts: 3,
    retryBaseMs: 1,
    cacheMaxAgeS: 60,
    ...change,
  });
}

async function cache() {
  const folder = await temporaryFolder();
  cleanUps.push(folder.dispose);
  return { cache: openHttpCache(folder.path), path: folder.path };
}

describe("createHttpClient", () => {
  it("asks once and then takes the kept answer", async () => {
    const url = await serve((_request, response) => response.writeHead(200, JSON_TYPE).end('{"a":1}'));
    const kept = await cache();
    expect((await client(kept).get(url, question)).value).toEqual({ a: 1 });
    const second = client(kept);
    expect((await second.get(url, question)).value).toEqual({ a: 1 });
    expect(second.counts()).toMatchObject({ requests: 0, fromCache: 1, bytes: 0 });
  });

  it("asks an old answer's source with its ETag and date, and keeps it on 304", async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.headers["if-none-match"], request.headers["if-modified-since"]);
      const headers = { etag: '"v1"', "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT" };
      if (request.headers["if-none-match"] === '"v1"') response.writeHead(304, headers).end();
      else response.writeHead(200, { ...JSON_TYPE, ...headers }).end('{"a":1}');
    });
    const kept = await cache();
    await client({ ...kept, cacheMaxAgeS: 0 }).get(url, question);
    const second = client({ ...kept, cacheMaxAgeS: 0 });
    expect((await second.get(url, question)).value).toEqual({ a: 1 });
    expect(asked).toEqual([undefined, undefined, '"v1"', "Mon, 01 Jan 2024 00:00:00 GMT"]);
    expect(second.counts()).toMatchObject({ requests: 1, revalidated: 1, bytes: 0 });
  });

  it("asks again where the kept file is damaged", async () => {
    const url = await serve((_request, response) => response.writeHead(200, JSON_TYPE).end('{"a":1}'));
    const kept = await cache();
    await client(kept).get(url, question);
    const [file] = readdirSync(kept.path, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
    appendFileSync(join(file!.parentPath, file!.name), "x");
    const second = client(kept);
    await second.get(url, question);
    expect(second.counts().requests).toBe(1);
  });

  it("works without a cache that can be written", async () => {
    const url = await serve((_request, response) => response.writeHead(200, JSON_TYPE).end("{}"));
    const faults: unknown[] = [];
    const broken = { ...NO_CACHE, write: () => Promise.reject(new Error("disk full")) };
    const asking = client({ cache: broken, onCacheFault: (error) => faults.push(error) });
    expect((await asking.get(url, question)).value).toEqual({});
    expect(faults).toHaveLength(1);
  });

  it("takes an old answer when the source gives none", async () => {
    let isUp = true;
    const url = await serve((_request, response) =>
      isUp ? response.writeHead(200, JSON_TYPE).end('{"a":1}') : response.writeHead(500).end(),
    );
    const kept = await cache();
    await client(kept).get(url, question);
    isUp = false;
    const second = client({ ...kept, cacheMaxAgeS: 0 });
    expect((await second.get(url, question)).value).toEqual({ a: 1 });
    expect(second.counts()).toMatchObject({ requests: 3, retries: 2, stale: 1 });
  });

  it("opens no more requests than allowed", async () => {
    let [open, most] = [0, 0];
    const url = await serve((_request, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => response.writeHead(200, JSON_TYPE).end("{}"), 10).unref();
      response.once("close", () => open--);
    });
    const asking = client({ concurrency: 3 });
    await Promise.all(Array.from({ length: 12 }, (_, i) => asking.get(`${url}/${i}`, question)));
    expect(most).toBe(3);
  });

  it("waits as long as the server asks, and lets no other request through meanwhile", async () => {
    const times: number[] = [];
    const url = await serve((_request, response) => {
      times.push(performance.now());
      if (times.length === 1) response.writeHead(429, { "retry-after": "1" }).end();
      else response.writeHead(200, JSON_TYPE).end("{}");
    });
    const asking = client({ concurrency: 1 });
    await Promise.all([asking.get(`${url}/a`, question), asking.get(`${url}/b`, question)]);
    expect(times[1]! - times[0]!).toBeGreaterThan(990);
    expect(times).toHaveLength(3);
  });

  it("leaves a server alone that asks for a very long wait", async () => {
    const url = await serve((_request, response) => response.writeHead(429, { "retry-after": "3600" }).end());
    await expect(client().get(url, question)).rejects.toThrow(
      `GET ${url}: answered 429 (and asks to wait 3600 s: left alone)`,
    );
  });

  it("follows a redirect on the same host, and none to another", async () => {
    const url = await serve((request, response) => {
      const to = { "/old": "/new", "/away": "http://127.0.0.2:1/" }[request.url!];
      if (to === undefined) response.writeHead(200, JSON_TYPE).end("{}");
      else response.writeHead(301, { location: to }).end();
    });
    expect((await client().get(`${url}/old`, question)).value).toEqual({});
    await expect(client().get(`${url}/away`, question)).rejects.toThrow(
      "redirected to another host, 127.0.0.2:1",
    );
  });

  it("asks a missing resource once", async () => {
    const url = await serve((_request, response) => response.writeHead(404).end());
    const asking = client();
    await expect(asking.get(url, question)).rejects.toThrow(`GET ${url}: answered 404`);
    expect(asking.counts().requests).toBe(1);
  });

  it("gives a source up after five resources in a row that could not be had", async () => {
    let nAsked = 0;
    const url = await serve((_request, response) => {
      nAsked++;
      response.writeHead(500).end();
    });
    const asking = client({ concurrency: 1, attempts: 2 });
    const all = await Promise.allSettled(
      Array.from({ length: 9 }, (_, i) => asking.get(`${url}/${i}`, question)),
    );
    expect(all.every(({ status }) => status === "rejected")).toBe(true);
    expect(nAsked).toBeLessThan(18);
    await expect(asking.get(`${url}/more`, question)).rejects.toThrow("not asked, the source is down");
  });

  it("stops at once when its signal aborts", async () => {
    const url = await serve(() => {});
    const stop = new AbortController();
    const waiting = client({ timeoutMs: 60_000 }).get(url, { ...question, signal: stop.signal });
    setTimeout(() => stop.abort(new Error("stopped by SIGTERM")), 20);
    await expect(waiting).rejects.toThrow("stopped by SIGTERM");
  });
});

describe("createRateGate", () => {
  it("keeps starts apart", async () => {
    const gate = createRateGate({ concurrency: 2, intervalMs: 40 });
    const starts: number[] = [];
    const task = async () => void starts.push(performance.now());
    await Promise.all([1, 2, 3, 4].map(() => gate.pass(task, signal)));
    for (let i = 1; i < starts.length; i++) expect(starts[i]! - starts[i - 1]!).toBeGreaterThan(35);
  });
});

describe("parseRetryAfter", () => {
  it("reads seconds and dates", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(parseRetryAfter("7", now)).toBe(7000);
    expect(parseRetryAfter("Thu, 01 Jan 2026 00:00:09 GMT", now)).toBe(9000);
    expect(parseRetryAfter("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
    expect(parseRetryAfter("soon", now)).toBeUndefined();
    expect(parseRetryAfter(null, now)).toBeUndefined();
  });
});
