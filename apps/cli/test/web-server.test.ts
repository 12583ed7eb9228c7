import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startWebServer } from "../src/platform/web-server.ts";

let seen: IncomingHttpHeaders = {};
const api = createServer((request, reply) => {
  seen = request.headers;
  reply.setHeader("content-type", "application/json").end("{}");
});
const directory = mkdtempSync(join(tmpdir(), "page-"));
let web: RunningServer;
beforeAll(async () => {
  writeFileSync(join(directory, "index.html"), "<title>PredictionDex</title>");
  await new Promise<void>((done) => api.listen(0, "127.0.0.1", done));
  const apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  web = await startWebServer({ directory, apiUrl, host: "127.0.0.1", port: 0, apiKey: "s3cret" });
});
afterAll(async () => {
  await web.close();
  api.close();
  rmSync(directory, { recursive: true });
});

describe("startWebServer", () => {
  it("adds its key and the client's address to what it passes on, and shows the key to nobody", async () => {
    const answer = await fetch(`${web.url}/api/v1/types`);
    expect(seen["x-api-key"]).toBe("s3cret");
    expect(seen["x-forwarded-for"]).toBe("127.0.0.1");
    const page = await fetch(web.url);
    const told =
      [...answer.headers, ...page.headers].flat().join() + (await answer.text()) + (await page.text());
    expect(told).not.toContain("s3cret");
  });

  it("leaves a client's own key as it is", async () => {
    await fetch(`${web.url}/api/v1/types`, { headers: { "x-api-key": "own" } });
    expect(seen["x-api-key"]).toBe("own");
  });
});
