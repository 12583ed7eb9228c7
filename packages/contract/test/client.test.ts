import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ApiError, createApiClient } from "../src/index.ts";

let stop: (() => void) | undefined;
afterEach(() => stop?.());

/** A client of a server that answers as told. */
async function clientOf(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => server.close();
  return createApiClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

describe("createApiClient", () => {
  it("asks by path and method, and gives back the body", async () => {
    const asked: string[] = [];
    const client = await clientOf(async (request, response) => {
      const body = (await request.toArray()).join("");
      asked.push(`${request.method} ${request.url} ${body}`);
      response.setHeader("content-type", "application/json").end('{"id":25}');
    });
    expect(await client.getPokemon(25)).toEqual({ id: 25 });
    await client.predictBestMove({ pokemon_a_id: 25, pokemon_b_id: 7 });
    expect(asked).toEqual([
      "GET /pokemon/25 ",
      'POST /predict/best-move {"pokemon_a_id":25,"pokemon_b_id":7}',
    ]);
  });

  it("rejects with the problem and the time to wait", async () => {
    const problem = {
      type: "t",
      title: "t",
      status: 503,
      detail: "no data",
      instance: "/",
      code: "NOT_READY",
    };
    const client = await clientOf((_request, response) => {
      response
        .writeHead(503, { "content-type": "application/problem+json", "retry-after": "5" })
        .end(JSON.stringify(problem));
    });
    const error = await client.listPokemon().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ message: "no data", problem, retryAfterS: 5 });
  });

  it.each([
    ["a page of a proxy", "text/html", "<h1>Bad gateway</h1>"],
    ["broken JSON", "application/json", "{"],
    ["JSON that is no problem", "application/json", '{"error":"x"}'],
  ])("rejects with a problem of its own for %s", async (_what, type, body) => {
    const client = await clientOf((_request, response) => {
      response.writeHead(502, { "content-type": type }).end(body);
    });
    const error = await client.health().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ problem: { status: 502, code: "UNAVAILABLE", instance: "/health" } });
  });

  it("stops when told", async () => {
    const client = await clientOf(() => {});
    const stopping = new AbortController();
    const asked = client.health(stopping.signal);
    stopping.abort();
    await expect(asked).rejects.toThrow(/abort/i);
  });
});
