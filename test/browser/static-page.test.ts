import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, SIZES } from "./browser.ts";
import { chromium, settled, WORDS } from "./pages.ts";

const root = join(import.meta.dirname, "../..");
/** A folder of the host, as on many free ones. */
const BASE = "/dex/";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

describe.skipIf(chromium === undefined)("the page without any server", () => {
  const out = mkdtempSync(join(tmpdir(), "predictiondex-static-"));
  const asked: string[] = [];
  let server: Server;
  let browser: Browser;
  let origin: string;
  beforeAll(async () => {
    await promisify(execFile)(
      process.execPath,
      [join(root, "scripts/build-static.ts"), "--base", BASE, "--out", out],
      { env: { ...process.env, NODE_ENV: "production" } },
    );
    server = createServer(({ url = "/" }, response) => {
      asked.push(url);
      const path = new URL(url, "http://host").pathname;
      const file = join(out, path.endsWith("/") ? "index.html" : path.slice(BASE.length));
      const isThere = path.startsWith(BASE) && existsSync(file) && statSync(file).isFile();
      const told = isThere ? file : join(out, "404.html");
      response.writeHead(isThere ? 200 : 404, { "content-type": TYPES[extname(told)] ?? "text/plain" });
      response.end(readFileSync(told));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser(chromium!);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(out, { recursive: true, force: true });
  });

  it.each(Object.values(WORDS))(
    "answers from the browser alone in $locale",
    async ({ locale, move, reason }) => {
      const { page, context, errors, foreign } = await openPage(browser, origin, {
        ...{ locale, viewport: SIZES.phone, path: `${BASE}?a=pikachu&b=squirtle` },
      });
      await settled(page);
      await page.locator("#answer").getByText(move).first().waitFor();
      await page.locator("#answer").getByText(reason).waitFor();
      expect(errors).toEqual([]);
      expect(foreign).toEqual([]);
      expect(asked.filter((url) => url.includes("/api/"))).toEqual([]);
      await context.close();
    },
  );

  it("has the map of all pairs", async () => {
    const { page, context, errors } = await openPage(browser, origin, { path: BASE });
    await page.getByRole("link", { name: "Matrix" }).first().click();
    await page.locator("canvas").waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it("has the model's card and the lists", async () => {
    const { page, context, errors } = await openPage(browser, origin, { path: BASE });
    await page.getByRole("link", { name: "How sure?" }).first().click();
    await page.getByRole("heading", { name: "What the model said, and the true chance" }).waitFor();
    await page.getByText("Nothing to compare yet: 0 predictions are noted.").waitFor();
    await page.getByRole("link", { name: "Pokédex" }).first().click();
    await page
      .getByRole("link", { name: /Charizard/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: "Charizard" }).waitFor();
    await page.getByRole("link", { name: "Flamethrower" }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
